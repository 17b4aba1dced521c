"""``abkommen review``: a person decides, and every decision is in the file at once."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from abkommen.base.yamltree import read_yaml
from abkommen.casefile.editing import set_facts
from abkommen.casefile.emit import Data
from tests.cli.conftest import Call, Ended
from tests.cli.rounds_of_tamaria import FIRST, Round, write_round

pytestmark = pytest.mark.usefixtures("kept_detectors")

Review = Callable[..., Ended]
FIRST_FIELD = "agreement.covers_recruitment"
SECOND_FIELD = "agreement.covers_return"


INTERRUPT = "Ctrl-C"


class Typing:
    """A person at the keyboard, or a pipe that ends."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = iter(lines)

    def readline(self) -> str:
        line = next(self._lines, None)
        if line == INTERRUPT:
            raise KeyboardInterrupt
        return "" if line is None else f"{line}\n"


@pytest.fixture
def case(call: Call, tmp_path: Path) -> Path:
    path = tmp_path / "kenya.yaml"
    draft = write_round(tmp_path / "draft.txt", FIRST)
    assert call("read", draft, "--case", path, "--country", "KE").code == 0
    return path


@pytest.fixture
def review(call: Call, case: Path, monkeypatch: pytest.MonkeyPatch) -> Review:
    """Review the case, typing these lines."""

    def run(*typed: str, options: tuple[str, ...] = ()) -> Ended:
        monkeypatch.setattr(sys, "stdin", Typing(typed))
        return call("review", case, "--by", "AB", *options)

    return run


def entry(case: Path, name: str) -> dict[str, Any]:
    group, _, short = name.partition(".")
    found: dict[str, Any] = read_yaml(case).data["facts"][group][short]
    return found


def waiting(case: Path) -> list[str]:
    groups = read_yaml(case).data["facts"]
    facts = {f"{group}.{short}": item for group, members in groups.items() for short, item in (members or {}).items()}
    return [name for name, item in facts.items() if item["basis"] == "proposed"]


def test_the_sheet_shows_question_values_and_marked_words(review: Review) -> None:
    out = review("s", "q").out
    assert "Vorschlag 2 von " in out
    assert "Regelt die Übereinkunft Rückkehr oder Rückübernahme?" in out
    assert "1 ja: " in out
    assert "Artikel 4 Rückübernahme" in out
    assert "Tamarien [[übernimmt eigene Staatsangehörige]], die" in " ".join(out.split())


def test_accepting_makes_a_stated_fact_of_it(review: Review, case: Path) -> None:
    before = entry(case, FIRST_FIELD)
    assert review("a m", "q").code == 0
    after = entry(case, FIRST_FIELD)
    assert (after["value"], after["basis"], after["confidence"]) == (before["value"], "stated", "medium")
    assert after["evidence"] == before["evidence"]
    assert after["entered"]["by"] == "AB"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(after["entered"]["on"]))
    assert "weight" not in after
    assert "note" not in after  # it said what to check


@pytest.mark.parametrize(
    ("typed", "value", "confidence"),
    [("c 3", "no", "high"), ("c no l", "no", "low"), ("c nein m", "no", "medium"), ("C Teilweise", "partial", "high")],
)
def test_changing_to_a_value_by_number_word_or_label(
    review: Review, case: Path, typed: str, value: str, confidence: str
) -> None:
    review(typed)
    after = entry(case, FIRST_FIELD)
    assert (after["value"], after["basis"], after["confidence"]) == (value, "stated", confidence)


def test_changing_to_unknown(review: Review, case: Path) -> None:
    review("c 0")
    after = entry(case, FIRST_FIELD)
    assert (after["value"], after["unknown_kind"]) == ("unknown", "undetermined")
    assert "weight" not in after


def test_what_was_rejected_is_not_proposed_again_until_its_words_change(
    review: Review, call: Call, case: Path, tmp_path: Path
) -> None:
    review("s", "r gilt nur für Einzelfälle")
    rejected = entry(case, SECOND_FIELD)
    assert (rejected["value"], rejected["note"]) == ("unknown", "Vorschlag „ja“ verworfen: gilt nur für Einzelfälle")
    assert call("read", tmp_path / "draft.txt", "--case", case).code == 0
    assert entry(case, SECOND_FIELD) == rejected
    reworded: Round = [
        (heading, [part.replace("übernimmt eigene", "übernimmt ohne Förmlichkeiten eigene") for part in parts])
        for heading, parts in FIRST
    ]
    assert call("read", write_round(tmp_path / "draft.txt", reworded), "--case", case).code == 0
    assert entry(case, SECOND_FIELD)["basis"] == "proposed"


def test_every_decision_is_saved_when_the_input_ends(review: Review, case: Path) -> None:
    many = len(waiting(case))
    ended = review("a", "a")
    assert ended.code == 0
    assert len(waiting(case)) == many - 2
    assert f"2 angenommen, 0 geändert, 0 verworfen; {many - 2} offen" in ended.out


