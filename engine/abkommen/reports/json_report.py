"""The assessment as JSON: everything a program may want of it, sorted, in no language, the same bytes for the same case.

Described by ``schemas/assessment.schema.json``. Nothing in it depends on the clock; the caller may add a time of writing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from abkommen.assessment.intervals import Interval
from abkommen.assessment.model import Assessment, Change, CriterionResult, Note, Proposals, Question, Repair, Robustness
from abkommen.assessment.scores import Scores
from abkommen.assessment.verdicts import VerdictRange
from abkommen.base.logic import Ternary
from abkommen.casefile.model import Case, Claim, Evidence, Fact, Source, Value
from abkommen.inference.memory import ListFact

Json = dict[str, Any]
SCHEMA = "migration-agreement-assessment/1"
DIGITS = 4  # beyond them floating point differs between machines
STATES: dict[Ternary, str] = {True: "holds", None: "possible", False: "fails"}


def json_text(assessment: Assessment, *, written_at: str | None = None) -> str:
    """The document as text, keys sorted. ``written_at`` puts a time of writing into it; without one there is none."""
    stamp = {"written_at": written_at} if written_at is not None else {}
    return json.dumps(stamp | json_document(assessment), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def json_document(assessment: Assessment) -> Json:
    """The document as plain data."""
    run = assessment
    return {
        "schema": SCHEMA,
        "as_of": str(run.case.as_of),
        "case": case_json(run),
        "pack": {"id": run.pack.id, "version": run.pack.version, "fingerprint": run.pack.fingerprint},
        "evaluators": list(run.evaluators),
        "criteria": [_criterion(result) for result in run.results.values()],
        "interactions": [{"id": name, "state": STATES[state]} for name, state in sorted(run.interactions.items())],
        **scores_json(run.scores),
        "verdict": {**range_json(run.verdict), "narrowing": list(run.narrowing)},
        "questions": [_question(question, run) for question in run.questions],
        "repairs": {name: _repair(repair, run) for name, repair in run.repairs.items()},
        "next_verdict": _repair(run.next_verdict, run) if run.next_verdict else None,
        "robustness": _robustness(run.robustness),
        "proposals": _proposals(run.proposals) if run.proposals else None,
        "facts": {name: _fact(fact) for name, fact in run.case.facts.items()},
        "sources": {key: _source(source) for key, source in run.case.sources.items()},
    }


def case_json(run: Assessment) -> Json:
    """The case itself: title, file, stage, and the layers it rests on."""
    case, stage = run.case, run.case.facts.get(run.pack.stage_field)
    return {
        "id": case.id,
        "title": {"de": case.title.de, "en": case.title.en},
        "file": case.file,
        "stage": stage.value if stage else None,
        "stage_candidates": list(stage.candidates) if stage else [],
        "layers": [
            {"layer": use.layer, "id": use.id, "as_of": str(use.as_of), "file": use.file} for use in case.layers
        ],
        **_draft(case),
    }


def _draft(case: Case) -> Json:
    return {"draft": {"file": case.draft, "complete": case.draft_complete}} if case.draft else {}


def _criterion(result: CriterionResult) -> Json:
    rule = result.criterion
    return {
        "id": rule.id,
        "dimension": rule.dimension,
        "level": rule.level,
        "severity": result.severity,
        "status": result.status,
        "effective_status": result.effective_status,
        "possible": sorted(result.possible),
        "readings": {"due": result.readings[0], "not_due": result.readings[1]} if result.readings else None,
        "missing": list(result.missing),
        "reasons": list(result.reasons),
        "interactions": [_note(note) for note in result.notes],
        "due_from": rule.due_from,
        "source": [{"section": passage.section, "page": passage.page} for passage in rule.source],
    }


def _note(note: Note) -> Json:
    state = "holds" if note.sure else "possible"
    return {
        "id": note.interaction.id,
        "effect": note.kind,
        "state": state,
        "changes": note.changes,
        "to": note.to,
        "by": note.by,
    }


def scores_json(scores: Scores) -> Json:
    """All scores with their bounds and coverage."""
    return {
        "scores": {code: _interval(item) for code, item in scores.dimensions.items()},
        "context_scores": {level: _interval(item) for level, item in scores.context.items()},
        "overall": {**_interval(scores.overall), "weakest": list(scores.weakest)},
    }


def _interval(item: Interval) -> Json:
    return {"low": rounded(item.low), "high": rounded(item.high), "coverage": rounded(item.coverage)}


def rounded(number: float | None) -> float | None:
    """A number as it is written."""
    return None if number is None else round(number, DIGITS)


def range_json(verdict: VerdictRange) -> Json:
    """The range of the verdict."""
    return {"worst": verdict.worst, "best": verdict.best}


def _question(question: Question, run: Assessment) -> Json:
    fact = run.case.facts.get(question.field)
    return {
        "field": question.field,
        "criteria": list(question.criteria),
        "severity": question.severity,
        "verdict_steps": question.verdict_steps,
        "score_points": rounded(question.score_points),
        "core_points": rounded(question.core_points),
        "of_case": question.of_case,
        "answered_by": list(run.pack.fields[question.field].answered_by),
        "unknown_kind": (fact.unknown_kind if fact else None) or ("not_asked" if fact is None else None),
    }


def _repair(repair: Repair, run: Assessment) -> Json:
    sets = [[_change(change, run) for change in changes] for changes in repair.sets]
    return {"goal": repair.goal, "sets": sets, "blocked_by": list(repair.blocked_by)}


def _change(change: Change, run: Assessment) -> Json:
    """A scalar's new value; of a list an example of the entries it lacks, never those it has."""
    if change.listed is None:
        return {"field": change.field, "to": change.to}
    return {
        "field": change.field,
        "add": [_possible(item) for item in _added(change.listed, run.run.memory.lists.get(change.field))],
    }


