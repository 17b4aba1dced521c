"""Word files: tracked changes, automatic numbers, tables, notes, and what is not part of the text."""

from __future__ import annotations

import io

import pytest

from abkommen.intake.readers.options import Options
from abkommen.intake.readers.word.reader import read
from abkommen.intake.structure.segment import segment
from tests.intake.documents import GERMAN, paragraph, part, run, table, word, word_of


def text_of(body: str, *, original: bool = False, **parts: str) -> str:
    return read(word(body, **parts), Options(original=original)).text


def lists(*levels: tuple[str, str], start: int = 1, overrides: str = "") -> str:
    """Numbering with one list (1) of those levels, given as number format and text; list 2 is the same with overrides."""
    defined = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    return part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="7">{defined}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num>',
    )


INSERTED = f"<w:ins>{run('zwei ')}</w:ins>"
DELETED = f"<w:del>{run('drei ', 'delText')}</w:del>"
CHANGED = paragraph(run("Die Frist beträgt ") + DELETED + INSERTED + run("Monate."))


@pytest.mark.parametrize(
    ("original", "expected"), [(False, "Die Frist beträgt zwei Monate."), (True, "Die Frist beträgt drei Monate.")]
)
def test_tracked_changes_count_as_accepted_or_as_rejected(original: bool, expected: str) -> None:
    assert text_of(CHANGED, original=original) == expected


def test_moved_text_stands_in_one_place_only() -> None:
    body = paragraph(f"<w:moveFrom>{run('Erst hier.', 'delText')}</w:moveFrom>") + paragraph("Mitte.")
    body += paragraph(f"<w:moveTo>{run('Jetzt dort.')}</w:moveTo>")
    assert text_of(body) == "Mitte.\n\nJetzt dort."
    assert text_of(body, original=True) == "Erst hier.\n\nMitte."


def test_a_deleted_paragraph_end_joins_two_paragraphs_in_the_accepted_text_only() -> None:
    body = paragraph("Die Seiten ", mark="<w:del/>") + paragraph("arbeiten zusammen.")
    assert text_of(body) == "Die Seiten arbeiten zusammen."
    assert text_of(body, original=True) == "Die Seiten\n\narbeiten zusammen."


def test_an_inserted_paragraph_end_joins_two_paragraphs_in_the_original_only() -> None:
    body = paragraph("Die Seiten ", mark="<w:ins/>") + paragraph("arbeiten zusammen.")
    assert text_of(body, original=True) == "Die Seiten arbeiten zusammen."


def test_deleted_and_inserted_rows() -> None:
    rows = table([paragraph("Frist"), paragraph("ein Jahr")], [paragraph("Stelle"), paragraph("Amt")])
    body = rows.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert text_of(body) == "| Stelle | Amt |"
    assert text_of(body, original=True) == "| Frist | ein Jahr |\n| Stelle | Amt |"


def test_comments_headers_footers_field_codes_and_hidden_text_are_left_out() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>"
    field = f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('Sichtbar.')}"
    body = paragraph('<w:commentRangeStart w:id="1"/>' + field + hidden + '<w:r><w:commentReference w:id="1"/></w:r>')
    text = text_of(
        body,
        comments=part("comments", f'<w:comment w:id="1">{paragraph("Bitte streichen")}</w:comment>'),
        header1=part("hdr", paragraph("Entwurf")),
        footer1=part("ftr", paragraph("Seite 1")),
    )
    assert text == "Sichtbar."


def test_footnotes_are_marked_in_the_text_and_stand_at_its_end() -> None:
    body = paragraph(run("Das Abkommen") + '<w:r><w:footnoteReference w:id="5"/></w:r>' + run(" gilt.")) + paragraph(
        "Ende."
    )
    notes = part("footnotes", f'<w:footnote w:id="5">{paragraph("Amtsblatt 12")}</w:footnote>')
    assert text_of(body, footnotes=notes) == "Das Abkommen[^1] gilt.\n\nEnde.\n\n[^1]: Amtsblatt 12"


def test_automatic_numbers_head_articles_and_paragraphs() -> None:
    numbering = lists(("upperRoman", "Artikel %1"), ("decimal", "(%2)"), ("lowerLetter", "%3)"))
    body = (
        paragraph("Zweck", listed=(1, 0))
        + paragraph("Die Seiten:", listed=(1, 1))
        + paragraph("prüfen;", listed=(1, 2))
    )
    body += paragraph("antworten.", listed=(1, 2)) + paragraph("Sie eilen.", listed=(1, 1))
    body += paragraph("Kosten", listed=(1, 0)) + paragraph("Jede Seite zahlt.", listed=(1, 1))
    assert text_of(body, numbering=numbering).split("\n\n") == [
        "Artikel I Zweck",
        "(1) Die Seiten:",
        "a) prüfen;",
        "b) antworten.",
        "(2) Sie eilen.",
        "Artikel II Kosten",
        "(1) Jede Seite zahlt.",
    ]


