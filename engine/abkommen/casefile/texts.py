"""Which text of an agreement a case speaks of on its day."""

from __future__ import annotations

from abkommen.casefile.model import Case, Source, SourceKind

AGREEMENT: SourceKind = "agreement_text"
TEXT_KINDS: tuple[SourceKind, ...] = (AGREEMENT, "annex", "protocol")


def current_text(case: Case) -> str | None:
    """The path, as the case file gives it, of the draft it names, or of a later round among its sources.

    A later round is a text at hand in the draft's language, dated after the draft and no later than the day of assessment.
    """
    named = next((source for source in _rounds(case) if source.file == case.draft), None)
    if named is None or named.date is None:
        return case.draft
    day = case.as_of.last
    later = {
        source.date.first: source.file
        for source in _rounds(case)
        if source.language == named.language
        and source.date is not None
        and named.date.first <= source.date.first <= day
    }
    return later[max(later)] if later else case.draft


def quoted_texts(case: Case) -> dict[str, Source]:
    """The texts the case's own facts quote: those at hand, or where none is at hand those it can only name."""
    own = {key: source for key, source in case.sources.items() if key.startswith("case/") and source.kind in TEXT_KINDS}
    return {key: source for key, source in own.items() if source.file} or own


def _rounds(case: Case) -> list[Source]:
    """Texts of the agreement at hand; of two of one day the one listed first counts."""
    return [source for source in reversed(quoted_texts(case).values()) if source.kind == AGREEMENT and source.file]
