"""Sources as a numbered list: what several layers cite is one entry, and only what is cited stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from abkommen.casefile.model import Case, Evidence, Fact, Source
from abkommen.reports.gap.model import Address, Reference, SourceView
from abkommen.reports.wording.display import date
from abkommen.reports.wording.wording import Wording


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The sources of a case by key, and their numbers."""

    sources: Mapping[str, Source]
    numbers: Mapping[str, int]

    def reference(self, evidence: Evidence) -> Reference:
        source = self.sources.get(evidence.source)
        title = source.title if source is not None else evidence.source
        return Reference(self.numbers.get(evidence.source), title, evidence.locator, evidence.quote)


def bibliography(case: Case) -> Bibliography:
    """Number the cited sources in the order of the case and its layers."""
    cited = {item.source for fact in case.facts.values() for item in evidence_of(fact)}
    numbers: dict[str, int] = {}
    known: dict[Source, int] = {}
    for key, source in case.sources.items():
        if key in cited:
            publication = replace(source, key="", note="", accessed=None, weak=False)
            numbers[key] = known.setdefault(publication, len(known) + 1)
    return Bibliography(case.sources, numbers)


def evidence_of(fact: Fact) -> Iterable[Evidence]:
    """All evidence of a fact, that of contradicting claims included."""
    return (*fact.evidence, *(item for claim in fact.claims for item in claim.evidence))


def source_list(wording: Wording, found: Bibliography) -> tuple[SourceView, ...]:
    """One entry per number; of a source that several layers name the first entry tells."""
    first: dict[int, Source] = {}
    for key, number in found.numbers.items():
        first.setdefault(number, found.sources[key])
    return tuple(_entry(wording, number, source) for number, source in sorted(first.items()))


def _entry(wording: Wording, number: int, source: Source) -> SourceView:
    parts = (source.author, source.number, source.publisher, date(wording.words, source.date) if source.date else "")
    return SourceView(
        number,
        source.title,
        wording.words.lists.comma.join(part for part in parts if part),
        wording.term("source_kinds", source.kind),
        linked(source.address),
        source.address,
        date(wording.words, source.accessed) if source.accessed else "",
        source.weak,
        source.note,
    )


def linked(address: str) -> Address | None:
    """The address as a link, or None where it is no web address. What could end a link early is percent-encoded."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return Address(quote(address, safe="%/:=&?~#+!$,;'@()*[]-._"))
