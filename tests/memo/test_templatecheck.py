"""``abkommen templates check``: what a template uses, misspells and leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from abkommen.base.problems import BadInput
from abkommen.reports.templatecheck.check import Found, check_template, kind_of
from abkommen.reports.wording.words import load_words
from tests.memo.conftest import TEMPLATES
from tests.memo.documents import write
from tests.memo.test_word import _changed

OURS = sorted(
    path.name
    for path in TEMPLATES.iterdir()
    if path.name.startswith(("memo", "report.", "comparison.")) and path.suffix in (".docx", ".j2")
)


def check(path: Path, of: str = "") -> Found:
    return check_template(path, of or kind_of(path), (TEMPLATES,), load_words(TEMPLATES, "de"))


@pytest.mark.parametrize("name", OURS)
def test_ours_ask_for_nothing_that_is_not_there(name: str) -> None:
    assert check(TEMPLATES / name).wrong == ()


@pytest.mark.parametrize("name", ["memo.docx", "memo.html.j2", "memo.typ.j2"])
def test_ours_leave_out_next_to_nothing(name: str) -> None:
    assert len(check(TEMPLATES / name).left_out) <= 2


def test_what_is_misspelt_is_told_with_its_paragraph(tmp_path: Path) -> None:
    path = write(tmp_path, "memo.docx", _changed("{{ memo.subtitle }}", "{{ memo.subtitel }}"))
    (problem,) = check(path).wrong
    assert str(problem) == f"{path}: paragraph 3: “Memo” has no “subtitel” (did you mean subtitle or title?)"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ mem.title }}", "there is no variable “mem” (did you mean memo?)"),
        ("{% for gap in memo.critical_gaps %}{{ gap.titel }}{% endfor %}", "“Gap” has no “titel”"),
        ("{{ memo.addressees[0].nam }}", "“Addressee” has no “nam” (did you mean name?)"),
        ("{% set f = memo.verdict_figure %}{{ f.captoin }}", "“Figure” has no “captoin” (did you mean caption?)"),
        (
            "{% macro m(g) %}{{ g.headin }}{% endmacro %}{{ m(memo.other_gaps[0]) }}",
            "“Gap” has no “headin” (did you mean heading?)",
        ),
        ("{{ memo.title|uper }}", "there is no filter “uper” (did you mean upper"),
        (
            "{% for g in memo.other_gaps|selectattr('statu') %}{% endfor %}",
            "“Gap” has no “statu” (did you mean status?)",
        ),
        ("{% include 'memo/nothing.j2' %}", "there is no template “memo/nothing.j2”"),
        ("{% if memo.title %}", "Unexpected end of template"),
    ],
)
def test_what_is_wrong_is_told(text: str, told: str, tmp_path: Path) -> None:
    found = check(write(tmp_path, "memo.html.j2", text.encode()))
    assert [told in str(problem) for problem in found.wrong] == [True], found.wrong


def test_what_is_left_out_is_told_once(tmp_path: Path) -> None:
    found = check(write(tmp_path, "memo.html.j2", b"{{ memo.title }}"))
    assert found.used == ("memo.title",)
    assert "memo.critical_gaps" in found.left_out
    assert not [way for way in found.left_out if way.startswith("memo.critical_gaps[")]


def test_a_loop_over_parts_reaches_into_them(tmp_path: Path) -> None:
    text = b"{% for one in memo.addressees if one.recommendations %}{{ one.recommendations[0].text }}{% endfor %}"
    found = check(write(tmp_path, "memo.html.j2", text))
    assert {"memo.addressees", "memo.addressees[].recommendations", "memo.addressees[].recommendations[].text"} <= set(
        found.used
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("memo.docx", "memo"),
        ("memo-compare.docx", "memo-compare"),
        ("Institut-Memo.docx", "memo"),
        ("report.md.j2", "report"),
    ],
)
def test_the_name_says_what_it_is_for(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind


def test_what_is_no_template_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no Word document"):
        check(write(tmp_path, "memo.docx", b"nothing"))
    with pytest.raises(BadInput, match="no kind of template"):
        check(TEMPLATES / "memo.docx", "letter")
