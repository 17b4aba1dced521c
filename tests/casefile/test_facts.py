"""What a good entry becomes."""

from __future__ import annotations

from typing import Any

import pytest

from abkommen.base.dates import parse_date
from abkommen.casefile.model import Claim, Evidence

Desk = Any  # the fixture of conftest.py


def test_the_short_and_the_long_form_say_the_same(desk: Desk) -> None:
    short = desk.fact("{value: yes, from: S1, at: Art. 12, quote: „…“}")
    long = desk.fact("{value: yes, evidence: [{source: S1, locator: Art. 12, quote: „…“}]}")
    assert short == long
    assert short.value == "yes"
    assert short.evidence == (Evidence("case/S1", "Art. 12", "„…“"),)


def test_an_entry_without_more_is_stated_with_high_confidence(desk: Desk) -> None:
    fact = desk.fact("{value: no, from: S1}")
    assert (fact.basis, fact.confidence, fact.as_of, fact.confidential) == ("stated", "high", None, False)


def test_every_part_of_an_entry_is_kept(desk: Desk) -> None:
    fact = desk.fact(
        "{value: partial, basis: inferred, confidence: medium, as_of: 2024-09, from: S1, at: 12, check_by: 2026-06-01,"
        " confidential: true, entered: {by: AB, on: 2026-01-10}, note: a note, weight: 0.8}"
    )
    assert (fact.basis, fact.confidence, fact.as_of, fact.check_by) == (
        "inferred",
        "medium",
        parse_date("2024-09"),
        parse_date("2026-06-01"),
    )
    assert (fact.confidential, fact.entered_by, fact.entered_on, fact.note) == (
        True,
        "AB",
        parse_date("2026-01-10"),
        "a note",
    )
    assert (fact.weight, fact.evidence[0].locator) == (0.8, "12")
    assert (fact.origin.layer, fact.origin.file, fact.origin.line) == ("case", str(desk.path), 10)


def test_a_confidential_mark_written_as_yes_counts(desk: Desk) -> None:
    assert desk.fact("{value: yes, from: S1, confidential: yes}").confidential


def test_numbers_in_texts_keep_their_zeros(desk: Desk) -> None:
    assert desk.fact("{value: 1.10, from: S1}", "text.summary").value == "1.10"
    assert desk.fact("{value: [007, 1.50]}".replace("}", ", from: S1}"), "text.groups").value == (
        {"value": "007"},
        {"value": "1.50"},
    )


def test_only_weak_sources_make_confidence_low(desk: Desk) -> None:
    assert desk.fact("{value: yes, confidence: high, from: S2}").confidence == "low"
    assert desk.fact("{value: yes, evidence: [{source: S1}, {source: S2}]}").confidence == "high"


def test_values_of_each_type(desk: Desk) -> None:
    assert desk.fact("{value: signed, from: S1}", "text.stage").value == "signed"
    assert desk.fact("{value: 2024-09, from: S1}", "text.opened_on").value == parse_date("2024-09")
    assert desk.fact("{value: 6, from: S1}", "text.interval").value == 6
    assert desk.fact("{value: 1.5, from: S1}", "text.interval").value == 1.5
    assert desk.fact("{value: none, from: S1}", "text.summary").value == "none"
    assert desk.fact("{value: none, from: S1}", "land.coordinator").value == "none"


def test_plain_items_have_one_attribute(desk: Desk) -> None:
    fact = desk.fact("{value: [work, return], complete: yes, from: S1}", "text.topics")
    assert fact.value == ({"value": "work"}, {"value": "return"})
    assert fact.complete


def test_an_attribute_that_is_unknown_or_empty_is_left_out_and_none_is_a_value(desk: Desk) -> None:
    entry = "{value: [{id: P1, clear: unknown, area: , body: none, places: 1.50, start: 2024, serves: none}], from: S1}"
    assert desk.fact(entry, "text.provisions").value == (
        {"id": "P1", "body": "none", "places": "1.50", "start": "2024", "serves": "none"},
    )


