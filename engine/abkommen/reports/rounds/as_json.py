"""A comparison as JSON, in no language: names of the engine and of the codebook."""

from __future__ import annotations

import json
from typing import Any

from abkommen.assessment.difference import Difference, StatusChange
from abkommen.assessment.model import Assessment
from abkommen.base.dates import PartialDate
from abkommen.casefile.model import Fact
from abkommen.intake.detectors import AttributeValue
from abkommen.intake.draft import Article
from abkommen.intake.proposals import Proposal
from abkommen.intake.rounds.changes import ArticleChange, DraftChanges
from abkommen.reports.json_report import range_json, scores_json

Json = dict[str, Any]


def round_json(draft: DraftChanges | None, case: Difference | None) -> str:
    """``draft`` and ``case`` are null where they were not compared."""
    document = {"draft": _draft(draft) if draft else None, "case": _case(case) if case else None}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _draft(found: DraftChanges) -> Json:
    return {
        "old": found.old.draft.name,
        "new": found.new.draft.name,
        "articles": [_article(change) for change in found.articles],
        "unchanged": found.unchanged,
        "provisions": [
            {"topic": change.topic, "trend": change.trend, "before": list(change.before), "after": list(change.after)}
            for change in found.topics
        ],
        "attributes": {name: _sides(*(_value(side) for side in pair)) for name, pair in found.attributes.items()},
        "proposals": {name: _sides(*(_proposal(side) for side in pair)) for name, pair in found.proposals.items()},
    }


def _sides(before: object, after: object) -> Json:
    return {"before": before, "after": after}


def _value(found: AttributeValue | None) -> object:
    return found.value if found else None


def _proposal(found: Proposal | None) -> object:
    return (found.value if isinstance(found.value, str) else list(found.value)) if found else None


def _article(change: ArticleChange) -> Json:
    return {
        **_sides(_place(change.before), _place(change.after)),
        "moved": change.moved,
        "renumbered": change.renumbered,
        "retitled": change.retitled,
        "rewritten": change.rewritten,
        "words": [{"kind": piece.kind, "text": piece.text} for piece in change.pieces],
    }


def _place(article: Article | None) -> Json | None:
    return {"id": article.id, "heading": article.heading} if article else None


def _case(found: Difference) -> Json:
    return {
        **_sides(_run(found.old), _run(found.new)),
        "facts": [
            {"field": change.field, "cause": change.cause, **_sides(_fact(change.before), _fact(change.after))}
            for change in found.facts
        ],
        "statuses": [_status(change) for change in found.statuses],
        "closed": [change.criterion.id for change in found.closed],
        "doubtful": [change.criterion.id for change in found.doubtful],
        "opened": [change.criterion.id for change in found.opened],
    }


def _fact(fact: Fact | None) -> Json | None:
    """What the fact says and what it rests on; its evidence stands in the case file."""
    if fact is None:
        return None
    value: Any = str(fact.value) if isinstance(fact.value, PartialDate) else fact.value
    if isinstance(value, tuple):
        value = [dict(item) for item in value]
    return {"value": value, "basis": fact.basis if value is not None else None, "unknown_kind": fact.unknown_kind}


def _run(run: Assessment) -> Json:
    return {
        "id": run.case.id,
        "file": run.case.file,
        "as_of": str(run.case.as_of),
        "pack": {"id": run.pack.id, "version": run.pack.version, "fingerprint": run.pack.fingerprint},
        "verdict": range_json(run.verdict),
        **scores_json(run.scores),
    }


def _status(change: StatusChange) -> Json:
    causes, fields = list(change.causes), list(change.fields)
    return {"criterion": change.criterion.id, **_sides(change.before, change.after), "causes": causes, "fields": fields}
