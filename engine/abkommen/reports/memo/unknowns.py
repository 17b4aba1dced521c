"""Open facts worth asking for."""

from __future__ import annotations

from abkommen.assessment.model import Question
from abkommen.reports.gap.model import QuestionView
from abkommen.reports.memo.actors import in_short
from abkommen.reports.memo.material import Material
from abkommen.reports.memo.model import Unknown

QUESTIONS, FEWEST = 8, 3
"""So many open facts are asked for at most, and so many even where no answer would change much; the gap report has them all."""
LEAST = 1.0
"""Points of the weakest score that an answer must be able to settle to be worth a line beyond the fewest."""


def asked(found: Material) -> tuple[Question, ...]:
    """The open facts asked for, the most telling first."""
    telling = [one for one in found.run.questions if one.verdict_steps > 0 or one.score_points >= LEAST]
    return found.run.questions[: min(QUESTIONS, max(FEWEST, len(telling)))]


def askable(found: Material) -> tuple[tuple[str, ...], ...]:
    """Who could answer each of them."""
    return tuple(found.run.pack.fields[question.field].answered_by for question in asked(found))


def unknowns(found: Material) -> tuple[Unknown, ...]:
    """The same in words."""
    pairs = zip(asked(found), found.report.questions, strict=False)
    return tuple(_unknown(number, question, view, found) for number, (question, view) in enumerate(pairs, start=1))


def _unknown(number: int, question: Question, view: QuestionView, found: Material) -> Unknown:
    roles = found.run.pack.fields[question.field].answered_by
    who = in_short(roles, found.run.case, found.tell.wording)
    return Unknown(
        number, view.question, who, found.say("gain", view), found.say("known", view.known) if view.known else ""
    )
