"""PDFs: lines put back into paragraphs, across columns, pages, headers and hyphens."""

from __future__ import annotations

import textwrap

from reportlab.pdfgen.canvas import Canvas

from abkommen.intake.draft import Article
from abkommen.intake.readers.options import Options
from abkommen.intake.readers.pdf.reader import read
from abkommen.intake.source import Source
from abkommen.intake.structure.segment import segment
from tests.intake.documents import ENGLISH, Draw, lines_at, pdf, together

SENTENCE = (
    "Die Seiten arbeiten bei der Anerkennung von Abschlüssen zusammen und unterrichten einander über jede Änderung. "
)


def articles(source: Source) -> list[Article]:
    return [piece for piece in segment(source, "de") if piece.kind == "article"]


def wrapped(text: str, width: int = 76) -> list[str]:
    return textwrap.wrap(text, width)


def body(number: int) -> list[str]:
    """Lines that no other number has."""
    return wrapped(
        " ".join(f"Antrag {number}.{item} geht an die Stelle {item} in Stadt {number}." for item in range(1, 9))
    )


def test_lines_become_paragraphs() -> None:
    page = lines_at(["Artikel 1", "", "Zweck", "", *wrapped(SENTENCE * 3), "", "(2) Die Frist beträgt einen Monat."])
    source = read(pdf(page), Options())
    assert source.text == f"Artikel 1\n\nZweck\n\n{(SENTENCE * 3).strip()}\n\n(2) Die Frist beträgt einen Monat."
    assert source.pages == 1


def test_running_headers_footers_and_page_numbers_are_left_out() -> None:
    def page(number: int) -> Draw:
        edges = together(
            lines_at(["Entwurf 2031 – nicht zur Verbreitung"], top=810), lines_at([f"Seite {number} von 3"], top=40)
        )
        return together(edges, lines_at([f"Artikel {number}", "", *body(number)]))

    source = read(pdf(page(1), page(2), page(3)), Options())
    assert "Entwurf" not in source.text
    assert "Seite " not in source.text
    assert [article.id for article in articles(source)] == ["Artikel 1", "Artikel 2", "Artikel 3"]
    assert [article.paragraphs[0].place.page for article in articles(source)] == [1, 2, 3]


def test_an_article_at_the_top_of_every_page_is_no_running_header() -> None:
    pages = [lines_at([f"Artikel {number}", *body(number)]) for number in (1, 2, 3, 4)]
    assert len(articles(read(pdf(*pages), Options()))) == 4


def test_a_sentence_goes_on_over_the_page() -> None:
    text = " ".join(
        f"Die Seiten prüfen den {number}. Antrag und antworten binnen {number} Tagen." for number in range(1, 12)
    )
    lines = wrapped(text)
    source = read(pdf(lines_at(["Artikel 1", "", *lines[:4]]), lines_at(lines[4:])), Options())
    assert source.text == f"Artikel 1\n\n{text}"


def test_words_parted_by_a_line_break_are_joined() -> None:
    lines = [
        "Artikel 1",
        "",
        "Die Seiten regeln die Rücküber-",
        "nahme, den Polizei-",
        "und Grenzdienst sowie Nicht-",
        "EU-Staaten.",
    ]
    source = read(pdf(lines_at(lines)), Options())
    assert "Die Seiten regeln die Rückübernahme, den Polizei- und Grenzdienst sowie Nicht-EU-Staaten." in source.text


def test_a_compound_that_the_text_writes_with_a_hyphen_keeps_it() -> None:
    lines = [
        "Article 1",
        "",
        "A third-country national may be a third-",
        "country worker; each side co-",
        "operates with the other.",
    ]
    assert "a third-country worker; each side cooperates with" in read(pdf(lines_at(lines)), Options()).text


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [line for number in (1, 2, 3) for line in ("", f"Artikel {number}", "", *wrapped(SENTENCE * 3, 38))]
    right = [line for number in (4, 5, 6) for line in ("", f"Artikel {number}", "", *wrapped(SENTENCE * 3, 38))]
    page = together(lines_at(left, left=60), lines_at(right, left=310, top=766))
    source = read(pdf(page), Options())
    assert [article.id for article in articles(source)] == [f"Artikel {number}" for number in range(1, 7)]
    assert source.text.count(SENTENCE.strip()) == 18


def test_of_two_languages_side_by_side_one_is_read() -> None:
    def column(word: str, sentence: str, first: int) -> list[str]:
        return [
            line
            for number in range(first, first + 3)
            for line in ("", f"{word} {number}", "", *wrapped(sentence.format(number) * 2, 38))
        ]

    german = "Die Seiten prüfen den {}. Antrag bei der Anerkennung von Abschlüssen und sie unterrichten einander. "
    english = "The sides examine request {} for the recognition of a diploma and they tell each other of it. "
    pages = [
        together(lines_at(column("Artikel", german, n), left=60), lines_at(column("Article", english, n), left=310))
        for n in (1, 4)
    ]
    found = read(pdf(*pages), Options())
    assert "Article" not in found.text
    assert [article.id for article in articles(found)] == [f"Artikel {n}" for n in range(1, 7)]
    assert read(pdf(*pages), Options(language="en")).text.count("The sides examine") == 12


