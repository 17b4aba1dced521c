"""What of the paper the pack stands for: its passages in order, each with the rules and facts that follow from it.

The passages are data of the pack (``passages.yaml``), by section, page and running number and without the paper's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError

from abkommen.base.models import Frozen, model_problems
from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.base.texts import Text
from abkommen.base.yamltree import Document, read_yaml
from abkommen.rulepack.lint import PAGE, faults
from abkommen.rulepack.model import PaperPassage, Passage, RulePack
from abkommen.rulepack.places import Rule

PASSAGES = "passages.yaml"


class _Entry(Frozen):
    n: int = Field(ge=1)
    section: str = Field(min_length=1)
    page: int | str
    criteria: tuple[str, ...] = ()
    interactions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The passages in order, and for every rule the numbers of those it follows from."""

    passages: tuple[PaperPassage, ...]
    by_rule: Mapping[str, tuple[int, ...]]

    @property
    def by_rules(self) -> tuple[PaperPassage, ...]:
        """The passages for which a criterion or an interaction stands."""
        return tuple(passage for passage in self.passages if passage.criteria or passage.interactions)

    @property
    def by_reason(self) -> tuple[PaperPassage, ...]:
        """The passages for which no rule stands."""
        return tuple(passage for passage in self.passages if not passage.criteria and not passage.interactions)


def coverage(pack: RulePack) -> Coverage:
    """What of the paper the pack stands for. Raises :class:`BadInput` when passages and rules do not fit together."""
    document = read_yaml(Path(pack.folder) / PASSAGES)
    passages = _read(document)
    problems = sorted((*_of_passages(passages, document, pack), *_of_rules(passages, pack)))
    if problems:
        raise BadInput(problems)
    rules = (*pack.criteria, *pack.interactions)
    found = {rule: tuple(passage.n for passage in passages if rule in _named(passage)) for rule in rules}
    return Coverage(passages, found)


def _named(passage: PaperPassage) -> tuple[str, ...]:
    return (*passage.criteria, *passage.interactions)


def _read(document: Document) -> tuple[PaperPassage, ...]:
    if not isinstance(document.data, list):
        raise BadInput(document.problem((), "expected a list of passages"))
    passages: list[PaperPassage] = []
    problems: list[Problem] = []
    for index, data in enumerate(document.data):
        try:
            entry = _Entry.model_validate(data)
        except ValidationError as error:
            problems += model_problems(_Entry, error, document, (index,))
        else:
            passages.append(
                PaperPassage(
                    entry.n,
                    entry.section,
                    str(entry.page),
                    entry.criteria,
                    entry.interactions,
                    entry.facts,
                    entry.reason,
                )
            )
    if problems:
        raise BadInput(problems)
    return tuple(passages)


def _of_passages(passages: Iterable[PaperPassage], document: Document, pack: RulePack) -> Iterator[Problem]:
    for index, passage in enumerate(passages):
        if passage.n != index + 1:
            yield document.problem(
                (index, "n"), f"expected passage {index + 1}, got {passage.n}", "number them in order"
            )
        if not PAGE.fullmatch(passage.page):
            yield document.problem(
                (index, "page"), f"passage {passage.n}: “{passage.page}” is no page", "write 4 or “3-4”"
            )
        yield from _unknown(document, index, passage, pack)
        yield from _unsupported(document, index, passage, pack)
        if (passage.reason is None) is not bool(_named(passage)):
            hint = (
                "say why no rule stands for it"
                if passage.reason is None
                else "a reason is given only where no rule does"
            )
            yield document.problem(
                (index, "n"), f"passage {passage.n}: a rule or a reason, not both and not neither", hint
            )
        for fault in faults(passage.reason) if passage.reason is not None else ():
            yield document.problem((index, "reason"), f"passage {passage.n}: reason {fault}")


def _unknown(document: Document, index: int, passage: PaperPassage, pack: RulePack) -> Iterator[Problem]:
    fields = tuple(fact.partition("/")[2] for fact in passage.facts)
    parts = (("criteria", passage.criteria, pack.criteria), ("interactions", passage.interactions, pack.interactions))
    for key, names, known in (*parts, ("facts", fields, pack.fields)):
        for number, name in enumerate(names):
            if name not in known:
                yield document.problem(
                    (index, key, number), f"passage {passage.n}: unknown “{name}”", did_you_mean(name, known)
                )


def _unsupported(document: Document, index: int, passage: PaperPassage, pack: RulePack) -> Iterator[Problem]:
    """Rules that name no source on this page of this section."""
    for name in _named(passage):
        rule = pack.criteria.get(name) or pack.interactions.get(name)
        if rule is not None and not any(_meet(passage, source) for source in rule.source):
            named = "; ".join(f"{source.section}, p. {source.page}" for source in rule.source)
            message = f"passage {passage.n}: {name} names no source in “{passage.section}” on page {passage.page}"
            yield document.problem((index, "page"), message, f"it names {named}")


def _of_rules(passages: tuple[PaperPassage, ...], pack: RulePack) -> Iterator[Problem]:
    """Rules that no passage leads to, and sources that no passage stands for."""
    rules: tuple[Rule, ...] = (*pack.criteria.values(), *pack.interactions.values())
    for rule in rules:
        leading = [passage for passage in passages if rule.id in _named(passage)]
        if not leading:
            yield Problem(rule.file, rule.line, None, f"{rule.id}: no passage leads to it", f"name it in {PASSAGES}")
        for source in rule.source if leading else ():
            if not any(_meet(passage, source) for passage in leading):
                message = f"{rule.id}: no passage stands for its source “{source.section}”, page {source.page}"
                yield Problem(rule.file, rule.line, None, message, f"name it in {PASSAGES}, or correct the source")


def _meet(passage: PaperPassage, source: Passage) -> bool:
    """Whether both name the same place; a numbered part, “Section, (1) …”, belongs to its section."""
    shorter, longer = sorted((passage.section, source.section), key=len)
    same = longer == shorter or longer.startswith(f"{shorter}, (")
    return same and not _pages(passage.page).isdisjoint(_pages(source.page))


def _pages(text: str) -> frozenset[int]:
    if not PAGE.fullmatch(text):
        return frozenset()
    first, _, last = text.partition("-")
    return frozenset(range(int(first), int(last or first) + 1))
