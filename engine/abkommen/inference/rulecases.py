"""The rules' own tests as data: what is known, and what the rule must then conclude. The form is described in docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field as Info
from pydantic import ValidationError

from abkommen.base.models import Frozen, model_problems
from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.base.yamltree import Document, Path_, read_yaml
from abkommen.inference.memory import Memory
from abkommen.inference.shortform import Setting, ShortForm, memory
from abkommen.rulepack.model import DECIDED_STATUSES, SEVERITIES, RulePack

LABELS = (*DECIDED_STATUSES, "unknown", "applicability_unknown")
STATES = {True: "fires", None: "possible", False: "no"}

Expected = str | tuple[str, ...]
"""A label, or the statuses (severities) that are still possible."""


class _CaseEntry(Frozen):
    name: str = Info(min_length=1)
    blank: bool = False
    stage: str | None = None
    facts: dict[str, Any] = Info(default_factory=dict)
    expect: Expected
    after: dict[str, Expected] = Info(default_factory=dict)
    severity: dict[str, Expected] = Info(default_factory=dict)


class _RuleEntry(Frozen):
    rule: str
    stage: str | None = None
    given: dict[str, Any] = Info(default_factory=dict)
    cases: tuple[_CaseEntry, ...] = Info(min_length=1)


@dataclass(frozen=True, slots=True)
class RuleCase:
    """One test. ``expect`` is the criterion's own status or the interaction's state; ``after`` are statuses after interactions."""

    rule: str
    name: str
    blank: bool
    memory: Memory
    expect: Expected
    after: Mapping[str, Expected]
    severity: Mapping[str, Expected]
    file: str
    line: int

    @property
    def rules(self) -> frozenset[str]:
        """The rules it looks at."""
        return frozenset((self.rule, *self.after, *self.severity))


def load_cases(path: Path, pack: RulePack) -> tuple[RuleCase, ...]:
    """The tests of a file, or of all files of a folder. Raises :class:`BadInput` with every problem of every file."""
    paths = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    if not paths:
        raise BadInput(Problem(str(path), None, None, "no rule tests here", "expected *.yaml files (docs/rules.md)"))
    reader = _Reader(pack)
    cases = [case for one in paths for case in reader.file(one)]
    if reader.problems:
        raise BadInput(sorted(reader.problems))
    return tuple(cases)


class _Reader:
    """Reads test files of one pack; problems are collected."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.problems: list[Problem] = []

    def file(self, path: Path) -> Iterator[RuleCase]:
        try:
            document = read_yaml(path)
        except BadInput as error:
            self.problems += error.problems
            return
        if not isinstance(document.data, list):
            self.problems.append(document.problem((), "expected a list of rules, each with its cases"))
            return
        for index, data in enumerate(document.data):
            try:
                entry = _RuleEntry.model_validate(data)
            except ValidationError as error:
                self.problems += model_problems(_RuleEntry, error, document, (index,))
            else:
                yield from self._rule(document, (index,), entry)

    def _rule(self, document: Document, path: Path_, entry: _RuleEntry) -> Iterator[RuleCase]:
        facts = ShortForm(self.pack.fields, document, self.problems)
        known = (*self.pack.criteria, *self.pack.interactions)
        if entry.rule not in known:
            self._bad(document, (*path, "rule"), f"unknown rule “{entry.rule}”", did_you_mean(entry.rule, known))
            return
        given = facts.read(entry.given, (*path, "given")) | self._staged(facts, entry.stage, path)
        for index, case in enumerate(entry.cases):
            place: Path_ = (*path, "cases", index)
            told = facts.read(case.facts, (*place, "facts")) | self._staged(facts, case.stage, place)
            self._check(document, place, entry.rule, case)
            settings = told if case.blank else {**given, **told}
            line = document.place(place)[0]
            yield RuleCase(
                entry.rule,
                case.name,
                case.blank,
                memory(settings),
                case.expect,
                case.after,
                case.severity,
                document.file,
                line,
            )

    def _staged(self, facts: ShortForm, stage: str | None, path: Path_) -> dict[str, Setting]:
        """The stage of the talks, which stands beside the facts because nearly every test needs it."""
        return (
            {}
            if stage is None
            else {self.pack.stage_field: facts.setting(self.pack.stage_field, stage, (*path, "stage"))}
        )

    def _check(self, document: Document, path: Path_, rule: str, case: _CaseEntry) -> None:
        allowed = tuple(STATES.values()) if rule in self.pack.interactions else LABELS
        self._expected(document, (*path, "expect"), case.expect, allowed)
        for key, expected, words in (("after", case.after, LABELS), ("severity", case.severity, SEVERITIES)):
            for name, value in expected.items():
                if name not in self.pack.criteria:
                    hint = did_you_mean(name, self.pack.criteria)
                    self._bad(document, (*path, key, name), f"unknown criterion “{name}”", hint)
                self._expected(document, (*path, key, name), value, words)

    def _expected(self, document: Document, path: Path_, value: Expected, allowed: tuple[str, ...]) -> None:
        for word in (value,) if isinstance(value, str) else value:
            if word not in allowed:
                self._bad(
                    document,
                    path,
                    f"“{word}” cannot be expected",
                    did_you_mean(word, allowed) or f"one of {', '.join(allowed)}",
                )

    def _bad(self, document: Document, path: Path_, message: str, hint: str) -> None:
        self.problems.append(document.problem(path, message, hint))
