"""Facts past their date of checking, evidence that is too old, sources without a date."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from abkommen.base.dates import PartialDate
from abkommen.casefile.model import Case, Fact, Source
from abkommen.checking.model import Notice, NoticeKind, Place
from abkommen.checking.places import Lines

_AGE = re.compile(r"([1-9][0-9]{0,4})([dmy])")


@dataclass(frozen=True, slots=True)
class Age:
    """An age in days, months or years of the calendar: ``90d``, ``18m``, ``2y``."""

    text: str
    count: int
    unit: str

    def before(self, day: dt.date) -> dt.date:
        """The day that lies so long before ``day``; the last of its month where that month is shorter."""
        if self.unit == "d":
            return day - dt.timedelta(days=min(self.count, day.toordinal() - 1))
        months = day.year * 12 + day.month - 1 - self.count * (12 if self.unit == "y" else 1)
        year, month = months // 12, months % 12 + 1
        if year < dt.MINYEAR:
            return dt.date.min
        return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def parse_age(text: str) -> Age:
    """Read an age. Raises :class:`ValueError` with what was expected."""
    match = _AGE.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is no age: expected a number with d, m or y, such as 90d, 18m or 2y")
    return Age(text, int(match[1]), match[2])


def stale(case: Case, lines: Lines, today: dt.date, max_age: Age | None) -> Iterator[Notice]:
    """Everything in a case that time has caught up with, in the order of its facts, then of its sources."""
    oldest = max_age.before(today) if max_age is not None else dt.date.min
    for fact in case.facts.values():
        place = lines.place(fact.origin.file, fact.origin.line, case)
        if fact.check_by is not None and fact.check_by.last < today:
            yield _notice("fact_overdue", place, field=fact.field, date=str(fact.check_by))
        newest = _newest(fact, case)
        if max_age is not None and newest is not None and newest.last < oldest:
            yield _notice("evidence_old", place, field=fact.field, date=str(newest), age=max_age.text)
    for key, fact in _cited(case):
        if _dated(case.sources[key]) is None:
            name = key.rpartition("/")[2]
            line = lines.of_key(fact.origin.file, ("sources", name)) or fact.origin.line
            yield _notice("source_undated", lines.place(fact.origin.file, line, case), source=name)


def _notice(kind: NoticeKind, place: Place, **details: str) -> Notice:
    return Notice(kind, place, tuple(details.items()))


def _dated(source: Source) -> PartialDate | None:
    """A page without a date of its own is as old as the day somebody read it."""
    return source.date or source.accessed


def _newest(fact: Fact, case: Case) -> PartialDate | None:
    if fact.value is None:
        return None
    dates = (_dated(case.sources[item.source]) for item in fact.evidence if item.source in case.sources)
    return max((date for date in dates if date is not None), key=lambda date: date.last, default=None)


def _cited(case: Case) -> Iterator[tuple[str, Fact]]:
    """Each source that a fact names, with the first such fact: both stand in the same file."""
    first: dict[str, Fact] = {}
    for fact in case.facts.values():
        claimed = (item for claim in fact.claims for item in claim.evidence)
        for item in (*fact.evidence, *claimed):
            first.setdefault(item.source, fact)
    yield from ((key, fact) for key, fact in first.items() if key in case.sources)
