"""A person's decision on a proposal: the entry that takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from abkommen.base.dates import PartialDate
from abkommen.base.texts import Text
from abkommen.casefile.emit import Data
from abkommen.casefile.model import Confidence
from abkommen.casefile.proposing import TO_CHECK
from abkommen.casefile.values import UNKNOWN

Value = str | tuple[str, ...]

_OF_PROPOSALS = ("weight", "basis", "confidence", "entered")
_OF_VALUES = ("value", "complete")
REJECTED = Text(de="Vorschlag „{value}“ verworfen", en="Proposal “{value}” rejected")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who decides, and when."""

    by: str
    on: PartialDate

    def entered(self) -> dict[str, Data]:
        return {"by": self.by, "on": self.on}


def accepted(entry: Mapping[str, Any], hand: Hand, confidence: Confidence) -> dict[str, Data]:
    """The proposal as a stated fact with its evidence."""
    return {
        "value": entry["value"],
        **({"complete": entry["complete"]} if "complete" in entry else {}),
        "basis": "stated",
        "confidence": confidence,
        **_kept(entry),
        "entered": hand.entered(),
    }


def changed(entry: Mapping[str, Any], value: Value, hand: Hand, confidence: Confidence) -> dict[str, Data]:
    """The same evidence read otherwise; ``unknown`` says that the words do not settle the question."""
    if value == UNKNOWN:
        return _unsettled(entry, hand)
    return accepted({**entry, "value": value if isinstance(value, str) else list(value)}, hand, confidence)


def rejected(entry: Mapping[str, Any], hand: Hand, note: str) -> dict[str, Data]:
    """Not what these words mean: unknown as before, with the weight left as the mark of a rejected proposal."""
    unsettled = _unsettled(entry, hand)
    return {**unsettled, "note": note, **({"weight": entry["weight"]} if "weight" in entry else {"weight": 0})}


def _unsettled(entry: Mapping[str, Any], hand: Hand) -> dict[str, Data]:
    return {"value": UNKNOWN, "unknown_kind": "undetermined", **_kept(entry), "entered": hand.entered()}


def _kept(entry: Mapping[str, Any]) -> dict[str, Data]:
    """What a decision leaves as it is: the evidence and whatever a person has added, but not what was to be checked."""
    kept = {key: value for key, value in entry.items() if key not in (*_OF_PROPOSALS, *_OF_VALUES)}
    if str(kept.get("note", "")).startswith((TO_CHECK.de, TO_CHECK.en)):
        del kept["note"]
    return kept
