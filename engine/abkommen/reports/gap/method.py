"""The method part: what the report was made with, and every number of ours with its reason."""

from __future__ import annotations

from abkommen.assessment.model import Assessment, Robustness
from abkommen.base.dates import parse_date
from abkommen.reports.gap.citing import linked
from abkommen.reports.gap.facts import Telling
from abkommen.reports.gap.model import Key, MethodView, Number, RobustnessView, Share, Spread
from abkommen.reports.wording.display import date
from abkommen.rulepack.model import SEVERITIES, Reference
from abkommen.rulepack.scoring import Stated


def method_view(run: Assessment, tell: Telling) -> MethodView:
    """What the report was made with."""
    pack = run.pack
    document = f"{pack.reference.series} {pack.reference.number}"
    return MethodView(
        document,
        tell.wording.text(pack.title),
        pack.version,
        pack.fingerprint,
        _reference(pack.reference, tell),
        linked(pack.reference.address),
        len(pack.criteria),
        len(pack.interactions),
        len(run.evaluators),
        tuple(_number(stated, tell) for stated in pack.scoring.stated),
        robustness_view(run, tell),
    )


def _reference(reference: Reference, tell: Telling) -> str:
    parts = (
        ", ".join(reference.authors),
        reference.title,
        f"{reference.series} {reference.number}",
        reference.publisher,
    )
    return tell.wording.words.lists.comma.join((*parts, date(tell.wording.words, parse_date(reference.date))))


def _number(stated: Stated, tell: Telling) -> Number:
    statuses = tell.wording.words.statuses
    group = "value" if stated.name in statuses else "weight" if stated.name in SEVERITIES else "variation"
    name = {"value": statuses, "weight": tell.wording.words.severities}.get(group, {}).get(stated.name, stated.name)
    return Number(Key(group), Key(stated.name), name, stated.value, tell.wording.text(stated.reason))


def robustness_view(run: Assessment, tell: Telling) -> RobustnessView:
    """How often the result holds when our numbers vary."""
    found, weakest = run.robustness, run.scores.weakest
    return RobustnessView(
        found.draws,
        found.seed,
        _percent(found.verdict_holds),
        _percent(found.weakest_holds),
        tell.wording.area(weakest[0]) if weakest else "",
        _verdicts(run, tell),
        _dimensions(run, tell),
        tuple(_spreads(found, tell)),
    )


def _verdicts(run: Assessment, tell: Telling) -> tuple[Share, ...]:
    ours = (run.verdict.worst, run.verdict.best)
    ranked = sorted(run.robustness.verdicts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Share(_range(*key, tell), _percent(share), key == ours) for key, share in ranked)


def _range(worst: str, best: str, tell: Telling) -> str:
    names = [tell.wording.term("verdicts", name) for name in dict.fromkeys((worst, best))]
    return " – ".join(names)


def _dimensions(run: Assessment, tell: Telling) -> tuple[Share, ...]:
    ours = run.scores.weakest[:1]
    ranked = sorted(run.robustness.weakest.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Share(tell.wording.area(code), _percent(share), code in ours) for code, share in ranked)


def _spreads(found: Robustness, tell: Telling) -> list[Spread]:
    rows = [(tell.wording.area(code), ends) for code, ends in found.dimensions.items()]
    rows += [("", found.overall)] if found.overall else []
    return [Spread(name, (round(ends[0]), round(ends[1])), (round(ends[2]), round(ends[3]))) for name, ends in rows]


def _percent(share: float) -> int:
    """Whole per cent; only what is always so is 100, only what never happens 0."""
    rounded = round(100 * share)
    return min(rounded, 99) if share < 1 else max(rounded, 1) if share > 0 else 0
