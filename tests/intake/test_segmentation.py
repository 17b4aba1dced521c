"""Agreements cut into pieces: German and English habits, and the lines that only look like headings."""

from __future__ import annotations

import itertools
import re
import textwrap

import pytest

from abkommen.intake.draft import Article, Language
from abkommen.intake.readers import plain
from abkommen.intake.structure.segment import segment
from tests.intake.documents import ENGLISH, GERMAN


def cut(text: str, language: Language = "de") -> list[Article]:
    return list(segment(plain.cut(text), language))


def ids(text: str, language: Language = "de", kinds: str = "preamble article section annex protocol") -> list[str]:
    return [piece.id for piece in cut(text, language) if piece.kind in kinds.split()]


def piece(text: str, name: str, language: Language = "de") -> Article:
    return next(found for found in cut(text, language) if found.id == name)


def test_an_agreement_falls_into_all_its_pieces() -> None:
    found = [(p.kind, p.id, p.heading, p.chapter) for p in cut(GERMAN)]
    assert found == [
        ("title", "Titel", "", ""),
        ("preamble", "Präambel", "Präambel", ""),
        ("article", "Art. 1", "Zweck", "Kapitel I: Arbeit"),
        ("article", "Art. 2", "Anerkennung von Abschlüssen", "Kapitel I: Arbeit"),
        ("article", "Art. 3", "Rückkehr", "Kapitel II: Rückkehr"),
        ("article", "Art. 4", "Inkrafttreten", "Kapitel II: Rückkehr"),
        ("final", "Schlussformel", "", ""),
        ("signature", "Unterschriften", "", ""),
        ("annex", "Anhang I", "Formblatt für die Prüfung", ""),
    ]


def test_headings_on_the_line_below_and_an_unheaded_preamble() -> None:
    found = [(p.kind, p.id, p.heading) for p in cut(ENGLISH, "en")]
    assert found == [
        ("title", "Title", ""),
        ("preamble", "Preamble", ""),
        ("article", "Article 1", "Purpose"),
        ("article", "Article 2", "Recognition"),
        ("article", "Article 3", "Entry into force"),
        ("final", "Closing formula", ""),
        ("signature", "Signatures", ""),
    ]


def test_offsets_are_exact_and_pieces_follow_one_another() -> None:
    found = cut(GERMAN)
    assert GERMAN[found[3].start : found[3].body].split() == "Art. 2 Anerkennung von Abschlüssen".split()
    assert GERMAN[found[3].body : found[3].end].endswith("b) die Berufserfahrung.")
    for before, after in itertools.pairwise(found):
        assert before.start <= before.body <= before.end <= after.start


def test_paragraphs_and_letters_carry_their_labels_and_places() -> None:
    article = piece(GERMAN, "Art. 2")
    assert [p.label for p in article.paragraphs] == ["(1)", "(2)", "a)", "b)"]
    assert GERMAN[article.paragraphs[2].start : article.paragraphs[2].end] == "a) das Zeugnis;"
    assert [p.place.paragraph for p in article.paragraphs] == [10, 11, 12, 13]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("Artikel 1|Artikel 2|Artikel 3", "Artikel 1|Artikel 2|Artikel 3"),
        ("ARTIKEL 1|ARTIKEL 2|ARTIKEL 3", "Artikel 1|Artikel 2|Artikel 3"),
        ("Art. I|Art. II|Art. III", "Art. I|Art. II|Art. III"),
        ("§ 1|§ 2|§ 3", "§ 1|§ 2|§ 3"),
        ("Art. 1|Art. 1a|Art. 2", "Art. 1|Art. 1a|Art. 2"),
        ("Artikel 1|Artikel 1bis|Artikel 2", "Artikel 1|Artikel 1bis|Artikel 2"),
        ("**Artikel 1**|**Artikel 2**|**Artikel 3**", "Artikel 1|Artikel 2|Artikel 3"),
        ("### Art. 1|### Art. 2|### Art. 3", "Art. 1|Art. 2|Art. 3"),
        ("Art. 1[^1]|Art. 2|Art. 3", "Art. 1|Art. 2|Art. 3"),
        ("Abschnitt 1|Abschnitt 2|Abschnitt 3", "Abschnitt 1|Abschnitt 2|Abschnitt 3"),
        ("Artikel 1|Artikel [2]|Artikel 3", "Artikel 1|Artikel [2]|Artikel 3"),
        ("Artikel eins|Artikel zwei|Artikel drei", "Artikel eins|Artikel zwei|Artikel drei"),
    ],
)
def test_german_ways_of_heading_an_article(heads: str, expected: str) -> None:
    text = "Abkommen über Arbeit\n\n" + "".join(
        f"{head}\n\nDie Seiten arbeiten zusammen.\n\n" for head in heads.split("|")
    )
    assert ids(text) == expected.split("|")


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("Article I|Article II|Article III", "Article I|Article II|Article III"),
        ("ARTICLE 1.|ARTICLE 2.|ARTICLE 3.", "Article 1|Article 2|Article 3"),
        ("Article One|Article Two|Article Three", "Article One|Article Two|Article Three"),
        ("Section 1: Scope|Section 2: Work|Section 3: Return", "Section 1|Section 2|Section 3"),
        ("Clause 1|Clause 2|Clause 3", "Clause 1|Clause 2|Clause 3"),
        ("1. Scope|2. Work|3. Return", "1.|2.|3."),
        ("I. Scope|II. Work|III. Return", "I.|II.|III."),
        ("A. Scope|B. Work|C. Return", "A.|B.|C."),
    ],
)
def test_english_ways_of_heading_an_article(heads: str, expected: str) -> None:
    text = "Memorandum on work\n\n" + "".join(f"{head}\n\nThe sides work together.\n\n" for head in heads.split("|"))
    assert ids(text, "en") == expected.split("|")


