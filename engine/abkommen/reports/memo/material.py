"""What every part of the memo is made from."""

from __future__ import annotations

from dataclasses import dataclass

from abkommen.assessment.model import Assessment
from abkommen.casefile.model import Fact
from abkommen.reports.gap.facts import Telling
from abkommen.reports.gap.model import CriterionView, FactView, GapGroup, GapReport
from abkommen.reports.memo.citing import citations
from abkommen.reports.memo.model import Citation, Remark, Statement
from abkommen.reports.memo.own_words import OwnWords, in_language, paragraphs
from abkommen.reports.memo.sentences import Sentences
from abkommen.reports.public import Withheld
from abkommen.reports.wording.display import date


@dataclass(frozen=True)
class Material:
    """An assessment, its gap report, the sentences, the assessor's own words and, for outsiders, what is withheld from them."""

    run: Assessment
    report: GapReport
    tell: Telling
    say: Sentences
    own: OwnWords
    withheld: Withheld | None = None
    withheld_remarks: int = 0

    def cite(self, fact: FactView) -> tuple[Citation, ...]:
        return citations(fact.references, self.say, self.tell.wording.words)

    def evidence(self, criterion: str) -> tuple[Statement, ...]:
        """The facts that decide a criterion, with the sources they rest on."""
        result = self.run.results[criterion]
        names = (name for name in result.reasons if name not in result.missing)
        return tuple(statement(self.tell, self.say, name) for name in names)

    def remark(self, name: str) -> Remark | None:
        """The assessor's remark on a criterion, flagged where it was written for another status."""
        found = self.own.remarks.get(name)
        if found is None:
            return None
        wording, now = self.tell.wording, self.run.results[name].effective_status
        flag = ""
        if found.status != now:
            flag = self.say("remark_flag", wording.term("statuses", found.status), wording.term("statuses", now))
        return Remark(paragraphs(in_language(found.text, wording.lang)), flag)


def statement(tell: Telling, say: Sentences, name: str) -> Statement:
    """A fact and how it is known, in short, with the sources it rests on."""
    fact, view, words = tell.case.facts.get(name), tell.fact(name), tell.wording.words
    details = _details(fact, tell) if fact is not None and not view.withheld else []
    return Statement(say("fact", view, words.lists.comma.join(details)), citations(view.references, say, words))


def _details(fact: Fact, tell: Telling) -> list[str]:
    """What a reader must know of a fact besides its value: that it is no plain statement, or unsure, and of what day it is."""
    wording = tell.wording
    details = [wording.term("bases", fact.basis)] if fact.value is not None and fact.basis != "stated" else []
    details += (
        [wording.term("confidences", fact.confidence)] if fact.value is not None and fact.confidence == "low" else []
    )
    details += (
        [wording.words.facts.as_of.format(date=date(wording.words, fact.as_of))] if fact.as_of is not None else []
    )
    return [*details, wording.words.facts.confidential] if fact.confidential else details


def listed(groups: tuple[GapGroup, ...]) -> list[CriterionView]:
    """All gaps of all groups, the gravest first."""
    return [view for group in groups for view in group.criteria]
