"""Bad input, told so that the person who wrote it can mend it: place, what is wrong, what was expected, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with an input. ``line`` and ``column`` count from 1; ``None`` where the whole file is meant."""

    file: str
    line: int | None
    column: int | None
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return visible(f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else ""))


def visible(text: str) -> str:
    """The text with everything escaped that a terminal would obey or cannot show."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


class BadInput(Exception):
    """Input that cannot be used. Carries every problem found, in the order of the file, never only the first."""

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(dict.fromkeys(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[BadInput], tuple[tuple[Problem, ...]]]:
        """As it was made: between processes an exception travels by its arguments, which are the problems."""
        return type(self), (self.problems,)


def did_you_mean(word: str, known: Iterable[str], limit: int = 3) -> str:
    """A hint that names the closest of ``known``, or the empty string when nothing is close."""
    lowered = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.lower(), list(lowered), n=limit, cutoff=0.6)
    return f"did you mean {' or '.join(lowered[name] for name in close)}?" if close else ""
