"""Spaces, dashes and places as German and English set them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.reports.memo.places import place_in_words
from abkommen.reports.memo.sentences import Sentences
from abkommen.reports.memo.typeset import literal
from abkommen.reports.memo.typography import NO_BREAK, typographic
from abkommen.reports.wording.words import Words, load_words
from tests.memo.conftest import TEMPLATES

GERMAN: Words = load_words(TEMPLATES, "de")
ENGLISH: Words = load_words(TEMPLATES, "en")
PLACES = [Sentences((TEMPLATES,), words).group("places") for words in (GERMAN, ENGLISH)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("siehe S. 3", "siehe S.~3"),
        ("Art. 5 und § 18", "Art.~5 und §~18"),
        ("z. B. Visa", "z.~B. Visa"),
        ("am 13. September 2024", "am 13.~September 2024"),
        ("in 95 % der Fälle", "in 95~% der Fälle"),
        ("Text – Satz", "Text~– Satz"),
        ("SWP-Aktuell 48", "SWP-Aktuell~48"),
        ("IB-04 bleibt", "IB-04 bleibt"),
    ],
)
def test_german_spaces(before: str, after: str) -> None:
    assert typographic(GERMAN, before) == after.replace("~", NO_BREAK)


def test_english_spaces() -> None:
    assert typographic(ENGLISH, "on 13 September 2024, p. 3") == "on 13~September 2024, p.~3".replace("~", NO_BREAK)


@given(st.text())
def test_nothing_but_spaces_changes(text: str) -> None:
    once = typographic(GERMAN, text)
    assert typographic(GERMAN, once) == once
    assert "".join(once.split()) in "".join(typographic(GERMAN, text.replace(NO_BREAK, " ")).split())


@pytest.mark.parametrize(
    ("given_", "german", "english"),
    [
        ("p. 3", "S. 3", "p. 3"),
        ("paragraphs 4-8", "Abs. 4–8", "paras 4–8"),
        ("subheading and paragraphs 4-8", "Zwischenüberschrift und Abs. 4–8", "subheading and paras 4–8"),
        ("last paragraph", "letzter Absatz", "last para."),
        ("Art. I", "Art. I", "Art. I"),
        ("Abs. 4-8", "Abs. 4–8", "para. 4–8"),
        ("statement of 2024-09", "statement of 2024-09", "statement of 2024-09"),
    ],
)
def test_places_in_sources(given_: str, german: str, english: str) -> None:
    assert [place_in_words(given_, words) for words in PLACES] == [german, english]


@given(st.text())
def test_a_typst_string_holds_any_text(text: str) -> None:
    inner = literal(text)[1:-1]
    assert inner.replace("\\\\", "").replace('\\"', "").count('"') == 0
    assert inner.replace("\\\\", "\0").replace('\\"', '"').replace("\0", "\\") == text.replace("\0", "\\")
