"""German and English as they are written: quotation marks, numbers, spaces that hold, number and case that agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest

from abkommen.assessment.model import Assessment
from abkommen.assessment.verdicts import VerdictRange
from abkommen.base.texts import LANGUAGES, Lang
from abkommen.reports.gap.model import CountView, ProposalsView, QuestionView, RepairView, ScoreView, VerdictView
from abkommen.reports.templating import environment
from abkommen.reports.wording.words import load_words
from tests.reports.conftest import TEMPLATES, RealCase, Reports

NO_BREAK = "\u00a0"


def macro(lang: Lang, call: str, **values: object) -> str:
    """What one sentence of the texts comes to."""
    found = environment([TEMPLATES], load_words(TEMPLATES, lang), html=False)
    template = found.from_string(f"{{% import 'report/texts.{lang}.j2' as w with context %}}{{{{ w.{call} }}}}")
    return template.render(values).replace(NO_BREAK, " ")


def counts(total: int, opened: int) -> CountView:
    return CountView(
        "", {"met": total - opened, "partly": 0, "not_met": 0, "open": opened, "not_due": 0, "not_applicable": 0}, total
    )


def verdict(*narrowing: str) -> VerdictView:
    return VerdictView("a", "b", False, (), narrowing, ())


def question(steps: int, points: float) -> QuestionView:
    return QuestionView(1, "", "", "", "", "", (), "major", steps, points, True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lang", "opened", "wanted"),
    [
        ("de", 0, "Alle 78 Kriterien sind entschieden."),
        ("de", 78, "Von 78 Kriterien ist noch keines entschieden."),
        ("de", 77, "Erst eines von 78 Kriterien ist entschieden."),
        ("de", 10, "Entschieden sind 68 von 78 Kriterien."),
        ("de", 60, "Entschieden sind 18 von 78 Kriterien; mehr gibt das Bekannte nicht her."),
        ("en", 78, "None of the 78 criteria is decided yet."),
        ("en", 77, "Only one of 78 criteria is decided."),
        ("en", 10, "68 of 78 criteria are decided."),
    ],
)
def test_knowledge(lang: Lang, opened: int, wanted: str) -> None:
    assert macro(lang, "knowledge(c)", c=counts(78, opened)) == wanted


@pytest.mark.parametrize(
    ("lang", "steps", "points", "wanted"),
    [
        ("de", 1, 0.0, "Grenzt ein: Urteil eine Stufe."),
        ("de", 2, 1.0, "Grenzt ein: Urteil bis zu zwei Stufen, schwächster Wert bis zu 1 Punkt."),
        ("de", 0, 2.5, "Grenzt ein: schwächster Wert bis zu 2,5 Punkte."),
        ("de", 0, 0.0, ""),
        ("en", 1, 2.5, "Narrows the verdict by one step, the weakest score by up to 2.5 points."),
        ("en", 0, 1.0, "Narrows the weakest score by up to 1 point."),
    ],
)
def test_gain(lang: Lang, steps: int, points: float, wanted: str) -> None:
    assert macro(lang, "gain(q)", q=question(steps, points)) == wanted


@pytest.mark.parametrize(
    ("lang", "facts", "wanted"),
    [
        ("de", [], ""),
        ("de", ["A"], "Das Urteil eingrenzen würde die Angabe „A“."),
        ("de", ["A", "B"], "Das Urteil eingrenzen würden die Angaben „A“ und „B“."),
        ("de", ["A", "B", "C", "D"], "Das Urteil eingrenzen würden 4 Angaben, vor allem „A“, „B“ und „C“."),
        ("en", ["A"], "One fact would narrow the verdict: “A”."),
        ("en", ["A", "B", "C", "D"], "4 facts would narrow the verdict, above all “A”, “B” and “C”."),
    ],
)
def test_narrowing(lang: Lang, facts: list[str], wanted: str) -> None:
    assert macro(lang, "narrowing(v, 3)", v=verdict(*facts)) == wanted


@pytest.mark.parametrize(
    ("lang", "sets", "blocked", "wanted"),
    [
        ("de", ((("x",)),), (), "Um „g“ zu sichern, genügt eine Änderung:"),
        ("de", (("x", "y"),), (), "Um „g“ zu sichern, genügen zwei Änderungen zusammen:"),
        ("de", (), (), "Mit dem, was Verhandelnde ändern können, lässt sich „g“ nicht sichern."),
        ("de", (), ("A",), "Mit dem, was Verhandelnde ändern können, lässt sich „g“ nicht sichern; es hängt an „A“."),
        ("en", (("x",),), (), "One change is enough to secure “g”:"),
        ("en", (("x", "y"),), (), "Two changes together are enough to secure “g”:"),
        ("en", (), ("A", "B"), "Nothing negotiators can change secures “g”; it depends on “A” and “B”."),
    ],
)
def test_next_step(lang: Lang, sets: tuple[tuple[str, ...], ...], blocked: tuple[str, ...], wanted: str) -> None:
    assert macro(lang, "next_lead('g', r)", r=RepairView(sets, blocked)) == wanted


@pytest.mark.parametrize(
    ("lang", "call", "wanted"),
    [
        (
            "de",
            "not_due_lead(1)",
            "Ein Kriterium zählt erst in einem späteren Abschnitt. Was bis dahin zu tun ist, steht dabei.",
        ),
        ("de", "open_count('Kritisch', 1)", "Kritisch: ein offenes Kriterium"),
        ("de", "and_more(1)", "und eine weitere Angabe"),
        ("de", "and_more(2)", "und 2 weitere Angaben"),
        (
            "de",
            "withheld_note(2)",
            "Öffentliche Fassung: 2 vertrauliche Angaben sind samt Belegen und Anmerkungen ausgelassen.",
        ),
        ("de", "percent(7)", "7 %"),
        (
            "en",
            "not_due_lead(1)",
            "One criterion counts only at a later stage. What to do until then is given with each.",
        ),
        ("en", "open_count('Critical', 2)", "Critical: 2 open criteria"),
        ("en", "all_questions(1)", "One open fact, with what counts as evidence"),
        ("en", "percent(7)", "7%"),
    ],
)
def test_one_and_many(lang: Lang, call: str, wanted: str) -> None:
    assert macro(lang, call) == wanted


def test_proposals_agree_in_number() -> None:
    score = ScoreView("", "", 5, 95, 0, core=False, weakest=False)
    one = ProposalsView((None,), (), verdict(), score)  # type: ignore[arg-type]
    assert macro("de", "proposals_lead(p)", p=one).startswith("Eine Angabe ist aus dem Entwurf vorgeschlagen und noch")
    assert "so far it decides nothing" in macro("en", "proposals_lead(p)", p=one)
    assert macro("de", "proposals_lead(p)", p=replace(one, facts=(None, None))).startswith("2 Angaben sind")  # type: ignore[arg-type]


@dataclass(frozen=True)
class Passage:
    section: str
    page: str


def test_pages() -> None:
    assert macro("de", "passage(p)", p=Passage("Ausblick", "3-4")) == "„Ausblick“, S. 3–4"
    assert macro("en", "passage(p)", p=Passage("Ausblick", "3-4")) == "“Ausblick”, pp. 3–4"
    assert macro("en", "passage(p)", p=Passage("Ausblick", "7")) == "“Ausblick”, p. 7"


@pytest.mark.parametrize(
    ("lang", "place", "wanted"),
    [
        ("de", "p. 2", "S. 2"),
        ("de", "paragraphs 4-8 and 10", "Absätze 4–8 und 10"),
        ("de", "last paragraph", "letzter Absatz"),
        ("de", "section on labour and skilled migration", "section on labour and skilled migration"),
        ("de", "Art. 5 Abs. 2", "Art. 5 Abs. 2"),
        ("de", "", ""),
        ("en", "S. 2-3", "p. 2–3"),
        ("en", "Absatz 3", "paragraph 3"),
        ("en", "paragraph 3", "paragraph 3"),
    ],
)
def test_places_in_sources_are_told_in_the_language_of_the_report(lang: Lang, place: str, wanted: str) -> None:
    found = environment([TEMPLATES], load_words(TEMPLATES, lang), html=False)
    template = found.from_string(
        f"{{% import 'report/texts.{lang}.j2' as w with context %}}{{{{ place|located(w.places) }}}}"
    )
    assert template.render(place=place).replace(NO_BREAK, " ") == wanted


def generated(run: Assessment, lang: Lang, reports: Reports) -> Iterable[str]:
    """The lines of a report that quote nobody: no evidence, notes or sources, which are in their authors' words."""
    text = reports(lang).markdown(run)
    text = text[: text.index("## Quellen" if lang == "de" else "## Sources")]
    note = {"de": "Anmerkung: ", "en": "Note: "}[lang]
    return (line for line in text.splitlines() if note not in line and r"\[" not in line)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["kenya", "india"])
