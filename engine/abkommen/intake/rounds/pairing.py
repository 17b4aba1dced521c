"""Which article of the old draft is which of the new one, whatever number it has now."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from abkommen.intake.draft import Article, Draft

Pair = tuple[int, int]

_WORD = re.compile(r"\w+")
_SINGLE: Final = frozenset({"title", "preamble", "final", "signature"})  # a draft has one of each, whatever it says
_HEADING: Final = 0.3  # what a heading in common weighs beside the wording
_ENOUGH: Final = _HEADING  # so that a rewritten article is known by its heading; unlike articles share a few words only
_COMMON: Final = 12  # a pair of words in more articles than this tells none of them from the others


@dataclass(frozen=True, slots=True)
class Pairing:
    """Positions in the two drafts' articles: ``pairs`` in the new order, what is ``removed`` and ``added``, which pairs ``moved``."""

    pairs: tuple[Pair, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]
    moved: frozenset[Pair]


def pair_articles(old: Draft, new: Draft) -> Pairing:
    """Match articles by heading and wording, the most alike first; numbers decide only between equals."""
    before, after = (
        [_features(old, article) for article in old.articles],
        [_features(new, article) for article in new.articles],
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, first, second in _ranked(before, after):
        if first not in taken and second not in used:
            taken[first] = second
            used.add(second)
    pairs = sorted(taken.items(), key=lambda pair: pair[1])
    kept = _in_order([first for first, _ in pairs])
    return Pairing(
        tuple(pairs),
        tuple(place for place in range(len(before)) if place not in taken),
        tuple(place for place in range(len(after)) if place not in used),
        frozenset(pair for pair in pairs if pair[0] not in kept),
    )


@dataclass(frozen=True, slots=True)
class _Features:
    name: str
    kind: str
    heading: frozenset[str]
    bigrams: Counter[tuple[str, str]]
    length: int


def _features(draft: Draft, article: Article) -> _Features:
    words = [word.lower() for word in _WORD.findall(draft.text, article.body, article.end)]
    bigrams = Counter(pairwise(words)) if len(words) > 1 else Counter((word, "") for word in words)
    heading = frozenset(word.lower() for word in _WORD.findall(article.heading))
    return _Features(article.id, article.kind, heading, bigrams, sum(bigrams.values()))


_Keys = Callable[[_Features], Iterable[object]]


def _names(article: _Features) -> Iterable[object]:
    return (article.name,)


def _headings(article: _Features) -> Iterable[object]:
    return (article.heading,) if article.heading else ()


def _telling(article: _Features) -> Iterable[object]:
    return article.bigrams


def _ranked(before: Sequence[_Features], after: Sequence[_Features]) -> list[tuple[float, int, int]]:
    """Pairs that are alike enough, best first; of equals those of the same name, then those of the same place."""
    scored = [(_likeness(before[first], after[second]), first, second) for first, second in _candidates(before, after)]
    kept = [found for found in scored if found[0] >= _ENOUGH]
    return sorted(
        kept, key=lambda found: (-found[0], before[found[1]].name != after[found[2]].name, abs(found[1] - found[2]))
    )


def _candidates(before: Sequence[_Features], after: Sequence[_Features]) -> set[Pair]:
    """Pairs that share a name, a heading or a telling pair of words; all pairs would be too many in a long text."""
    found: set[Pair] = set()
    for keys in (_names, _headings, _telling):
        olds, news = _index(before, keys), _index(after, keys)
        for key in olds.keys() & news.keys():
            if max(len(olds[key]), len(news[key])) <= _COMMON:
                found.update((first, second) for first in olds[key] for second in news[key])
    return found


def _index(articles: Sequence[_Features], keys: _Keys) -> dict[object, list[int]]:
    index: dict[object, list[int]] = defaultdict(list)
    for place, article in enumerate(articles):
        for key in keys(article):
            index[key].append(place)
    return index


def _likeness(one: _Features, other: _Features) -> float:
    """Shared pairs of words in proportion to all, with a share for the heading where both have one."""
    if _SINGLE.intersection((one.kind, other.kind)):
        return 2.0 if one.kind == other.kind else 0.0
    length = one.length + other.length
    wording = 2 * (one.bigrams & other.bigrams).total() / length if length else 1.0
    if not one.heading or not other.heading:
        return wording
    heading = 2 * len(one.heading & other.heading) / (len(one.heading) + len(other.heading))
    return (1 - _HEADING) * wording + _HEADING * heading


def _in_order(places: Sequence[int]) -> frozenset[int]:
    """The longest row of places that rises: what has kept its order. All others have moved past it."""
    tails: list[int] = []  # the smallest last place of a rising row of each length
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tails, place)
        before[place] = tails[at - 1] if at else None
        tails[at : at + 1] = [place]
    row: set[int] = set()
    place_ = tails[-1] if tails else None
    while place_ is not None:
        row.add(place_)
        place_ = before[place_]
    return frozenset(row)
