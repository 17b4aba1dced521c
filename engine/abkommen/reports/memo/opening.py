"""The first page: who writes to whom, the question and its answer, the agreement in brief."""

from __future__ import annotations

from collections.abc import Iterator

from abkommen.casefile.model import Fact
from abkommen.reports.gap.model import FactView
from abkommen.reports.memo.citing import unquoted
from abkommen.reports.memo.material import Material, listed
from abkommen.reports.memo.model import Line
from abkommen.reports.memo.own_words import in_language
from abkommen.reports.wording.display import date
from abkommen.rulepack.model import Reference

FIRST_QUESTIONS = 2
BRIEF = 10
"""So many lines the agreement in brief has at most."""


def reference_text(reference: Reference) -> str:
    """``SWP-Aktuell 48``."""
    return f"{reference.series} {reference.number}".strip()


def details(found: Material) -> tuple[Line, ...]:
    """The lines under the title; what nobody gave is left out."""
    names, words, own = found.say.group("details"), found.tell.wording.words, found.own
    lang = found.tell.wording.lang
    given = {
        "author": in_language(own.author, lang),
        "addressee": in_language(own.addressee, lang),
        "date": date(words, own.date) if own.date else "",
        "as_of": found.report.as_of,
    }
    return tuple(Line(names[key], text) for key, text in given.items() if text)


def answer(found: Material) -> tuple[Line, ...]:
    """The question in five lines."""
    say, report = found.say, found.report
    critical = sum(view.severity == "critical" for view in listed(report.gaps))
    lines = {
        "verdict": say("answer_verdict", report.verdict),
        "knowledge": say("answer_knowledge", report.counts),
        "gaps": say("answer_gaps", report, critical),
        "core": say("answer_core", report),
        "next": next_step(found),
    }
    names = say.group("answers")
    return tuple(Line(names[key], text) for key, text in lines.items() if text)


def next_step(found: Material) -> str:
    """What to do first: ask what is unknown, then change what keeps the verdict down."""
    report = found.report
    asked = [question.label for question in report.questions if question.of_case][:FIRST_QUESTIONS]
    if asked and not report.verdict.decided:
        return found.say("first_questions", asked)
    if report.next_verdict is not None:
        return found.say("next_step", *report.next_verdict)
    return found.say("nothing_next") if report.verdict.worst == report.verdict.steps[-1].name else ""


def brief(found: Material) -> tuple[Line, ...]:
    """What is known of the agreement itself: the facts of the group that its stage belongs to."""
    views = list(_facts(found))[:BRIEF]
    return tuple(Line(view.label, _value(found, view), unquoted(found.cite(view))) for view in views)


def _value(found: Material, view: FactView) -> str:
    return found.say.word("withheld") if view.withheld else view.value


def _facts(found: Material) -> Iterator[FactView]:
    stage = found.run.pack.stage_field
    group = stage.partition(".")[0]
    for name, fact in found.run.case.facts.items():
        if name == stage or (name.partition(".")[0] == group and _tells(fact)):
            yield found.tell.fact(name)


def _tells(fact: Fact) -> bool:
    """Whether the value can be said in a line: lists of entries with attributes cannot."""
    if isinstance(fact.value, tuple):
        return bool(fact.value) and all(set(item) == {"value"} for item in fact.value)
    return fact.value is not None or fact.confidential
