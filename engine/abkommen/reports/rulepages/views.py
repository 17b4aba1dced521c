"""What stands on the pages, in words; the templates give it its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from abkommen.base.dates import parse_date
from abkommen.base.fields import Field, ItemAttribute
from abkommen.reports.rulepages.words import PageWords
from abkommen.reports.wording.conditions import condition_in_words
from abkommen.reports.wording.display import date, joined, sentence_case
from abkommen.reports.wording.effects import effect_in_words
from abkommen.reports.wording.phrases import bullets
from abkommen.reports.wording.wording import Wording
from abkommen.rulepack.conditions import Condition, criteria_read, dimensions_read, facts_read, leaves
from abkommen.rulepack.model import Criterion, Effect, Interaction, Passage


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with what its values mean."""

    key: str
    title: str
    question: str
    anchors: tuple[tuple[str, str], ...]
    values: str
    entries: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """An interaction as a criterion's page names it."""

    id: str
    title: str
    effects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """Makes the views of one language."""

    wording: Wording
    words: PageWords

    def condition(self, condition: Condition) -> str:
        """A condition as Markdown: a line, or nested bullets."""
        return bullets(self.wording.words, condition_in_words(self.wording, condition))

    def due(self, criterion: Criterion) -> str:
        return self.wording.term("due_from", criterion.due_from) if criterion.due_from else self.words.due_always

    def who(self, roles: Iterable[str]) -> str:
        return joined(self.wording.words, [self.wording.role(role) for role in roles])

    def sources(self, passages: Iterable[Passage]) -> str:
        """The places in the paper, in one line."""
        shown = (
            self.words.passage.format(section=place.section, page=place.page.replace("-", "–")) for place in passages
        )
        return self.wording.words.lists.semicolon.join(shown)

    def effect(self, effect: Effect) -> str:
        return sentence_case(effect_in_words(self.wording, effect))

    def effects(self, interaction: Interaction) -> str:
        """All effects in one line."""
        shown = self.wording.words.lists.semicolon.join(
            effect_in_words(self.wording, effect) for effect in interaction.effects
        )
        return sentence_case(shown)

    def reference(self) -> str:
        """The document the pack encodes."""
        found, words = self.wording.pack.reference, self.wording.words
        return self.words.reference.format(
            authors=words.lists.comma.join(found.authors), title=found.title, series=found.series, number=found.number,
            publisher=found.publisher, date=date(words, parse_date(found.date)),
        )  # fmt: skip

    def facts(self, conditions: Iterable[Condition]) -> tuple[FactView, ...]:
        """The facts that conditions read, in the order in which they ask for them."""
        names = dict.fromkeys(
            name for condition in conditions for leaf in leaves(condition) for name in sorted(facts_read(leaf))
        )
        return tuple(self._fact(name, self.wording.field(name)) for name in names)

    def _fact(self, name: str, field: Field) -> FactView:
        text, order = self.wording.text, self.wording.value_order(name)
        anchors = tuple(
            (self.wording.value(name, value), text(field.anchors[value])) for value in order if value in field.anchors
        )
        values = [] if anchors or field.type == "text" else [self.wording.value(name, value) for value in order]
        listed = self._listed(values or self._plain(name, field))
        entries = tuple(self._entries(name, field))
        return FactView(name, text(field.title), text(field.question), anchors, listed, entries, text(field.evidence))

    def _plain(self, name: str, field: Field) -> list[str]:
        """The values of a list without attributes."""
        values = field.items.values if field.items is not None else ()
        return [self.wording.attribute_value(name, "value", value) for value in values]

    def _entries(self, name: str, field: Field) -> Iterator[str]:
        """The attributes of a list's entries, with their values where these are fixed."""
        claim = self.wording.words.conditions.claim
        for key, attribute in (field.items.attributes if field.items is not None else {}).items():
            title, values = self.wording.attribute_label(name, key), self._attribute_values(name, key, attribute)
            yield claim.format(label=title, value=values) if values else title

    def _attribute_values(self, name: str, key: str, attribute: ItemAttribute) -> str:
        if attribute.type in ("text", "date", "number"):
            return ""
        order = self.wording.attribute_order(name, key)
        return self._listed([self.wording.attribute_value(name, key, value) for value in order])

    def _listed(self, values: Sequence[str]) -> str:
        """Values in a row; parted by semicolons where one of them has a comma."""
        lists = self.wording.words.lists
        return (lists.semicolon if any(lists.comma in value for value in values) else lists.comma).join(values)

    def acting_on(self, criterion: str) -> tuple[LinkView, ...]:
        """The interactions with an effect on a criterion."""
        return self._links(
            lambda one: tuple(effect for effect in one.effects if criterion in (effect.criterion, effect.by))
        )

    def reading(self, criterion: Criterion) -> tuple[LinkView, ...]:
        """The interactions that ask for a criterion's status."""
        return self._links(lambda one: one.effects if criterion.id in criteria_read(one.when) else ())

    def _links(self, choose: Callable[[Interaction], tuple[Effect, ...]]) -> tuple[LinkView, ...]:
        found = ((one, choose(one)) for one in self.wording.pack.interactions.values())
        chosen = ((one, effects) for one, effects in found if effects)
        return tuple(
            LinkView(one.id, self.wording.text(one.title), tuple(map(self.effect, effects))) for one, effects in chosen
        )

    def involved(self, interaction: Interaction) -> tuple[str, ...]:
        """The criteria an interaction asks for or acts on, and the areas whose critical gaps it asks for."""
        named = {effect.criterion for effect in interaction.effects} | {effect.by for effect in interaction.effects}
        named |= criteria_read(interaction.when)
        criteria = [self.wording.criterion(name) for name in self.wording.pack.criteria if name in named]
        areas = [
            dimension.code
            for dimension in self.wording.pack.dimensions
            if dimension.code in dimensions_read(interaction.when)
        ]
        return (*criteria, *(self.wording.area(code) for code in areas))