def test_an_interrupt_loses_nothing(review: Review, case: Path) -> None:
    assert review("a", INTERRUPT).code == 130
    assert entry(case, FIRST_FIELD)["basis"] == "stated"
    assert entry(case, SECOND_FIELD)["basis"] == "proposed"


def test_going_back_decides_anew(review: Review, case: Path) -> None:
    out = review("a", "b", "c 2 l", "q").out
    assert "schon entschieden: angenommen" in out
    after = entry(case, FIRST_FIELD)
    assert (after["value"], after["confidence"]) == ("partial", "low")
    assert review("q").out.count(FIRST_FIELD) == 0


def test_back_at_the_beginning_stays_there(review: Review) -> None:
    assert "das ist der erste Vorschlag" in review("b", "q").out


@pytest.mark.parametrize("typed", ["", "x", "accept", "a z", "c", "c 9", "c vielleicht"])
def test_what_is_not_understood_changes_nothing(review: Review, case: Path, typed: str) -> None:
    before = case.read_bytes()
    ended = review(typed, "q")
    assert ended.code == 0
    assert "nicht verstanden" in ended.out or "welcher Wert?" in ended.out
    assert case.read_bytes() == before


def test_help_tells_the_keys(review: Review) -> None:
    assert "annehmen, mit hoher Verlässlichkeit" in review("?", "q").out


def test_accepting_unread_what_weighs_enough(review: Review, case: Path) -> None:
    heavy = {name for name in waiting(case) if entry(case, name)["weight"] >= 0.8}
    light = set(waiting(case)) - heavy
    assert heavy
    assert light
    review("q", options=("--accept-all-above", "0.8"))
    assert set(waiting(case)) == light
    assert {entry(case, name)["confidence"] for name in heavy} == {"medium"}


def test_comments_and_order_stay(review: Review, case: Path) -> None:
    case.write_text(
        case.read_text(encoding="utf-8").replace("    covers_return:", "    # gefragt: AA\n    covers_return:")
    )
    before = [line for line in case.read_text(encoding="utf-8").splitlines() if line.lstrip().startswith("#")]
    names = [*read_yaml(case).data["facts"]]
    review("a", "r", "c 1", "c 0", "a")
    assert [line for line in case.read_text(encoding="utf-8").splitlines() if line.lstrip().startswith("#")] == before
    assert [*read_yaml(case).data["facts"]] == names


def test_a_decided_case_can_be_assessed_and_verified(review: Review, call: Call, case: Path) -> None:
    review(*["a"] * 50)
    assert waiting(case) == []
    assert "kein Vorschlag" in review("a").out
    assert call("assess", case, "--json", "-").code == 0
    assert call("verify", case).code == 0


def test_words_that_are_gone_are_said_to_be_gone(review: Review, case: Path, tmp_path: Path) -> None:
    write_round(tmp_path / "draft.txt", FIRST[:3])
    assert "Der Wortlaut steht so nicht mehr im Entwurf" in " ".join(review("s", "q").out.split())


def test_a_case_without_a_draft_shows_what_it_quotes(review: Review, case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    case.write_text(re.sub(r"(?m)^draft:.*\n", "", text), encoding="utf-8")
    assert "Der Fall nennt keinen Entwurf" in review("q").out


def test_a_list_takes_several_values(call: Call, review: Review, case: Path) -> None:
    entries: dict[str, Data] = {
        "value": ["reintegration_support"],
        "complete": "no",
        "basis": "proposed",
        "weight": 0.9,
    }
    set_facts(
        case, {"offer.return_incentive_types": {**entries, "evidence": [{"source": "D1", "locator": "Artikel 4"}]}}
    )
    shown = re.findall(r"\((\w+\.\w+)\)", review(*["s"] * 50).out)
    place = shown.index("offer.return_incentive_types")
    review(*["s"] * place, "c 1, 2")
    after = entry(case, "offer.return_incentive_types")
    assert (len(after["value"]), after["basis"], after["complete"]) == (2, "stated", "no")
    assert call("assess", case, "--json", "-").code == 0


def test_nothing_a_draft_holds_can_steer_the_terminal(call: Call, case: Path, review: Review) -> None:
    note = "\x1b]0;owned\x07 \u202e[[x]]"
    set_facts(case, {FIRST_FIELD: {**entry(case, FIRST_FIELD), "note": note}})
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", review("q").out)


@pytest.mark.parametrize("broken", ["draft", "case"])
def test_what_cannot_be_read_ends_with_2(call: Call, review: Review, case: Path, tmp_path: Path, broken: str) -> None:
    if broken == "draft":
        (tmp_path / "draft.txt").write_bytes(b"PK\x03\x04 Geheimfassung")
    else:
        case.write_text("schema: [", encoding="utf-8")
    ended = review("a")
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert "Geheimfassung" not in ended.err


def test_a_missing_draft_is_told_with_what_to_do(review: Review, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").unlink()
    ended = review("a")
    assert ended.code == 2
    assert "--draft" in ended.err


def test_somebody_must_decide(call: Call, case: Path) -> None:
    ended = call("review", case)
    assert ended.code == 2
    assert "--by" in ended.err
