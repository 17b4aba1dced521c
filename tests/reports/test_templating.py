"""Templates of one's own: they win, ours fill the gaps, mistakes are told with file and line, and they can do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from abkommen.assessment.model import Assessment
from abkommen.base.problems import BadInput, Problem
from abkommen.reports.gap_report import GapReports
from abkommen.reports.templating import wrapped
from abkommen.reports.wording.wording import Wording
from abkommen.reports.wording.words import load_words
from abkommen.rulepack.model import RulePack
from tests.reports.conftest import TEMPLATES, RealCase


@pytest.fixture
def run(real_case: RealCase) -> Assessment:
    return real_case("kenya")


def rendered(folder: Path, run: Assessment, pack: RulePack, text: str, name: str = "report.md.j2") -> str:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return GapReports(Wording(pack, load_words(TEMPLATES, "de")), [folder, TEMPLATES]).markdown(run)


def problem(folder: Path, run: Assessment, pack: RulePack, text: str) -> Problem:
    with pytest.raises(BadInput) as error:
        rendered(folder, run, pack, text)
    (found,) = error.value.problems
    return found


def test_an_own_template_replaces_ours(tmp_path: Path, run: Assessment, pack: RulePack) -> None:
    own = "{% import 'report/texts.' ~ lang ~ '.j2' as w with context %}Institut X: {{ w.verdict_sentence(report.verdict) }}"
    text = rendered(tmp_path, run, pack, own)
    assert text == "Institut X: Das Urteil liegt zwischen „deklaratorisch“ und „tragfähig“."


def test_a_single_part_can_be_replaced(tmp_path: Path, run: Assessment, pack: RulePack) -> None:
    ours = (TEMPLATES / "report" / "texts.de.j2").read_text(encoding="utf-8")
    text = rendered(tmp_path, run, pack, ours.replace("'gaps': 'Lücken'", "'gaps': 'Mängel'"), "report/texts.de.j2")
    assert "## Mängel\n" in text
    assert "## Lücken\n" not in text


def test_a_syntax_error_names_file_and_line(tmp_path: Path, run: Assessment, pack: RulePack) -> None:
    found = problem(tmp_path, run, pack, "one\n{% if report %}\ntwo\n")
    assert found.file == str(tmp_path / "report.md.j2")
    assert found.line
    assert "endif" in found.message


def test_a_name_that_is_not_there_names_file_and_line(tmp_path: Path, run: Assessment, pack: RulePack) -> None:
    found = problem(tmp_path, run, pack, "one\n\n{{ report.verdikt }}\n")
    assert (found.file, found.line) == (str(tmp_path / "report.md.j2"), 3)
    assert "verdikt" in found.message


@pytest.mark.parametrize(
    "slip", ["{{ 1 + 'a' }}", "{{ 1 // 0 }}", "{{ none|num }}", "{{ [1][5]|num }}", "{% for x in 5 %}{% endfor %}"]
)
def test_any_other_slip_is_told_at_its_line(tmp_path: Path, run: Assessment, pack: RulePack, slip: str) -> None:
    found = problem(tmp_path, run, pack, f"one\n{slip}\n")
    assert (found.file, found.line) == (str(tmp_path / "report.md.j2"), 2)


def test_a_template_that_is_not_utf8_is_told(tmp_path: Path, run: Assessment, pack: RulePack) -> None:
    (tmp_path / "report.md.j2").write_bytes("Lücke".encode("latin-1"))
    with pytest.raises(BadInput, match="UTF-8"):
        GapReports(Wording(pack, load_words(TEMPLATES, "de")), [tmp_path]).markdown(run)


def test_a_missing_part_is_named(tmp_path: Path, run: Assessment, pack: RulePack) -> None:
    assert "parts-of-mine.j2" in str(problem(tmp_path, run, pack, "{% include 'parts-of-mine.j2' %}"))


@pytest.mark.parametrize(
    "attack",
    [
        "{{ report.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ report.gaps.__getitem__.__globals__ }}",
        "{{ style.__init__.__globals__ }}",
    ],
)
def test_a_template_sees_what_it_is_given_and_no_more(
    tmp_path: Path, run: Assessment, pack: RulePack, attack: str
) -> None:
    problem(tmp_path, run, pack, attack)


def test_a_template_cannot_read_files_outside_its_folders(tmp_path: Path, run: Assessment, pack: RulePack) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "templates"
    folder.mkdir()
    assert "secret.txt" in str(problem(folder, run, pack, "{% include '../secret.txt' %}"))


def test_lines_are_wrapped_with_a_hanging_indent() -> None:
    assert wrapped("eins zwei drei vier", 10, 2, 4) == "  eins\n    zwei\n    drei\n    vier"
    assert wrapped("S.\u00a05 ende", 6) == "S.\u00a05\nende"  # a non-breaking space holds


def test_compiled_templates_are_kept_and_never_stale(tmp_path: Path, run: Assessment, pack: RulePack) -> None:
    own, kept = tmp_path / "own", tmp_path / "kept"
    own.mkdir()
    kept.mkdir()
    for text in ("one {{ 2.5|num(1) }} {{ report.title }}", "two {{ 2.5|num(1) }} {{ report.title }}"):
        (own / "report.md.j2").write_text(text, encoding="utf-8")
        for lang, shown in (("de", "2,5"), ("en", "2.5")):
            words = load_words(TEMPLATES, lang)  # type: ignore[arg-type]
            written = GapReports(Wording(pack, words), [own], kept).markdown(run)
            assert written.startswith(f"{text[:3]} {shown} Migration")
    assert len(list(kept.iterdir())) == 2
    assert not any("Kenia" in path.read_bytes().decode("latin-1") for path in kept.iterdir())


def test_a_page_never_takes_over_what_was_compiled_for_text(tmp_path: Path, run: Assessment, pack: RulePack) -> None:
    """The same part, put out once without and once with HTML's escaping."""
    made = GapReports(Wording(pack, load_words(TEMPLATES, "de")), [tmp_path], tmp_path)
    (tmp_path / "part.j2").write_text("{{ '<b>' }}{{ mark }}", encoding="utf-8")
    for form in ("md", "html"):
        (tmp_path / f"report.{form}.j2").write_text("{% set mark = '<i>' %}{% include 'part.j2' %}", encoding="utf-8")
    assert made.markdown(run) == "<b><i>"
    assert made.html(run) == "&lt;b&gt;&lt;i&gt;"


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path, run: Assessment, pack: RulePack) -> None:
    made = GapReports(Wording(pack, load_words(TEMPLATES, "de")), [TEMPLATES], tmp_path / "not-there")
    assert made.markdown(run).startswith("# Migrationsabkommen")
