"""What changed between two days, and why: once for what lies outside the agreements, and by agreement."""

from __future__ import annotations

from collections.abc import Collection

from abkommen.assessment.development import Development, SharedChange
from abkommen.assessment.difference import Difference, FactChange, StatusChange
from abkommen.assessment.sharing import DECIDED
from abkommen.reports.compare.model import CaseChanges, ChangeView, DevelopmentView, FactChangeView
from abkommen.reports.compare.telling import Teller
from abkommen.reports.gap.model import Key
from abkommen.reports.wording.display import date
from abkommen.reports.wording.facts import fact_value


def development_view(found: Development, teller: Teller) -> DevelopmentView:
    """The later day is that of the comparison."""
    words, first = teller.wording.words, found.differences[0]
    shared = tuple(_shared(one, found, teller) for one in found.shared)
    told = frozenset(field for one in found.shared for field in one.change.fields)
    cases = [(one, found.of_case(one.new.case.id)) for one in found.differences]
    changed = tuple(_case(one, changes, told, teller) for one, changes in cases if changes)
    still = tuple(teller.name(one.new.case.id) for one, changes in cases if not changes)
    days = (date(words, first.old.case.as_of), date(words, first.new.case.as_of))
    return DevelopmentView(*days, shared, changed, still)


def _shared(one: SharedChange, found: Development, teller: Teller) -> ChangeView:
    example = next(difference for difference in found.differences if difference.new.case.id == one.cases[0])
    return _change(one.change, example, teller, teller.unless_all(one.cases))


def _case(
    difference: Difference, changes: tuple[StatusChange, ...], told: frozenset[str], teller: Teller
) -> CaseChanges:
    """What changed in one agreement; facts that have been ``told`` as the reason of a shared change are not told again."""
    decided = [change for change in changes if {change.before, change.after} & set(DECIDED)]
    fields = {field for change in changes for field in change.fields} - told
    return CaseChanges(
        teller.name(difference.new.case.id), _facts(fields, difference, teller),
        tuple(_change(change, difference, teller, ()) for change in decided),
        tuple(change.criterion.id for change in changes if change not in decided),
    )  # fmt: skip


def _change(change: StatusChange, difference: Difference, teller: Teller, cases: tuple[str, ...]) -> ChangeView:
    wording, rule = teller.wording, change.criterion
    before, after = (Key(status or "") for status in (change.before, change.after))
    names = [wording.term("statuses", status) if status else "" for status in (before, after)]
    causes, facts = tuple(Key(cause) for cause in change.causes), _facts(set(change.fields), difference, teller)
    return ChangeView(rule.id, wording.text(rule.title), before, names[0], after, names[1], causes, facts, cases)


def _facts(fields: Collection[str], difference: Difference, teller: Teller) -> tuple[FactChangeView, ...]:
    return tuple(_fact(one, difference, teller) for one in difference.facts if one.field in fields)


def _fact(one: FactChange, difference: Difference, teller: Teller) -> FactChangeView:
    before = fact_value(teller.wording, one.field, one.before, difference.old.case.sources)
    after = teller.of(difference.new).fact(one.field)
    return FactChangeView(after.label, before, after)
