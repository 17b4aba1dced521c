"""What became of the passages a case quotes: for the terminal and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, get_args

from abkommen.intake.locating import Found, Outcome
from abkommen.reports.drafts.words import IntakeWords, counted
from abkommen.reports.escaping import plain
from abkommen.reports.gap_report import Screen
from abkommen.reports.styles import Style
from abkommen.reports.wording.display import quoted
from abkommen.reports.wording.wording import Wording

_COLOURS: Final[dict[Outcome, str]] = {"stands": "green", "moved": "yellow", "altered": "yellow", "missing": "red"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation of a fact with its source and place, and what was found of it."""

    field: str
    source: str
    locator: str
    quote: str
    found: Found

    @property
    def stands(self) -> bool:
        return self.found.outcome == "stands"


@dataclass(frozen=True, slots=True)
class Verification:
    """All quotations of a case; ``without`` counts the evidence from the draft that quotes nothing."""

    draft: str
    quotations: tuple[Checked, ...]
    without: int

    @property
    def all_stand(self) -> bool:
        return all(item.stands for item in self.quotations)


def verification_json(found: Verification) -> str:
    """The result as JSON; ``outcome`` is stands, moved, altered or missing, ``likeness`` 0 to 1."""
    document = {
        "draft": found.draft,
        "all_stand": found.all_stand,
        "without_wording": found.without,
        "quotations": [
            {
                "field": item.field,
                "source": item.source,
                "locator": item.locator,
                "quote": item.quote,
                "outcome": item.found.outcome,
                "article": item.found.article or None,
                "nearest": item.found.nearest or None,
                "likeness": item.found.likeness,
            }
            for item in found.quotations
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class VerificationText:
    """Writes results in one language: what no longer stands as quoted, then the numbers."""

    wording: Wording
    words: IntakeWords
    screen: Screen

    def text(self, found: Verification) -> str:
        lines = [line for item in found.quotations if not item.stands for line in self._item(item)]
        return "\n".join([*lines, *self._summary(found)]) + "\n"

    def _item(self, item: Checked) -> Iterator[str]:
        words, result = self.words.verify, item.found
        place = plain(item.locator) or words.somewhere
        outcome = words.outcomes[result.outcome]
        line = words.line.format(outcome=outcome, label=self.wording.label(item.field), place=place)
        yield from self._wrapped(line, "", "bold", _COLOURS[result.outcome])
        yield from self._wrapped(words.quoted.format(text=quoted(self.wording.words, plain(item.quote))), "  ")
        if result.outcome == "moved":
            yield from self._wrapped(words.moved_to.format(article=plain(result.article)), "  ")
        elif result.nearest:
            text = quoted(self.wording.words, plain(result.nearest))
            yield from self._wrapped(words.nearest.format(article=plain(result.article), text=text), "  ")
        yield ""

    def _summary(self, found: Verification) -> Iterator[str]:
        words, number = self.words.verify, len(found.quotations)
        if not number:
            yield words.nothing_quoted
        elif found.all_stand:
            yield counted(words.all_stand, number)
        else:
            counts = Counter(item.found.outcome for item in found.quotations)
            each = {outcome: counts[outcome] for outcome in get_args(Outcome)}
            yield words.summary.format(checked=counted(words.quotations, number), **each)
        if found.without:
            yield counted(words.without, found.without)

    def _wrapped(self, text: str, indent: str, *emphasis: str) -> Iterator[str]:
        style = Style(self.screen.colour)
        for line in textwrap.wrap(text, self.screen.width, initial_indent=indent, subsequent_indent=indent + "  "):
            yield style(line, *emphasis)
