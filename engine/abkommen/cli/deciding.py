"""The walk through a case's proposals: what a person types becomes a decision, and every decision a line of the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from abkommen.base.fields import Field
from abkommen.casefile.deciding import REJECTED, Hand, accepted, changed, rejected
from abkommen.casefile.editing import set_facts
from abkommen.casefile.emit import Data
from abkommen.casefile.model import Confidence
from abkommen.casefile.values import UNKNOWN
from abkommen.reports.drafts.sheet import Cited, Sheet, choices

Entry = Mapping[str, Any]
Made = Literal["accepted", "changed", "rejected"]

_CONFIDENCES: Final[Mapping[str, Confidence]] = {"h": "high", "m": "medium", "l": "low"}
_COMMAND = re.compile(r"\s*([a-z?])(?:\s+(.*?))?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as it stands in the file, with the places it quotes."""

    field: str
    entry: Entry
    cited: tuple[Cited, ...]


@dataclass
class Walk:
    """Goes through ``proposals`` one by one. ``ask`` gives what is typed, None at the end of input; ``say`` shows a text."""

    file: Path
    proposals: tuple[Proposal, ...]
    hand: Hand
    sheet: Sheet
    ask: Callable[[str], str | None]
    say: Callable[[str], None]
    made: dict[str, tuple[Made, str]] = field(default_factory=dict)
    place: int = 0

    def run(self) -> None:
        """Until the last proposal, the end of input or “quit”. What has been decided is in the file already."""
        shown = -1
        while self.place < len(self.proposals):
            if shown != self.place:
                self._show()
                shown = self.place
            typed = self.ask(self.sheet.words.review.prompt)
            if typed is None or typed.strip().lower() == "q":
                return
            self._obey(typed)

    def accept_all_above(self, least: float) -> int:
        """Accept unread what weighs so much, with medium confidence; the number of them."""
        chosen = [proposal for proposal in self.proposals if float(proposal.entry.get("weight", 0)) >= least]
        entries = {proposal.field: accepted(proposal.entry, self.hand, "medium") for proposal in chosen}
        if entries:
            set_facts(self.file, entries)
        self.proposals = tuple(proposal for proposal in self.proposals if proposal.field not in entries)
        return len(entries)

    def count(self, what: Made) -> int:
        return sum(made == what for made, _ in self.made.values())

    @property
    def _now(self) -> Proposal:
        return self.proposals[self.place]

    def _show(self) -> None:
        words, now = self.sheet.words.review, self._now
        head = words.place.format(number=self.place + 1, count=len(self.proposals))
        self.say(f"\n── {head} " + "─" * max(0, self.sheet.screen.width - len(head) - 4))
        if now.field in self.made:
            self.say(words.decided.format(value=self.made[now.field][1]))
        self.say(self.sheet.text(now.field, now.entry, now.cited))
        self.say(words.keys)

    def _obey(self, typed: str) -> None:
        match = _COMMAND.fullmatch(typed)
        orders = {
            "a": self._accept,
            "c": self._change,
            "r": self._reject,
            "s": self._skip,
            "b": self._back,
            "?": self._help,
        }
        order = orders.get(match[1].lower()) if match else None
        if order is None or match is None:
            self.say(self.sheet.words.review.not_understood)
            return
        order(match[2] or "")

    def _accept(self, rest: str) -> None:
        confidence = _CONFIDENCES.get(rest.lower() or "h")
        if confidence is None:
            self.say(self.sheet.words.review.not_understood)
            return
        self._decide("accepted", self.sheet.words.review.accepted, accepted(self._now.entry, self.hand, confidence))

    def _change(self, rest: str) -> None:
        name, words = self._now.field, self.sheet.words.review
        wanted, confidence = _split(rest)
        value = _value_of(wanted, name, self.sheet)
        if value is None:
            self.say(words.which_value.format(count=len(choices(self.sheet.wording.field(name)))))
            return
        told = words.changed.format(value=self.sheet.value(name, value))
        self._decide("changed", told, changed(self._now.entry, value, self.hand, confidence))

    def _reject(self, rest: str) -> None:
        value = self.sheet.value(self._now.field, self._now.entry["value"])
        told = REJECTED.in_(self.sheet.wording.lang).format(value=value)
        note = f"{told}: {rest}" if rest else told
        self._decide("rejected", self.sheet.words.review.rejected, rejected(self._now.entry, self.hand, note))

    def _decide(self, made: Made, told: str, entry: Mapping[str, Data]) -> None:
        """Write first, go on then."""
        set_facts(self.file, {self._now.field: entry})
        self.made[self._now.field] = (made, told)
        self.say(told)
        self.place += 1

    def _skip(self, _: str) -> None:
        self.place += 1

    def _back(self, _: str) -> None:
        if self.place == 0:
            self.say(self.sheet.words.review.first)
        self.place = max(0, self.place - 1)

    def _help(self, _: str) -> None:
        self.say(self.sheet.words.review.help)


def _split(rest: str) -> tuple[str, Confidence]:
    """The value and, behind it, a letter for the confidence."""
    value, _, last = rest.rpartition(" ")
    if value and last.lower() in _CONFIDENCES:
        return value, _CONFIDENCES[last.lower()]
    return rest, "high"


def _value_of(typed: str, name: str, sheet: Sheet) -> str | tuple[str, ...] | None:
    """A value by its number, its word or its label; several for a list. None where it is not understood."""
    known = sheet.wording.field(name)
    if typed.lower() in ("0", UNKNOWN, sheet.words.review.unknown.lower()):
        return UNKNOWN
    if known.items is None:
        return _word(typed, known, name, sheet)
    words = [_word(part.strip(), known, name, sheet) for part in typed.split(",")]
    return None if None in words else tuple(dict.fromkeys(_present(words)))


def _present(words: Iterable[str | None]) -> Iterator[str]:
    return (word for word in words if word is not None)


def _word(typed: str, known: Field, name: str, sheet: Sheet) -> str | None:
    values = choices(known)
    if typed.isdecimal() and 1 <= int(typed) <= len(values):
        return values[int(typed) - 1]
    labels = {sheet.value(name, value if known.items is None else [value]).lower(): value for value in values}
    return typed.lower() if typed.lower() in values else labels.get(typed.lower())
