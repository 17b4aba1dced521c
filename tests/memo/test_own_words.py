"""The assessor's own words: carried into the memo, checked with their places, flagged when overtaken."""

from __future__ import annotations

import pytest

from abkommen.assessment.model import Assessment
from abkommen.base.problems import BadInput
from abkommen.base.yamltree import parse_yaml
from abkommen.reports.memo.own_words import NONE, OwnWords, read_own_words
from tests.memo.conftest import MemoWriter

CRITERIA = ("IB-01", "CO-11", "IB-02")
GOOD = """\
memo:
  author: {de: Referat A, en: Unit A}
  addressee: Leitung
  date: 2026-02-10
  opening: |
    Erster Absatz.

    Zweiter Absatz.
  remarks:
    IB-02: {text: Stimmt so., status: met}
    CO-11: {text: {de: Überholt., en: Overtaken.}, status: partly}
"""


def read(text: str) -> OwnWords:
    return read_own_words(parse_yaml(text, "case.yaml"), CRITERIA)


def test_they_are_carried_into_the_memo(kenya: Assessment, memos: MemoWriter) -> None:
    view = memos("de").arranged(kenya, read(GOOD))
    told = {line.label: line.text for line in view.details}
    assert (told["Von"], told["An"], told["Datum"]) == ("Referat A", "Leitung", "10.\u00a0Februar 2026")
    assert view.opening == ("Erster Absatz.", "Zweiter Absatz.")
    assert view.author == "Referat A"
    remark = next(one for one in view.remarks if one.criterion.startswith("IB-02"))
    assert (remark.remark.paragraphs, remark.remark.flag) == (("Stimmt so.",), "")


def test_each_language_has_its_words(kenya: Assessment, memos: MemoWriter) -> None:
    view = memos("en").arranged(kenya, read(GOOD))
    assert view.author == "Unit A"
    assert view.opening[0] == "Erster Absatz."  # given without a language: meant as it stands


def test_a_remark_on_another_status_is_flagged(kenya: Assessment, memos: MemoWriter) -> None:
    view = memos("de").arranged(kenya, read(GOOD))
    gap = next(gap for context in view.contexts for gap in context.gaps if gap.heading.startswith("CO-11"))
    assert gap.remark is not None
    assert (
        gap.remark.flag == "Diese Anmerkung galt dem Status „teilweise erfüllt“; inzwischen lautet er „nicht erfüllt“."
    )
    for page in (memos("de").html(view), memos("de").text(view)):
        assert "Diese Anmerkung galt dem Status" in " ".join(page.replace("!", "").split())


@pytest.mark.parametrize("text", ["", "memo:\n", "id: x\n"])
def test_none_are_needed(text: str) -> None:
    assert read(text) == NONE


@pytest.mark.parametrize(
    ("line", "place", "message", "hint"),
    [
        ("adressee: X", "2:3", "unknown key “adressee”", "did you mean addressee?"),
        ("date: 2026-13", "2:9", "“2026-13” is no day of the calendar", ""),
        ("remarks: {IB-1: {text: a, status: met}}", "2:13", "no criterion “IB-1”", "did you mean IB-01"),
        (
            "remarks: {IB-01: {text: a, status: fullfilled}}",
            "2:38",
            "“fullfilled” is no status",
            "expected met, partly",
        ),
        ("remarks: {IB-01: {text: a}}", "2:20", "“status” is missing", ""),
        ("remarks: {IB-01: {text: {de: a}, status: met}}", "2:27", "“en” is missing", ""),
        ("opening: [a]", "2:12", "", ""),
    ],
)
def test_every_slip_is_told_with_its_place(line: str, place: str, message: str, hint: str) -> None:
    with pytest.raises(BadInput) as told:
        read(f"memo:\n  {line}\n")
    (problem,) = told.value.problems
    assert str(problem).startswith(f"case.yaml:{place}: ")
    assert message in problem.message
    assert hint in problem.hint


def test_all_slips_are_told_at_once() -> None:
    with pytest.raises(BadInput) as told:
        read("memo:\n  adressee: X\n  remarks: {XX-9: {text: a, status: no}}\n")
    assert len(told.value.problems) == 3
