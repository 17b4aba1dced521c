"""Facts with their evidence, as a criterion shows them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from abkommen.casefile.model import Case, Fact
from abkommen.reports.gap.citing import Bibliography, evidence_of
from abkommen.reports.gap.model import FactView
from abkommen.reports.wording.display import joined
from abkommen.reports.wording.facts import fact_details, fact_value
from abkommen.reports.wording.wording import Wording


@dataclass(frozen=True, slots=True)
class Telling:
    """What every part of the report needs to word a case: the words, the case, its numbered sources."""

    wording: Wording
    case: Case
    bibliography: Bibliography

    def fact(self, name: str) -> FactView:
        """A fact by name; one the case does not have is told as not asked."""
        label, fact = self.wording.label(name), self.case.facts.get(name)
        if fact is not None and fact.confidential and is_bare(fact):
            return FactView(label, "", "", (), "", known=False, withheld=True)
        value = fact_value(self.wording, name, fact, self.case.sources)
        details = fact_details(self.wording, fact) if fact is not None else ""
        references = tuple(self.bibliography.reference(item) for item in evidence_of(fact)) if fact is not None else ()
        return FactView(
            label,
            value,
            details,
            references,
            fact.note if fact else "",
            fact is not None and fact.value is not None,
            withheld=False,
        )

    def facts(self, names: tuple[str, ...]) -> tuple[FactView, ...]:
        return tuple(self.fact(name) for name in names)

    def who(self, roles: tuple[str, ...]) -> str:
        """Roles by the names they bear on the day of the case."""
        return joined(self.wording.words, [self.wording.role(role, self.case.ministries) for role in roles])

    def who_knows(self, names: tuple[str, ...], most: int = 4) -> str:
        """Who could answer what is missing: those asked for most of the facts first, at most ``most`` of them."""
        asked = Counter(role for name in names for role in self.wording.field(name).answered_by)
        return self.in_short(tuple(role for role, _ in asked.most_common(most)))

    def in_short(self, roles: tuple[str, ...]) -> str:
        """Roles by their usual abbreviation where they have one; the report lists what these stand for."""
        names = (
            self.wording.pack.roles[role].abbreviation or self.wording.role(role, self.case.ministries)
            for role in roles
        )
        return joined(self.wording.words, tuple(names))

    def abbreviations(self) -> tuple[tuple[str, str], ...]:
        """Every abbreviation of a role with the name the role bears on the day of the case."""
        text, names = self.wording.text, self.case.ministries
        short = {
            role.abbreviation: text(names.get(key, role.name))
            for key, role in self.wording.pack.roles.items()
            if role.abbreviation
        }
        return tuple(sorted(short.items()))

    def about(self, criterion: str) -> Telling:
        """The same for one criterion's own entry, where it goes by its number and only the others are named in full."""
        refer = self.wording.refer
        return replace(
            self, wording=replace(self.wording, refer=lambda id_, title: id_ if id_ == criterion else refer(id_, title))
        )


def is_bare(fact: Fact) -> bool:
    """Whether a fact has been stripped for a public version."""
    return fact.value is None and fact.unknown_kind is None
