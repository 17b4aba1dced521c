"""A rule pack in one language: titles of facts, labels of values, names of everything a report names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from abkommen.base.fields import GIVEN, NONE, TRI, Field, ItemAttribute
from abkommen.base.texts import Lang, Text
from abkommen.reports.wording.display import joined
from abkommen.reports.wording.words import Words
from abkommen.rulepack.model import RulePack

FEW = 2


def named_in_full(id_: str, title: str) -> str:
    """How a criterion is referred to where nothing else is asked for: its number, its title in brackets."""
    return f"{id_} ({title})"


@dataclass(frozen=True)
class Wording:
    """What all wording needs. ``refer`` makes the reference to a criterion from its id and title (a link, say)."""

    pack: RulePack
    words: Words
    refer: Callable[[str, str], str] = named_in_full

    @property
    def lang(self) -> Lang:
        return self.words.language

    def text(self, text: Text) -> str:
        return text.in_(self.lang)

    def term(self, group: str, key: str) -> str:
        """The word of a vocabulary (``statuses``, ``severities``, ``stages``, …) for a key; of verdicts a pack may add its own."""
        names: Mapping[str, str] = getattr(self.words, group)
        return names.get(key, key) if group == "verdicts" else names[key]

    def field(self, name: str) -> Field:
        return self.pack.fields[name]

    def label(self, name: str) -> str:
        """The title of a fact."""
        return self.text(self.pack.fields[name].title)

    def value(self, name: str, value: str) -> str:
        """The label of a fact's value."""
        return self._labelled(self.pack.fields[name].labels, value)

    def attribute_label(self, name: str, attribute: str) -> str:
        """The title of an attribute of a list's items; plain items have none."""
        found = self._attribute(name, attribute)
        return self.text(found.title) if found is not None and found.title is not None else attribute

    def attribute_value(self, name: str, attribute: str, value: str) -> str:
        """The label of an attribute's value."""
        found = self._attribute(name, attribute)
        return self._labelled(found.labels if found is not None else {}, value)

    def attribute_type(self, name: str, attribute: str) -> str:
        """The type of an attribute; text where the catalogue does not know it."""
        found = self._attribute(name, attribute)
        return found.type if found is not None else "text"

    def _attribute(self, name: str, attribute: str) -> ItemAttribute | None:
        items = self.pack.fields[name].items
        return items.attribute(attribute) if items is not None else None

    def _labelled(self, labels: Mapping[str, Text], value: str) -> str:
        return self.text(labels[value]) if value in labels else self.words.values.get(value, value)

    def value_order(self, name: str) -> tuple[str, ...]:
        """The values a condition can ask for, in the order in which they are told."""
        return _ordered(self.pack.fields[name])

    def attribute_order(self, name: str, attribute: str) -> tuple[str, ...]:
        """The same of an attribute of a list's items."""
        found = self._attribute(name, attribute)
        return _ordered(found) if found is not None else ()

    def alternatives(self, within: Sequence[str], without: Sequence[str], wanted: bool) -> str:
        """One of ``within``; or, unless ``wanted``, none of them, told by the values left over where these are few."""
        if wanted:
            return joined(self.words, within, "or")
        if len(without) <= max(FEW, len(within)):
            return joined(self.words, without, "or")
        if len(within) == 1:
            return self.words.conditions.other_than.format(value=within[0])
        return self.words.conditions.neither.format(values=joined(self.words, within, "nor"))

    def criterion(self, id_: str) -> str:
        """A reference to a criterion."""
        return self.refer(id_, self.text(self.pack.criteria[id_].title))

    def area(self, code: str) -> str:
        """The title of a dimension."""
        return self.text(self.pack.dimension(code).title)

    def role(self, key: str, names: Mapping[str, Text] | None = None) -> str:
        """Who acts, with the usual abbreviation; ``names`` are those a baseline gives for its day."""
        role = self.pack.roles[key]
        if names and key in names:
            return self.text(names[key])
        name = self.text(role.name)
        return (
            self.words.facts.abbreviated.format(name=name, abbreviation=role.abbreviation)
            if role.abbreviation
            else name
        )


def _ordered(field: Field | ItemAttribute) -> tuple[str, ...]:
    known = field.domain()
    return tuple(dict.fromkeys(value for value in (*field.values, *TRI, GIVEN, NONE) if value in known))
