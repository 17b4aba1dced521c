"""References by number: what the memo cites, in the order in which it does so."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from abkommen.casefile.model import Source as CaseSource
from abkommen.reports.gap.citing import Bibliography, linked
from abkommen.reports.gap.model import Reference
from abkommen.reports.memo.model import Citation, Source
from abkommen.reports.memo.places import place_in_words
from abkommen.reports.memo.sentences import Sentences
from abkommen.reports.wording.display import date, quoted
from abkommen.reports.wording.words import Words

T = TypeVar("T")


def citations(references: Iterable[Reference], say: Sentences, words: Words) -> tuple[Citation, ...]:
    """Places in sources, still under their numbers in the gap report."""
    places = say.group("places")
    return tuple(
        Citation(found.number, place_in_words(found.locator, places), quoted(words, found.quote) if found.quote else "")
        for found in references
        if found.number is not None
    )


def unquoted(found: Iterable[Citation]) -> tuple[Citation, ...]:
    """The same places, each once, without what is quoted from them: for lines and cells."""
    return tuple(dict.fromkeys(dataclasses.replace(one, quote="") for one in found))


def cited(view: object) -> Iterator[Citation]:
    """Every citation in a view, from its beginning to its end."""
    if isinstance(view, Citation):
        yield view
    elif isinstance(view, tuple):
        for part in view:
            yield from cited(part)
    elif dataclasses.is_dataclass(view):
        for entry in dataclasses.fields(view):
            yield from cited(getattr(view, entry.name))


def order(view: object) -> dict[int, int]:
    """New numbers for old ones, in the order of appearance."""
    return {old: new for new, old in enumerate(dict.fromkeys(found.number for found in cited(view)), start=1)}


def replaced(view: T, kind: type[Any], change: Callable[[Any], Any]) -> T:
    """A view with every part of a kind changed."""
    result: Any = view
    if isinstance(view, kind):
        result = change(view)
    elif isinstance(view, tuple):
        result = tuple(replaced(part, kind, change) for part in view)
    elif dataclasses.is_dataclass(view) and not isinstance(view, type):
        result = type(view)(
            **{entry.name: replaced(getattr(view, entry.name), kind, change) for entry in dataclasses.fields(view)}
        )
    return result  # type: ignore[no-any-return]


def renumbered(view: T, numbers: dict[int, int]) -> T:
    """The view with its citations under new numbers."""
    return replaced(view, Citation, lambda found: dataclasses.replace(found, number=numbers[found.number]))


def source_entries(found: Bibliography, numbers: dict[int, int], say: Sentences, words: Words) -> tuple[Source, ...]:
    """The list of sources: those that are cited, by their new numbers."""
    first: dict[int, CaseSource] = {}
    for key, old in found.numbers.items():
        first.setdefault(old, found.sources[key])
    return tuple(
        _entry(number, first[old], say, words) for old, number in sorted(numbers.items(), key=lambda pair: pair[1])
    )


def _entry(number: int, source: CaseSource, say: Sentences, words: Words) -> Source:
    day = date(words, source.date) if source.date else ""
    rest = words.lists.comma.join(part for part in (source.number, source.publisher, day) if part)
    accessed = date(words, source.accessed) if source.accessed else ""
    text = say("source", source.author, quoted(words, source.title), rest, accessed)
    return Source(number, text, linked(source.address), say.word("weak") if source.weak else "")
