"""What was read from a draft, for the terminal. Everything from the draft is made visible characters on one line first."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from abkommen.base.texts import Text
from abkommen.intake.draft import Article
from abkommen.intake.proposals import Proposal
from abkommen.intake.quoting import quotes_of
from abkommen.intake.rounds.changes import LANGUAGE, ReadDraft
from abkommen.reports.drafts.attributes import attribute_in_words, attribute_name
from abkommen.reports.drafts.words import IntakeWords, counted
from abkommen.reports.escaping import plain
from abkommen.reports.gap_report import Screen
from abkommen.reports.styles import Style
from abkommen.reports.wording.display import number, quoted, sentence_case
from abkommen.reports.wording.wording import Wording

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """Writes summaries in one language. ``topics`` are the titles of the detectors' topics."""

    wording: Wording
    words: IntakeWords
    topics: Mapping[str, Text]
    screen: Screen

    def text(self, read: ReadDraft) -> str:
        """Articles with their provisions, numbers, and the proposals with what to check."""
        parts = (self._head(read), self._structure(read), self._attributes(read), self._proposals(read))
        return "\n\n".join("\n".join(part) for part in parts) + "\n"

    def _head(self, read: ReadDraft) -> Iterator[str]:
        words, draft = self.words.draft, read.draft
        articles = counted(words.articles, sum(article.kind == "article" for article in draft.articles))
        given = {"name": plain(draft.name), "language": self.words.languages[draft.language], "articles": articles}
        if draft.pages:
            yield self._bold(words.head_with_pages.format(**given, pages=counted(words.pages, draft.pages)))
        else:
            yield self._bold(words.head.format(**given))

    def _structure(self, read: ReadDraft) -> Iterator[str]:
        yield self._bold(self.words.draft.structure)
        chapter = ""
        for article in read.draft.articles:
            if article.chapter and article.chapter != chapter:
                yield from self._wrapped(plain(article.chapter), 1)
            chapter = article.chapter
            yield from self._wrapped(f"{plain(article.id)}  {plain(article.heading)}".rstrip(), 2)
            yield from self._topics(read, article)

    def _topics(self, read: ReadDraft, article: Article) -> Iterator[str]:
        hits = [hit for hit in read.findings.provisions if hit.article == article.id]
        provided, mentioned = ([hit.topic for hit in hits if hit.kind == kind] for kind in ("provision", "mention"))
        if provided:
            yield from self._wrapped(self._titles(provided), 4, "green")
        if mentioned:
            yield from self._wrapped(self.words.draft.mentioned.format(topics=self._titles(mentioned)), 4, "faint")

    def _titles(self, topics: Iterable[str]) -> str:
        return "; ".join(self.wording.text(self.topics[topic]) for topic in dict.fromkeys(topics))

    def _attributes(self, read: ReadDraft) -> Iterator[str]:
        words = self.words.draft
        yield self._bold(words.attributes)
        found = {name: value for name, value in read.findings.attributes.items() if name != LANGUAGE}
        for name, value in found.items():
            shown = attribute_in_words(self.words, name, value)
            title = attribute_name(self.words, name)
            yield from self._wrapped(words.attribute.format(name=title, value=shown, article=plain(value.article)), 1)
        if not found:
            yield _INDENT + words.no_attributes

    def _proposals(self, read: ReadDraft) -> Iterator[str]:
        words = self.words.draft
        yield self._bold(
            counted(words.proposals, len(read.proposals)) if read.proposals else sentence_case(words.no_proposals)
        )
        for proposal in read.proposals:
            yield from self._proposal(read, proposal)
        if read.proposals:
            yield ""
            yield words.next

    def _proposal(self, read: ReadDraft, proposal: Proposal) -> Iterator[str]:
        words = self.words
        value = proposed_value(self.wording, proposal)
        yield from self._wrapped(
            words.draft.proposal.format(label=self.wording.label(proposal.field), value=value), 1, "bold"
        )
        weight = words.draft.weight.format(weight=number(self.wording.words, proposal.weight))
        yield from self._wrapped(f"{proposal.field} · {weight}", 2, "faint")
        for quote in quotes_of(read.draft, proposal):
            text = f": {quoted(self.wording.words, plain(quote.text))}" if quote.text else ""
            yield from self._wrapped(f"{plain(quote.article)}{text}", 2)
        if proposal.check is not None:
            yield from self._wrapped(words.review.check.format(check=self.wording.text(proposal.check)), 2, "yellow")

    def _bold(self, text: str) -> str:
        return Style(self.screen.colour)(text, "bold")

    def _wrapped(self, text: str, depth: int, *emphasis: str) -> Iterator[str]:
        style = Style(self.screen.colour)
        indent = _INDENT * depth
        for line in textwrap.wrap(
            text, max(40, self.screen.width), initial_indent=indent, subsequent_indent=indent + _INDENT
        ):
            yield style(line, *emphasis)


def proposed_value(wording: Wording, proposal: Proposal) -> str:
    """The proposed value in words; of a list its entries."""
    if isinstance(proposal.value, str):
        return wording.value(proposal.field, proposal.value)
    return "; ".join(wording.attribute_value(proposal.field, "value", entry) for entry in proposal.value)
