"""The numbers and periods of a draft in words."""

from __future__ import annotations

import re

from abkommen.intake.detectors import AttributeValue
from abkommen.reports.drafts.words import IntakeWords, counted

_YEARS = re.compile(r"fixed (\d+) years")
_WORKING = "working days"


def attribute_name(words: IntakeWords, name: str) -> str:
    return words.attribute_names.get(name, name)


def attribute_in_words(words: IntakeWords, name: str, found: AttributeValue | None) -> str:
    """The value with its unit: ``20 Arbeitstage``, ``unbefristet``."""
    if found is None:
        return words.not_found
    if isinstance(found.value, int):
        return _number(words, name, found.value, found.note)
    years = _YEARS.fullmatch(found.value)
    if years:
        return counted(words.fixed_years, int(years[1]))
    return words.attribute_values.get(found.value, found.value)


def _number(words: IntakeWords, name: str, value: int, note: str) -> str:
    if name.endswith("_days"):
        return counted(words.units["working_days" if note == _WORKING else "days"], value)
    if name.endswith(("_months", "_interval")):
        shown = counted(words.units["months"], value)
        return f"{shown} ({note})" if note else shown
    return str(value)
