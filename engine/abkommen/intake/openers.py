"""Lines that head a piece of an agreement, as far as a line alone tells; for readers that must not join them to others."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d{1,3}[a-z]?|[IVXLC]+)"
_HEADS = re.compile(
    rf"(?:(?:Artikel|Article|ARTIKEL|ARTICLE|Art\.)\s*{_NUMBER}|§\s*\d{{1,3}}[a-z]?|"
    rf"(?:Kapitel|Abschnitt|Teil|Chapter|Section|Part|KAPITEL|ABSCHNITT|CHAPTER|SECTION)\s+{_NUMBER}|"
    rf"(?:Anhang|Annex|Anlage|Appendix|ANHANG|ANNEX|ANLAGE)(?:\s+(?:{_NUMBER}|[A-Z]))?|"
    r"\w{0,20}[Pp]rotokoll|(?:\w{1,20} )?Protocol|PROTOCOL|PROTOKOLL|Präambel|Preamble|PRÄAMBEL|PREAMBLE)(?!\w)[.:]?\s*(?P<rest>.*)$"
)
_NAMES_IT = re.compile(r"[a-zäöü,;)(]|Abs|Buchst|Nr|Satz")


def heads_piece(line: str) -> bool:
    """Whether a line heads an article or a larger part, rather than naming one in a sentence."""
    match = _HEADS.match(line)
    return match is not None and not _NAMES_IT.match(match["rest"])


def is_bare_number(line: str) -> bool:
    """Whether a line holds such a heading's number or name and nothing else."""
    match = _HEADS.match(line)
    return match is not None and not match["rest"]
