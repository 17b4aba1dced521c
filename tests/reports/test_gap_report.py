"""What a reader finds in the gap report, in which order, and that the words say what the assessment says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from abkommen.assessment.model import Assessment
from abkommen.base.texts import LANGUAGES, Lang
from abkommen.reports.gap.report import gap_report
from abkommen.reports.gap_report import GapReports, Screen
from abkommen.reports.public import public_version
from abkommen.reports.wording.wording import Wording
from abkommen.reports.wording.words import load_words
from abkommen.rulepack.model import RulePack
from tests.reports.conftest import ARGUED, TEMPLATES, RealCase, Reports, WrittenCase

NO_BREAK = "\u00a0"
ORDER = {
    "de": ["Auf einen Blick", "Lücken", "Offene Fragen", "Wenn die Vorschläge angenommen werden", "Noch nicht fällig", "Erfüllt",
           "Nicht anwendbar", "Deutschland, EU und alle Abkommen zusammen", "Quellen", "Methode", "Anhang: Robustheit"],
    "en": ["At a glance", "Gaps", "Open questions", "If the proposals are accepted", "Not yet due", "Met", "Not applicable",
           "Germany, the EU and all agreements together", "Sources", "Method", "Annex: robustness"],
}  # fmt: skip


def markdown_sections(text: str) -> dict[str, str]:
    """The parts of a Markdown report by heading, at every level."""
    parts = re.split(r"^#{1,4} (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def written(reports: Reports, run: Assessment, lang: Lang = "de") -> dict[str, str]:
    made = reports(lang)
    return {"md": made.markdown(run), "html": made.html(run), "txt": made.text(run, Screen())}


PROPOSED = """
agreement:
  stage: {value: signed, from: S1, at: Präambel, as_of: 2025-05}
  covers_recruitment: {value: yes, basis: proposed, from: S1, at: Art. 3}
  covers_return: {value: no, from: S1, at: ganzer Text}
followup:
  working_structure: {value: yes, basis: proposed, from: S1, at: Art. 9}
  working_structure_resilient: {value: yes, basis: proposed, from: S1, at: Art. 9}
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_parts_come_in_the_order_a_reader_needs(reports: Reports, written_case: WrittenCase, lang: Lang) -> None:
    run = written_case(PROPOSED)
    markdown = re.findall(r"^## (.+)$", reports(lang).markdown(run), flags=re.MULTILINE)
    html = re.findall(r"<h2[^>]*>([^<]+)</h2>", reports(lang).html(run))
    wanted = [heading for heading in ORDER[lang] if heading in markdown]
    assert [heading for heading in markdown if heading in ORDER[lang]] == wanted
    assert [heading for heading in html if heading in ORDER[lang]] == wanted
    assert len(wanted) >= len(ORDER[lang]) - 2  # in this case nothing is met


def test_critical_gaps_come_first(reports: Reports, written_case: WrittenCase) -> None:
    text = reports().markdown(written_case(ARGUED))
    places = [text.index(heading) for heading in ("### Kritische Lücken", "### Wesentliche Lücken")]
    assert places == sorted(places)
    assert text.index("#### IB-13 ") < places[1] < text.index("#### IB-10 ")


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_a_capped_criterion_shows_both_statuses_and_why(reports: Reports, written_case: WrittenCase, form: str) -> None:
    text = re.sub(r"<[^>]+>|\*\*", "", written(reports, written_case(ARGUED))[form])
    text = re.sub(r"\s+", " ", text)
    assert "teilweise erfüllt (für sich genommen: erfüllt) durch INT-02" in text
    assert "kritisch (für sich genommen: wesentlich)" in text
    assert "gilt darum höchstens als teilweise erfüllt" in text  # the interaction's reason


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_a_gap_tells_evidence_remedy_who_and_where(reports: Reports, written_case: WrittenCase, form: str) -> None:
    text = re.sub(r"<[^>]+>|\*\*", "", written(reports, written_case(ARGUED))[form]).replace(NO_BREAK, " ")
    text = re.sub(r"\s+", " ", text)
    start = text.index("IB-13 Ziele des Partners in anderen Politikfeldern analysiert")
    gap = text[start : text.index("IB-01 Interessen beider Seiten", start)]
    words = ("Andere Politikfelder analysiert: nein", "S. 2", "Abhilfe", "Kleinste Änderung", "Andere Politikfelder analysiert: ja",
             "Zuständig", "Im Papier", "S. 4")  # fmt: skip
    assert [word for word in words if word not in gap] == []


