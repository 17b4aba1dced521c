"""Documents that are damaged, mislabelled or made to do harm end in one clear sentence, soon and without their words."""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.base.problems import BadInput
from abkommen.intake import read_draft, worker
from abkommen.intake.limits import Limits
from tests.intake.documents import GERMAN, archive, lines_at, paragraph, part, pdf, table, word, word_of

Refused = Callable[..., str]
SECRET = "Geheimfassung"


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """Reads bytes as a file of that name and gives the one problem found."""

    def refuse(name: str, data: bytes, limits: Limits | None = None) -> str:
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(BadInput) as caught:
            read_draft(path, limits=limits or Limits())
        (problem,) = caught.value.problems
        assert problem.file == str(path)
        assert problem.hint
        assert SECRET not in str(problem)
        return problem.message

    return refuse


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("draft.txt", b"", "the file is empty"),
        ("draft.txt", b" \n\t ", "the file is empty"),
        ("draft.txt", b"12 34 56 78", "no text in the file"),
        ("draft.txt", b"\x00\x01\x02\x03", "not a text file"),
        ("draft.txt", b"%PDF-1.7 ...", "no text"),
        ("draft.md", b"PK\x03\x04 ...", "no text"),
        ("draft.html", b"\x89PNG\r\n", "no text"),
        ("draft.pdf", b"Just words.", "no PDF"),
        ("draft.pdf", b"%PDF-1.7\nGeheimfassung", "the PDF is damaged"),
        ("draft.docx", b"Just words.", "no Word document"),
        ("draft.docx", b"PK\x03\x04Geheimfassung", "the Word file is damaged"),
        ("draft.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "encrypted, or an old .doc"),
        ("draft.doc", b"x", "files ending in .doc cannot be read"),
        ("draft.odt", b"x", "files ending in .odt cannot be read"),
        ("draft.docxx", b"x", "files ending in .docxx cannot be read"),
        ("draft", b"x", "no ending"),
    ],
)
def test_files_that_are_no_drafts(refused: Refused, name: str, data: bytes, message: str) -> None:
    assert message in refused(name, data)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        read_draft(tmp_path / "gone.txt")
    with pytest.raises(BadInput, match="folder"):
        read_draft(tmp_path)


def test_too_large_a_file_is_not_even_read(refused: Refused) -> None:
    assert "larger than 1 MB" in refused("draft.txt", b"a" * (2**20 + 1), Limits(file_bytes=2**20))


def test_too_long_a_text(refused: Refused) -> None:
    assert "longer than 100 characters" in refused("draft.txt", GERMAN.encode(), Limits(text_characters=100))
    assert "longer than 100 characters" in refused("draft.docx", word_of(GERMAN), Limits(text_characters=100))


def test_too_many_articles(refused: Refused) -> None:
    assert "more than 5 articles" in refused("draft.txt", GERMAN.encode(), Limits(articles=5))


def test_a_language_nobody_asked_for(refused: Refused) -> None:
    text = "Le gouvernement et la commission sont convenus que les personnes peuvent entrer dans chaque pays. " * 10
    assert "neither German nor English" in refused("draft.txt", text.encode())


def test_a_zip_bomb(refused: Refused) -> None:
    bomb = word(f"<!-- {'a' * (60 * 2**20)} -->" + paragraph("Text."))
    assert len(bomb) < 2**20
    assert "unreasonable size" in refused("draft.docx", bomb)


def test_too_many_parts(refused: Refused) -> None:
    many = archive({f"word/{number}.xml": "x" for number in range(60)} | {"word/document.xml": part("document", "")})
    assert "more than 50 parts" in refused("draft.docx", many, Limits(parts=50))


def test_a_zip_that_is_no_word_file(refused: Refused) -> None:
    spreadsheet = archive({"xl/workbook.xml": "<workbook/>"})
    assert "no Word document" in refused("draft.docx", spreadsheet)


@pytest.mark.parametrize(
    "trick",
    [
        '<!DOCTYPE d [<!ENTITY a "Geheimfassung">]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/evil.dtd">',
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    ],
)
def test_entities_and_document_types(refused: Refused, trick: str) -> None:
    content = part("document", f"<w:body>{paragraph('Text.')}</w:body>").replace("?>", f"?>{trick}", 1)
    assert "entities" in refused("draft.docx", archive({"word/document.xml": content}))


def test_deeply_nested_word_files(refused: Refused) -> None:
    deep = "<w:sdt><w:sdtContent>" * 2000 + paragraph("Text.") + "</w:sdtContent></w:sdt>" * 2000
    assert "nested too deeply" in refused("draft.docx", word(deep))


def test_deeply_nested_web_pages_and_markdown(refused: Refused) -> None:
    assert "nested too deeply" in refused("draft.html", b"<div>" * 5000 + b"Text." + b"</div>" * 5000)
    assert "nested too deeply" in refused("draft.md", b">" * 5000 + b" Text.")


