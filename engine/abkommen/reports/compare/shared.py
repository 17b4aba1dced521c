"""What cases share and what they could learn from each other: common gaps, practices to take over, facts nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from abkommen.assessment.lessons import Lesson, Practice
from abkommen.assessment.sharing import CommonGap, OpenFact
from abkommen.reports.compare.cases import count_view
from abkommen.reports.compare.model import GapView, LessonView, ModelView, OpenFactView, OpenGroup
from abkommen.reports.compare.telling import Teller
from abkommen.reports.gap.criteria import finding
from abkommen.reports.gap.model import Key

IN_FULL = 2
"""Of how many models the facts are shown."""
FIRST = 8
"""How many facts to ask for first."""


def gap_views(teller: Teller) -> tuple[GapView, ...]:
    """The gaps of the cases, those of most cases first."""
    return tuple(_gap(gap, teller) for gap in teller.comparison.common_gaps)


def _gap(gap: CommonGap, teller: Teller) -> GapView:
    wording = teller.wording
    statuses = Counter(run.results[gap.criterion].effective_status for run in teller.runs.values())
    title = wording.text(wording.pack.criteria[gap.criterion].title)
    return GapView(
        gap.criterion, title, Key(gap.severity), wording.term("severities", gap.severity), teller.names(gap.cases),
        count_view("", statuses), tuple((teller.names(cases), text) for text, cases in _findings(gap, teller).items()),
    )  # fmt: skip


def _findings(gap: CommonGap, teller: Teller) -> dict[str, list[str]]:
    """What is wrong, and in which cases just that."""
    findings: dict[str, list[str]] = {}
    for case in gap.cases:
        text = finding(teller.runs[case].results[gap.criterion], teller.about(case))
        if text:
            findings.setdefault(text, []).append(case)
    return findings


def lesson_views(teller: Teller) -> tuple[LessonView, ...]:
    """Criteria that some agreements meet."""
    return tuple(_lesson(lesson, teller) for lesson in teller.comparison.lessons)


def _lesson(lesson: Lesson, teller: Teller) -> LessonView:
    text, rule = teller.wording.text, lesson.criterion
    models = [(case, teller.runs[case].results[rule.id].reasons) for case in lesson.models]
    return LessonView(
        rule.id, text(rule.title), text(rule.remedy), _models(models, teller), teller.names(lesson.models[IN_FULL:]),
        teller.names(lesson.gaps), teller.names(lesson.open), teller.names(lesson.ahead),
    )  # fmt: skip


def practice_views(teller: Teller) -> tuple[LessonView, ...]:
    """Single practices behind criteria that are still open."""
    return tuple(_practice(practice, teller) for practice in teller.comparison.practices)


def _practice(practice: Practice, teller: Teller) -> LessonView:
    field = teller.wording.field(practice.field)
    models = [(case, (practice.field,)) for case in practice.models]
    return LessonView(
        "", teller.wording.text(field.title), teller.wording.text(field.question), _models(models, teller),
        teller.names(practice.models[IN_FULL:]), teller.names(practice.partly + practice.without), teller.names(practice.open), (),
    )  # fmt: skip


def _models(models: Sequence[tuple[str, tuple[str, ...]]], teller: Teller) -> tuple[ModelView, ...]:
    return tuple(ModelView(teller.name(case), teller.about(case).facts(fields)) for case, fields in models[:IN_FULL])


def first_questions(teller: Teller) -> tuple[OpenFactView, ...]:
    """The open facts whose answers could narrow the scores of all cases together most."""
    ranked = sorted(teller.comparison.open_facts, key=lambda fact: -round(fact.points, 6))
    return tuple(_fact(fact, teller) for fact in ranked[:FIRST])


def open_groups(teller: Teller, *, everywhere: bool) -> tuple[OpenGroup, ...]:
    """Open facts by subject: those unknown wherever they matter, or those known of some cases."""
    facts = [fact for fact in teller.comparison.open_facts if fact.unknown_everywhere is everywhere]
    groups = teller.wording.pack.groups
    grouped = (
        (title, [fact for fact in facts if fact.field.partition(".")[0] == key]) for key, title in groups.items()
    )
    return tuple(
        OpenGroup(teller.wording.text(title), _facts(members, teller)) for title, members in grouped if members
    )


def _facts(facts: Iterable[OpenFact], teller: Teller) -> tuple[OpenFactView, ...]:
    return tuple(_fact(fact, teller) for fact in facts)


def _fact(fact: OpenFact, teller: Teller) -> OpenFactView:
    wording = teller.wording
    field = wording.field(fact.field)
    tell = teller.about(fact.cases[0])
    return OpenFactView(
        wording.text(field.title), wording.text(field.question), tell.in_short(field.answered_by), teller.names(fact.cases), fact.needed,
        fact.criteria, Key(fact.severity),
    )  # fmt: skip
