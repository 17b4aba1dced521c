"""What lint refuses in the texts, effects and values of a pack, each at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.minipack import FIELDS, LINK, PACK, SCORING, criterion, interaction, mini_pack, told

from abkommen.rulepack.lint import lint
from abkommen.rulepack.loading import load_pack

FIRST = "criteria/first.yaml"


def found(folder: Path, **files: str) -> list[str]:
    return told(lint(mini_pack(folder, **files)), folder)  # type: ignore[arg-type]


def test_the_papers_pack_has_nothing_to_mend() -> None:
    assert lint(load_pack(Path(__file__).parents[2] / "rules" / "swp-2024")) == ()


def test_a_sound_pack_has_nothing_to_mend(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{de: TODO, en: Do it.}", "has no text in “de”"),
        ("{de: Tut es., en: TODO}", "has no text in “en”"),
        ("{de: Tut es., en: ' '}", "has no text in “en”"),
        ("{de: Tut es., en: …}", "has no text in “en”"),
        ("{de: Do it., en: Do it.}", "is the same in German and English"),
    ],
)
def test_a_missing_translation_of_a_criterion(tmp_path: Path, text: str, message: str) -> None:
    changed = criterion().replace("{de: Tut es., en: Do it.}", text)
    assert found(tmp_path, criteria=changed) == [f"{FIRST}:16:3: AA-01: remedy {message}"]


def test_a_missing_translation_of_an_interaction(tmp_path: Path) -> None:
    changed = LINK.replace("en: This is connected.", "en: TODO")
    assert found(tmp_path, interactions=changed) == ["interactions.yaml:7:3: INT-01: reason has no text in “en”"]


def test_a_missing_text_of_a_field(tmp_path: Path) -> None:
    changed = FIELDS.replace("question: {de: Was?, en: What?}", "question: {de: Was?, en: TODO}", 1)
    assert found(tmp_path, fields=changed) == ["fields/text.yaml:2:149: text.stage: question has no text in “en”"]


def test_a_value_without_a_meaning(tmp_path: Path) -> None:
    changed = FIELDS.replace(", partial: {de: halb, en: half}", "", 1)
    (problem,) = found(tmp_path, fields=changed)
    assert problem.startswith("fields/text.yaml:4:")
    assert problem.endswith("text.one: no text for the value “partial” (add it in de and en)")


def test_a_value_without_a_label(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, fields=FIELDS.replace(", b: {de: ein B, en: a B}", ""))
    assert problem.startswith("fields/text.yaml:6:")
    assert "text.kind: no text for the value “b”" in problem


def test_a_dimension_and_a_verdict_without_text(tmp_path: Path) -> None:
    pack = PACK.replace("{de: Bereich, en: area}", "{de: Bereich, en: TODO}")
    scoring = SCORING.replace("{de: stark, en: firm}", "{de: firm, en: firm}")
    assert found(tmp_path, pack=pack, scoring=scoring) == [
        "pack.yaml:9:36: AA: title has no text in “en”",
        "scoring.yaml:15:14: strong: meaning is the same in German and English",
    ]


def test_partly_needs_its_text(tmp_path: Path) -> None:
    changed = criterion().replace("partly_gap: {de: Es fehlt halb., en: Half of it is missing.}", "partly: otherwise")
    hint = "say what is missing when it is only partly met, or write partly: never"
    assert found(tmp_path, criteria=changed) == [f"{FIRST}:1:7: AA-01: partly_gap is missing ({hint})"]


def test_partly_never_has_no_text(tmp_path: Path) -> None:
    changed = criterion().replace("partly_gap:", "partly: never\n  partly_gap:")
    assert found(tmp_path, criteria=changed) == [
        f"{FIRST}:15:15: AA-01: partly_gap is never shown (partly: never is set)"
    ]


def test_a_source_without_a_page(tmp_path: Path) -> None:
    changed = criterion().replace("page: 1", "page: front")
    assert found(tmp_path, criteria=changed) == [f"{FIRST}:5:36: AA-01: “front” is no page (write 4 or “3-4”)"]


def test_a_test_that_lists_every_value(tmp_path: Path) -> None:
    changed = criterion(met="{all: [{fact: text.one, is: yes}, {fact: text.two, in: [yes, partial, no]}]}")
    message = "AA-01: “text.two in [no, partial, yes]” lists every value (ask known: true, or leave one out)"
    assert found(tmp_path, criteria=changed) == [f"{FIRST}:12:42: {message}"]


def test_a_test_that_lists_every_status(tmp_path: Path) -> None:
    linked = interaction("{criterion: AA-02, status: [met, partly, not_met, not_applicable, not_due]}")
    (problem,) = found(tmp_path, interactions=linked)
    assert problem.startswith("interactions.yaml:3:9: INT-01: “AA-02 in [met, not_applicable, not_due")


@pytest.mark.parametrize(
    ("effect", "message"),
    [
        ("{raise_severity: AA-01, to: major}", "raising AA-01 to major changes nothing (its severity is major)"),
        ("{raise_severity: AA-01, to: minor}", "raising AA-01 to minor changes nothing (its severity is major)"),
        (
            "{explain_cause: AA-01, by: AA-01}",
            "AA-01 is named as the cause of itself (name another criterion, or leave out by:)",
        ),
        (
            "{finding: AA-01, status: [not_due]}",
            "AA-01 never has the status not_due (the finding would never be shown)",
        ),
    ],
)
def test_an_effect_without_effect(tmp_path: Path, effect: str, message: str) -> None:
    linked = interaction("{criterion: AA-02, status: [not_met]}", effect)
    assert found(tmp_path, interactions=linked) == [f"interactions.yaml:4:13: INT-01: {message}"]


def test_a_value_too_long_for_the_engine(tmp_path: Path) -> None:
    changed = FIELDS.replace("values: [a, b]", f"values: [a, b, {'x' * 60_001}]")
    problems = found(tmp_path, fields=changed)
    assert any("xxx…” is longer than 60,000 bytes (durable-rules would lose it)" in problem for problem in problems)


def test_an_attribute_whose_name_the_engine_reserves(tmp_path: Path) -> None:
    (problem,) = found(
        tmp_path, fields=FIELDS.replace("      done: {type: tri}", "      $m: {type: tri}\n      done: {type: tri}")
    )
    assert problem.startswith("fields/text.yaml:")
    assert (
        "text.items: “$m” is no attribute name (small letters, digits and _ only: the engine reserves other names)"
        in problem
    )
