"""The agreement itself and the texts attached to it: annexes, protocols, declarations."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Final

from abkommen.intake import wording
from abkommen.intake.draft import Language, PieceKind
from abkommen.intake.structure import attachments, chain, closings, markers
from abkommen.intake.structure.lines import Line, between
from abkommen.intake.structure.markers import Marker

_NOTES = re.compile(
    r"(?:Fussnoten|Fußnoten|Footnotes|Endnoten|Endnotes|Anmerkungen der Redaktion)$|\[\^[^\]]+\]:", re.IGNORECASE
)
_NAMED = re.compile(
    r"\b(?P<protocol>Protokoll|Protocol|PROTOCOL|PROTOKOLL)|(?P<annex>Anhang|Annex|Anlage|ANNEX|ANHANG)\b"
)
_NAMES_ITSELF = re.compile(
    r"\b(?:this|present|diese[ms]|vorliegende[ms]?)\s(?:(?P<protocol>\w*protokoll|protocol)|(?P<annex>annex|anhang|anlage))s?\b",
    re.IGNORECASE,
)
_UNNAMED: Final[dict[Language, str]] = {"de": "Teil", "en": "Part"}
_FOREIGN: Final[dict[Language, str]] = {"de": "Article", "en": "Artikel"}
_LEAST_CONTENTS: Final = 3


@dataclass(frozen=True, slots=True)
class Region:
    """The agreement (``opened_by`` is ``None`` and ``label`` empty) or an attached text with its article headings."""

    label: str
    kind: PieceKind
    start: int
    end: int
    opened_by: Marker | None
    articles: tuple[Marker, ...]


def regions_of(lines: list[Line], text: str, language: Language) -> list[Region]:
    """Cut the text into the agreement and its attachments, each with the articles that count."""
    end = next((line.start for line in lines if line.role == "note" or _NOTES.match(line.text)), len(text))
    candidates = _candidates(lines, end, language)
    attached = _attachments(lines, candidates, end)
    formulas = [line.start for line in lines if closings.closing(line)]
    openings = sorted([*(found.start for found in attached), *formulas])
    chosen = _without_contents(lines, chain.best_chain(candidates, openings))
    starts = _with_unheaded(lines, text, chosen, _standing_apart(attached, chosen), language)
    return _cut(starts, chosen, end)


def _candidates(lines: list[Line], end: int, language: Language) -> list[Marker]:
    """Lines that may head an article, written as the language of the text writes them."""
    found = [
        marker for index in range(len(lines)) if lines[index].start < end and (marker := markers.article(lines, index))
    ]
    native = [marker for marker in found if not marker.label.startswith(_FOREIGN[language])]
    return native if len(native) > 1 else found


def _attachments(lines: list[Line], articles: list[Marker], end: int) -> list[Marker]:
    """The headings of annexes and protocols behind the first article, save where they only title what stands above."""
    bare = {found.line for found in articles if _is_bare(found)}
    numbered = {found.line for found in articles}
    found_so_far: list[Marker] = []
    signed = False
    for index in between(lines, lines[articles[0].line].end if articles else 1, end):
        signed = (signed or closings.closing(lines[index])) and index not in numbered
        found = attachments.attachment(lines, index) or (attachments.arrangement(lines, index) if signed else None)
        if found and index - 1 not in bare:
            found_so_far.append(found)
            bare.update({index} if _is_bare(found) else ())
    return found_so_far


def _is_bare(found: Marker) -> bool:
    return not found.tail.strip(" .:–-")


def _without_contents(lines: list[Line], chosen: list[Marker]) -> list[Marker]:
    """Drop a run of headings without wording that is followed by the same headings again: a table of contents."""
    again = next((i for i in range(1, len(chosen)) if chain.restarts(chosen[i - 1], chosen[i])), None)
    if again is None or again < _LEAST_CONTENTS:
        return chosen
    run = chosen[:again]
    bare = sum(not _has_wording(lines, before.line, after.line) for before, after in itertools.pairwise(run))
    return chosen[again:] if bare >= 0.8 * (len(run) - 1) else chosen


def _has_wording(lines: list[Line], first: int, following: int) -> bool:
    return any(wording.ends_sentence(wording.squeeze(line.text)) for line in lines[first:following])


def _standing_apart(attached: list[Marker], chosen: list[Marker]) -> list[Marker]:
    """The attachments behind which numbering does not simply go on, each announced by its last heading."""
    kept = []
    starts = [article.start for article in chosen]
    for found in attached:
        at = bisect_left(starts, found.start)
        before, after = (chosen[at - 1] if at else None), (chosen[at] if at < len(chosen) else None)
        goes_on = before and after and before.number and after.number and after.number > before.number
        if before is not None and not goes_on:
            kept.append(found)
    return _once(kept)


def _once(attached: list[Marker]) -> list[Marker]:
    """Without the headings of a list of annexes that are printed again above the annex itself."""
    listed = {
        before.line
        for before, after in itertools.pairwise(attached)
        if after.line - before.line <= 1
        and any(later.label == before.label for later in attached if later.line > before.line)
    }
    return [found for found in attached if found.line not in listed]


def _with_unheaded(
    lines: list[Line], text: str, chosen: list[Marker], starts: list[Marker], language: Language
) -> list[Marker]:
    """Add an opening wherever numbering begins again although no heading announced it."""
    found = list(starts)
    for before, after in itertools.pairwise(chosen):
        if chain.restarts(before, after) and not any(before.start < start.start < after.start for start in starts):
            found.append(_unheaded(lines, text, before, after, language))
    return sorted(found, key=lambda marker: marker.start)


def _unheaded(lines: list[Line], text: str, before: Marker, after: Marker, language: Language) -> Marker:
    line = next((i for i in range(before.line + 1, after.line) if closings.closing(lines[i])), None)
    start = _behind_closing(lines, text, before, after) if line is None else lines[min(line + 1, after.line)].start
    named = _NAMED.search(text, start, after.start) or _NAMES_ITSELF.search(text, after.start)
    kind: markers.MarkerKind = "annex" if named and named["annex"] else "protocol"
    label = (named["protocol"] or named["annex"]).capitalize() if named else _UNNAMED[language]
    at = next(index for index in range(before.line, after.line + 1) if lines[index].start >= start)
    return Marker(kind, label, None, at, start, start, "", 1.0)


def _behind_closing(lines: list[Line], text: str, before: Marker, after: Marker) -> int:
    """The first line behind a closing formula inside running text; the article's own line when there is none."""
    formula = closings.closing_inside(text, before.start, after.start)
    if formula is None:
        return after.start
    return next((line.start for line in lines[before.line : after.line] if line.start > formula), after.start)


def _cut(starts: list[Marker], chosen: list[Marker], end: int) -> list[Region]:
    bounds = [*(marker.start for marker in starts), end]
    agreement = Region(
        "", "article", 0, bounds[0], None, tuple(article for article in chosen if article.start < bounds[0])
    )
    attached = [
        Region(
            marker.label,
            "protocol" if marker.kind == "protocol" else "annex",
            marker.start,
            following,
            marker,
            tuple(article for article in chosen if marker.start <= article.start < following),
        )
        for marker, following in zip(starts, bounds[1:], strict=True)
    ]
    return _named([agreement, *attached])


def _named(regions: list[Region]) -> list[Region]:
    """Give the annexes of a protocol its name where the agreement has annexes of the same number."""
    taken: set[str] = set()
    protocol = ""
    named = []
    for region in regions:
        protocol = region.label if region.kind == "protocol" else protocol
        label = (
            f"{protocol} {region.label}"
            if region.label in taken and protocol and region.kind == "annex"
            else region.label
        )
        taken.add(label)
        named.append(replace(region, label=label))
    return named