def test_a_number_alone_in_its_paragraph_is_kept() -> None:
    body = paragraph("", listed=(1, 0)) + paragraph("Zweck")
    assert text_of(body, numbering=lists(("decimal", "Article %1"))) == "Article 1\n\nZweck"


def test_numbers_come_with_the_style_too() -> None:
    styles = part(
        "styles",
        '<w:style w:styleId="A"><w:name w:val="Artikel"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:name w:val="Artikel eng"/><w:basedOn w:val="A"/></w:style>',
    )
    body = paragraph("Zweck", style="A") + paragraph("Kosten", style="B")
    assert text_of(body, styles=styles, numbering=lists(("decimal", "§ %1"))) == "§ 1 Zweck\n\n§ 2 Kosten"


def test_numbers_of_upper_levels_and_legal_style() -> None:
    numbering = lists(("upperRoman", "%1."), ("decimal", "%1.%2")).replace(
        '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:isLgl/>'
    )
    body = paragraph("Arbeit", listed=(1, 0)) + paragraph("Zugang", listed=(1, 1))
    assert text_of(body, numbering=numbering) == "I. Arbeit\n\n1.1 Zugang"


def test_a_list_told_to_begin_anew_does() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = paragraph("Zweck", listed=(1, 0)) + paragraph("Kosten", listed=(1, 0)) + paragraph("Stelle", listed=(2, 0))
    assert text_of(body, numbering=lists(("decimal", "Art. %1"), overrides=override)).endswith(
        "Art. 2 Kosten\n\nArt. 1 Stelle"
    )


def test_a_deleted_numbered_paragraph_does_not_count() -> None:
    gone = paragraph(f"<w:del>{run('Weg', 'delText')}</w:del>", listed=(1, 0), mark="<w:del/>")
    body = paragraph("Zweck", listed=(1, 0)) + gone + paragraph("Kosten", listed=(1, 0))
    numbering = lists(("decimal", "Art. %1"))
    assert text_of(body, numbering=numbering) == "Art. 1 Zweck\n\nArt. 2 Kosten"
    assert text_of(body, numbering=numbering, original=True) == "Art. 1 Zweck\n\nArt. 2 Weg\n\nArt. 3 Kosten"


def test_a_table_of_contents_opens_no_articles() -> None:
    styles = part("styles", '<w:style w:styleId="V1"><w:name w:val="toc 1"/></w:style>')
    contents = "".join(paragraph(f"Artikel {n} Zweck", style="V1") for n in (1, 2, 3))
    articles = "".join(paragraph(f"Artikel {n} Zweck") + paragraph("Die Seiten arbeiten zusammen.") for n in (1, 2, 3))
    source = read(word(paragraph("Abkommen") + contents + articles, styles=styles), Options())
    assert [p.id for p in segment(source, "de") if p.kind == "article"] == ["Artikel 1", "Artikel 2", "Artikel 3"]


def test_two_languages_side_by_side_are_read_one_after_the_other() -> None:
    german = "".join(
        paragraph(text)
        for text in (
            "Artikel 1",
            "Die Seiten arbeiten zusammen und sie prüfen jeden Antrag, der bei der Stelle eingeht.",
        )
    )
    english = "".join(
        paragraph(text)
        for text in (
            "Article 1",
            "The sides work together and they examine each request that is received by the office.",
        )
    )
    body = table([german, english])
    assert read(word(body), Options()).text.startswith("Artikel 1\n\nDie Seiten")
    assert "Article" not in read(word(body), Options()).text
    assert read(word(body), Options(language="en")).text.startswith("Article 1\n\nThe sides")


def test_paragraph_numbers_are_places() -> None:
    source = read(word(paragraph("Erstens.") + paragraph("") + paragraph("Zweitens.")), Options())
    assert [span.paragraph for span in source.spans] == [1, 2]


def test_a_whole_agreement_comes_out_as_from_plain_text() -> None:
    source = read(word_of(GERMAN), Options())
    assert [p.id for p in segment(source, "de") if p.kind == "article"] == ["Art. 1", "Art. 2", "Art. 3", "Art. 4"]


def test_a_file_written_by_another_library() -> None:
    docx = pytest.importorskip("docx")
    document, buffer = docx.Document(), io.BytesIO()
    document.add_heading("Artikel 1", level=1)
    document.add_paragraph("Die Seiten arbeiten zusammen.")
    document.save(buffer)
    source = read(buffer.getvalue(), Options())
    assert source.text == "Artikel 1\n\nDie Seiten arbeiten zusammen."
    assert source.spans[0].role == "heading"