def test_reports_keep_to_the_marks_of_their_language(
    reports: Reports, real_case: RealCase, name: str, lang: Lang
) -> None:
    for line in generated(real_case(name, "2024-09"), lang, reports):
        assert '"' not in line
        assert "  " not in line.strip() or line.startswith("|")
        assert " ," not in line
        assert " ." not in line
        assert ".." not in line.replace("…", "")
        if lang == "de":
            assert line.count("„") == line.count("“"), line
            assert "”" not in line
            assert not re.search(r"\d\.\d(?! ?\.)(?!\d*\.)", line.replace("1.0", "")), line  # decimal comma
        else:
            assert line.count("“") == line.count("”") or "„" in line, line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_hold_together_with_what_they_count(reports: Reports, real_case: RealCase, lang: Lang) -> None:
    text = "\n".join(generated(real_case("kenya"), lang, reports))
    page = {"de": r"\bS\.(.)\d", "en": r"\bpp?\.(.)\d"}[lang]
    assert set(re.findall(page, text)) == {NO_BREAK}
    assert not re.search(r"\d (?:%|Kriterien|Angaben|Punkten|criteria|facts|points)", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_decided_verdict_is_one_word(reports: Reports, real_case: RealCase, lang: Lang) -> None:
    run = replace(real_case("kenya"), verdict=VerdictRange("fragile", "fragile"))
    wanted = {"de": "Das Urteil lautet „brüchig“.", "en": "The verdict is “fragile”."}[lang]
    assert wanted in reports(lang).markdown(run)