def test_a_table_inside_an_article_stays_in_it_row_by_row() -> None:
    def rows(canvas: Canvas) -> None:
        for index, (what, when) in enumerate([("Antrag", "10 Tage"), ("Antwort", "15 Tage"), ("Reise", "30 Tage")]):
            canvas.drawString(80, 600 - 24 * index, what)
            canvas.drawString(330, 600 - 24 * index, when)

    page = together(
        lines_at(["Artikel 1", "", *wrapped(SENTENCE * 3)]),
        rows,
        lines_at(["Artikel 2", "", SENTENCE[:70] + "."], top=500),
    )
    source = read(pdf(page), Options())
    first, second = articles(source)
    assert "| Antrag | 10 Tage |\n| Antwort | 15 Tage |\n| Reise | 30 Tage |" in source.text[first.body : first.end]
    assert second.id == "Artikel 2"


def table(rows: list[tuple[str, str]], top: int = 700, leading: int = 13) -> Draw:
    """A table of two columns, its rows well apart; a line break in a cell stands for a wrapped line."""

    def draw(canvas: Canvas) -> None:
        base = top
        for row in rows:
            cells = [cell.split("\n") for cell in row]
            for left, lines in zip((82, 303), cells, strict=True):
                for number, line in enumerate(lines):
                    canvas.drawString(left, base - leading * number, line)
            base -= leading * max(map(len, cells)) + 8

    return draw


AUTHORITIES = [
    ("Task", "Authority or place"),
    ("Readmission requests, first side", "Federal Police, return section"),
    ("Readmission requests, other side", "Office for Nationality, Velmora"),
    ("Work and training, first side", "Federal Employment Agency"),
    ("Work and training, other side", "National Employment Office, Velmora"),
    ("Airports", "Frankfurt am Main, Berlin, Velmora, Ostrel"),
]


def test_a_table_alone_on_a_page_is_read_row_by_row() -> None:
    pages = [lines_at(["Article 1", "", *body(1)]), together(lines_at(["Annex I"]), table(AUTHORITIES))]
    text = read(pdf(*pages), Options()).text
    assert text.endswith("\n".join(f"| {left} | {right} |" for left, right in AUTHORITIES))


def test_lines_that_wrap_stay_in_their_cells() -> None:
    rows = [
        ("Unterlage", "Wirkung"),
        ("Reisepass oder Ausweis", "Voller Nachweis, wenn die Angehörigkeit\ndarin vermerkt ist"),
        ("Urkunde, Auszug aus dem Personen-\nstandsregister", "Anhörung im Zweifel"),
        ("Gleichheit der Abdrücke mit einem\nRegister", "Voller Nachweis"),
    ]
    text = read(pdf(together(lines_at(["Anhang I", "", *body(1)]), table(rows, top=560))), Options()).text
    assert "| Reisepass oder Ausweis | Voller Nachweis, wenn die Angehörigkeit darin vermerkt ist |" in text
    assert "| Urkunde, Auszug aus dem Personenstandsregister | Anhörung im Zweifel |" in text
    assert text.endswith("| Gleichheit der Abdrücke mit einem Register | Voller Nachweis |")


def test_raised_numbers_are_notes_and_small_print_at_the_foot_is_no_article() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(70, 770, "Artikel 1")
        canvas.drawString(70, 740, "Das Abkommen von Tamara")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(70 + canvas.stringWidth("Das Abkommen von Tamara", "Helvetica", 11), 744, "1")
        canvas.drawString(70, 90, "1 Amtsblatt der Republik Tamarien 2031")
        canvas.setFont("Helvetica", 11)
        for index, line in enumerate(wrapped(SENTENCE * 2)):
            canvas.drawString(70, 726 - 14 * index, line)

    source = read(pdf(page), Options())
    assert "Abkommen von Tamara[^1]" in source.text
    assert source.text.endswith("[^1]: Amtsblatt der Republik Tamarien 2031")
    assert source.spans[-1].role == "note"


def test_a_page_turned_sideways_reads_like_another() -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(500, 100)
        canvas.rotate(90)
        lines_at(["Artikel 1", "", *wrapped(SENTENCE)], left=20, top=300)(canvas)

    assert SENTENCE.strip() in read(pdf(page), Options()).text


def test_a_slanted_stamp_is_left_out() -> None:
    def stamp(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "ENTWURF")
        canvas.restoreState()

    assert "ENTWURF" not in read(pdf(together(lines_at(["Artikel 1", "", *wrapped(SENTENCE)]), stamp)), Options()).text


def test_a_whole_agreement() -> None:
    blocks = [line for block in ENGLISH.split("\n\n") for line in (*wrapped(block), "")]
    found = segment(read(pdf(lines_at(blocks)), Options()), "en")
    assert [(p.id, p.heading) for p in found if p.kind == "article"] == [
        ("Article 1", "Purpose"),
        ("Article 2", "Recognition"),
        ("Article 3", "Entry into force"),
    ]