def test_an_unknown_premise_is_possible_and_stands_among_the_open_questions(
    reports: Reports, real_case: RealCase
) -> None:
    run = real_case("kenya", "2024-09")
    text = reports().markdown(run)
    open_part = text[text.index("## Offene Fragen") : text.index("## Noch nicht fällig")]
    possible = {name for name, state in run.interactions.items() if state is None}
    told = set(re.findall(r"(INT-\d\d) \(möglich\)", open_part))
    assert told
    assert told <= possible


def test_every_open_criterion_is_named_in_every_format(reports: Reports, real_case: RealCase) -> None:
    run = real_case("kenya")
    open_ones = [name for name, result in run.results.items() if result.is_open and result.criterion.of_case]
    for text in written(reports, run).values():
        assert [name for name in open_ones if name not in text] == []


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_both_readings_while_the_stage_is_unknown(reports: Reports, written_case: WrittenCase, form: str) -> None:
    run = written_case("""
        agreement:
          stage: {value: unknown, unknown_kind: undetermined, candidates: [sounding, in_force], as_of: 2025-05, from: S2, at: S. 1}
          covers_recruitment: {value: yes, from: S1, at: Art. 3}
        analysis:
          labour_interest_verified: {value: no, from: S2, at: S. 2}
    """)
    assert any(result.readings for result in run.results.values())
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", written(reports, run)[form])).replace(NO_BREAK, " ")
    assert "wenn ja, " in text
    assert "wenn nein, noch nicht fällig" in text


def test_not_due_comes_with_what_to_do(reports: Reports, real_case: RealCase) -> None:
    run = real_case("kenya", "2024-09")
    part = markdown_sections(reports().markdown(run))["Noch nicht fällig"]
    waiting = [
        result.criterion
        for result in run.results.values()
        if result.effective_status == "not_due" and result.criterion.of_case
    ]
    assert waiting
    for criterion in waiting:
        assert criterion.id in part
        assert criterion.remedy.de in part


def test_not_applicable_comes_with_the_reason(reports: Reports, written_case: WrittenCase) -> None:
    part = markdown_sections(reports().markdown(written_case(ARGUED)))["Nicht anwendbar"]
    assert "IS-06" in part
    assert "Rückkehr und Rückübernahme im Text geregelt: **nein**" in part


def test_germany_stands_apart(reports: Reports, real_case: RealCase) -> None:
    text = reports().markdown(real_case("kenya"))
    assert text.index("## Lücken") < text.index("## Deutschland, EU") < text.index("#### CO-12 ")


def test_proposals_say_what_would_follow_and_decide_nothing(reports: Reports, written_case: WrittenCase) -> None:
    run = written_case(PROPOSED)
    assert run.results["MO-01"].effective_status == "unknown"
    part = markdown_sections(reports().markdown(run))["Wenn die Vorschläge angenommen werden"]
    assert part.strip().startswith(f"3{NO_BREAK}Angaben sind aus dem Entwurf vorgeschlagen")
    assert "| MO-01 | Belastbare bilaterale Arbeitsstrukturen | unbekannt | erfüllt |" in part


def test_without_proposals_there_is_no_such_part(reports: Reports, real_case: RealCase) -> None:
    assert "Wenn die Vorschläge" not in reports().markdown(real_case("kenya"))


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_a_single_evaluator_is_said_in_one_visible_line(reports: Reports, real_case: RealCase, form: str) -> None:
    run = real_case("kenya")
    alone = written(reports, replace(run, evaluators=("plain",)))[form]
    assert "Nur eine Auswertung hat entschieden" in re.sub(r"\s+", " ", alone)
    assert "Nur eine Auswertung" not in re.sub(r"\s+", " ", written(reports, run)[form])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["md", "html"])