@pytest.mark.parametrize(
    "reference",
    [
        "Die Frist richtet sich nach\nArtikel 3 Absatz 2 dieses Abkommens.",
        "Die Frist richtet sich nach\n\nArtikel 3. Sie beginnt am Montag.",
        "Die Frist beginnt später.\n\nArtikel 3 gilt nicht.",
        "Das folgt aus Artikel 2,\nArtikel 3 und dem Protokoll.",
        "Es gilt Folgendes.\n\nArtikel 3–5 bleiben unberührt.",
        "Es gilt die Regel gemäss\nArt. 3.",
    ],
)
def test_a_cross_reference_at_the_beginning_of_a_line_opens_nothing(reference: str) -> None:
    heads = [f"Artikel {number}\n\nDie Seiten arbeiten zusammen." for number in (1, 2, 3)]
    heads[0] = f"Artikel 1\n\n{reference}"
    assert ids("Abkommen\n\n" + "\n\n".join(heads)) == ["Artikel 1", "Artikel 2", "Artikel 3"]


def test_a_table_of_contents_is_no_agreement() -> None:
    contents = "\n".join(
        f"Art. {number} {title} ........ {number + 2}"
        for number, title in enumerate("Zweck Weg Rückkehr Beginn".split(), 1)
    )
    text = GERMAN.replace("Präambel", f"Inhalt\n\n{contents}\n\nPräambel", 1)
    assert ids(text) == ids(GERMAN)


def test_missing_numbers_and_numbers_used_twice_are_kept() -> None:
    text = "Abkommen\n\n" + "\n\n".join(
        f"Artikel {number}\n\nDie Seiten arbeiten zusammen." for number in (1, 2, 4, 4, 5)
    )
    assert ids(text) == ["Artikel 1", "Artikel 2", "Artikel 4", "Artikel 4 [2]", "Artikel 5"]


def test_a_protocol_has_articles_of_its_own() -> None:
    protocol = "Protokoll\n\nzur Durchführung\n\n" + "\n\n".join(
        f"Art. {n} Stelle\n\nDie Stelle antwortet." for n in (1, 2, 3)
    )
    text = GERMAN + "\n" + protocol + "\n\nAnhang I\n\nNoch ein Formblatt\n\nEs nennt den Namen."
    assert ids(text)[-6:] == [
        "Anhang I",
        "Protokoll",
        "Protokoll Art. 1",
        "Protokoll Art. 2",
        "Protokoll Art. 3",
        "Protokoll Anhang I",
    ]


def test_an_annex_has_articles_of_its_own() -> None:
    text = GERMAN + "\nAnhang II\n\nVerfahren\n\n" + "\n\n".join(f"Art. {n}\n\nDie Stelle antwortet." for n in (1, 2))
    assert ids(text)[-3:] == ["Anhang II", "Anhang II Art. 1", "Anhang II Art. 2"]


def test_a_sentence_about_an_annex_opens_none() -> None:
    text = GERMAN.replace(
        "a) das Zeugnis;", "Anhang I ist Teil dieses Abkommens.\n\nAnlage 2 gilt auch.\n\na) das Zeugnis;"
    )
    assert ids(text) == ids(GERMAN)


