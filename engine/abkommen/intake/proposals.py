"""From what detectors found in a draft to proposed facts, each with article and words; a person decides on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError, model_validator

from abkommen.base.fields import Catalogue
from abkommen.base.models import Frozen, model_problems
from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.base.texts import Text
from abkommen.base.yamltree import Document, read_yaml
from abkommen.intake.detectors import AttributeValue, Findings, Hit


class AttributeTest(Frozen):
    """An attribute of the draft with a value (``is``) or a form of it (``matches``, a whole regular expression)."""

    name: str
    is_: str | None = None
    matches: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _keywords(cls, data: object) -> object:
        return (
            {("is_" if key == "is" else key): value for key, value in data.items()} if isinstance(data, dict) else data
        )

    def fits(self, value: AttributeValue) -> bool:
        text = str(value.value)
        return text == self.is_ if self.matches is None else re.fullmatch(self.matches, text) is not None


class ProposalRule(Frozen):
    """What to propose when a draft carries one of the topics (or an attribute). ``check``: what a person should look at."""

    field: str
    value: str | tuple[str, ...]
    provision: tuple[str, ...] = ()
    mention: tuple[str, ...] = ()
    attribute: AttributeTest | None = None
    check: Text | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a proposal comes from: article, the deciding words, their places in the draft's text."""

    article: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed fact. ``weight`` 0 to 1 is the strongest hit's; the passages are ordered by weight, strongest first."""

    field: str
    value: str | tuple[str, ...]
    weight: float
    topics: tuple[str, ...]
    passages: tuple[Passage, ...]
    check: Text | None


def load_proposal_rules(path: Path, fields: Catalogue, topics: frozenset[str]) -> tuple[ProposalRule, ...]:
    """Read a pack's proposals.yaml. Raises :class:`BadInput` with all errors at their lines."""
    document = read_yaml(path)
    if not isinstance(document.data, list):
        raise BadInput(document.problem((), "expected a list of rules for proposals"))
    problems: list[Problem] = []
    rules: list[ProposalRule] = []
    for index, data in enumerate(document.data):
        try:
            rule = ProposalRule.model_validate(data)
        except ValidationError as error:
            problems.extend(model_problems(ProposalRule, error, document, (index,)))
            continue
        problems.extend(_rule_problems(rule, document, index, fields, topics))
        rules.append(rule)
    if problems:
        raise BadInput(problems)
    return tuple(rules)


def _rule_problems(
    rule: ProposalRule, document: Document, index: int, fields: Catalogue, topics: frozenset[str]
) -> Iterator[Problem]:
    for kind in ("provision", "mention"):
        for topic in getattr(rule, kind):
            if topic not in topics:
                yield document.problem((index, kind), f"unknown topic “{topic}”", did_you_mean(topic, topics))
    field = fields.get(rule.field)
    if field is None:
        yield document.problem((index, "field"), f"unknown fact “{rule.field}”", did_you_mean(rule.field, fields))
        return
    allowed = frozenset(field.items.values) if field.items is not None else field.domain()
    for value in (rule.value,) if isinstance(rule.value, str) else rule.value:
        if value not in allowed:
            yield document.problem(
                (index, "value"), f"“{value}” is no value of {rule.field}", did_you_mean(value, allowed)
            )


def propose(findings: Findings, rules: Iterable[ProposalRule]) -> tuple[Proposal, ...]:
    """The proposed facts of a draft, one per field at most: of each field the first rule that fits."""
    found: dict[str, Proposal] = {}
    for rule in rules:
        if rule.field not in found:
            proposal = _by_topics(rule, findings.provisions) or _by_attribute(rule, findings.attributes)
            if proposal is not None:
                found[rule.field] = proposal
    return tuple(found.values())


def silent_fields(proposals: Iterable[Proposal], fields: Catalogue) -> tuple[str, ...]:
    """The fields that a complete draft answers by its silence: the text is where they would stand, and it does not."""
    spoken = {proposal.field for proposal in proposals}
    return tuple(name for name, field in fields.items() if field.silent_is_no and name not in spoken)


def _by_topics(rule: ProposalRule, hits: Iterable[Hit]) -> Proposal | None:
    wanted = {"provision": rule.provision, "mention": rule.mention}
    fitting = sorted((hit for hit in hits if hit.topic in wanted[hit.kind]), key=lambda hit: -hit.weight)
    if not fitting:
        return None
    passages = tuple(Passage(hit.article, hit.words, hit.spans) for hit in fitting)
    topics = tuple(dict.fromkeys(hit.topic for hit in fitting))
    return Proposal(rule.field, rule.value, fitting[0].weight, topics, passages, rule.check)


def _by_attribute(rule: ProposalRule, attributes: Mapping[str, AttributeValue]) -> Proposal | None:
    value = attributes.get(rule.attribute.name) if rule.attribute else None
    if rule.attribute is None or value is None or not rule.attribute.fits(value):
        return None
    passage = Passage(value.article, value.words, value.spans)
    return Proposal(rule.field, rule.value, 1.0, (rule.attribute.name,), (passage,), rule.check)