def _added(wanted: ListFact, recorded: ListFact | None) -> list[Mapping[str, frozenset[str]]]:
    left = list(recorded.items) if recorded else []
    added = []
    for item in wanted.items:
        if item in left:
            left.remove(item)
        else:
            added.append(item)
    return added


def _possible(item: Mapping[str, frozenset[str]]) -> Json:
    return {name: sorted(values) for name, values in item.items()}


def _robustness(found: Robustness) -> Json:
    return {
        "draws": found.draws,
        "seed": found.seed,
        "verdict_holds": rounded(found.verdict_holds),
        "weakest_holds": rounded(found.weakest_holds),
        "verdicts": [
            {"worst": worst, "best": best, "share": rounded(share)} for (worst, best), share in found.verdicts.items()
        ],
        "weakest": {code: rounded(share) for code, share in found.weakest.items()},
        "overall": _spread(found.overall) if found.overall else None,
        "dimensions": {code: _spread(ends) for code, ends in found.dimensions.items()},
    }


def _spread(ends: tuple[float, float, float, float]) -> Json:
    low, high = [rounded(end) for end in ends[:2]], [rounded(end) for end in ends[2:]]
    return {"low": low, "high": high}


def _proposals(found: Proposals) -> Json:
    effects = [{"id": effect.criterion.id, "before": effect.before, "after": effect.after} for effect in found.effects]
    return {
        "fields": list(found.fields),
        "effects": effects,
        **scores_json(found.scores),
        "verdict": range_json(found.verdict),
    }


def _fact(fact: Fact) -> Json:
    told = {
        "value": _value(fact.value),
        "layer": fact.origin.layer,
        "file": fact.origin.file,
        "line": fact.origin.line,
        "counts": fact.carries,
        "confidential": fact.confidential,
    }
    known = {"basis": fact.basis, "confidence": fact.confidence} if fact.value is not None else {}
    details = {
        "as_of": _date(fact.as_of),
        "complete": fact.complete if isinstance(fact.value, tuple) else None,
        "unknown_kind": fact.unknown_kind,
        "candidates": list(fact.candidates),
        "claims": [_claim(claim) for claim in fact.claims],
        "evidence": [_evidence(item) for item in fact.evidence],
        "search": fact.search,
        "searched_on": _date(fact.searched_on),
        "check_by": _date(fact.check_by),
        "weight": rounded(fact.weight),
        "note": fact.note,
    }
    return told | known | _filled(details)


def _value(value: Value | None) -> Any:
    if isinstance(value, tuple):
        return [dict(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _date(day: object) -> str | None:
    return None if day is None else str(day)


def _claim(claim: Claim) -> Json:
    return {"value": claim.value, "evidence": [_evidence(item) for item in claim.evidence]}


def _evidence(item: Evidence) -> Json:
    return _filled({"source": item.source, "locator": item.locator, "quote": item.quote})


def _source(source: Source) -> Json:
    texts = {
        name: getattr(source, name)
        for name in ("kind", "title", "author", "publisher", "number", "language", "address", "note", "file")
    }
    return {"weak": source.weak} | _filled({**texts, "date": _date(source.date), "accessed": _date(source.accessed)})


def _filled(data: Json) -> Json:
    """Without what is not given; zero and false are given."""
    return {name: value for name, value in data.items() if value not in (None, "", [])}
