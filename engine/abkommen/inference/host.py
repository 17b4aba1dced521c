"""The one door to durable-rules: rules in the trusted subset, evaluated phase by phase in a session of their own.

The library is used without its global registry, its timers and its batches, all of which lose facts or fire rules behind
our back; every fact has an id, every phase reports that it ran to its end, every exception in an action is raised after.
"""

from __future__ import annotations

import ctypes
import itertools
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import FrameType
from typing import Any

try:
    from durable.engine import Host, MessageNotHandledException, MessageObservedException
except ImportError:  # no wheel and no compiler: the plain evaluator decides alone, and the report says so
    Host = None

AVAILABLE = Host is not None

FactRow = dict[str, Any]
Match = Mapping[str, Mapping[str, Any]]

MAX_RULES_PER_PHASE = 240
MAX_CONSTANTS = 480
MAX_JOINS = 14
MAX_TESTS_PER_FACT = 60

_M_TRIM_THRESHOLD, _M_MMAP_MAX = -1, -4  # malloc.h of glibc


class EngineError(RuntimeError):
    """durable-rules cut an evaluation short or refused a fact. A defect of ours or the engine's, never of the input."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: positive patterns over earlier facts, then absences, then the facts it concludes from its matches.

    ``gather``: it fires once with all matches.
    """

    id: str
    phase: int
    when: tuple[tuple[str, FactRow], ...]
    then: Callable[[tuple[Match, ...]], Iterable[FactRow]]
    unless: tuple[FactRow, ...] = ()
    gather: bool = False


@contextmanager
def _interrupts_kept_back() -> Iterator[None]:
    """The engine swallows whatever is raised in an action, an interrupt included: it is raised when the engine is done."""
    if threading.current_thread() is not threading.main_thread():
        yield  # interrupts reach the main thread only
        return
    came: list[tuple[int, FrameType | None]] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came and callable(before):
            before(*came[0])


class Engine:
    """A compiled ruleset, reused for every case of a process. What is ``unread`` by rules is noted and not asserted."""

    def __init__(self, rules: Iterable[Rule], unread: Callable[[FactRow], bool] = lambda row: False) -> None:
        _keep_freed_memory()
        listed, self._unread = tuple(rules), unread
        self._phases = sorted({rule.phase for rule in listed})
        self._marks: list[Any] = []
        self._errors: list[BaseException] = []
        self._derived: list[FactRow] = []
        self._sessions = itertools.count()
        definition: dict[str, Any] = {rule.id: self._definition(rule) for rule in listed}
        definition["$begin"] = {"all": [{"m": {"kind": "begin"}}], "run": lambda c: self._marks.append("begin")}
        definition["$done"] = {
            "all": [{"m": {"kind": "go"}}],
            "pri": 65000,
            "run": lambda c: self._marks.append(c.m.phase),
        }
        self._host = _quiet_host(definition)

    def _definition(self, rule: Rule) -> dict[str, Any]:
        go: tuple[str, FactRow] = ("go", {"$and": [{"kind": "go"}, {"phase": rule.phase}]})
        absent = tuple((f"no{index}$not", pattern) for index, pattern in enumerate(rule.unless))
        patterns = [{alias: pattern} for alias, pattern in (go, *rule.when, *absent)]
        definition = {"all": patterns, "dist": 0, "pri": 100, "run": self._action(rule)}
        return definition | ({"cap": 65535} if rule.gather else {})

    def _action(self, rule: Rule) -> Callable[[Any], None]:
        def run(c: Any) -> None:  # exactly one parameter: two would make it asynchronous
            try:
                matches = (c._m,) if c._m is not None else tuple(match._d for match in c.m)
                concluded = [dict(fact) for fact in rule.then(matches)]
                self._derived += concluded
                for fact in concluded:
                    if not self._unread(fact):
                        self._assert(c.assert_fact, fact)
            except BaseException as error:  # the engine would swallow it
                self._errors.append(error)

        return run

    def _assert(self, call: Callable[..., Any], fact: FactRow) -> None:
        try:
            call(dict(fact))
        except (MessageNotHandledException, MessageObservedException):
            pass  # no rule reads this fact, or another rule has concluded it before

    def run(self, facts: Iterable[FactRow]) -> list[FactRow]:
        """Assert the facts, run all phases and return every fact concluded. Raises :class:`EngineError` when cut short."""
        with _interrupts_kept_back():
            return self._run(facts)

    def _run(self, facts: Iterable[FactRow]) -> list[FactRow]:
        self._marks, self._errors, self._derived = [], [], []
        sid = f"case{next(self._sessions)}"
        self._post({"kind": "begin", "id": "begin"}, sid)
        try:
            for fact in facts:
                self._post(fact, sid)
            for phase in self._phases:
                self._post({"kind": "go", "id": f"go{phase}", "phase": phase}, sid)
            if self._errors:
                raise EngineError("a rule's action failed") from self._errors[0]
            if self._marks != ["begin", *self._phases]:
                raise EngineError("the evaluation was cut short")
            return self._derived
        finally:
            self._host.delete_state("policy", sid)

    def _post(self, fact: FactRow, sid: str) -> None:
        try:
            self._host.assert_fact("policy", {**fact, "sid": sid})
        except MessageNotHandledException:
            pass  # no rule reads this fact


@cache
def _keep_freed_memory() -> None:
    """Let the process keep what a session frees, for the next one.

    Every session takes and frees blocks of many megabytes; handing them back to the system each time costs half of a run
    (measured with glibc; other C libraries have no such setting and need none).
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    mallopt(_M_MMAP_MAX, 0)
    mallopt(_M_TRIM_THRESHOLD, 256 * 2**20)


def _quiet_host(definition: dict[str, Any]) -> Any:
    """A host without its timer threads: they would post events of their own and dispatch in the background."""

    class QuietHost(Host):  # type: ignore[misc]
        def _run(self) -> None:
            pass

    return QuietHost({"policy": definition})