def test_the_method_gives_every_number_with_its_reason(
    reports: Reports, real_case: RealCase, form: str, lang: Lang
) -> None:
    run = real_case("kenya")
    text = written(reports, run, lang)[form]
    for stated in run.pack.scoring.stated:
        assert stated.reason.in_(lang) in text
    for step in run.pack.scoring.verdicts:
        assert step.meaning.in_(lang) in text
        assert step.reason.in_(lang) in text
    assert run.pack.fingerprint in text
    assert not re.search(r"geometric_mean|weight_spread|partly_range|band_spread", text)  # no code for a reader


def test_sources_are_numbered_once_and_every_number_leads_somewhere(reports: Reports, real_case: RealCase) -> None:
    run = real_case("kenya")
    text = reports().html(run)
    numbers = [int(number) for number in re.findall(r'<li id="source-(\d+)"', text)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {int(number) for number in re.findall(r'href="#source-(\d+)"', text)} <= set(numbers)
    assert text.count("https://doi.org/10.18449/2024A48</a>") == 1  # cited by four layers, one source


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_public_version_says_how_much_is_left_out(reports: Reports, written_case: WrittenCase, form: str) -> None:
    run = written_case("""
        agreement:
          covers_recruitment: {value: yes, from: S2, at: S. 1}
          stage: {value: signed, from: S2, at: S. 1, as_of: 2025-05}
        analysis:
          labour_interest_verified: {value: no, from: S1, at: "Geheimstelle 7", note: "Geheimnotiz", confidential: true}
    """)
    assert "Geheimstelle" in written(reports, run)[form]
    text = written(reports, public_version(run)[0])[form]
    assert "Geheim" not in text
    assert "Eine vertrauliche Angabe ist samt Beleg und Anmerkung ausgelassen" in re.sub(r"\s+", " ", text)


def test_the_view_holds_what_the_assessment_says(pack: RulePack, real_case: RealCase) -> None:
    run = real_case("india")
    view = gap_report(run, Wording(pack, load_words(TEMPLATES, "de")))
    of_case = [result for result in run.results.values() if result.criterion.of_case]
    assert view.counts.total == len(of_case)
    assert view.counts.counts["open"] == sum(result.is_open for result in of_case)
    assert {c.id for group in view.gaps for c in group.criteria} == {r.criterion.id for r in of_case if r.is_gap}
    shown = [c.id for part in view.context for group in part.gaps for c in group.criteria]
    shown += [c.id for part in view.context for c in (*part.open, *part.met, *part.other)]
    assert sorted(shown) == sorted(r.criterion.id for r in run.results.values() if not r.criterion.of_case)
    assert [q.rank for q in view.questions] == list(range(1, len(run.questions) + 1))


def test_texts_fit_the_terminal(reports: Reports, real_case: RealCase) -> None:
    for lang in LANGUAGES:
        for width in (60, 80):
            lines = reports(lang).text(real_case("kenya"), Screen(width)).splitlines()
            long = [line for line in lines if len(line) > max(width, 80) and "abkommen explain" not in line]
            assert long == []


def test_colour_is_only_there_when_asked_for(reports: Reports, real_case: RealCase) -> None:
    run = real_case("india")
    assert "\x1b" not in reports().text(run, Screen())
    coloured = reports().text(run, Screen(colour=True))
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == reports().text(run, Screen())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_case_reads_as_one_where_nothing_is_known(
    reports: Reports, written_case: WrittenCase, lang: Lang
) -> None:
    text = reports(lang).markdown(written_case())
    assert {"de": "ist noch keines entschieden", "en": "None of the"}[lang] in text
    assert {"de": "keine Lücke belegt", "en": "No gap has been established"}[lang] in text


def test_reports_of_one_writer_do_not_mix(reports: Reports, real_case: RealCase) -> None:
    made: GapReports = reports("en")
    first = made.markdown(real_case("kenya"))
    assert "India" not in first
    assert made.markdown(real_case("india")) != first
    assert made.markdown(real_case("kenya")) == first
