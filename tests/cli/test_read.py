"""``abkommen read``: a draft becomes a summary, JSON or a case file that a person corrects."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from abkommen.base.yamltree import read_yaml
from tests.cli.conftest import Call
from tests.cli.rounds_of_tamaria import FIRST, SECOND, Round, write_round
from tests.intake.documents import SHARED, needs_shared

pytestmark = pytest.mark.usefixtures("kept_detectors")

Facts = dict[str, Any]
SECRET = "Geheimfassung"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return write_round(tmp_path / "draft.txt", FIRST)


@pytest.fixture
def case(call: Call, tmp_path: Path, draft: Path) -> Path:
    """A case file made of the first round."""
    path = tmp_path / "kenya.yaml"
    assert call("read", draft, "--case", path, "--country", "KE").code == 0
    return path


def facts(case: Path) -> Facts:
    groups = read_yaml(case).data["facts"]
    return {f"{group}.{short}": entry for group, members in groups.items() for short, entry in (members or {}).items()}


def replaced(case: Path, old: str, new: str) -> None:
    text = case.read_text(encoding="utf-8")
    assert old in text
    case.write_text(text.replace(old, new, 1), encoding="utf-8")


# JSON


def test_word_and_text_read_alike(call: Call, draft: Path, tmp_path: Path) -> None:
    word = write_round(tmp_path / "draft.docx", FIRST)
    assert call("read", word, "--json", "-").out == call("read", draft, "--json", "-").out


def test_json_has_the_promised_parts_and_offsets_that_fit(call: Call, draft: Path) -> None:
    ended = call("read", draft, "--json", "-")
    assert ended.code == 0
    document = json.loads(ended.out)
    assert set(document) == {"articles", "provisions", "attributes", "attribute_evidence"}
    numbered = [article for article in document["articles"] if article["id"].startswith("Artikel")]
    assert [article["heading"] for article in numbered] == [heading for heading, _ in FIRST]
    assert all(set(article) == {"id", "heading", "start", "end"} for article in numbered)
    assert all(one["end"] <= other["start"] for one, other in pairwise(numbered))
    found = {(hit["topic"], hit["article"]): hit for hit in document["provisions"]}
    hit = found["readmission_own_nationals", "Artikel 4"]
    assert set(hit) == {"topic", "article", "kind", "weight", "words"}
    assert hit["kind"] == "provision"
    assert 0 < hit["weight"] <= 1
    assert "Staatsangehörige" in " ".join(hit["words"])


def test_json_gives_every_attribute_and_null_for_silence(call: Call, draft: Path) -> None:
    values = json.loads(call("read", draft, "--json", "-").out)["attributes"]
    assert set(values) == {
        "quota_number", "reply_deadline_days", "travel_document_deadline_days", "joint_body_interval", "duration",
        "termination_notice_months", "max_stay_months", "language_of_text",
    }  # fmt: skip
    assert values["reply_deadline_days"] == 20
    assert values["termination_notice_months"] == 6
    assert (values["duration"], values["joint_body_interval"], values["language_of_text"]) == (
        "indefinite",
        "yearly",
        "de",
    )
    assert values["travel_document_deadline_days"] is None


@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED.glob("dev/*.txt")), ids=lambda path: path.stem)
def test_labelled_agreements_go_all_the_way_to_a_case_that_loads(call: Call, tmp_path: Path, path: Path) -> None:
    case = tmp_path / "case.yaml"
    assert call("read", path, "--case", case, "--country", "TN", "--complete").code == 0
    bases = {entry["basis"] for entry in facts(case).values()}
    assert "proposed" in bases
    assert bases <= {"proposed", "silent"}
    verified = call("verify", case)
    assert verified.code == 0, verified.out


# The terminal


@pytest.mark.parametrize("lang", ["de", "en"])
def test_summary_names_articles_provisions_and_what_to_check(call: Call, draft: Path, lang: str) -> None:
    ended = call("read", draft, "--lang", lang)
    assert ended.code == 0
    words = {"de": ("Kosten", "Zu prüfen:", "20 Arbeitstage"), "en": ("Costs", "To check:", "20 working days")}[lang]
    assert all(word in ended.out for word in (*words, "Artikel 4  Rückübernahme", "„" if lang == "de" else "“"))


def test_no_control_character_of_a_draft_reaches_the_terminal(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    text = "\n\n".join(
        f"Artikel {n}\n\n{heading}\n\n{' '.join(body)}" for n, (heading, body) in enumerate(FIRST, start=1)
    )
    path.write_text(text.replace("Rückübernahme\n", "Rück\x1b[31mübernahme\u202e\n"), encoding="utf-8")
    ended = call("read", path)
    assert ended.code == 0
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", ended.out)


# The case file


def test_a_case_file_asks_every_question_and_proposes_with_evidence(case: Path) -> None:
    found = facts(case)
    entry = found["agreement.covers_return"]
    assert (entry["value"], entry["basis"]) == ("yes", "proposed")
    assert entry["evidence"] == [{"source": "D1", "locator": "Artikel 4", "quote": "übernimmt eigene Staatsangehörige"}]
    assert 0 < entry["weight"] <= 1
    assert found["followup.working_structure"]["note"].startswith("Zu prüfen: ")
    document = read_yaml(case).data
    assert document["draft"] == {"file": "draft.txt", "complete": "no"}
    assert document["sources"]["D1"] == {
        "kind": "agreement_text",
        "title": "draft.txt",
        "language": "de",
        "file": "draft.txt",
    }
    assert case.read_text(encoding="utf-8").count("# Was als Beleg zählt") > 100
    assert (case.parent / "case.schema.json").is_file()


def test_proposals_decide_nothing(call: Call, case: Path) -> None:
    assessed = json.loads(call("assess", case, "--json", "-").out)
    assert assessed["proposals"]["fields"]
    statuses = {criterion["effective_status"] for criterion in assessed["criteria"] if criterion["level"] == "case"}
    assert statuses.isdisjoint({"met", "partly", "not_met"})


def test_only_a_complete_draft_answers_by_silence(call: Call, case: Path, draft: Path) -> None:
    assert {entry["basis"] for entry in facts(case).values()} == {"proposed"}
    assert call("read", draft, "--case", case, "--complete").code == 0
    silent = {name: entry for name, entry in facts(case).items() if entry["basis"] == "silent"}
    assert silent["agreement.contains_asylum_externalisation"]["value"] == "no"
    assert silent["agreement.contains_asylum_externalisation"]["entered"]["by"] == "abkommen"
    assert read_yaml(case).data["draft"]["complete"] == "yes"


def test_silence_says_nothing_of_what_no_detector_looks_for(call: Call, case: Path, draft: Path) -> None:
    assert call("read", draft, "--case", case, "--complete").code == 0
    assert "agreement.contains_border_control_externalisation" not in facts(case)


def test_reading_again_changes_nothing(call: Call, case: Path, draft: Path) -> None:
    before = case.read_bytes()
    assert call("read", draft, "--case", case).code == 0
    assert case.read_bytes() == before


def test_a_second_round_leaves_what_people_have_decided(call: Call, case: Path, tmp_path: Path) -> None:
    replaced(case, "basis: proposed\n", "basis: stated # geprüft\n")
    decided = next(name for name, entry in facts(case).items() if entry["basis"] == "stated")
    before = facts(case)[decided]
    other = write_round(tmp_path / "round-2.txt", SECOND)
    ended = call("read", other, "--case", case)
    assert ended.code == 0
    assert "entschieden" in ended.err
    after = facts(case)
    assert after[decided] == before
    assert "# geprüft" in case.read_text(encoding="utf-8")
    proposed = [entry for entry in after.values() if entry["basis"] == "proposed"]
    assert {item["source"] for entry in proposed for item in entry["evidence"]} == {"D2"}
    assert read_yaml(case).data["draft"]["file"] == "round-2.txt"


def test_what_a_draft_no_longer_bears_out_goes(call: Call, case: Path, tmp_path: Path) -> None:
    assert facts(case)["followup.working_structure"]["basis"] == "proposed"
    shorter: Round = [article for article in FIRST if article[0] != "Gemischter Ausschuss"]
    assert call("read", write_round(tmp_path / "draft.txt", shorter), "--case", case).code == 0
    assert "followup.working_structure" not in facts(case)


def test_a_case_that_knows_no_draft_yet_gets_one(call: Call, tmp_path: Path, draft: Path) -> None:
    path = tmp_path / "ke.yaml"
    assert call("new", "KE", "--case", path).code == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    assert call("read", draft, "--case", path).code == 0
    document = read_yaml(path).data
    assert document["draft"]["file"] == "draft.txt"
    assert list(document["sources"]) == ["D1"]
    kept = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#")] == [line for line in kept if line.startswith("#")]
    assert call("assess", path, "--json", "-").code == 0


# What goes wrong


def bad_pdf(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.7\n" + SECRET.encode() + b"\n%%EOF")
    return path


def bad_word(path: Path) -> Path:
    path.write_bytes(b"PK\x03\x04" + SECRET.encode() * 9)
    return path


@pytest.mark.parametrize(("name", "make"), [("x.pdf", bad_pdf), ("x.docx", bad_word), ("none.docx", Path)])
@pytest.mark.parametrize("command", ["read", "diff"])
def test_a_file_that_cannot_be_read_ends_with_2_and_without_its_words(
    call: Call, tmp_path: Path, draft: Path, name: str, make: Callable[[Path], Path], command: str
) -> None:
    path = make(tmp_path / name)
    ended = call(command, path, *([draft] if command == "diff" else []))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"error: {path}")
    assert SECRET not in ended.err
    assert "Traceback" not in ended.err


def test_a_bad_draft_leaves_the_case_alone(call: Call, case: Path, tmp_path: Path) -> None:
    before = case.read_bytes()
    assert call("read", bad_pdf(tmp_path / "x.pdf"), "--case", case).code == 2
    assert case.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--case", "new.yaml"], "--country"),
        (["--country", "KE"], "--case"),
        (["--complete"], "--case"),
        (["--case", "new.yaml", "--country", "Kenja"], "did you mean"),
    ],
)
def test_contradictions_end_with_2(
    call: Call, draft: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(draft.parent)
    ended = call("read", draft, *arguments)
    assert ended.code == 2
    assert told in ended.err
    assert not (draft.parent / "new.yaml").exists()


def test_country_says_nothing_of_a_case_that_exists(call: Call, case: Path, draft: Path) -> None:
    ended = call("read", draft, "--case", case, "--country", "KE")
    assert ended.code == 2
    assert "exists already" in ended.err
