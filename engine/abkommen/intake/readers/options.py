"""What a reader needs to know besides the bytes."""

from __future__ import annotations

from dataclasses import dataclass

from abkommen.intake.draft import Language
from abkommen.intake.limits import DEFAULT, Limits


@dataclass(frozen=True, slots=True)
class Options:
    """``original`` reads a Word file as if its tracked changes were rejected; ``language`` picks a column of two languages."""

    original: bool = False
    language: Language | None = None
    limits: Limits = DEFAULT
