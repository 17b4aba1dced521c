"""The headings and standing texts of the rule pages, read from ``rules/<language>.yaml`` of the templates."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from abkommen.base.models import Frozen, read_model
from abkommen.base.texts import Lang
from abkommen.base.yamltree import read_yaml
from abkommen.reports.wording.checks import takes


class PageWords(Frozen):
    """Headings and standing texts of the rule pages, in one language."""

    other_language: str
    overview: str
    index_title: Annotated[str, takes("pack")]
    index_intro: str
    reference: Annotated[str, takes("authors", "title", "series", "number", "publisher", "date")]
    how_to_read: str
    how_to_read_points: tuple[str, ...]
    id: str
    title: str
    area: str
    level: str
    severity: str
    due: str
    due_always: str
    origin: str
    responsible: str
    derived: str
    asks: str
    why: str
    source: str
    passage: Annotated[str, takes("section", "page")]
    statuses: str
    applies: str
    met: str
    partly: str
    partly_rule: str
    partly_never: str
    not_met: str
    missing: str
    gap: str
    partly_gap: str
    remedy: str
    facts: str
    values: str
    entries: str
    evidence: str
    key: str
    interactions: str
    interactions_intro: str
    acts_on: str
    reads: str
    when: str
    effect: str
    reason: str
    advice: str
    criteria: str
    examples: str
    suppose: str
    then_status: Annotated[str, takes("status")]
    then_capped: Annotated[str, takes("status")]
    fires: str
    no: str
    possible: str
    ours: str
    ours_always: str


def load_page_words(templates: Path, lang: Lang) -> PageWords:
    """The words of the pages. Raises :class:`BadInput` with every one that is missing or misspelt."""
    return _load(templates / "rules" / f"{lang}.yaml")


@lru_cache(maxsize=8)
def _load(path: Path) -> PageWords:
    return read_model(PageWords, read_yaml(path))
