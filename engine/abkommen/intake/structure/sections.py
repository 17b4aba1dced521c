"""What is cited in a text without articles: numbered sections, numbered paragraphs, headings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from abkommen.intake import wording
from abkommen.intake.structure import chain, closings, markers
from abkommen.intake.structure.lines import Line
from abkommen.intake.structure.markers import Marker

_LEAST: Final = 2
_LONGEST: Final = 120


def sections_of(lines: list[Line], within: range, *, numbered: bool = False) -> list[Marker]:
    """The headings by which the lines in ``within`` are cited when they hold no articles; empty when there are none.

    ``numbered`` says that only numbers count, as in a protocol, whose other headings only part its paragraphs.
    """
    inside = _before_closing(lines, within)[1:]
    numerals = _found(lines, inside, markers.numeral)
    counted = _ascending(numerals)
    divisions = _ascending(_found(lines, inside, markers.division))
    if len(divisions) >= _LEAST and not (_throughout(counted, numerals) and len(counted) > len(divisions)):
        return divisions
    romans = _ascending(_found(lines, inside, markers.roman))
    capitals = _ascending(_found(lines, inside, markers.capital))
    if _throughout(counted, numerals) or _all_headed(counted, max(len(romans), len(capitals))):
        return counted
    longest = max((romans, capitals), key=len)
    if len(longest) >= _LEAST or numbered:
        return longest if len(longest) >= _LEAST else []
    return _headings(lines, inside)


def _before_closing(lines: list[Line], within: range) -> range:
    """The lines without the last closing formula and what is behind it."""
    formulas = [index for index in within[1:] if closings.closing(lines[index])]
    return range(within.start, formulas[-1]) if formulas else within


def _found(lines: list[Line], inside: range, opens: Callable[[list[Line], int], Marker | None]) -> list[Marker]:
    return [found for index in inside if (found := opens(lines, index))]


def _ascending(candidates: list[Marker]) -> list[Marker]:
    """The chain of candidates as far as it only ascends from 1."""
    rising: list[Marker] = []
    for marker in chain.best_chain(candidates, []):
        if rising and not _rises(rising[-1], marker):
            break
        rising.append(marker)
    return rising if rising and rising[0].number is not None and rising[0].number.value == 1 else []


def _rises(before: Marker, marker: Marker) -> bool:
    return before.number is None or marker.number is None or marker.number > before.number


def _throughout(counted: list[Marker], candidates: list[Marker]) -> bool:
    """Whether numbers run through the whole text instead of beginning again in each section."""
    return len(counted) >= _LEAST and len(counted) >= 0.8 * len(candidates)


def _all_headed(counted: list[Marker], others: int) -> bool:
    """Whether every number stands before a heading, and there are more of them than of letters or Roman numbers."""
    return all(found.weight == 1.0 for found in counted) and len(counted) > max(others, _LEAST - 1)


def _headings(lines: list[Line], inside: range) -> list[Marker]:
    """Blocks that stand above wording like headings, in a text that numbers nothing."""
    found = []
    for index in inside[:-1]:
        line, before, after = lines[index], lines[index - 1], lines[index + 1]
        alone = line.opens_block and wording.is_title(line.text) and line.role != "table" and len(line.text) <= _LONGEST
        if (
            alone
            and wording.ends_sentence(before.text)
            and (not after.opens_block or wording.ends_sentence(after.text))
        ):
            label = wording.squeeze(line.text)
            found.append(Marker("capital", label, None, index, line.start, line.end, "", 1.0))
    return found if len(found) >= _LEAST else []
