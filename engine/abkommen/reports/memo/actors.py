"""Who acts and who knows, by the name borne on the day of the case."""

from __future__ import annotations

from collections.abc import Iterable

from abkommen.casefile.model import Case
from abkommen.reports.wording.display import joined
from abkommen.reports.wording.wording import Wording


def abbreviation(role: str, case: Case, wording: Wording) -> str:
    """The usual abbreviation, that of the baseline first; empty where there is none."""
    dated = getattr(case.ministries.get(role), "abbreviation", "")
    return str(dated) or wording.pack.roles[role].abbreviation or ""


def full_name(role: str, case: Case, wording: Wording) -> str:
    """``Bundesministerium des Innern (BMI)``."""
    name = wording.text(case.ministries.get(role, wording.pack.roles[role].name))
    short = abbreviation(role, case, wording)
    return wording.words.facts.abbreviated.format(name=name, abbreviation=short) if short else name


def in_short(roles: Iterable[str], case: Case, wording: Wording) -> str:
    """Several, each by its abbreviation where it has one."""
    names = (abbreviation(role, case, wording) or wording.role(role, case.ministries) for role in roles)
    return joined(wording.words, tuple(names))
