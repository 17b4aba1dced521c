"""The sample draft of an invented country, from the file to the report: two rounds, two languages, Word and PDF."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from abkommen.assessment.assess import assess
from abkommen.assessment.model import Assessment
from abkommen.base.dates import parse_date
from abkommen.base.yamltree import read_yaml
from abkommen.casefile.loading import load_case
from abkommen.cli.drafts import DraftReader, reader_of
from abkommen.cli.main import main
from abkommen.inference.session import Session
from abkommen.intake import read_draft
from abkommen.intake.rounds.changes import ReadDraft, compare_drafts
from abkommen.reports.memo.own_words import read_own_words
from tests.intake.documents import SHARED, needs_shared

ROOT = Path(__file__).parents[2]
DRAFTS = ROOT / "cases" / "drafts"
CASE = DRAFTS / "talvania.yaml"
LANGUAGES = ("de", "en")
VERSIONS = [(number, language) for number in (1, 2) for language in LANGUAGES]
BOTH = pytest.mark.parametrize("language", LANGUAGES)
EVERY = pytest.mark.parametrize(("number", "language"), VERSIONS)

# The planted provisions by the number of their article; annexes are left out.
FIRST = {
    "readmission_own_nationals": {3},
    "readmission_third_country_nationals": {4},
    "identification": {6},
    "travel_documents": {7},
    "transfer": {8},
    "handover": {9},
    "readmission_in_error": {10},
    "voluntary_return": {11},
    "quota": {12},
    "stay_duration": {12},
    "training": {13},
    "recognition": {14},
    "language": {15},
    "visa": {16},
    "recruiters": {17},
    "working_conditions": {18},
    "information_for_migrants": {19},
    "diaspora": {20},
    "data_protection": {22},
    "implementing_bodies": {23},
    "joint_body": {24},
    "rights_safeguards": {25},
    "amendment": {26},
    "disputes": {27},
    "duration_termination": {28},
}
SECOND = {
    "recruiters": {18},
    "recruitment_fees": {18, 21},
    "exploitation_protection": {18},
    "costs": {21},
    "joint_body": {24},
    "review": {24},
    "information_for_migrants": {12},
}
NOWHERE = {
    "asylum_externalisation", "border_security", "brain_drain", "development_cooperation", "family_reunification",
    "reintegration", "social_security", "suspension", "unions", "women_protection",
}  # fmt: skip
GAPS = {1: {"costs", "exploitation_protection", "recruitment_fees", "review"}, 2: {"diaspora"}}
ATTRIBUTES = {
    1: {"quota_number": 2500, "reply_deadline_days": 15, "joint_body_interval": "on request", "duration": "indefinite"},
    2: {"quota_number": 3000, "reply_deadline_days": 20, "joint_body_interval": "yearly", "duration": "fixed 3 years"},
}
PROPOSED = {
    "agreement.covers_return": "yes",
    "agreement.covers_recruitment": "yes",
    "agreement.covers_third_country_nationals": "yes",
    "offer.quota_offered": "yes",
    "recruitment.language_acquisition_addressed": "partial",
    "recruiters.use_planned": "yes",
    "followup.working_structure": "yes",
}
# What is planted, as the report tells it, before and after the second round.
PLANTED = {
    "IB-01": ("partly", "partly"),
    "IB-11": ("partly", "partly"),
    "IB-13": ("partly", "partly"),
    "IB-14": ("not_met", "not_met"),
    "IB-23": ("not_met", "not_met"),
    "IB-24": ("not_met", "not_met"),
    "IS-08": ("not_met", "not_met"),
    "IS-11": ("not_met", "not_met"),
    "IS-14": ("partly", "partly"),
    "IS-26": ("partly", "partly"),
    "IS-31": ("partly", "met"),
    "IS-32": ("not_met", "met"),
    "IS-33": ("partly", "met"),
    "IS-35": ("not_met", "not_met"),
    "MO-01": ("partly", "met"),
    "MO-02": ("not_met", "met"),
    "MO-03": ("not_met", "not_met"),
    "SU-03": ("met", "not_met"),
    "SY-02": ("partly", "met"),
    "SY-05": ("partly", "partly"),
}
SEED = """\
schema: migration-agreement-case/1
id: walk
title: {de: Probe, en: Trial}
as_of: 2026-03
sources:
  S1: {kind: press, title: Trial, publisher: Trial, date: 2026-02}
facts:
  agreement:
    stage: {value: signed, basis: stated, from: S1, at: whole text}
