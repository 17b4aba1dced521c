"""``abkommen verify``: quoted passages still stand, or are shown with what stands there now."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from abkommen.casefile.editing import set_facts
from tests.cli.conftest import Call
from tests.cli.rounds_of_tamaria import FIRST, SECOND, Round, write_round

pytestmark = pytest.mark.usefixtures("kept_detectors")


@pytest.fixture
def case(call: Call, tmp_path: Path) -> Path:
    path = tmp_path / "kenya.yaml"
    draft = write_round(tmp_path / "draft.txt", FIRST)
    assert call("read", draft, "--case", path, "--country", "KE").code == 0
    return path


def outcomes(call: Call, case: Path, *options: object) -> dict[str, dict[str, Any]]:
    document = json.loads(call("verify", case, "--json", "-", *options).out)
    return {item["field"]: item for item in document["quotations"]}


def test_all_stand_right_after_reading(call: Call, case: Path) -> None:
    ended = call("verify", case)
    assert ended.code == 0
    assert re.search(r"Alle \d+ Zitate stehen noch an ihrer Stelle", ended.out)


def test_a_moved_passage_is_found_where_it_stands_now(call: Call, case: Path, tmp_path: Path) -> None:
    other = write_round(tmp_path / "round-2.txt", SECOND)
    ended = call("verify", case, "--draft", other, "--lang", "en")
    assert ended.code == 1
    assert "stands elsewhere: Bilateral working structure (Artikel 6)" in ended.out
    assert "now Artikel 3" in ended.out
    assert outcomes(call, case, "--draft", other)["followup.working_structure"]["outcome"] == "moved"


def test_an_altered_passage_is_shown_with_the_nearest_text(call: Call, case: Path, tmp_path: Path) -> None:
    reworded: Round = [
        (heading, [part.replace("eigene Staatsangehörige", "auf Antrag eigene Staatsangehörige") for part in parts])
        for heading, parts in FIRST
    ]
    write_round(tmp_path / "draft.txt", reworded)
    assert call("verify", case).code == 1
    found = outcomes(call, case)["agreement.covers_return"]
    assert (found["outcome"], found["article"]) == ("altered", "Artikel 4")
    assert "übernimmt auf Antrag eigene Staatsangehörige" in found["nearest"]
    assert found["likeness"] == 1.0  # all words are there, with others between them


def test_a_passage_that_is_gone_is_said_to_be_gone(call: Call, case: Path, tmp_path: Path) -> None:
    write_round(tmp_path / "draft.txt", [article for article in FIRST if article[0] != "Gemischter Ausschuss"])
    found = outcomes(call, case)["followup.working_structure"]
    assert (found["outcome"], found["nearest"]) == ("missing", None)
    assert "nicht gefunden: Bilaterale Arbeitsstruktur" in call("verify", case).out


def test_both_outputs_at_once(call: Call, case: Path, tmp_path: Path) -> None:
    target = tmp_path / "found.json"
    ended = call("verify", case, "--json", target)
    assert "Zitate" in ended.out
    assert json.loads(target.read_text(encoding="utf-8"))["all_stand"] is True


def test_evidence_without_words_is_counted_and_not_checked(call: Call, case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    case.write_text(re.sub(r", quote: [^}]*übernimmt[^}]*", "", text), encoding="utf-8")
    ended = call("verify", case)
    assert ended.code == 0
    assert "ohne Wortlaut" in ended.out


def test_a_case_without_a_draft_says_what_to_do(call: Call) -> None:
    ended = call("verify", "cases/kenya.yaml")
    assert ended.code == 2
    assert "--draft FILE" in ended.err


@pytest.mark.parametrize("data", [b"PK\x03\x04 Geheimfassung", b"", b"\x00" * 99])
def test_a_hostile_draft_ends_with_2(call: Call, case: Path, tmp_path: Path, data: bytes) -> None:
    hostile = tmp_path / "draft.docx"
    hostile.write_bytes(data)
    ended = call("verify", case, "--draft", hostile)
    assert (ended.code, ended.out) == (2, "")
    assert "Geheimfassung" not in ended.err
    assert "Traceback" not in ended.err


def head_of(case: Path, sources: str) -> None:
    """Put other sources into the case."""
    text = case.read_text(encoding="utf-8")
    case.write_text(re.sub(r"(?m)^sources:\n(?:  .*\n)+", f"sources:\n{sources}", text), encoding="utf-8")


def test_a_later_round_is_the_text_once_it_is_there(call: Call, case: Path, tmp_path: Path) -> None:
    write_round(tmp_path / "round-2.txt", SECOND)
    head_of(
        case,
        "  D1: {kind: agreement_text, title: one, language: de, date: 2026-02, file: draft.txt}\n"
        "  D2: {kind: agreement_text, title: two, language: de, date: 2026-05, file: round-2.txt}\n",
    )
    assert call("verify", case, "--as-of", "2026-03").code == 0
    assert outcomes(call, case, "--as-of", "2026-06")["followup.working_structure"]["outcome"] == "moved"


def test_other_texts_are_checked_in_their_own_files(call: Call, case: Path, tmp_path: Path) -> None:
    (tmp_path / "annex.txt").write_text(
        "Anhang I\n\nAls Nachweis der Staatsangehörigkeit gilt ein gültiger Pass oder ein anderer Ausweis mit Lichtbild.",
        encoding="utf-8",
    )
    head_of(
        case,
        "  D1: {kind: agreement_text, title: one, language: de, file: draft.txt}\n"
        "  A1: {kind: annex, title: annex, language: de, file: annex.txt}\n",
    )
    evidence = {"source": "A1", "locator": "Anhang I", "quote": "gilt ein gültiger Pass"}
    set_facts(case, {"return.procedure_identity_matching": {"value": "yes", "evidence": [evidence]}})
    assert outcomes(call, case)["return.procedure_identity_matching"]["outcome"] == "stands"
    (tmp_path / "annex.txt").unlink()
    ended = call("verify", case)
    assert ended.code == 2
    assert "annex.txt" in ended.err
