"""Plain text, Markdown and web pages."""

from __future__ import annotations

import html

import pytest

from abkommen.intake.readers import plain
from abkommen.intake.readers.html import read as read_html
from abkommen.intake.readers.markdown import read as read_markdown
from abkommen.intake.readers.options import Options
from abkommen.intake.structure.segment import segment
from tests.intake.documents import GERMAN


def web(body: str, options: Options | None = None) -> str:
    return read_html(f"<!doctype html><html>{body}</html>".encode(), options or Options()).text


def test_plain_text_is_kept_to_the_letter() -> None:
    assert plain.read(GERMAN.encode()).text == GERMAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_in_the_usual_encodings(encoding: str) -> None:
    assert plain.read(GERMAN.encode(encoding)).text == GERMAN


def test_line_ends_of_every_system_are_the_same() -> None:
    assert plain.read(GERMAN.replace("\n", "\r\n").encode()).text == GERMAN
    assert plain.read(GERMAN.replace("\n", "\r").encode()).text == GERMAN


def test_look_alikes_are_made_alike() -> None:
    text = "Artikel\u00a01 Ru\u0308ck\u00adkehr Nicht\u2011EU \ufb01nanziell"
    assert plain.read(text.encode()).text == "Artikel 1 Rückkehr Nicht-EU finanziell"


def test_a_text_printed_in_pages_loses_headers_and_hyphens() -> None:
    pages = [
        "Entwurf\n\nArtikel 1\n\nDie Rücküber-\nnahme regelt\n\n- 1 -",
        "Entwurf\n\nArtikel 2\n\nDas Amt.\n\n- 2 -\n\f",
    ]
    source = plain.read("\f".join(pages).encode())
    assert source.text == "Artikel 1\n\nDie Rückübernahme regelt\n\nArtikel 2\n\nDas Amt."
    assert [span.page for span in source.spans] == [1, 1, 2, 2]
    assert source.pages == 2


def test_markdown_keeps_numbers_and_drops_marks() -> None:
    text = "# Abkommen\n\n## **Artikel 1**\n\n1. Erstens *sofort*.\n2. Zweitens:\n   - so\n   - anders\n\n"
    text += "Siehe [dort](http://example.org)[^1].\n\n[^1]: Amtsblatt"
    assert read_markdown(text.encode(), Options()).text.split("\n\n") == [
        "Abkommen", "Artikel 1", "1. Erstens sofort.", "2. Zweitens:", "– so", "– anders", "Siehe dort[^1].", "[^1]: Amtsblatt",
    ]  # fmt: skip


def test_markdown_tables_and_html_in_markdown() -> None:
    text = "| Frist | Tage |\n| --- | --- |\n| Antwort | 15 |\n\n<div>Artikel 1<br>Zweck</div>\n"
    assert read_markdown(text.encode(), Options()).text == "| Frist | Tage |\n| Antwort | 15 |\n\nArtikel 1\nZweck"


def test_a_web_page_shows_what_a_reader_sees() -> None:
    page = "<head><title>Nein</title><style>p{}</style></head><script>nein()</script><h2>Artikel 1</h2><p>Die <b>Seiten</b><br>prüfen.</p>"
    page += "<p hidden>nein</p><p style='display: none'>nein</p><!-- nein --><p>Frist<sup>3</sup></p>"
    assert web(page) == "Artikel 1\n\nDie Seiten\nprüfen.\n\nFrist[^3]"


def test_lists_of_a_web_page_keep_their_numbers() -> None:
    page = (
        "<ol start='3'><li>drei</li><li value='7'>sieben</li></ol><ol type='a'><li>ach</li></ol><ul><li>Punkt</li></ul>"
    )
    assert web(page).split("\n\n") == ["3. drei", "7. sieben", "a) ach", "– Punkt"]


def test_tables_of_a_web_page() -> None:
    assert web("<table><tr><th>Frist</th><td>15 Tage</td></tr></table>") == "| Frist | 15 Tage |"


def test_deletions_and_insertions_of_a_web_page() -> None:
    page = "<p>Frist: <del>drei</del><ins>zwei</ins> Monate</p>"
    assert web(page) == "Frist: zwei Monate"
    assert web(page, Options(original=True)) == "Frist: drei Monate"


def test_a_web_page_in_its_declared_encoding() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Präambel</p></body></html>'.encode("latin-1")
    assert read_html(page, Options()).text == "Präambel"


def test_the_same_agreement_from_every_text_format() -> None:
    page = "".join(f"<p>{html.escape(block)}</p>" for block in GERMAN.split("\n\n"))
    sources = [
        plain.read(GERMAN.encode()),
        read_markdown(GERMAN.encode(), Options()),
        read_html(page.encode(), Options()),
    ]
    found = [[(p.kind, p.id, p.heading) for p in segment(source, "de")] for source in sources]
    assert found[0] == found[1] == found[2]
