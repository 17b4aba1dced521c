"""Criteria as a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable

from abkommen.assessment.model import Assessment, Change, CriterionResult, Note, Repair
from abkommen.reports.gap.facts import Telling
from abkommen.reports.gap.model import CountView, CriterionView, GapGroup, InteractionView, Key, Passage, RepairView
from abkommen.reports.wording.conditions import condition_in_words
from abkommen.reports.wording.display import joined, sentence_case
from abkommen.reports.wording.effects import effect_in_words
from abkommen.reports.wording.phrases import one_line
from abkommen.rulepack.conditions import All, Condition, Not
from abkommen.rulepack.model import SEVERITIES, Criterion, Effect, Interaction

OPEN = ("unknown", "applicability_unknown")
COUNTED = ("met", "partly", "not_met", "open", "not_due", "not_applicable")


def criterion_view(result: CriterionResult, run: Assessment, tell: Telling) -> CriterionView:
    """Everything a report says of one criterion."""
    rule, wording = result.criterion, tell.wording
    text = wording.text
    return CriterionView(
        id=rule.id,
        title=text(rule.title),
        question=text(rule.question),
        because=text(rule.because),
        ours=text(rule.ours) if rule.ours else "",
        dimension=rule.dimension,
        area=wording.area(rule.dimension),
        level=Key(rule.level),
        status=Key(result.status),
        status_name=wording.term("statuses", result.status),
        effective=Key(result.effective_status),
        effective_name=wording.term("statuses", result.effective_status),
        severity=Key(result.severity),
        severity_name=wording.term("severities", result.severity),
        raised_from=wording.term("severities", rule.severity) if rule.severity != result.severity else "",
        finding=finding(result, tell),
        remedy=text(rule.remedy),
        responsible=tell.who(rule.responsible),
        source=tuple(Passage(passage.section, passage.page) for passage in rule.source),
        facts=tell.facts(tuple(name for name in result.reasons if name not in result.missing)),
        missing=tell.facts(result.missing),
        asks=tell.who_knows(result.missing),
        possible=_possible(result, tell),
        readings=_readings(result, tell),
        due_from=wording.term("due_from", rule.due_from) if rule.due_from else "",
        interactions=interaction_views(result.notes, tell.about(rule.id)),
        repair=repair_view(run.repairs[rule.id], tell) if rule.id in run.repairs else None,
    )


def finding(result: CriterionResult, tell: Telling) -> str:
    """What is wrong, in the rule's words; where only an interaction caps the status its reason says it instead."""
    rule: Criterion = result.criterion
    if result.effective_status == "not_met":
        return tell.wording.text(rule.gap)
    if result.status == "partly":
        return tell.wording.text(rule.partly_gap or rule.gap)
    return ""


def _possible(result: CriterionResult, tell: Telling) -> str:
    """The statuses an open criterion may still take, where that is not all of them."""
    if not result.is_open or {"met", "not_met"} <= result.possible:
        return ""
    order = ("met", "partly", "not_met", "not_applicable", "not_due")
    names = [tell.wording.term("statuses", status) for status in order if status in result.possible]
    return joined(tell.wording.words, names, "or")


def _readings(result: CriterionResult, tell: Telling) -> tuple[str, str] | None:
    if result.readings is None:
        return None
    due, not_due = (tell.wording.term("statuses", status) for status in result.readings)
    return due, not_due


def interaction_views(notes: Iterable[Note], tell: Telling) -> tuple[InteractionView, ...]:
    """What interactions do to one criterion; several effects of one interaction are told together."""
    together: dict[tuple[str, bool], list[Note]] = {}
    for note in notes:
        together.setdefault((note.interaction.id, note.sure), []).append(note)
    return tuple(
        interaction_view(
            same[0].interaction,
            [_effect(note) for note in same],
            tell,
            sure=same[0].sure,
            changes=any(n.changes for n in same),
        )
        for same in together.values()
    )


def _effect(note: Note) -> Effect:
    """The effect a note tells of, as the rule has it."""
    wanted = (note.kind, note.criterion, note.to, note.by)
    return next(e for e in note.interaction.effects if (e.kind, e.criterion, e.to, e.by) == wanted)


def interaction_view(
    found: Interaction, effects: Iterable[Effect], tell: Telling, *, sure: bool, changes: bool
) -> InteractionView:
    """An interaction with some of its effects."""
    text, words = tell.wording.text, tell.wording.words
    told = sentence_case(words.lists.semicolon.join(effect_in_words(tell.wording, effect) for effect in effects))
    advice = text(found.advice) if found.advice else ""
    return InteractionView(found.id, text(found.title), told, text(found.reason), advice, sure, changes)


def repair_view(repair: Repair, tell: Telling) -> RepairView:
    """Changes in words."""
    sets = tuple(tuple(change_text(change, tell) for change in changes) for changes in repair.sets)
    return RepairView(sets, tuple(tell.wording.label(name) for name in repair.blocked_by))


def change_text(change: Change, tell: Telling) -> str:
    """One change: ``Arbeitsstruktur: ja``; of a list, what it has to hold."""
    wording = tell.wording
    if change.listed is None:
        return wording.words.conditions.claim.format(
            label=wording.label(change.field), value=wording.value(change.field, change.to)
        )
    tests: list[Condition] = [leaf if wanted else Not(leaf) for leaf, wanted in sorted(change.tests, key=repr)]
    return one_line(wording.words, condition_in_words(wording, All(tuple(tests)) if len(tests) > 1 else tests[0]))


def grouped(views: Iterable[CriterionView]) -> tuple[GapGroup, ...]:
    """By severity, the gravest first; not met before partly met."""
    rank = {"not_met": 0, "partly": 1}
    found = sorted(views, key=lambda view: rank.get(view.effective, 2))
    groups = (
        GapGroup(Key(severity), tuple(view for view in found if view.severity == severity)) for severity in SEVERITIES
    )
    return tuple(group for group in groups if group.criteria)


def counted(name: str, views: Iterable[CriterionView]) -> CountView:
    """How many have which status."""
    counts = dict.fromkeys(COUNTED, 0)
    for view in views:
        counts["open" if view.effective in OPEN else view.effective] += 1
    return CountView(name, counts, sum(counts.values()))
