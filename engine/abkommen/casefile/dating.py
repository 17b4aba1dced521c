"""Which record of a fact counts on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from abkommen.casefile.model import Fact


def on_day(records: Sequence[Fact], day: dt.date) -> Fact | None:
    """The latest record whose date has begun by ``day``; None when nothing was known yet.

    A date known to the month counts from its first day. A record without a date has always counted.
    """
    known = [record for record in records if record.as_of is None or record.as_of.first <= day]
    return max(known, key=lambda record: record.as_of.first if record.as_of else dt.date.min, default=None)
