"""What is to be asked and what is to be done, by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from abkommen.casefile.model import Case
from abkommen.reports.memo.actors import full_name, in_short
from abkommen.reports.memo.model import Addressee, Recommendation
from abkommen.reports.memo.sentences import Sentences
from abkommen.reports.wording.display import sentence_case
from abkommen.reports.wording.wording import Wording
from abkommen.rulepack.model import RulePack

RECOMMENDATIONS = 8
"""So many recommendations are made, the gravest first; a reader remembers no more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Criteria by the role that is to act first, their numbers in the order in which the memo tells them, and how many are left out."""

    by_role: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    left_out: int


def plan(ranked: Sequence[str], pack: RulePack) -> Plan:
    """Who is asked for what. ``ranked`` are criteria with a gap, the gravest first."""
    chosen = ranked[:RECOMMENDATIONS]
    found = {
        role: tuple(name for name in chosen if pack.criteria[name].responsible[:1] == (role,)) for role in pack.roles
    }
    by_role = {role: names for role, names in found.items() if names}
    told = [name for names in by_role.values() for name in names]
    return Plan(by_role, {name: number for number, name in enumerate(told, start=1)}, len(ranked) - len(chosen))


@dataclass(frozen=True, slots=True)
class Adviser:
    """Words recommendations. ``case`` has the names of the ministries on its day."""

    case: Case
    wording: Wording
    say: Sentences

    def who(self, roles: Sequence[str]) -> str:
        return in_short(roles, self.case, self.wording)

    def addressees(
        self, made: Plan, asked: Sequence[tuple[str, ...]], about: Mapping[str, str]
    ) -> tuple[Addressee, ...]:
        """Everybody who is to do something, has a part in it or can answer one of the questions ``asked``; who acts comes first.

        ``about`` says what a recommendation is about, by criterion.
        """
        everybody = (self._addressee(role, made, asked, about) for role in self.wording.pack.roles)
        concerned = [one for one in everybody if one.recommendations or one.also]
        return tuple(sorted(concerned, key=lambda one: not one.recommendations))

    def _addressee(
        self, role: str, made: Plan, asked: Sequence[tuple[str, ...]], about: Mapping[str, str]
    ) -> Addressee:
        rules = self.wording.pack.criteria
        recommendations = tuple(self._recommendation(name, role, made, about) for name in made.by_role.get(role, ()))
        part = [str(number) for name, number in made.numbers.items() if role in rules[name].responsible[1:]]
        knows = [str(number) for number, roles in enumerate(asked, start=1) if role in roles]
        also = self.say("part_in", part, knows) if part or knows else ""
        return Addressee(sentence_case(full_name(role, self.case, self.wording)), recommendations, also)

    def _recommendation(self, name: str, role: str, made: Plan, about: Mapping[str, str]) -> Recommendation:
        rule = self.wording.pack.criteria[name]
        others = self.who([one for one in rule.responsible if one != role])
        return Recommendation(made.numbers[name], self.wording.text(rule.remedy), about[name], others)