"""


@cache
def reader() -> DraftReader:
    return reader_of(ROOT / "rules" / "swp-2024")


@cache
def read(number: int, language: str, suffix: str = "docx") -> ReadDraft:
    return reader().read(DRAFTS / f"talvania-round-{number}.{language}.{suffix}")


@cache
def session() -> Session:
    return Session(reader().pack)


@cache
def assessed(path: Path, day: str) -> Assessment:
    case = load_case(path, reader().pack.fields, as_of=parse_date(day), shipped=ROOT / "cases")
    return assess(case, session(), draws=0)


def statuses(assessment: Assessment) -> Mapping[str, str]:
    return {name: result.status for name, result in assessment.results.items()}


def places(found: ReadDraft, topic: str, kind: str = "provision") -> set[int]:
    """The numbers of the articles that carry a topic."""
    hits = (hit for hit in found.findings.provisions if hit.topic == topic and hit.kind == kind)
    return {int(match[1]) for hit in hits if (match := re.fullmatch(r"(?:Artikel|Article) (\d+)", hit.article))}


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_drafts", ROOT / "scripts" / "make_drafts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def members(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_files_are_those_the_script_makes(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    made = script().made()
    assert {path.name for path in DRAFTS.iterdir() if path.suffix in (".docx", ".pdf")} == set(made)
    for name, content in made.items():
        if name.endswith(".docx"):
            assert members(content) == members((DRAFTS / name).read_bytes())
        else:
            (tmp_path / name).write_bytes(content)
            assert read_draft(tmp_path / name).text == read_draft(DRAFTS / name).text


def test_the_same_bytes_come_out_every_time() -> None:
    pytest.importorskip("typst")
    first, second = (
        {name: hashlib.sha256(content).hexdigest() for name, content in script().made().items()} for _ in range(2)
    )
    assert first == second


@EVERY
def test_word_and_pdf_have_the_same_articles_and_provisions(number: int, language: str) -> None:
    word, pdf = (read(number, language, suffix) for suffix in ("docx", "pdf"))
    assert word.draft.language == pdf.draft.language == language
    for one, other in zip(word.draft.articles, pdf.draft.articles, strict=True):
        assert (one.id, one.kind, one.heading, one.chapter) == (other.id, other.kind, other.heading, other.chapter)
    assert sum(article.kind == "article" for article in word.draft.articles) == 28
    assert sum(article.kind == "annex" for article in word.draft.articles) == 2
    assert topics(word) == topics(pdf)
    assert values(word) == values(pdf)


def topics(found: ReadDraft) -> set[tuple[str, str]]:
    return {(hit.topic, hit.article) for hit in found.findings.provisions if hit.kind == "provision"}


def values(found: ReadDraft) -> dict[str, int | str]:
    return {name: value.value for name, value in found.findings.attributes.items() if name != "language_of_text"}


@BOTH
@pytest.mark.parametrize("topic", FIRST)
def test_planted_provisions_are_found(language: str, topic: str) -> None:
    assert FIRST[topic] <= places(read(1, language), topic)


@BOTH
@pytest.mark.parametrize("topic", SECOND)
def test_provisions_of_the_second_round_are_found(language: str, topic: str) -> None:
    assert SECOND[topic] <= places(read(2, language), topic)


@EVERY
def test_planted_gaps_are_no_provisions(number: int, language: str) -> None:
    found = {topic for topic, _ in topics(read(number, language))}
    assert not found & (NOWHERE | GAPS[number])


@pytest.mark.parametrize("number", [1, 2])
def test_both_languages_say_the_same(number: int) -> None:
    german, english = (read(number, language) for language in LANGUAGES)
    found = {topic for topic, _ in topics(german) | topics(english)}
    assert {topic: places(german, topic) for topic in found} == {topic: places(english, topic) for topic in found}
    assert values(german) == values(english)


@EVERY
def test_numbers_and_periods_are_read(number: int, language: str) -> None:
    found = values(read(number, language))
    assert found.items() >= ATTRIBUTES[number].items()
    assert (found["travel_document_deadline_days"], found["termination_notice_months"]) == (5, 6)


@BOTH
def test_proposals_follow_from_the_provisions(language: str) -> None:
    proposed = {proposal.field: proposal.value for proposal in read(1, language).proposals}
    assert proposed.items() >= PROPOSED.items()
    assert not {"followup.regular_review", "companies.cost_sharing_defined", "recruiters.women_protection"} & set(
        proposed
    )


@BOTH
def test_a_complete_draft_is_silent_on_the_review(language: str) -> None:
    assert "followup.regular_review" in reader().silent(read(1, language))
    assert "followup.regular_review" not in reader().silent(read(2, language))


@BOTH
def test_the_tracked_change_is_the_number_of_admissions(language: str) -> None:
    path = DRAFTS / f"talvania-round-2.{language}.docx"
    before = reader().read(path, original=True)
    assert values(before) == {**values(read(2, language)), "quota_number": 2500}


@BOTH
def test_the_comment_is_not_part_of_the_text(language: str) -> None:
    part = members((DRAFTS / f"talvania-round-2.{language}.docx").read_bytes())["word/comments.xml"].decode()
    (words,) = re.findall(r"<w:t [^>]*>(.+?)</w:t>", part)
    assert words not in read(2, language).draft.text


@BOTH
def test_the_rounds_differ_as_planted(language: str) -> None:
    found = compare_drafts(read(1, language), read(2, language))
    new = [change.after.heading for change in found.articles if change.before is None and change.after]
    gone = [change.before.heading for change in found.articles if change.after is None and change.before]
    moved = [change.after.heading for change in found.articles if change.moved and change.after]
    assert (new, gone, moved) == {
        "de": (["Kosten"], ["Talvanische Diaspora"], ["Information und Beratung"]),
        "en": (["Costs"], ["Talvanian diaspora"], ["Information and advice"]),
    }[language]
    trends = {change.topic: change.trend for change in found.topics}
    assert {topic for topic, trend in trends.items() if trend == "gained"} == GAPS[1]
    assert [topic for topic, trend in trends.items() if trend == "lost"] == ["diaspora"]


@pytest.fixture
def case_from_draft(tmp_path: Path) -> Path:
    path = tmp_path / "walk.yaml"
    path.write_text(SEED, encoding="utf-8")
    main(["read", str(DRAFTS / "talvania-round-1.de.docx"), "--case", str(path)])
    return path


def test_what_is_only_proposed_decides_nothing(case_from_draft: Path, tmp_path: Path) -> None:
    seed = tmp_path / "seed.yaml"
    seed.write_text(SEED, encoding="utf-8")
    with_proposals = assessed(case_from_draft, "2026-03")
    assert with_proposals.proposals is not None
    assert set(with_proposals.proposals.fields) >= set(PROPOSED)
    assert statuses(with_proposals) == statuses(assessed(seed, "2026-03"))


def test_the_report_shows_what_accepting_would_do(case_from_draft: Path) -> None:
    found = assessed(case_from_draft, "2026-03").proposals
    assert found is not None
    effects = {effect.criterion.id: effect.after for effect in found.effects}
    wanted = {"IS-07": "met", "IS-10": "met", "SU-03": "met", "IS-14": "partly", "MO-01": "met"}
    assert effects.items() >= wanted.items()


def test_silence_of_a_complete_draft_is_a_gap(case_from_draft: Path) -> None:
    main(["read", str(DRAFTS / "talvania-round-1.de.docx"), "--case", str(case_from_draft), "--complete"])
    case = load_case(case_from_draft, reader().pack.fields, as_of=parse_date("2026-03"), shipped=ROOT / "cases")
    assert assess(case, session(), draws=0).results["MO-02"].status == "not_met"


@pytest.mark.parametrize("criterion", PLANTED)
def test_planted_gaps_show_in_the_report(criterion: str) -> None:
    rounds = [statuses(assessed(CASE, day))[criterion] for day in ("2026-03", "2026-05")]
    assert tuple(rounds) == PLANTED[criterion]


def test_the_list_of_what_is_planted_names_the_same_criteria() -> None:
    german, english = re.split(r"\n# (?=A practice draft)", (DRAFTS / "README.md").read_text(encoding="utf-8"))
    for text in (german, english):
        assert set(re.findall(r"\b[A-Z]{2}-\d\d\b", text)) == set(PLANTED) | {"IS-21"}


def test_interactions_fire() -> None:
    found = assessed(CASE, "2026-03")
    assert all(found.interactions[name] is True for name in ("INT-03", "INT-12", "INT-15", "INT-16", "INT-30"))
    assert found.results["IB-22"].severity != reader().pack.criteria["IB-22"].severity


def test_quotations_are_short_and_stand_in_the_draft() -> None:
    quotes = [item["quote"] for item in _mappings(read_yaml(CASE).data) if "quote" in item]
    assert len(quotes) > 30
    assert all(len(quote.split()) <= 9 for quote in quotes)
    assert main(["verify", str(CASE)]) == 0


def _mappings(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _mappings(part)


def test_it_says_that_it_is_invented() -> None:
    case = read_yaml(CASE).data
    assert "erfunden" in case["title"]["de"]
    assert "invented" in case["title"]["en"]
    others = [source for name, source in case["sources"].items() if name.startswith("S")]
    assert others
    assert all(source["note"].startswith("Invented.") and "address" not in source for source in others)


def test_the_memo_part_fits_the_assessment() -> None:
    words = read_own_words(read_yaml(CASE), reader().pack.criteria)
    found = statuses(assessed(CASE, "2026-03"))
    assert words.author is not None
    assert {name: remark.status for name, remark in words.remarks.items()} == {
        name: found[name] for name in ("IS-32", "IS-11")
    }
    assert set(words.public().remarks) == {"IS-32"}


@needs_shared
def test_no_treaty_lent_its_words() -> None:
    known: set[int] = set()
    for path in (*SHARED.glob("dev/*.txt"), *SHARED.glob("corpus/*.txt")):
        known |= _runs(path.read_text(encoding="utf-8", errors="ignore"))
    for number, language in VERSIONS:
        for suffix in ("docx", "pdf"):
            assert not known & _runs(read(number, language, suffix).draft.text)


def _runs(text: str) -> set[int]:
    words = [word.lower() for word in re.findall(r"\w+", text)]
    return {hash(tuple(words[start : start + 10])) for start in range(len(words) - 9)}
