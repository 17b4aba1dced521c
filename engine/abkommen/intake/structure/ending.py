"""The end of an agreement or protocol: the closing formula and the signatures."""

from __future__ import annotations

import itertools
import re
from typing import Final

from abkommen.intake.draft import Article, Language
from abkommen.intake.structure import closings
from abkommen.intake.structure.ground import Ground
from abkommen.intake.structure.lines import Line
from abkommen.intake.structure.regions import Region

_LONGEST_TABLE: Final = 15
_NAMES: Final[dict[Language, tuple[str, str]]] = {
    "de": ("Schlussformel", "Unterschriften"),
    "en": ("Closing formula", "Signatures"),
}
_SIGNATORY = re.compile(r"(?:Für|For|FÜR|FOR|Im Namen|Namens|On behalf of|ON BEHALF)\b[^.]{0,160}$|\|")


def closing_of(ground: Ground, region: Region, last: int | None) -> int:
    """Where the closing formula of a region begins; the region's end when there is none.

    It is the first formula behind offset ``last``, where the last article begins. In a text without articles it is the
    last formula, since collections print one below the title as well.
    """
    behind = region.start if last is None else last
    after = ground.within(behind + 1, region.end)
    formula = _formula(after, first=last is not None)
    if formula is None and region.kind != "annex":
        formula = closings.closing_inside(ground.source.text, behind, region.end) or _last_table(after)
    return region.end if formula is None else formula


def pieces_of(ground: Ground, region: Region, start: int) -> list[Article]:
    """Closing formula and signatures from offset ``start`` on."""
    formula, signatures = (f"{region.label} {name}".strip() for name in _NAMES[ground.language])
    after = ground.within(start, region.end)
    signed = next((line.start for line in after if _SIGNATORY.match(line.text)), region.end)
    return [
        *ground.unheaded("final", formula, start, signed),
        *ground.unheaded("signature", signatures, signed, region.end),
    ]


def _formula(after: list[Line], *, first: bool) -> int | None:
    """The first formula, or the last with those right above it."""
    if first:
        return next((line.start for line in after if closings.closing(line)), None)
    upwards = itertools.dropwhile(lambda line: not closings.closing(line), reversed(after))
    group = list(itertools.takewhile(closings.closing, upwards))
    return group[-1].start if group else None


def _last_table(after: list[Line]) -> int | None:
    """Where the table of signatures begins that some texts end with, without a formula before it."""
    rows = list(itertools.takewhile(lambda line: line.block == after[-1].block, reversed(after)))
    return rows[-1].start if rows and rows[-1].text.startswith("|") and len(rows) <= _LONGEST_TABLE else None
