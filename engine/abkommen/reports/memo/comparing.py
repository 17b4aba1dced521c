"""Several agreements arranged as one memo. Pure: everything in it has been decided before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from abkommen.assessment.comparison import Comparison as Compared
from abkommen.assessment.sharing import OpenFact
from abkommen.reports.compare.cases import case_views, order_view
from abkommen.reports.compare.context import context_parts, layer_groups
from abkommen.reports.compare.model import (
    CaseView,
    ContextPart,
    ContextVariant,
    GapView,
    LayerGroup,
    LessonView,
    OpenFactView,
    OrderView,
)
from abkommen.reports.compare.shared import first_questions, gap_views, lesson_views
from abkommen.reports.compare.telling import Teller
from abkommen.reports.escaping import each_text
from abkommen.reports.gap.citing import Bibliography
from abkommen.reports.gap.method import method_view
from abkommen.reports.memo.advice import Adviser, Plan, plan
from abkommen.reports.memo.citing import citations, order, renumbered, source_entries, unquoted
from abkommen.reports.memo.findings import OUTSIDE
from abkommen.reports.memo.method import method_texts, notice_text
from abkommen.reports.memo.model import (
    Bar,
    Caption,
    CaseRow,
    CommonGap,
    Comparison,
    Context,
    Figure,
    Gap,
    Headings,
    Interval,
    Labels,
    Lesson,
    Line,
    Statement,
    Unknown,
)  # fmt: skip
from abkommen.reports.memo.opening import FIRST_QUESTIONS, reference_text
from abkommen.reports.memo.sentences import Sentences
from abkommen.reports.memo.typography import typographic
from abkommen.reports.public import Withheld
from abkommen.reports.wording.display import sentence_case
from abkommen.reports.wording.wording import Wording
from abkommen.rulepack.model import SEVERITIES

GAPS, LESSONS, MODELS, QUESTIONS = 8, 6, 2, 6
"""So many are shown; the comparison itself has them all."""


@dataclass(frozen=True, slots=True)
class Views:
    """The parts of the comparison that a memo uses."""

    cases: tuple[CaseView, ...]
    order: OrderView
    gaps: tuple[GapView, ...]
    lessons: tuple[LessonView, ...]
    questions: tuple[OpenFactView, ...]
    context: tuple[ContextPart, ...]
    layers: tuple[LayerGroup, ...]


def comparison_memo(found: Compared, wording: Wording, say: Sentences, withheld: Withheld | None = None) -> Comparison:
    """The memo on several agreements. ``withheld``: what these public versions of them lack."""
    teller = Teller(found, wording)
    arranged = _Arranger(teller, say, _views(teller)).arranged(withheld)
    library = {str(number): source for number, source in teller.library.entries.items()}
    numbers = order(arranged)
    entries = source_entries(Bibliography(library, {key: int(key) for key in library}), numbers, say, wording.words)
    return each_text(
        replace(renumbered(arranged, numbers), sources=entries), lambda text: typographic(wording.words, text)
    )


def _views(teller: Teller) -> Views:
    return Views(
        case_views(teller), order_view(teller.comparison, teller), gap_views(teller), lesson_views(teller),
        first_questions(teller)[:QUESTIONS], context_parts(teller), layer_groups(teller),
    )  # fmt: skip


class _Arranger:
    """Puts the parts into words."""

    def __init__(self, teller: Teller, say: Sentences, views: Views) -> None:
        self.teller, self.say, self.views = teller, say, views
        self.wording, self.first = teller.wording, teller.comparison.assessments[0]

    def arranged(self, withheld: Withheld | None) -> Comparison:
        say, views, pack = self.say, self.views, self.first.pack
        made, adviser = plan(self._ranked(), pack), Adviser(self.first.case, self.wording, say)
        method = method_view(self.first, self.teller.of(self.first))
        return Comparison(
            lang=self.wording.lang, locale=say.word("locale"), kind=say.word("kind"), title=say("compare_title", views),
            subtitle=say("subtitle", reference_text(pack.reference)), author="", details=self._details(), opening=(),
            notice=notice_text(say, withheld), headings=say.filled(Headings, "headings", "compare_headings"),
            labels=say.filled(Labels, "labels"), question=say("compare_question"), answer=self._answer(),
            overview_caption=Caption(1, say.word("overview_caption")), cases=tuple(self._case(case) for case in views.cases),
            order=self._order(), core=say("compare_core_lead"), core_figures=self._figures(),
            common=say("compare_gaps_lead", views), common_caption=Caption(2, say.word("common_caption")),
            common_gaps=tuple(self._gap(gap, made) for gap in views.gaps[:GAPS]),
            lessons=tuple(self._lesson(lesson) for lesson in views.lessons[:LESSONS]),
            lessons_lead=say("compare_lessons_lead", min(len(views.lessons), LESSONS), len(views.lessons)),
            unknown=say("compare_unknown_lead", len(views.questions)),
            unknown_caption=Caption(3 if views.gaps else 2, say.word("compare_unknown_caption")), unknowns=self._unknowns(adviser),
            context=say("compare_context_lead"), contexts=tuple(self._context(part, made) for part in views.context),
            advice=say("advice_lead", len(made.numbers), made.left_out),
            addressees=adviser.addressees(made, [pack.fields[fact.field].answered_by for fact in self._asked()], self._about()),
            method=method_texts(say, method, [say("layer", layer.title, layer.as_of) for layer in views.layers]), sources=(),
        )  # fmt: skip

    def _details(self) -> tuple[Line, ...]:
        names, words = self.say.group("compare_details"), self.wording.words
        days = dict.fromkeys(case.as_of for case in self.views.cases)
        listed = words.lists.comma.join(case.name for case in self.views.cases)
        return (Line(names["cases"], listed), Line(names["as_of"], words.lists.comma.join(days)))

    def _answer(self) -> tuple[Line, ...]:
        say, views = self.say, self.views
        asked = [question.label for question in views.questions[:FIRST_QUESTIONS]]
        lines = {
            "order": say("compare_order", views),
            "verdict": say("compare_verdicts", views),
            "gaps": say("compare_gaps", views),
            "lessons": say("compare_lessons", views),
            "next": say("compare_next", asked) if asked else "",
        }
        names = say.group("compare_answers")
        return tuple(Line(names[key], text) for key, text in lines.items() if text)

    def _case(self, case: CaseView) -> CaseRow:
        score = self.say("points", case.overall)
        stage = case.stage.partition(" (")[0]  # why it is unknown would not fit a cell
        return CaseRow(
            case.name,
            case.title,
            stage,
            self.say("compare_verdict", case.verdict),
            score,
            self.say("compare_decided", case),
        )

    def _order(self) -> tuple[str, ...]:
        """What can be said of the order, and why not more."""
        say, views = self.say, self.views
        lines = [say("compare_order", views), *(say("compare_order_line", line) for line in views.order.lines)]
        if views.order.shown < views.order.pairs:
            lines += [say("compare_why_open", views), say("compare_overlap", views)]
        return tuple(line for line in (*lines, say("compare_order_rule", views)) if line)

    def _figures(self) -> tuple[Figure, ...]:
        areas = [area for area in self.first.pack.dimensions if area.core]
        return tuple(
            self._figure(number, area.code, self.wording.text(area.title)) for number, area in enumerate(areas, start=1)
        )

    def _figure(self, number: int, code: str, name: str) -> Figure:
        bars = []
        for case in self.views.cases:
            score = next(score for score in case.scores if score.code == code)
            points = self.say("points", score)
            bars.append(Bar(Interval(score.low, score.high), f"{case.name}: {points}", case.name))
        listed = self.wording.words.lists.semicolon.join(bar.value for bar in bars)
        return Figure(number, name, tuple(bars), f"{name}. {listed}.")

    def _heading(self, name: str) -> str:
        return f"{name} {self.wording.text(self.first.pack.criteria[name].title)}"

    def _gap(self, gap: GapView, made: Plan) -> CommonGap:
        cases = self.wording.words.lists.comma.join(gap.cases)
        share = self.say("compare_share", gap, len(self.views.cases))
        return CommonGap(f"{gap.id} {gap.title}", gap.severity_name, share, cases, self._see(gap.id, made))

    def _see(self, name: str, made: Plan) -> str:
        return self.say("see_advice", made.numbers[name]) if name in made.numbers else ""

    def _lesson(self, lesson: LessonView) -> Lesson:
        words = self.wording.words
        models = tuple(
            Statement(
                self.say("compare_model", model.name, self.say("fact", fact, "")),
                unquoted(citations(fact.references, self.say, words)),
            )
            for model in lesson.models[:MODELS]
            for fact in model.facts[:1]
        )
        more = [*(model.name for model in lesson.models[MODELS:]), *lesson.more]
        heading = f"{lesson.id} {lesson.title}".strip()
        return Lesson(heading, models, self.say("compare_learners", more, lesson.gaps, lesson.open, lesson.ahead))

    def _asked(self) -> Sequence[OpenFact]:
        """The facts behind the questions, in their order."""
        ranked = sorted(self.teller.comparison.open_facts, key=lambda fact: -round(fact.points, 6))
        return ranked[: len(self.views.questions)]

    def _unknowns(self, adviser: Adviser) -> tuple[Unknown, ...]:
        fields = self.first.pack.fields
        pairs = zip(self._asked(), self.views.questions, strict=True)
        return tuple(
            Unknown(
                number, view.question, adviser.who(fields[fact.field].answered_by), self.say("compare_why", view), ""
            )
            for number, (fact, view) in enumerate(pairs, start=1)
        )

    def _context(self, part: ContextPart, made: Plan) -> Context:
        return Context(
            sentence_case(part.name),
            self.say("context_summary", part, max(len(part.gaps) - OUTSIDE, 0)),
            tuple(self._outside(one, made) for one in part.gaps[:OUTSIDE]),
        )

    def _outside(self, one: ContextVariant, made: Plan) -> Gap:
        view, say = one.criterion, self.say
        evidence = tuple(
            Statement(say("fact", fact, ""), citations(fact.references, say, self.wording.words)) for fact in view.facts
        )
        cited = unquoted(found for statement in evidence for found in statement.citations)
        return Gap(
            f"{view.id} {view.title}", say("compare_status", view, one.cases), say("severity", view), view.finding,
            evidence, cited, (), self._see(view.id, made), "", None,
        )  # fmt: skip

    def _ranked(self) -> list[str]:
        """The gaps of the agreements and of their context, the gravest and the most common first."""
        inside = [
            (SEVERITIES.index(gap.severity), -len(gap.cases), gap.criterion)
            for gap in self.teller.comparison.common_gaps
        ]
        variants = [one.criterion for part in self.views.context for one in part.gaps]
        outside = [(SEVERITIES.index(view.severity), 0, view.id) for view in variants]
        return list(dict.fromkeys(name for _, _, name in sorted(inside + outside)))

    def _about(self) -> Mapping[str, str]:
        everywhere = {name: self._heading(name) for name in self.first.pack.criteria}
        return everywhere | {
            gap.id: self.say("compare_about", f"{gap.id} {gap.title}", gap.cases) for gap in self.views.gaps
        }
