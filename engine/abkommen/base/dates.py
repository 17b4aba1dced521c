"""Dates as sources give them: a year, a month or a day. A partial date is the span of its days."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month or the day; ``first`` and ``last`` bound it."""

    text: str
    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        return self.text


def parse_date(value: object) -> PartialDate:
    """Read ``2024``, ``2024-09`` or ``2024-09-13``. Raises :class:`ValueError` with what was expected."""
    text = str(value)
    match = _FORM.fullmatch(text)
    if match is None or isinstance(value, bool):
        raise ValueError(f"“{text}” is no date: expected YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = int(match[1]), match[2], match[3]
    try:
        first = dt.date(year, int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"“{text}” is no day of the calendar") from None
    if day:
        return PartialDate(text, first, first)
    last_month = int(month) if month else 12
    return PartialDate(text, first, dt.date(year, last_month, calendar.monthrange(year, last_month)[1]))


def later(left: PartialDate, right: PartialDate) -> bool | None:
    """Whether ``left`` lies after ``right``; None when their spans overlap so that both readings stand."""
    if left.first > right.last:
        return True
    return False if left.last <= right.first else None
