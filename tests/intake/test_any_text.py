"""Whatever the text: its pieces keep their order and places, and a long one takes no longer than its length says."""

from __future__ import annotations

import contextlib
import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.intake.draft import Language
from abkommen.intake.readers import plain
from abkommen.intake.readers.hyphens import joined
from abkommen.intake.readers.running import Sheet, running_lines
from abkommen.intake.refusal import Refusal
from abkommen.intake.source import Block, assemble, uniform
from abkommen.intake.structure.numbers import number_of, roman
from abkommen.intake.structure.segment import segment

FRAGMENTS = [
    "Artikel 1", "Art. 2 Zweck", "Article III", "§ 4", "Artikel 7 Absatz 2", "ARTICLE 5 COSTS Each side", "Anhang I", "Protokoll",
    "Kapitel II", "I.", "(1)", "a) eins;", "– zwei", "Präambel", "Geschehen zu Tamara", "Done at Tamara.", "| a | b |", "[^1]: Note",
    "Fussnoten", "Die Seiten arbeiten zusammen.", "haben vereinbart:", "und", "nach", "\n", "\n\n", "\f", " ", "Artikel [X]", "1. Zweck",
]  # fmt: skip
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("\n".join))


@given(texts, st.sampled_from(["de", "en"]))
def test_pieces_are_in_order_and_inside_the_text(text: str, language: Language) -> None:
    text = uniform(text)
    found = segment(plain.cut(text), language)
    assert len({piece.id for piece in found}) == len(found)
    for before, after in itertools.pairwise(found):
        assert before.end <= after.start
    for piece in found:
        assert 0 <= piece.start <= piece.body <= piece.end <= len(text)
        assert text[piece.start : piece.end].strip()
        edges = [edge for paragraph in piece.paragraphs for edge in (paragraph.start, paragraph.end)]
        assert edges == sorted(edges)
        assert not edges or (piece.body <= edges[0] and edges[-1] <= piece.end)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("\n".join))
def test_every_word_before_the_notes_is_in_a_piece_or_a_chapter_heading(text: str) -> None:
    text = uniform(text).replace("Fussnoten", "").replace("[^1]:", "")
    found = segment(plain.cut(text), "de")
    covered = " ".join(f"{piece.chapter} {text[piece.start : piece.end]}" for piece in found)
    assert {word for word in text.split() if word.isalpha()} <= set(covered.split())


@pytest.mark.parametrize(
    "unit",
    [
        "Artikel 1\n",
        "Artikel 7 ",
        "Anhang I\n\n",
        "A",
        "(1) ",
        ".",
        "[^",
        "I.\n",
        "| a |\n",
        "AGREEMENT ",
        "1. ",
        "-\n",
        "Kapitel I\n\n",
    ],
)
def test_a_megabyte_of_one_thing_takes_seconds_at_most(unit: str) -> None:
    text = (unit * (300_000 // len(unit)))[:300_000]
    started = time.process_time()
    with contextlib.suppress(Refusal):
        segment(plain.cut(text), "de")
    assert time.process_time() - started < 4


@given(st.lists(st.text(alphabet="Artikel 1()\n–", min_size=1), max_size=12))
def test_assembled_blocks_stand_where_their_spans_say(blocks: list[str]) -> None:
    source = assemble(Block(text, None, number) for number, text in enumerate(blocks, start=1))
    expected = [uniform(text).strip() for text in blocks if text.strip()]
    assert [source.text[span.start : span.end] for span in source.spans] == expected


@given(st.integers(1, 399))
def test_roman_numbers_are_read_back(value: int) -> None:
    tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"]
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    assert roman("C" * (value // 100) + tens[value // 10 % 10] + ones[value % 10]) == value


@pytest.mark.parametrize("token", ["IIII", "VX", "IC", "", "IVX", "abc"])
def test_letters_that_are_no_roman_number(token: str) -> None:
    assert roman(token) is None


def test_numbers_stand_in_the_order_of_their_articles() -> None:
    order = ["6", "7", "7a", "7b", "7bis", "8", "IX", "zehn", "Eleven"]
    numbers = [number for token in order if (number := number_of(token))]
    assert numbers == sorted(numbers)
    assert len(numbers) == len(order)


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("Rücküber-", "nahme gilt", "Rückübernahme gilt"),
        ("Polizei-", "und Grenzdienst", "Polizei- und Grenzdienst"),
        ("Nicht-", "EU-Staaten", "Nicht-EU-Staaten"),
        ("third-", "country worker", "third-country worker"),
        ("die Seiten", "arbeiten", "die Seiten arbeiten"),
        ("Seiten 3-", "5 gelten", "Seiten 3- 5 gelten"),
    ],
)
def test_words_parted_at_line_ends(line: str, following: str, expected: str) -> None:
    assert joined(line, following, frozenset({"third-country"})) == expected


def test_running_lines_stand_at_the_edge_of_many_pages() -> None:
    words = "eins zwei drei vier fünf".split()
    pages = [
        ["Entwurf", f"Artikel {n}", f"Die {word}.", f"Text {word}", f"Stand 2031, S. {n}"]
        for n, word in enumerate(words, 1)
    ]
    sheets = [Sheet(page, [True, False, False, True]) for page in pages]
    assert running_lines(sheets) == {(page, line) for page in range(5) for line in (0, 4)}


def test_a_line_of_the_text_that_comes_again_at_an_edge_is_no_running_line() -> None:
    pages = [["Die Seiten prüfen den Antrag", f"und antworten {word}"] for word in ("bald", "sofort")]
    assert running_lines([Sheet(page, [False]) for page in pages]) == set()