def test_an_article_called_protocol_is_an_article() -> None:
    text = GERMAN.replace("Art. 3 Rückkehr", "Art. 3\n\nDurchführungsprotokoll")
    assert ids(text) == ids(GERMAN)
    assert piece(text, "Art. 3").heading == "Durchführungsprotokoll"


def test_a_list_of_annexes_before_the_annexes_is_left_out() -> None:
    listed = "Anhang 1: Formblatt\n\nAnhang 2: Stellen\n\n"
    annexes = "Anhang 1\n\nFormblatt\n\nEs nennt den Namen.\n\nAnhang 2\n\nStellen\n\nSie sitzen in Tamara."
    assert ids(GERMAN.split("Anhang I\n")[0] + listed + annexes)[-2:] == ["Anhang 1", "Anhang 2"]


def test_an_exchange_of_notes_is_cited_by_its_numbered_paragraphs() -> None:
    note = """\
Note an die Botschaft

Herr Botschafter,

ich beehre mich, im Namen der Regierung Folgendes vorzuschlagen:

1. Die Behörden prüfen Anträge binnen eines Monats.

2. Sie unterrichten einander über das Ergebnis:

a) schriftlich;

b) ohne Verzug.

3. Diese Vereinbarung gilt auf unbestimmte Zeit.

Geschehen zu Tamara am 3. Mai 2031.
"""
    assert ids(note) == ["Präambel", "1.", "2.", "3."]
    assert [p.label for p in piece(note, "2.").paragraphs] == ["", "a)", "b)"]


def test_sections_with_paragraphs_that_count_anew_are_cited_by_section() -> None:
    section = "1. Die eine Seite prüft den Antrag.\n\n2. Die andere Seite antwortet.\n\n"
    text = f"Vereinbarung\n\nEinig in der Absicht haben sie beschlossen:\n\nAbschnitt A\n\n{section}Abschnitt B\n\n{section}"
    assert ids(text) == ["Präambel", "Abschnitt A", "Abschnitt B"]


def test_a_text_with_nothing_but_headings_is_cited_by_them() -> None:
    text = "Niederschrift der Gespräche\n\nDie Seiten trafen sich.\n\nRückkehr\n\nSie prüfen Anträge.\n\nArbeit\n\nSie öffnen Wege."
    assert ids(text)[-2:] == ["Rückkehr", "Arbeit"]


def test_a_text_without_any_heading_is_one_piece() -> None:
    text = "Erklärung über die Rückkehr\n\nDie Seite nimmt ihre Leute zurück.\n\nDie Frist beträgt ein Jahr."
    found = piece(text, "Text")
    assert found.kind == "section"
    assert [text[p.start : p.end] for p in found.paragraphs] == text.split("\n\n")[1:]


def test_headings_in_capitals_that_run_into_the_sentence() -> None:
    text = "Agreement\n\nArticle 1 TIME LIMITS The request is made at once.\n\nArticle 2 COSTS Each side bears its own."
    assert [(p.heading, text[p.body : p.end]) for p in cut(text, "en") if p.kind == "article"] == [
        ("TIME LIMITS", "The request is made at once."),
        ("COSTS", "Each side bears its own."),
    ]


def test_a_sentence_behind_the_number_is_no_heading() -> None:
    text = "Agreement\n\nArticle 1 The sides work together.\n\nArticle 2 The sides meet every year."
    assert [(p.heading, p.id) for p in cut(text, "en") if p.kind == "article"] == [("", "Article 1"), ("", "Article 2")]


def test_a_note_that_an_editor_repeats_is_no_heading() -> None:
    note = "Enters into force on a date to be announced"
    text = "Agreement\n\n" + "".join(f"Article {n}\n\n{note}\n\nThe sides work together.\n\n" for n in range(1, 5))
    assert {p.heading for p in cut(text, "en") if p.kind == "article"} == {""}


@pytest.mark.parametrize("width", [40, 60, 72])
@pytest.mark.parametrize("blank", ["\n\n", "\n"])
@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (ENGLISH, "en")])
def test_wrapped_lines_and_missing_empty_lines_change_no_article(
    text: str, language: Language, width: int, blank: str
) -> None:
    blocks = [textwrap.fill(block, width) if len(block) > width else block for block in re.split(r"\n\n+", text)]
    wrapped = blank.join(blocks)
    assert ids(wrapped, language, "article") == ids(text, language, "article")


def test_footnotes_belong_to_no_article() -> None:
    text = GERMAN.split("Anhang I\n")[0] + "Fussnoten\n\n[^1]: Amtsblatt 12."
    assert all("Amtsblatt" not in text[p.start : p.end] for p in cut(text))
