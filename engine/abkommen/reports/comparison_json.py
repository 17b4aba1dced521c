"""The comparison as JSON: sorted, in no language, the same bytes for the same cases. Described by ``schemas/comparison.schema.json``."""

from __future__ import annotations

import json

from abkommen.assessment.comparison import Comparison, ContextFinding
from abkommen.assessment.development import Development, SharedChange
from abkommen.assessment.difference import StatusChange
from abkommen.assessment.lessons import Lesson, Practice
from abkommen.assessment.model import Assessment
from abkommen.assessment.ordering import SUPPORT, Order
from abkommen.assessment.sharing import CommonGap, Knowledge, OpenFact
from abkommen.reports.json_report import Json, case_json, range_json, rounded, scores_json

SCHEMA = "migration-agreement-comparison/1"


def comparison_json(comparison: Comparison, development: Development | None) -> str:
    """The document as text, keys sorted."""
    return json.dumps(_document(comparison, development), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _document(found: Comparison, development: Development | None) -> Json:
    pack = found.assessments[0].pack
    cases = zip(found.assessments, found.knowledge, strict=True)
    return {
        "schema": SCHEMA,
        "pack": {"id": pack.id, "version": pack.version, "fingerprint": pack.fingerprint},
        "cases": [_case(run, known) for run, known in cases],
        "order_support": SUPPORT,
        "orders": [_order(order) for order in found.orders],
        "common_gaps": [_gap(gap) for gap in found.common_gaps],
        "open_facts": [_open_fact(fact) for fact in found.open_facts],
        "lessons": [_lesson(lesson) for lesson in found.lessons],
        "practices": [_practice(practice) for practice in found.practices],
        "context": [_context(finding) for finding in found.context],
        "changes": _changes(development) if development else None,
    }


def _case(run: Assessment, known: Knowledge) -> Json:
    """``statuses`` are those after interactions, of all criteria; ``knowledge`` is about those of the case."""
    return {
        **case_json(run),
        "as_of": str(run.case.as_of),
        **scores_json(run.scores),
        "verdict": range_json(run.verdict),
        "statuses": {name: result.effective_status for name, result in run.results.items()},
        "knowledge": {
            "decided": known.decided,
            "statuses": dict(known.statuses),
            "known": known.known,
            "asked": known.asked,
        },
    }


def _order(order: Order) -> Json:
    """Two cases that cannot be told apart have no higher one."""
    return {
        "cases": sorted((order.higher, order.lower)),
        "higher": order.higher if order.shown else None,
        "basis": order.basis,
        "share": rounded(order.share),
    }


def _gap(gap: CommonGap) -> Json:
    return {"criterion": gap.criterion, "cases": list(gap.cases), "decided": gap.decided, "severity": gap.severity}


def _open_fact(fact: OpenFact) -> Json:
    return {
        "field": fact.field,
        "cases": list(fact.cases),
        "needed": fact.needed,
        "criteria": list(fact.criteria),
        "severity": fact.severity,
        "points": rounded(fact.points),
    }


def _lesson(lesson: Lesson) -> Json:
    groups = {"models": lesson.models, "gaps": lesson.gaps, "open": lesson.open, "not_due": lesson.ahead}
    return {"criterion": lesson.criterion.id, **{name: list(cases) for name, cases in groups.items()}}


def _practice(practice: Practice) -> Json:
    groups = {"models": practice.models, "partly": practice.partly, "without": practice.without, "open": practice.open}
    return {"field": practice.field, **{name: list(cases) for name, cases in groups.items()}}


def _context(finding: ContextFinding) -> Json:
    statuses = [{"status": status, "cases": list(cases)} for status, cases in finding.statuses]
    return {"criterion": finding.criterion.id, "level": finding.criterion.level, "statuses": statuses}


def _changes(found: Development) -> Json:
    first = found.differences[0]
    return {
        "from": str(first.old.case.as_of),
        "to": str(first.new.case.as_of),
        "shared": [_shared(one) for one in found.shared],
        "cases": {one.new.case.id: [_change(c) for c in found.of_case(one.new.case.id)] for one in found.differences},
    }


def _shared(one: SharedChange) -> Json:
    return {**_change(one.change), "cases": list(one.cases)}


def _change(change: StatusChange) -> Json:
    return {
        "criterion": change.criterion.id,
        "before": change.before,
        "after": change.after,
        "causes": list(change.causes),
        "facts": list(change.fields),
    }
