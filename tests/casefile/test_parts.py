"""The head of a case file is changed in its text, and everything else stays."""

from __future__ import annotations

from textwrap import dedent

import pytest

from abkommen.base.problems import BadInput
from abkommen.base.yamltree import parse_yaml
from abkommen.casefile.parts import with_entry, with_part

DRAFT = {"file": "draft.docx", "complete": "no"}
SOURCE = {"kind": "agreement_text", "title": "Draft: round 2, “final”", "file": "a, b.docx"}

HEADS = {
    "with sources": """\
        id: de-ke # kept
        # about sources
        sources:
          # the study
          S1: {kind: analysis, title: A} # kept
        facts: {}
        """,
    "without sources": "id: de-ke\nfacts:\n  # nothing yet\n",
    "sources empty": "id: de-ke\nsources:\n  # none yet\nfacts: {}\n",
    "sources in brackets": "id: de-ke\nsources: {S1: {kind: analysis, title: A}}\nfacts: {}\n",
    "with a draft": "id: de-ke\ndraft: {file: old.pdf} # kept\nsources: {}\nfacts: {}\n",
    "draft written out": "id: de-ke\ndraft:\n  file: old.pdf\n  complete: yes\n# kept\nsources: {}\nfacts: {}\n",
    "nothing but an id": "id: de-ke",
    "other line ends": "id: de-ke\r\nsources:\r\n  S1:\r\n    kind: analysis\r\nfacts: {}\r\n",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_it_says_what_was_meant_and_keeps_every_comment(head: str) -> None:
    text = dedent(head)
    once = with_part(parse_yaml(text, "case.yaml"), "draft", DRAFT, before="sources")
    twice = with_entry(parse_yaml(once, "case.yaml"), "sources", "D1", SOURCE)
    data = parse_yaml(twice, "case.yaml").data
    assert data["draft"] == DRAFT
    assert data["sources"]["D1"] == SOURCE
    assert data["id"] == "de-ke"
    assert twice.count("#") == text.count("#")
    assert ("\r\n" in twice) == ("\r\n" in text)
    assert "\n\n" not in twice.replace("\r", "")


def test_a_comment_above_a_part_stays_above_it() -> None:
    text = with_part(parse_yaml(dedent(HEADS["with sources"]), "case.yaml"), "draft", DRAFT, before="sources")
    assert text.splitlines()[1:4] == ["draft: {file: draft.docx, complete: no}", "# about sources", "sources:"]


def test_an_entry_can_be_replaced() -> None:
    text = with_entry(parse_yaml(dedent(HEADS["with sources"]), "case.yaml"), "sources", "S1", SOURCE)
    assert parse_yaml(text, "case.yaml").data["sources"] == {"S1": SOURCE}


def test_a_layout_that_does_not_allow_it_is_told_and_not_guessed() -> None:
    with pytest.raises(BadInput, match="cannot be written here"):
        with_part(parse_yaml("{id: de-ke, facts: {}}", "case.yaml"), "draft", DRAFT, before="sources")
