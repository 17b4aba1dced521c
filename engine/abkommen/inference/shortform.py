"""Facts in the short form of rule tests: a value, a list, ``{one_of: […]}``, ``{open: […]}`` or ``unknown``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from abkommen.base.dates import parse_date
from abkommen.base.fields import Catalogue, Field
from abkommen.base.problems import Problem, did_you_mean
from abkommen.base.yamltree import Document, Path_
from abkommen.inference.memory import ListFact, Memory, classed

Setting = tuple[str, Any]
"""The store of the working memory, and the value there; None: unknown."""


class ShortForm:
    """Reads the facts of one document; what is wrong is added to ``problems``."""

    def __init__(self, fields: Catalogue, document: Document, problems: list[Problem]) -> None:
        self.fields, self.document, self.problems = fields, document, problems

    def read(self, facts: Mapping[str, Any], path: Path_) -> dict[str, Setting]:
        """The facts by name, as settings of the working memory."""
        return {name: self.setting(name, value, (*path, name)) for name, value in facts.items()}

    def setting(self, name: str, value: Any, path: Path_) -> Setting:
        field = self.fields.get(name)
        if field is None:
            return self._bad(path, f"unknown fact “{name}”", did_you_mean(name, self.fields), of_key=True)
        return ("values", None) if value == "unknown" else self._fact(field, value, path)

    def _fact(self, field: Field, value: Any, path: Path_) -> Setting:
        if field.type == "list":
            return self._list(field, value, path)
        if field.type in ("number", "date"):
            return self._measured(field, value, path)
        several = value.get("one_of") if isinstance(value, Mapping) and set(value) == {"one_of"} else [value]
        if not isinstance(several, list) or not several or not all(isinstance(one, str) for one in several):
            return self._bad(path, "expected a value, {one_of: […]} or unknown")
        return "values", frozenset(self._value(classed(field.type, one), field.domain(), path) for one in several)

    def _measured(self, field: Field, value: Any, path: Path_) -> Setting:
        readers: dict[str, Callable[[Any], Any]] = {"number": float, "date": parse_date}
        try:
            return f"{field.type}s", readers[field.type](value)
        except (TypeError, ValueError):
            return self._bad(path, f"“{value}” is no {field.type}")

    def _list(self, field: Field, value: Any, path: Path_) -> Setting:
        open_ = isinstance(value, Mapping) and set(value) == {"open"}
        items = value["open"] if open_ else value
        if not isinstance(items, list):
            return self._bad(path, "expected a list, or {open: […]} where there may be others")
        below: Path_ = (*path, "open") if open_ else path
        return "lists", ListFact(
            tuple(self._item(field, item, (*below, index)) for index, item in enumerate(items)), not open_
        )

    def _item(self, field: Field, item: Any, path: Path_) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for name, value in (item if isinstance(item, Mapping) else {"value": item}).items():
            attribute = field.items.attribute(name) if field.items else None
            if attribute is None:
                known = field.items.attributes if field.items else ()
                self._bad(
                    (*path, name), f"unknown attribute “{name}”", did_you_mean(name, known or ("value",)), of_key=True
                )
            elif value != "unknown":
                found[name] = frozenset(
                    (self._value(classed(attribute.type, str(value)), attribute.domain(), (*path, name)),)
                )
        return found

    def _value(self, value: str, domain: frozenset[str], path: Path_) -> str:
        if value not in domain:
            self._bad(
                path,
                f"“{value}” is no value here",
                did_you_mean(value, domain) or f"allowed: {', '.join(sorted(domain))}",
            )
        return value

    def _bad(self, path: Path_, message: str, hint: str = "", *, of_key: bool = False) -> Setting:
        self.problems.append(self.document.problem(path, message, hint, of_key=of_key))
        return "values", None


def memory(settings: Mapping[str, Setting]) -> Memory:
    """The working memory of these settings."""
    stores: dict[str, dict[str, Any]] = {"values": {}, "numbers": {}, "dates": {}, "lists": {}}
    for name, (store, value) in settings.items():
        if value is not None:
            stores[store][name] = value
    return Memory(stores["values"], stores["numbers"], stores["dates"], stores["lists"])
