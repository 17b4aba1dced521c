"""The formula that closes an agreement: „Geschehen zu …“, “Done at …”."""

from __future__ import annotations

import re

from abkommen.intake.structure.lines import Line

_CLOSING = re.compile(
    r"(?:Zu Urkund|Zu[mr]? (?:Zeugnis|Beweis|Beglaubigung)\b|So geschehen|Geschehen (?:zu|in|im|am)\b|"
    r"(?:Ausgefertigt|Abgeschlossen|Unterzeichnet|Gefertigt) (?:zu|in)\b|Gegeben zu\b|Erstellt in\b|Paraphiert\b|"
    r"In witness (?:whereof|thereof)|In testimony|In faith whereof|Done (?=at |in |this |on )|Signed (?:at|in)\b|Initialled\b)",
    re.IGNORECASE,
)
_CLOSING_INSIDE = re.compile(
    r"\.\s+(?=Zu Urkund|Geschehen (?:zu|in) [A-ZÄÖÜ]|In witness whereof|IN WITNESS WHEREOF|D(?:one|ONE) (?:at|in) [A-Z])"
)


def closing(line: Line) -> bool:
    """Whether a line begins the closing formula: "Geschehen zu …", "Done at …", "In witness whereof …"."""
    return bool(_CLOSING.match(line.text))


def closing_inside(text: str, start: int, end: int) -> int | None:
    """Where a closing formula begins behind a full stop inside running text, if it does."""
    match = _CLOSING_INSIDE.search(text, start, end)
    return match.end() if match else None