def test_giant_tables(refused: Refused) -> None:
    limits = Limits(table_cells=100)
    assert "more than 100 cells" in refused("draft.docx", word(table(*[[paragraph("x")] * 10] * 11)), limits)
    assert "more than 100 cells" in refused(
        "draft.html", b"<table>" + b"<tr><td>x</td></tr>" * 101 + b"</table>", limits
    )
    assert "more than 100 cells" in refused("draft.md", b"| a |\n| - |\n" + b"| x |\n" * 101, limits)


def test_broken_xml(refused: Refused) -> None:
    assert "XML is damaged" in refused("draft.docx", archive({"word/document.xml": "<w:document"}))


def test_a_part_that_lies_about_its_size(refused: Refused) -> None:
    data = bytearray(word_of(GERMAN))
    at = data.find(b"word/document.xml") - 30
    data[at + 60 : at + 200] = bytes(140)
    assert "damaged" in refused("draft.docx", bytes(data))


def test_a_scanned_pdf(refused: Refused) -> None:
    scan = pdf(lambda canvas: canvas.rect(100, 100, 300, 300, fill=1), lines_at(["12"]))
    assert "only pictures" in refused("draft.pdf", scan)


def test_an_encrypted_pdf(refused: Refused) -> None:
    assert "encrypted" in refused("draft.pdf", pdf(lines_at([SECRET] * 20), encrypt="password"))


def test_too_many_pages(refused: Refused) -> None:
    assert "3 pages, more than 2" in refused("draft.pdf", pdf(*[lines_at(["Text."])] * 3), Limits(pages=2))


def test_a_pdf_with_a_stream_that_swells(refused: Refused) -> None:
    packed = zlib.compress(b"0 0 m " * (60 * 2**20))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, o) for n, o in enumerate(objects, 1))
    started = time.monotonic()
    refused("draft.pdf", body + b"trailer<</Root 1 0 R>>", Limits(seconds=10, memory_bytes=600 * 2**20))
    assert time.monotonic() - started < 15


def test_time_is_bounded(refused: Refused) -> None:
    assert "seconds" in refused("draft.docx", word_of(GERMAN), Limits(seconds=0))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory reliably")
def test_memory_is_bounded(refused: Refused) -> None:
    message = refused("draft.html", b"<p>x</p>" * 2_000_000, Limits(memory_bytes=200 * 2**20))
    assert "memory" in message or "stopped" in message


@pytest.mark.parametrize("event", ["socket.connect", "subprocess.Popen", "os.system", "os.remove", "urllib.Request"])
def test_the_reading_process_may_do_nothing_but_read(event: str) -> None:
    with pytest.raises(PermissionError):
        worker.forbid(event, ())


def test_the_reading_process_may_open_files_to_read_but_not_to_write() -> None:
    worker.forbid("open", ("module.py", "r", 0))
    with pytest.raises(PermissionError):
        worker.forbid("open", ("module.py", "w", 0o1))


def test_what_a_file_refers_to_outside_itself_is_never_fetched(tmp_path: Path) -> None:
    outside = '<w:altChunk r:id="x" xmlns:r="urn:r"/>' + paragraph("Die Seiten arbeiten bei der Anerkennung zusammen.")
    path = tmp_path / "draft.docx"
    path.write_bytes(word(outside))
    assert read_draft(path).text == "Die Seiten arbeiten bei der Anerkennung zusammen."
    page = tmp_path / "draft.html"
    page.write_text(
        '<p>Die Seiten arbeiten bei der Anerkennung zusammen.</p><img src="http://127.0.0.1:9/x"><script src="x"></script>'
    )
    assert read_draft(page).text == "Die Seiten arbeiten bei der Anerkennung zusammen."


def test_nothing_is_said_while_reading(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.pdf"
    path.write_bytes(pdf(lines_at([SECRET + " der Seiten"] * 20))[:-200])
    try:
        read_draft(path)
    except BadInput:
        pass
    assert capfd.readouterr() == ("", "")


def outcome(path: Path) -> int:
    """How many pieces a file has, or how many problems."""
    try:
        return len(read_draft(path).articles)
    except BadInput as refusal:
        return len(refusal.problems)


@given(st.binary(max_size=400), st.sampled_from(["", "%PDF-1.7\n", "PK\x03\x04"]))
def test_whatever_the_bytes_a_text_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, start: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "draft.txt"
    path.write_bytes(start.encode() + data)
    assert outcome(path) >= 1


@pytest.mark.parametrize("name", ["draft.docx", "draft.pdf"])
def test_damaged_copies_are_read_or_refused(tmp_path: Path, name: str) -> None:
    data = word_of(GERMAN) if name.endswith("docx") else pdf(lines_at(GERMAN.split("\n")))
    path = tmp_path / name
    for cut in range(1, 10):
        damaged = bytearray(data)
        at = len(data) * cut // 10
        damaged[at : at + 12] = bytes(12)
        path.write_bytes(damaged if cut % 2 else data[:at])
        assert outcome(path) >= 1
