"""Texts printed in two or three languages side by side: one of them is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

from abkommen.intake.draft import Language
from abkommen.intake.language import column_language

_LEAST_SHARE: Final = 0.2


class HasText(Protocol):
    """A block or a line."""

    @property
    def text(self) -> str: ...


Part = TypeVar("Part", bound=HasText)


def one_language(columns: Sequence[list[Part]], wanted: Language | None) -> list[list[Part]]:
    """The columns in one language, when there are columns in several; columns too short to tell are kept.

    That is the language ``wanted``, or the one of the first column that is German or English.
    """
    texts = [" ".join(part.text for part in column) for column in columns]
    spoken = [column_language(text) for text in texts]
    words: Counter[str] = Counter()
    for text, language in zip(texts, spoken, strict=True):
        words[language or ""] += len(text.split())
    told = {language for language in words if language and words[language] >= _LEAST_SHARE * words.total()}
    chosen = wanted if wanted in told else next((language for language in spoken if language in ("de", "en")), None)
    if len(told) < 2 or chosen is None:
        return list(columns)
    return [column for column, language in zip(columns, spoken, strict=True) if language in (chosen, None)]