def test_one_item_per_value_of_the_key_is_filled_in_where_the_catalogue_asks_for_it(desk: Desk) -> None:
    fact = desk.fact("{value: [{step: visa, covered: yes}], from: S1}", "land.steps")
    assert fact.value == ({"step": "visa", "covered": "yes"}, {"step": "language"})


def test_an_empty_list_means_none_found_after_a_search(desk: Desk) -> None:
    fact = desk.fact("{value: [], complete: yes, search: {on: 2026-01, where: the ministry's pages}}", "text.topics")
    assert (fact.value, fact.complete, fact.carries) == ((), True, True)
    assert (fact.search, fact.searched_on) == ("the ministry's pages", parse_date("2026-01"))


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("{value: unknown}", "not_asked"),
        ("{value: unknown, unknown_kind: searched, search: {on: 2026-01, where: BMI}}", "searched"),
        ("{value: unknown, unknown_kind: undetermined, candidates: [yes, partial], from: S1}", "undetermined"),
        ("{value: unknown, unknown_kind: withheld, note: classified}", "withheld"),
    ],
)
def test_each_kind_of_unknown_has_no_value(desk: Desk, entry: str, kind: str) -> None:
    fact = desk.fact(entry)
    assert (fact.value, fact.unknown_kind, fact.carries) == (None, kind, False)


def test_candidates_and_claims_are_kept(desk: Desk) -> None:
    assert desk.fact("{value: unknown, unknown_kind: undetermined, candidates: [yes, no]}").candidates == ("yes", "no")
    claims = "[{value: yes, from: S1, at: p. 2}, {value: no, evidence: [{source: S2}]}]"
    assert desk.fact(f"{{value: unknown, unknown_kind: disputed, claims: {claims}}}").claims == (
        Claim("yes", (Evidence("case/S1", "p. 2"),)),
        Claim("no", (Evidence("case/S2"),)),
    )


@pytest.mark.parametrize("basis", ["presumed", "baseline", "proposed"])
def test_a_guess_needs_no_evidence_and_carries_nothing(desk: Desk, basis: str) -> None:
    fact = desk.fact(f"{{value: yes, basis: {basis}}}")
    assert (fact.value, fact.carries) == ("yes", False)


def test_silence_of_the_text_is_a_no(desk: Desk) -> None:
    assert desk.fact("{value: no, basis: silent, from: S1, at: complete text}").carries


def test_a_reference_to_an_item_of_another_list_is_found(desk: Desk) -> None:
    desk.write_facts(
        """
        land: {interests: {value: [{id: KE-1, goal: trade}], from: S1}}
        text: {provisions: {value: [{id: P1, serves: KE-1, source: S2}], from: S1}}
        """
    )
    (item,) = desk.load().facts["text.provisions"].value
    assert item["serves"] == "KE-1"


def test_facts_stand_in_the_order_of_the_catalogue(desk: Desk) -> None:
    desk.write_facts("home: {lead: {value: home, from: S1}}\ntext: {stage: {value: signed, from: S1}}\n")
    assert list(desk.load().facts) == ["text.stage", "home.lead"]


def test_empty_parts_of_a_new_file_are_no_error(desk: Desk) -> None:
    desk.write(
        "schema: migration-agreement-case/1\nid: x\ntitle: {de: A, en: B}\nas_of: 2026\nlayers:\nsources:\nfacts:\n  text:\n"
    )
    assert desk.load().facts == {}


def test_draft_and_memo_are_kept_as_written(desk: Desk) -> None:
    desk.write_facts("text: {}\n")
    text = desk.path.read_text(encoding="utf-8")
    desk.write(text + "draft: {file: drafts/a.docx, complete: yes}\nmemo: {author: AB, remarks: {IB-01: x}}\n")
    case = desk.load()
    assert (case.draft, case.draft_complete) == ("drafts/a.docx", True)
    assert case.memo == {"author": "AB", "remarks": {"IB-01": "x"}}
