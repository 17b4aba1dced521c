"""One proposal on the terminal: the question, what the values mean, and the article with the deciding words marked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from abkommen.base.fields import TRI, YES_NO, Field
from abkommen.casefile.proposing import TO_CHECK
from abkommen.intake.draft import Article, Draft
from abkommen.intake.locating import Span, articles_at, spans_of_quote
from abkommen.reports.drafts.words import IntakeWords
from abkommen.reports.escaping import plain
from abkommen.reports.gap_report import Screen
from abkommen.reports.styles import Style
from abkommen.reports.wording.display import number, quoted
from abkommen.reports.wording.wording import Wording

_OPEN, _CLOSE = "\ue000", "\ue001"  # private characters that stand for the marks while lines are broken
_NO_MARKS: Final = dict.fromkeys((ord(_OPEN), ord(_CLOSE)))
_WHOLE: Final = (
    1_600  # characters; of a longer article, and of all but the first, only paragraphs with deciding words are shown
)
_MARKS: Final = ("[[", "]]")


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in the draft an entry quotes."""

    locator: str
    quote: str


def choices(field: Field) -> tuple[str, ...]:
    """The values a field can be given, in the order of its numbers on the sheet."""
    if field.items is not None:
        return field.items.values
    return {"tri": TRI, "yes_no": YES_NO}.get(field.type, field.values)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Writes sheets in one language. ``draft`` is None where the case names no text at hand."""

    wording: Wording
    words: IntakeWords
    screen: Screen
    draft: Draft | None

    def value(self, name: str, value: Any) -> str:
        """A value, or the entries of a list, in words."""
        if isinstance(value, str):
            return self.words.review.unknown if value == "unknown" else plain(self.wording.value(name, value))
        return plain("; ".join(self.wording.attribute_value(name, "value", str(entry)) for entry in value))

    def text(self, name: str, entry: Mapping[str, Any], cited: Sequence[Cited]) -> str:
        """Everything a person needs to decide on one proposal."""
        lines = [*self._question(name, entry), "", *self._values(name), *self._passages(cited)]
        return "\n".join(lines) + "\n"

    def _question(self, name: str, entry: Mapping[str, Any]) -> Iterator[str]:
        words, field = self.words.review, self.wording.field(name)
        yield from self._wrapped(f"{self.wording.label(name)} ({name})", "", "bold")
        yield from self._wrapped(self.wording.text(field.question), "  ")
        weight = number(self.wording.words, float(entry.get("weight", 0)))
        yield from self._wrapped(
            words.proposed.format(value=self.value(name, entry["value"]), weight=weight), "  ", "bold"
        )
        note = plain(str(entry.get("note", "")))
        if note:
            check = note.removeprefix(TO_CHECK.de).removeprefix(TO_CHECK.en)
            yield from self._wrapped(words.check.format(check=check), "  ", "yellow")

    def _values(self, name: str) -> Iterator[str]:
        field = self.wording.field(name)
        for place, value in enumerate(choices(field), start=1):
            meaning = self.wording.text(field.anchors[value]) if value in field.anchors else ""
            shown = self.value(name, value if field.items is None else [value])
            yield from self._wrapped(f"{place} {shown}" + (f": {meaning}" if meaning else ""), "  ")
        yield f"  0 {self.words.review.unknown}"

    def _passages(self, cited: Sequence[Cited]) -> Iterator[str]:
        for rank, place in enumerate(cited):
            yield ""
            found = self._found(place)
            if found is None:
                yield from self._lost(place)
                continue
            article, spans = found
            yield from self._wrapped(plain(f"{article.id} {article.heading}"), "", "bold")
            whole = not spans or (rank == 0 and article.end - article.body <= _WHOLE)
            yield from self._marked(article, spans, whole=whole)

    def _found(self, place: Cited) -> tuple[Article, tuple[Span, ...]] | None:
        if self.draft is None:
            return None
        for article in articles_at(self.draft, place.locator):
            spans = spans_of_quote(self.draft, article, place.quote)
            if spans or not place.quote:
                return article, spans
        return None

    def _lost(self, place: Cited) -> Iterator[str]:
        words = self.words.review
        quote = f": {quoted(self.wording.words, plain(place.quote))}" if place.quote else ""
        told = words.no_text if self.draft is None else words.gone
        yield from self._wrapped(f"{told} {plain(place.locator)}{quote}", "  ")

    def _marked(self, article: Article, spans: tuple[Span, ...], *, whole: bool) -> Iterator[str]:
        assert self.draft is not None
        skipped = False
        for start, end in _paragraphs(article):
            inside = [(max(first, start), min(last, end)) for first, last in spans if first < end and last > start]
            if not whole and not inside:
                skipped = True
                continue
            if skipped:
                yield f"  {self.words.review.left_out}"
            skipped = False
            yield from self._paragraph(self.draft.text, start, end, inside)
        if skipped:
            yield f"  {self.words.review.left_out}"

    def _paragraph(self, text: str, start: int, end: int, inside: Iterable[Span]) -> Iterator[str]:
        """A paragraph in lines; the marks are put in after the lines are broken, so that they cost no width."""
        marked, position = "", start
        for first, last in inside:
            before, words = text[position:first].translate(_NO_MARKS), text[first:last].translate(_NO_MARKS)
            marked, position = f"{marked}{before}{_OPEN}{words}{_CLOSE}", last
        marked += text[position:end].translate(_NO_MARKS)
        lines = textwrap.wrap(plain(marked), self.screen.width, initial_indent="  ", subsequent_indent="  ")
        within = False
        for line in lines:
            shown = f"  {_OPEN}{line[2:]}" if within else line
            within = line.rfind(_OPEN) > line.rfind(_CLOSE) or (within and _CLOSE not in line)
            yield self._with_marks(shown + (_CLOSE if within else ""))

    def _with_marks(self, line: str) -> str:
        if not self.screen.colour:
            return line.replace(_OPEN, _MARKS[0]).replace(_CLOSE, _MARKS[1])
        parts = line.replace(_CLOSE, _OPEN).split(_OPEN)
        return "".join(self._style(part, "bold", "yellow") if place % 2 else part for place, part in enumerate(parts))

    def _wrapped(self, text: str, indent: str, *emphasis: str) -> Iterator[str]:
        for line in textwrap.wrap(text, self.screen.width, initial_indent=indent, subsequent_indent=indent + "  "):
            yield self._style(line, *emphasis)

    def _style(self, text: str, *emphasis: str) -> str:
        return Style(self.screen.colour)(text, *emphasis)


def _paragraphs(article: Article) -> Iterator[Span]:
    """The paragraphs of an article, with whatever stands before the first and after the last."""
    position = article.body
    for paragraph in article.paragraphs:
        if paragraph.start > position:
            yield position, paragraph.start
        if paragraph.end > position:
            yield max(position, paragraph.start), paragraph.end
            position = paragraph.end
    if article.end > position:
        yield position, article.end
