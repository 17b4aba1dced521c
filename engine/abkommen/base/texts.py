"""Texts in the project's two languages."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Lang = Literal["de", "en"]
LANGUAGES: tuple[Lang, ...] = ("de", "en")


class Text(BaseModel):
    """One text in German and English; both are obligatory."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    de: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_(self, lang: Lang) -> str:
        return self.de if lang == "de" else self.en
