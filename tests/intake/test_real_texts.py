"""The collection of real agreements: every text passes, its articles stand in order, the labelled ones come out exactly."""

from __future__ import annotations

import itertools
import re
import textwrap
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from abkommen.intake import read_draft
from abkommen.intake.draft import Article, Draft
from abkommen.intake.readers import plain
from abkommen.intake.source import uniform
from abkommen.intake.structure.segment import segment
from tests.intake.documents import SHARED, needs_shared

pytestmark = needs_shared
LABELLED = sorted((SHARED / "dev").glob("*.labels.yaml"))
TEXTS = sorted((SHARED / "corpus").glob("*.txt"))
CITED = ("preamble", "article", "section", "annex", "protocol")
_NUMBER = re.compile(r"(?P<part>.*?)(?:Art\.|Article|Artikel|§) (?P<number>\d+)(?P<suffix>[a-z]*)(?: \[\d\])?")


@cache
def labels(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def cited(articles: tuple[Article, ...]) -> list[tuple[str, str]]:
    return [(article.id, article.heading) for article in articles if article.kind in CITED]


def wanted(path: Path) -> list[tuple[str, str]]:
    return [(entry["id"], entry["heading"]) for entry in labels(path)["articles"]]


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.name.partition(".")[0])
def test_labelled_agreements_have_exactly_the_labelled_articles(path: Path) -> None:
    draft = read_draft(path.with_name(labels(path)["text"]))
    assert draft.language == labels(path)["language"]
    assert cited(draft.articles) == wanted(path)


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.name.partition(".")[0])
def test_wrapped_lines_change_no_article(path: Path) -> None:
    text = path.with_name(labels(path)["text"]).read_text(encoding="utf-8")
    blocks = [
        textwrap.fill(block, 72) if len(block) > 90 and "|" not in block else block for block in text.split("\n\n")
    ]
    for blank in ("\n\n", "\n"):
        found = segment(plain.cut(blank.join(blocks)), labels(path)["language"])
        assert [name for name, _ in cited(found)] == [name for name, _ in wanted(path)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem[:40])
def test_every_text_passes_with_its_articles_in_order(path: Path) -> None:
    draft = read_draft(path)
    text = path.read_text(encoding="utf-8")
    assert draft.text == uniform(text)
    assert len(draft.text) == len(text)
    assert any(article.kind in ("article", "section") for article in draft.articles)
    _check_offsets(draft)
    _check_order(draft)


def _check_offsets(draft: Draft) -> None:
    for before, after in itertools.pairwise(draft.articles):
        assert before.end <= after.start
    for article in draft.articles:
        assert 0 <= article.start <= article.body <= article.end <= len(draft.text)
        edges = [edge for paragraph in article.paragraphs for edge in (paragraph.start, paragraph.end)]
        assert edges == sorted(edges)
        assert not edges or (article.body <= edges[0] and edges[-1] <= article.end)


def _check_order(draft: Draft) -> None:
    """Within the agreement and within each attachment numbers only rise, save where the printed text itself miscounts."""
    last: dict[str, tuple[int, str]] = {}
    back = 0
    for article in draft.articles:
        if match := _NUMBER.fullmatch(article.id):
            number = int(match["number"]), match["suffix"]
            back += number <= last.get(match["part"], (0, ""))
            last[match["part"]] = number
    assert back == ("Art. 1200" in {article.id for article in draft.articles})
