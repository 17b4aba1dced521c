"""Quotations: made from the places that decided, and found again, or said to be altered or gone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.intake import read_draft
from abkommen.intake.locating import articles_at, locate, spans_of_quote
from abkommen.intake.quoting import quotation
from tests.intake.documents import SHARED, needs_shared
from tests.intake.test_rounds import draft_of

DRAFT = draft_of(
    [
        (
            "Art. 5",
            "Rückkehr",
            "(1) Wer ausreisen muss, kehrt „ohne Verzug“ zurück.\n\n(2) Die Kosten – auch die der\nReise – trägt der Bund.",
        ),
        ("Art. 50", "Zweck", "Die Seiten fördern Wege in Arbeit und Ausbildung."),
        ("Anhang I", "", "Als Nachweis gilt ein Pass oder ein Führerschein."),
        ("Protokoll Art. 5", "", "Zuständig ist das Ministerium des Innern."),
    ]
)


@pytest.mark.parametrize(
    ("locator", "found"),
    [
        ("Art. 5", ["Art. 5"]),
        ("Artikel 5 Abs. 2", ["Art. 5"]),
        ("Article 5(2)", ["Art. 5"]),
        ("Art. 50", ["Art. 50"]),
        ("Annex I", ["Anhang I"]),
        ("Protokoll Art. 5", ["Protokoll Art. 5"]),
        ("Art. 500", []),
        ("S. 3", []),
        ("", []),
    ],
)
def test_a_locator_names_its_article_however_it_is_written(locator: str, found: list[str]) -> None:
    assert [article.id for article in articles_at(DRAFT, locator)] == found


@pytest.mark.parametrize(
    ("locator", "quote"),
    [
        ("Art. 5", "kehrt „ohne Verzug“ zurück"),
        ("Art. 5", 'kehrt "ohne Verzug" zurück'),
        ("Art. 5 Abs. 2", "Die Kosten - auch die der Reise - trägt"),
        ("Art. 5", "ausreisen muss … Kosten […] der Bund."),
        ("S. 3", "Wege in Arbeit"),
        ("", "Wege in Arbeit"),
    ],
)
def test_line_breaks_and_typography_do_not_count(locator: str, quote: str) -> None:
    assert locate(DRAFT, locator, quote).outcome == "stands"


@pytest.mark.parametrize(
    ("locator", "quote", "outcome", "article"),
    [
        ("Art. 50", "kehrt „ohne Verzug“ zurück", "moved", "Art. 5"),
        ("Art. 99", "Wege in Arbeit", "moved", "Art. 50"),
        ("Art. 50", "Die Seiten fördern sichere Wege in Ausbildung", "altered", "Art. 50"),
        ("Art. 5", "der Bund … ausreisen muss", "altered", "Art. 5"),
        ("Art. 5", "Ausreise", "missing", ""),
        ("Art. 5", "reise", "altered", "Art. 5"),
        ("Art. 5", "frei erfunden", "missing", ""),
    ],
)
def test_what_no_longer_stands_is_told_apart(locator: str, quote: str, outcome: str, article: str) -> None:
    found = locate(DRAFT, locator, quote)
    assert (found.outcome, found.article) == (outcome, article)
    assert bool(found.nearest) == (outcome != "missing")


spans = st.lists(st.integers(0, len(DRAFT.articles[0].id) + 100), min_size=2, max_size=6, unique=True).map(sorted)


@given(spans)
def test_what_is_quoted_stands(places: list[int]) -> None:
    """Whole words of one article, quoted with whatever gaps, are found again."""
    article = DRAFT.articles[0]
    words = [place for place in places if place < article.end]
    edges = [(_word_at(DRAFT.text, place)) for place in words]
    quote = quotation(DRAFT.text, [edge for edge in edges if edge[0] < edge[1]])
    if quote:
        assert spans_of_quote(DRAFT, article, quote)


def _word_at(text: str, place: int) -> tuple[int, int]:
    start = end = place
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED.glob("dev/*.txt"))[:3], ids=lambda path: path.stem)
def test_sentences_of_real_agreements_are_found_in_their_articles(path: Path) -> None:
    draft = read_draft(path)
    for article in draft.articles:
        body = draft.body_of(article).strip()
        if body:
            assert locate(draft, article.id, " ".join(body.split()[:12])).outcome == "stands"


def test_a_large_text_is_searched_soon() -> None:
    large = draft_of([("Art. 1", "", "die Kosten der Reise trägt " * 40_000)])
    start = time.perf_counter()
    assert locate(large, "Art. 1", "die Kosten der Unterkunft zahlt die andere Seite").outcome in ("altered", "missing")
    assert time.perf_counter() - start < 10
