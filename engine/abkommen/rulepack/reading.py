"""From YAML to conditions, with every mistake at its line: unknown facts, values a field cannot have, unknown operators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from abkommen.base.dates import parse_date
from abkommen.base.fields import Catalogue, Field, Items
from abkommen.base.problems import Problem, did_you_mean
from abkommen.base.yamltree import Document, Path_
from abkommen.rulepack.conditions import (
    ALWAYS,
    NEVER,
    All,
    Any_,
    Condition,
    CriticalGap,
    FactDate,
    FactIn,
    FactKnown,
    FactNumber,
    ItemIn,
    Not,
    Quantified,
    ScoreAtLeast,
    StatusIn,
)  # fmt: skip
from abkommen.rulepack.model import DECIDED_STATUSES

_FACT_OPERATORS = ("is", "in", "known", "at_least", "at_most", "before", "after", "some", "every", "count")
_HEADS = ("all", "any", "not", "fact", "item", "criterion", "dimension", "score")


class ConditionReader:
    """Reads the conditions of one file; problems are collected, and a condition with a problem reads as :data:`NEVER`."""

    def __init__(
        self,
        document: Document,
        fields: Catalogue,
        criteria: frozenset[str],
        dimensions: frozenset[str],
        scores: bool = False,
    ) -> None:
        self._scores = scores
        self._document = document
        self._fields = fields
        self._criteria = criteria
        self._dimensions = dimensions
        self.problems: list[Problem] = []

    def read(self, data: Any, path: Path_, items: Items | None = None) -> Condition:
        """Read the condition at ``path``; ``items`` is given inside ``some``, ``every`` and ``count``."""
        if data == "always":
            return ALWAYS
        if data == "never":
            return NEVER
        if not isinstance(data, Mapping) or not data:
            return self._bad(path, "expected a condition", f"one of {', '.join(_HEADS)}, or always")
        heads = [head for head in _HEADS if head in data]
        if len(heads) != 1:
            first = next(iter(data))
            return self._bad(path, f"expected exactly one of {', '.join(_HEADS)}", did_you_mean(str(first), _HEADS))
        readers: dict[str, Callable[[Any, Path_, Items | None], Condition]] = {
            "all": self._group, "any": self._group, "not": self._not, "fact": self._fact,
            "item": self._item, "criterion": self._status, "dimension": self._gap, "score": self._score,
        }  # fmt: skip
        return readers[heads[0]](data, path, items)

    def _bad(self, path: Path_, message: str, hint: str = "") -> Condition:
        self.problems.append(self._document.problem(path, message, hint))
        return NEVER

    def _keys(self, data: Mapping[str, Any], path: Path_, known: tuple[str, ...]) -> None:
        for key in data:
            if key not in known:
                self.problems.append(
                    self._document.problem(
                        (*path, key), f"unknown operator “{key}”", did_you_mean(key, known), of_key=True
                    )
                )

    def _group(self, data: Mapping[str, Any], path: Path_, items: Items | None) -> Condition:
        head = "all" if "all" in data else "any"
        self._keys(data, path, (head,))
        parts = data[head]
        if not isinstance(parts, list) or not parts:
            return self._bad((*path, head), f"{head} needs a list of conditions")
        read = tuple(self.read(part, (*path, head, index), items) for index, part in enumerate(parts))
        return All(read) if head == "all" else Any_(read)

    def _not(self, data: Mapping[str, Any], path: Path_, items: Items | None) -> Condition:
        self._keys(data, path, ("not",))
        return Not(self.read(data["not"], (*path, "not"), items))

    def _fact(self, data: Mapping[str, Any], path: Path_, items: Items | None) -> Condition:
        name = data["fact"]
        field = self._fields.get(str(name))
        if items is not None:
            return self._bad(
                path, "inside some, every and count a condition is on the item", "write item: instead of fact:"
            )
        if field is None:
            return self._bad((*path, "fact"), f"unknown fact “{name}”", did_you_mean(str(name), self._fields))
        operators = [key for key in data if key != "fact"]
        if len(operators) != 1 or operators[0] not in _FACT_OPERATORS:
            self._keys(data, path, ("fact", *_FACT_OPERATORS))
            return self._bad(path, "a fact needs exactly one operator", f"one of {', '.join(_FACT_OPERATORS)}")
        return self._operator(str(name), field, operators[0], data[operators[0]], (*path, operators[0]))

    def _operator(self, name: str, field: Field, operator: str, operand: Any, path: Path_) -> Condition:
        match operator:
            case "is" | "in":
                return self._values(operand, operator, field.domain(), path, lambda values: FactIn(name, values))
            case "known":
                return self._known(name, operand, path)
            case "at_least" | "at_most" if field.type == "number":
                return self._number(name, operator, operand, path)
            case "before" | "after" if field.type == "date":
                return self._date(name, operator, operand, path)
            case "some" | "every" | "count" if field.items is not None:
                return self._quantified(name, field.items, operator, operand, path)
        return self._bad(path, f"“{operator}” does not fit a field of type {field.type}")

    def _known(self, name: str, operand: Any, path: Path_) -> Condition:
        if not isinstance(operand, bool):
            return self._bad(path, "expected true or false")
        return FactKnown(name) if operand else Not(FactKnown(name))

    def _number(self, name: str, operator: str, operand: Any, path: Path_) -> Condition:
        if isinstance(operand, bool) or not isinstance(operand, (int, float)):
            return self._bad(path, "expected a number")
        return FactNumber(name, "at_least" if operator == "at_least" else "at_most", float(operand))

    def _values(
        self,
        operand: Any,
        operator: str,
        domain: frozenset[str],
        path: Path_,
        make: Callable[[frozenset[str]], Condition],
    ) -> Condition:
        if (operator == "in") != isinstance(operand, list) or operand == []:
            return self._bad(path, "“is” takes one value, “in” a list of values")
        values = [str(value) for value in operand] if isinstance(operand, list) else [str(operand)]
        if not domain:
            return self._bad(
                path,
                "this type has no values to compare with",
                "use known, before, after, at_least, some, every or count",
            )
        for value in values:
            if value not in domain:
                self._bad(
                    path,
                    f"“{value}” is no value here",
                    did_you_mean(value, domain) or f"allowed: {', '.join(sorted(domain))}",
                )
        return make(frozenset(values))

    def _date(self, name: str, operator: str, operand: Any, path: Path_) -> Condition:
        comparison: Any = operator
        if isinstance(operand, Mapping):
            other = str(operand.get("fact"))
            if other not in self._fields or self._fields[other].type != "date" or len(operand) != 1:
                return self._bad(path, f"“{other}” is no date fact", did_you_mean(other, self._fields))
            return FactDate(name, comparison, other)
        try:
            return FactDate(name, comparison, parse_date(operand))
        except ValueError as error:
            return self._bad(path, str(error), "or name a fact: {fact: …}")

    def _quantified(self, name: str, items: Items, operator: str, operand: Any, path: Path_) -> Condition:
        if operator != "count":
            return Quantified("some" if operator == "some" else "every", name, self.read(operand, path, items))
        if (
            not isinstance(operand, Mapping)
            or set(operand) != {"where", "at_least"}
            or not isinstance(operand["at_least"], int)
        ):
            return self._bad(path, "count needs {where: condition on the item, at_least: number}")
        return Quantified("count", name, self.read(operand["where"], (*path, "where"), items), operand["at_least"])

    def _item(self, data: Mapping[str, Any], path: Path_, items: Items | None) -> Condition:
        if items is None:
            return self._bad(path, "item: stands only inside some, every or count", "write fact: instead")
        name = str(data["item"])
        attribute = items.attribute(name)
        if attribute is None:
            return self._bad(
                (*path, "item"), f"unknown item attribute “{name}”", did_you_mean(name, items.attributes or ("value",))
            )
        self._keys(data, path, ("item", "is", "in"))
        operators = [key for key in ("is", "in") if key in data]
        if len(operators) != 1:
            return self._bad(path, "an item attribute needs is or in")
        operator = operators[0]
        return self._values(
            data[operator], operator, attribute.domain(), (*path, operator), lambda values: ItemIn(name, values)
        )

    def _status(self, data: Mapping[str, Any], path: Path_, items: Items | None) -> Condition:
        name, statuses = str(data["criterion"]), data.get("status")
        self._keys(data, path, ("criterion", "status"))
        if items is not None:
            return self._bad(path, "inside some, every and count a condition is on the item")
        if name not in self._criteria:
            return self._bad((*path, "criterion"), f"unknown criterion “{name}”", did_you_mean(name, self._criteria))
        if not isinstance(statuses, list) or not statuses:
            return self._bad(path, "status needs a list", f"of {', '.join(DECIDED_STATUSES)}")
        for status in statuses:
            if status not in DECIDED_STATUSES:
                return self._bad(
                    (*path, "status"), f"“{status}” is no status", did_you_mean(str(status), DECIDED_STATUSES)
                )
        return StatusIn(name, frozenset(statuses))

    def _gap(self, data: Mapping[str, Any], path: Path_, items: Items | None) -> Condition:
        self._keys(data, path, ("dimension", "has"))
        name = str(data["dimension"])
        if items is not None or data.get("has") != "critical_gap":
            return self._bad(path, "expected {dimension: CODE, has: critical_gap}")
        if name not in self._dimensions:
            return self._bad((*path, "dimension"), f"unknown dimension “{name}”", did_you_mean(name, self._dimensions))
        return CriticalGap(name)

    def _score(self, data: Mapping[str, Any], path: Path_, items: Items | None) -> Condition:
        self._keys(data, path, ("score", "at_least"))
        name, bound = str(data["score"]), data.get("at_least")
        known = ("overall", *sorted(self._dimensions))
        if items is not None or not self._scores:
            return self._bad(path, "score: stands only in the conditions of verdicts")
        if name not in known:
            return self._bad((*path, "score"), f"unknown score “{name}”", did_you_mean(name, known))
        if isinstance(bound, bool) or not isinstance(bound, (int, float)) or not 0 <= bound <= 100:
            return self._bad(path, "at_least needs a number from 0 to 100")
        return ScoreAtLeast(name, float(bound))
