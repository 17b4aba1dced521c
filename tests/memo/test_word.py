"""Word memos: sound, complete, nothing lost by escaping, made for further work in Word."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document

from abkommen.assessment.model import Assessment
from abkommen.base.problems import BadInput
from abkommen.base.texts import Lang
from abkommen.reports.memo.memos import Memos
from tests.memo.conftest import HOSTILE, ROOT, TEMPLATES, MemoWriter
from tests.memo.documents import WORD, word_part, word_text, write

LANGUAGE = {"de": "de-DE", "en": "en-GB"}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_it_has_every_part_and_every_word_style(lang: Lang, kenya: Assessment, memos: MemoWriter) -> None:
    view = memos(lang).arranged(kenya)
    raw = memos(lang).docx(view)
    document = Document(io.BytesIO(raw))
    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    parts = [
        view.headings.answer,
        view.headings.brief,
        view.headings.verdict,
        view.headings.areas,
        view.headings.critical,
    ]
    assert headings[:5] == parts
    assert headings[-1] == view.headings.sources
    used = {one.style.name for one in document.paragraphs if one.style is not None}
    assert {
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "List Bullet",
        "List Number",
        "Caption",
        "toc 1",
        "Memo Source",
    } <= used


def test_every_figure_is_a_picture_that_says_what_it_shows(kenya: Assessment, memos: MemoWriter) -> None:
    view = memos("de").arranged(kenya)
    body = word_part(memos("de").docx(view), "word/document.xml")
    alternatives = [one.get("descr") for one in body.iter("{*}docPr")]
    figures = [view.verdict_figure, *view.area_figures]
    assert alternatives == [figures[0].text, view.legend.text, *(figure.text for figure in figures[1:])]
    assert len({one.get("id") for one in body.iter("{*}docPr")}) == len(alternatives)


def test_citations_are_fields_that_point_at_the_list_of_sources(kenya: Assessment, memos: MemoWriter) -> None:
    view = memos("en").arranged(kenya)
    body = word_part(memos("en").docx(view), "word/document.xml")
    targets = {mark.get(f"{WORD}name") for mark in body.iter(f"{WORD}bookmarkStart")}
    fields = ["".join(one.itertext()).split() for one in body.iter(f"{WORD}instrText")]
    cited = [field[1] for field in fields if field[0] == "REF"]
    assert cited
    assert set(cited) <= targets
    assert {f"source_{source.number}" for source in view.sources} == set(cited)
    anchors = {link.get(f"{WORD}anchor") for link in body.iter(f"{WORD}hyperlink")} - {None}
    assert anchors <= targets
    assert [field[0] for field in fields if field[0] == "TOC"] == ["TOC"]


def test_nothing_is_lost_or_run_by_escaping(hostile: Assessment, memos: MemoWriter) -> None:
    raw = memos("de").docx(memos("de").arranged(hostile))
    text = word_text(raw)
    for part in ("& <b>fett</b> #set *x* _y_ $z$ @m \\n", "{{ 7*7 }} {% raw %}", "\"'` äöüß …"):
        assert part in text
    assert "49" not in re.findall(r"\d+(?= \{% raw)", text)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_its_properties_name_title_and_language_and_nobody_else(
    lang: Lang, kenya: Assessment, memos: MemoWriter
) -> None:
    view = memos(lang).arranged(kenya)
    raw = memos(lang).docx(view)
    properties = Document(io.BytesIO(raw)).core_properties
    assert (properties.title, properties.author, properties.language) == (view.title, "", LANGUAGE[lang])
    assert (properties.last_modified_by, properties.comments) == ("", "")
    styles = word_part(raw, "word/styles.xml")
    assert {one.get(f"{WORD}val") for one in styles.iter(f"{WORD}lang")} == {LANGUAGE[lang]}


def test_the_same_memo_gives_the_same_bytes(kenya: Assessment, memos: MemoWriter) -> None:
    first, second = (memos("de").docx(memos("de").arranged(kenya)) for _ in range(2))
    assert first == second


def test_it_meets_the_schema_of_word(hostile: Assessment, memos: MemoWriter, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    path = write(tmp_path, "memo.docx", memos("de").docx(memos("de").arranged(hostile)))
    assert [str(error) for error in audit.OpenXmlValidator().validate(path).errors] == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(kenya: Assessment, memos: MemoWriter, tmp_path: Path) -> None:
    path = write(tmp_path, "memo.docx", memos("de").docx(memos("de").arranged(kenya)))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert (tmp_path / "memo.pdf").stat().st_size > 20_000


def test_the_templates_are_what_their_script_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "scripts" / "make_memo_templates.py"), str(tmp_path)], check=True)
    for name in ("memo.docx", "memo-compare.docx"):
        assert (tmp_path / name).read_bytes() == (TEMPLATES / name).read_bytes(), name


def test_an_own_template_replaces_ours(kenya: Assessment, memos: MemoWriter, tmp_path: Path) -> None:
    write(tmp_path, "memo.docx", _changed("{{ memo.subtitle }}", "Institut für Beispiele & {{ memo.subtitle }}"))
    ours = memos("de")
    raw = Memos(ours.wording, (tmp_path, *ours.folders)).docx(ours.arranged(kenya))
    assert "Institut für Beispiele & Bewertung" in word_text(raw)


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{{ memo.tilte }}", "tilte"),
        ("{{ memo.title", "template"),
        ("{{ memo.title|shout }}", "shout"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
    ],
)
def test_a_broken_template_is_told(tag: str, told: str, kenya: Assessment, memos: MemoWriter, tmp_path: Path) -> None:
    write(tmp_path, "memo.docx", _changed("{{ memo.subtitle }}", tag))
    ours = memos("de")
    with pytest.raises(BadInput, match=told):
        Memos(ours.wording, (tmp_path, *ours.folders)).docx(ours.arranged(kenya))


def test_a_file_that_is_no_word_document_is_told(kenya: Assessment, memos: MemoWriter, tmp_path: Path) -> None:
    write(tmp_path, "memo.docx", b"no package")
    ours = memos("de")
    with pytest.raises(BadInput, match="no Word document"):
        Memos(ours.wording, (tmp_path, *ours.folders)).docx(ours.arranged(kenya))


def _changed(before: str, after: str) -> bytes:
    """Our template with some of its text replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(TEMPLATES / "memo.docx") as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            assert name != "word/document.xml" or before in text
            escaped = after.replace("&", "&amp;").replace("<", "&lt;")
            target.writestr(name, text.replace(before, escaped) if name == "word/document.xml" else text)
    return packed.getvalue()


def test_hostile_text_is_what_it_is_called() -> None:
    assert all(mark in HOSTILE for mark in "&<>#*_$@\\\"'{}%")
