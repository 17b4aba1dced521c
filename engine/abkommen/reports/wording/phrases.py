"""What a condition becomes: a line, or a list of them under "all" or "at least one"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from abkommen.reports.wording.display import sentence_case
from abkommen.reports.wording.words import Words

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Line:
    """One condition in one line, without a full stop."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Several conditions of which all, or at least one, must hold."""

    kind: Literal["all", "any"]
    parts: tuple[Phrase, ...]


Phrase = Line | Listing


def head(words: Words, phrase: Phrase) -> str:
    """The line itself, or what stands above the list."""
    if isinstance(phrase, Line):
        return phrase.text
    return words.conditions.all_hold if phrase.kind == "all" else words.conditions.any_holds


def one_line(words: Words, phrase: Phrase) -> str:
    """Everything in one line; the parts of a list are parted by semicolons, lists in lists by brackets."""
    if isinstance(phrase, Line):
        return phrase.text
    parts = (f"({one_line(words, part)})" if isinstance(part, Listing) else part.text for part in phrase.parts)
    return words.conditions.claim.format(label=head(words, phrase), value=words.lists.semicolon.join(parts))


def bullets(words: Words, phrase: Phrase) -> str:
    """As Markdown: a line as it is, a list with its heading and nested bullets."""
    if isinstance(phrase, Line):
        return sentence_case(phrase.text)
    return f"{sentence_case(head(words, phrase))}:\n\n" + "\n".join(_bullets(words, phrase, ""))


def _bullets(words: Words, listing: Listing, indent: str) -> Iterator[str]:
    for part in listing.parts:
        text = sentence_case(head(words, part))
        yield f"{indent}- {text}{':' if isinstance(part, Listing) else ''}"
        if isinstance(part, Listing):
            yield from _bullets(words, part, indent + INDENT)
