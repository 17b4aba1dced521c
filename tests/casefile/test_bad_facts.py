"""Each kind of bad entry has a message that says what is wrong and what to do."""

from __future__ import annotations

from typing import Any

import pytest

Desk = Any  # the fixture of conftest.py

VALUES = [
    ("text.covers_return", "{value: true, from: S1}", "true is a boolean, not a value (write yes or no)"),
    ("text.published", "{value: false, from: S1}", "false is a boolean, not a value (write yes or no)"),
    (
        "text.summary",
        "{value: true, from: S1}",
        'true is a boolean, not a value (write “true” in quotes if it is meant as text: "true")',
    ),
    (
        "text.covers_return",
        "{value: maybe, from: S1}",
        "“maybe” is not allowed for “text.covers_return” (expected yes, partial, no, unknown)",
    ),
    (
        "text.covers_return",
        "{value: partly, from: S1}",
        "“partly” is not allowed for “text.covers_return” (did you mean partial? expected yes, partial, no, unknown)",
    ),
    (
        "text.covers_return",
        "{value: NO, from: S1}",
        "“NO” is not allowed for “text.covers_return” (did you mean no? expected yes, partial, no, unknown)",
    ),
    (
        "text.published",
        "{value: partial, from: S1}",
        "“partial” is not allowed for “text.published” (expected yes, no, unknown)",
    ),
    (
        "text.stage",
        "{value: in_froce, from: S1}",
        "“in_froce” is not allowed for “text.stage” (did you mean in_force? expected talks, signed, in_force, unknown)",
    ),
    (
        "text.stage",
        "{value: [signed], from: S1}",
        "“text.stage” takes one word (expected talks, signed, in_force, unknown)",
    ),
    (
        "text.stage",
        "{value: 007, from: S1}",
        "“007” is not allowed for “text.stage” (expected talks, signed, in_force, unknown)",
    ),
    (
        "text.opened_on",
        "{value: spring 2024, from: S1}",
        "“spring 2024” is no date: expected YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    ("text.opened_on", "{value: 2024-02-30, from: S1}", "“2024-02-30” is no day of the calendar"),
    ("text.opened_on", "{value: [2024], from: S1}", "expected a date (YYYY, YYYY-MM or YYYY-MM-DD)"),
    (
        "text.interval",
        "{value: 6 months, from: S1}",
        "“6 months” is no number, as “text.interval” needs (write the number of months alone, without unit)",
    ),
    (
        "text.interval",
        "{value: [6], from: S1}",
        "this is no number, as “text.interval” needs (write the number of months alone, without unit)",
    ),
    (
        "text.summary",
        "{value: [one, two], from: S1}",
        "expected one text here (a text with a comma or a colon needs quotes inside { } and [ ])",
    ),
    ("text.summary", '{value: "  ", from: S1}', "empty text (write something or leave the line out)"),
    ("text.topics", "{value: work, from: S1}", "“text.topics” is a list (write [work, return, visa])"),
    (
        "text.topics",
        "{value: [work, retrun], from: S1}",
        "“retrun” is not allowed for “text.topics” (did you mean return? expected work, return, visa)",
    ),
    (
        "text.topics",
        "{value: [work, work], from: S1}",
        "“work” stands twice in this list (merge the two items or remove one)",
    ),
    (
        "land.interests",
        "{value: [trade], from: S1}",
        "an item of “land.interests” has attributes (write {id: …, goal: …})",
    ),
    (
        "land.interests",
        "{value: [{}], from: S1}",
        "an item without any attribute says nothing (write {id: …, goal: …})",
    ),
]

ITEMS = [
    ("{id: P1, aera: work}", "“aera” is no attribute of the items of “text.provisions” (did you mean area?)"),
    (
        "{id: P1, colour: red}",
        "“colour” is no attribute of the items of “text.provisions” (known here: id, area, clear, body, start, places, serves, source)",
    ),
    (
        "{id: 250,000 jobs for Kenyans}",
        "“000 jobs for Kenyans” stands alone after a comma (put the whole text in quotes: a comma ends it inside { })",
    ),
    ("{id: P1, area: trade}", "“trade” is not allowed for “text.provisions.area” (expected work, return)"),
    (
        "{id: P1, area: none}",
        "“none” is not allowed for “text.provisions.area” (leave the attribute out if it is unknown)",
    ),
    ("{id: P1, clear: true}", "true is a boolean, not a value (write yes or no)"),
    ("{id: P1, start: soon}", "“soon” is no date: expected YYYY, YYYY-MM or YYYY-MM-DD"),
    ("{id: P1, places: many}", "“many” is no number, as “text.provisions.places” needs (write digits)"),
    ("{id: P1, source: S9}", "no source “S9” in this file (known sources: S1, S2)"),
    ("{id: P1, serves: KE-1}", "no item “KE-1” in land.interests (it has no items yet)"),
    ("{id: P1}, {id: P1}", "“P1” stands twice in this list (merge the two items or remove one)"),
]

PARTS = [
    ("{value: yes}", "“text.covers_return” has a value and no evidence (name the source: from: S1, at: …)"),
    ("{value: , from: S1}", "“text.covers_return” has no value (write value: … or value: unknown)"),
    ("yes", "“text.covers_return” needs its evidence beside the value (write {value: …, from: S1, at: …})"),
    ("", "“text.covers_return” is empty (fill it in or leave the line out: a fact that is not there is unknown)"),
    ("{value: yes, from: S3}", "no source “S3” in this file (known sources: S1, S2)"),
    ("{value: yes, from: Bundestag}", "no source “Bundestag” in this file (known sources: S1, S2)"),
    ("{value: yes, at: p. 2}", "“at” without “from” (name the source: from: S1)"),
    (
        "{value: yes, from: [S1, S2]}",
        "“from” names one source (for several write evidence: [{source: S1, locator: …}, …])",
    ),
    ("{value: yes, evidence: S1}", "“evidence” is a list (write [{source: S1, locator: …}])"),
    ("{value: yes, evidence: [S1]}", "expected the keys source, locator and quote (write {source: S1, locator: …})"),
    ("{value: yes, evidence: [{locator: p. 2}]}", "“source” is missing (known sources: S1, S2)"),
    (
        "{value: yes, evidence: [{source: S1, page: 2}]}",
        "unknown key of evidence “page” (known here: source, locator, quote)",
    ),
    ("{value: yes, from: S1, bassis: stated}", "unknown key of a fact “bassis” (did you mean basis?)"),
    (
        "{value: yes, from: S1, basis: guess}",
        "“guess” is not allowed for “basis” (expected stated, inferred, presumed, baseline, proposed, silent)",
    ),
    (
        "{value: yes, from: S1, confidence: hihg}",
        "“hihg” is not allowed for “confidence” (did you mean high? expected high, medium, low)",
    ),
    ("{value: yes, from: S1, as_of: 2024-13}", "“2024-13” is no day of the calendar"),
    ("{value: yes, from: S1, check_by: true}", "“true” is no date: expected YYYY, YYYY-MM or YYYY-MM-DD"),
    ("{value: yes, from: S1, confidential: maybe}", "“confidential” is a mark (expected true or false)"),
    ("{value: yes, from: S1, weight: heavy}", "“weight” is a number (the weight a detector gave its proposal)"),
    ("{value: yes, from: S1, entered: AB}", "“entered” has two keys (write {by: …, on: …})"),
    ("{value: yes, from: S1, entered: {by: AB}}", "“on” is missing (write entered: {by: …, on: …})"),
    (
        "{value: yes, from: S1, complete: yes}",
        "“complete” is for lists only (“text.covers_return” is no list: remove it)",
    ),
    (
        "{value: yes, from: S1, unknown_kind: searched}",
        "“unknown_kind” is for unknown values only (remove it, or write value: unknown)",
    ),
    (
        "{value: yes, from: S1, candidates: [yes, no]}",
        "“candidates” is for unknown values only (remove it, or write value: unknown)",
    ),
    (
        "{value: unknown, unknown_kind: lost}",
        "“lost” is not allowed for “unknown_kind” (expected not_asked, searched, undetermined, disputed, withheld)",
    ),
    (
        "{value: unknown, unknown_kind: searched}",
        "searched, but not when and where (add search: {on: 2026-01, where: …})",
    ),
    ("{value: unknown, unknown_kind: searched, search: BMI}", "“search” has two keys (write {where: …, on: …})"),
    (
        "{value: unknown, unknown_kind: undetermined, candidates: [yes]}",
        "candidates are two values or more (one alone is the value, none is left out)",
    ),
    (
        "{value: unknown, unknown_kind: undetermined, candidates: [yes, maybe]}",
        "“maybe” is not allowed for “candidates” (expected yes, partial, no)",
    ),
    (
        "{value: unknown, unknown_kind: undetermined, candidates: yes}",
        "“candidates” is a list (write two or more of [yes, partial, no])",
    ),
    (
        "{value: unknown, candidates: [yes, no]}",
        "“candidates” goes with unknown_kind: undetermined (here it is not_asked)",
    ),
    (
        "{value: unknown, unknown_kind: disputed}",
        "disputed, but without two claims that differ (add claims: [{value: …, from: S1}, {value: …, from: S2}])",
    ),
    (
        "{value: unknown, unknown_kind: disputed, claims: [{value: yes, from: S1}, {value: yes, from: S2}]}",
        "disputed, but without two claims that differ (add claims: [{value: …, from: S1}, {value: …, from: S2}])",
    ),
    (
        "{value: unknown, unknown_kind: disputed, claims: [{value: yes}, {value: no, from: S2}]}",
        "a claim without evidence (name the source: from: S1, at: …)",
    ),
    (
        "{value: unknown, unknown_kind: disputed, claims: [{value: perhaps, from: S1}, {value: no, from: S2}]}",
        "“perhaps” is not allowed for “text.covers_return” (expected yes, partial, no)",
    ),
    (
        "{value: unknown, unknown_kind: disputed, claims: [yes]}",
        "a claim has a value and evidence (write {value: …, from: S1, at: …})",
    ),
    ("{value: yes, basis: silent, from: S1}", "silence can only mean no (write value: no, or another basis)"),
    ("[]", "a list under “text.covers_return” means dated records (each with value and as_of)"),
    (
        "[{value: yes, from: S1}]",
        "a record of “text.covers_return” without “as_of” (each of several records needs its date)",
    ),
    (
        "[{value: yes, from: S1, as_of: 2024}, {value: no, from: S1, as_of: 2024-01}]",
        (
            "two records of “text.covers_return” that begin on 2024-01-01"
            " (only one can count: merge them or give one a later or more exact date)"
        ),
    ),
]


@pytest.mark.parametrize(("name", "entry", "expected"), VALUES)
def test_a_value_the_field_cannot_have(desk: Desk, name: str, entry: str, expected: str) -> None:
    assert desk.complaint(entry, name) == expected


@pytest.mark.parametrize(("item", "expected"), ITEMS)
def test_an_item_the_list_cannot_have(desk: Desk, item: str, expected: str) -> None:
    problems = desk.all_complaints(f"{{value: [{item}], from: S1}}", "text.provisions")
    assert expected in problems
    assert len(problems) == 1


@pytest.mark.parametrize(("entry", "expected"), PARTS)
def test_a_part_that_is_wrong(desk: Desk, entry: str, expected: str) -> None:
    assert desk.complaint(entry) == expected


def test_dated_items_of_a_list_belong_under_value(desk: Desk) -> None:
    assert desk.complaint("[{id: P1}]", "text.provisions") == (
        "a list under “text.provisions” means dated records (put the items under value: {value: [...], complete: no, from: S1})"
    )


def test_candidates_need_a_field_with_fixed_values(desk: Desk) -> None:
    entry = "{value: unknown, unknown_kind: undetermined, candidates: [2024, 2025]}"
    assert desk.complaint(entry, "text.opened_on") == (
        "“text.opened_on” is a date: it has no fixed values to choose from (say it in the note)"
    )


def test_silence_proves_nothing_outside_the_text(desk: Desk) -> None:
    assert desk.complaint("{value: no, basis: silent, from: S1}", "text.covers_work") == (
        "silence of the text proves nothing on “text.covers_work” (name what was found, or write value: unknown)"
    )


def test_an_empty_list_needs_a_search_and_to_be_complete(desk: Desk) -> None:
    assert desk.all_complaints("{value: []}", "text.topics") == [
        "an empty list without a search (add search: {on: 2026-01, where: …}, or write value: unknown)",
        "an empty list that is not complete says nothing (add complete: yes, or write value: unknown)",
    ]
    searched = "{value: [], complete: no, search: {on: 2026-01, where: BMI}}"
    assert desk.complaint(searched, "text.topics").startswith("an empty list that is not complete")
    assert desk.complaint("{value: [], complete: yes}", "text.topics").startswith("an empty list without a search")


def test_a_wrong_value_is_told_at_its_line_and_column(desk: Desk) -> None:
    desk.write_facts(
        """
        text:
          covers_return:
            value: maybe
            from: S1
          stage: {value: signed, from: S7}
        """
    )
    assert [line.partition(": ")[0] for line in desk.complaints()] == ["case.yaml:12:14", "case.yaml:14:34"]


def test_a_fact_without_evidence_is_told_at_its_own_line(desk: Desk) -> None:
    desk.write_facts("text:\n\n  stage:\n    value: signed\n")
    assert desk.complaints()[0].startswith("case.yaml:11:5: “text.stage” has a value and no evidence")
