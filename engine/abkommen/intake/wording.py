"""How headings, sentences and cross-references look on the page."""

from __future__ import annotations

import re
from typing import Final

_LONGEST_HEADING: Final = 260
# Patterns anchored at the end of a line look at no more than this, so that a line of megabytes costs no more than another.
_TAIL: Final = 200
# A heading with a full stop or colon behind it has no more words than this; longer ones are sentences.
_PUNCTUATED: Final = 4
FOOTNOTE: Final = r"\[\^[^\]\s]{1,8}\]"
FOOTNOTES = re.compile(FOOTNOTE)

# Words that never end a sentence or a heading: what follows them on the next line belongs to them.
_DANGLING = re.compile(
    r"(?:^|\W)(?:in|im|of|with|under|by|to|the|from|and|or|see|per|by|than|at|for|on|nach|gemäss|gemäß|des|der|dem|den|die|"
    r"das|von|vom|und|oder|mit|aus|zu|zum|zur|bis|siehe|laut|sowie|sinne|gemeinsam|articles?|artikel[ns]?|art\.|abs\.|"
    r"absatz|paragraphs?|sind|ist|werden|wird|müssen|entweder|shall|insbesondere|folgende[ns]?)$",
    re.IGNORECASE,
)
_TERMINAL = re.compile(r"[.:;!?…][)\]»”“\"’]*(?:\[\^[^\]]+\])*$")
_REFERENCE_TAIL = re.compile(
    r"\s*(?:\(\d+[a-z]?\)\s*|\([a-z]\)\s*)*(?:[a-zäöüß]|[,;)/+]|[-–]\s?\d|Abs(?:atz|ätze|\.)|Buchst|Bst|Ziff|Nummer\b|Nr\.|"
    r"Satz\b|Unterabs|Par(?:agraph|a|\.)|OF\b|AND\b|UND\b|SHALL\b)"
)
_NAMES_A_PART = re.compile(
    r"\s*(?:(?:of|and|or|to|in|is|are|was|were|has|have|shall|may|must|does|do|applies|apply|above|below|hereof|par\.|paragraphs?|"
    r"des|der|die|das|den|dem|dieses|dieser|diesem|gilt|gelten|und|oder|bis|ist|sind|wird|werden|findet|finden|genannte\w*|bleibt|bleiben|"
    r"sieht|regelt|kann|hat|haben|sowie|nicht|dargelegte\w*|festgelegte\w*|oben|zu|zum|im|in|auf|für|vom|von|lit|ff?)\b|[^a-zäöüß\s])"
)
_FINITE = re.compile(
    r"\b(?:shall|will|may|must|agree|undertake|is|are|ist|sind|wird|werden|kann|können|gilt|gelten|tritt|treten|soll|"
    r"sollen|hat|haben|muss|darf|verpflichten|vereinbaren|erklären)\b"
)
# "Zu Artikel 3 des Abkommens:": how protocols head what they add to an article.
_CONCERNING = re.compile(
    r"(?:Zu|Ad|Re|Regarding|Concerning|With regard to)\s+(?:den\s)?(?:Art|Paragraph|Absatz|Nr)", re.IGNORECASE
)
_LONGEST_CONCERNING: Final = 12
_TABLE = re.compile(r"\s*\|")
_LEADERS = re.compile(r"(?:\s?[.·…_]){3,}\s*\d{0,4}$|\t\s*\d{1,4}$")


def squeeze(text: str) -> str:
    """Text on one line without footnote marks, decoration and dotted leaders."""
    words = " ".join(FOOTNOTES.sub("", text).replace("**", "").split())
    return words[:-_TAIL] + _LEADERS.sub("", words[-_TAIL:]).strip()


def dangles(text: str) -> bool:
    """Whether the line cannot be the end of anything: "…pursuant to"."""
    return bool(_DANGLING.search(text[-_TAIL:]))


def ends_sentence(text: str) -> bool:
    """Whether a line ends the way a sentence or a list item ends."""
    return bool(_TERMINAL.search(text[-_TAIL:].rstrip()))


def continues_reference(tail: str) -> bool:
    """Whether what follows "Article 7" makes it a cross-reference: " shall", ", paragraph 2", " Absatz 2"."""
    return bool(_REFERENCE_TAIL.match(FOOTNOTES.sub("", tail)))


def may_be_uncapitalised(tail: str) -> bool:
    """Whether what follows "Art. 3" may be a heading whose author forgot the capital, rather than a cross-reference."""
    return not _NAMES_A_PART.match(tail) and is_title(tail.strip().capitalize()) and len(tail.split()) <= 12


def is_table(text: str) -> bool:
    """Whether the line is a row of a table."""
    return bool(_TABLE.match(text))


def is_heading(text: str) -> bool:
    """Whether a stretch reads as a heading: short, begun with a capital, not ended like a sentence."""
    if len(text) > 4 * _LONGEST_HEADING:
        return False
    words = squeeze(text)
    if not words or len(words) > _LONGEST_HEADING or is_table(words):
        return False
    if not (words[0].isupper() or words[0] in "«„“\"'(" or words[0].isdigit()):
        return False
    if _CONCERNING.match(words) and len(words.split()) <= _LONGEST_CONCERNING:
        return True
    if words.endswith((":", ".")) and len(words.split()) <= _PUNCTUATED and not _FINITE.search(words):
        return not words.endswith(("etc.", "usw."))
    return not words.endswith((",", ";", ":", ".", "!", "?", " und", " and"))


def is_title(text: str) -> bool:
    """Whether a line of its own reads as the heading of what follows; stricter than :func:`is_heading`."""
    return is_heading(text) and not squeeze(text).endswith((".", ":")) and not dangles(text)


def capital_run(text: str) -> int:
    """How far into ``text`` a heading in capitals runs before mixed case begins; 0 when there is none."""
    end = 0
    for word in re.finditer(r"\S+", text):
        letters = [letter for letter in word[0] if letter.isalpha()]
        if any(letter.islower() for letter in letters):
            break
        end = word.end()
    run = text[:end]
    followed = text[end:].lstrip()
    # A lone capital such as "A" or "I" is the first word of the sentence, not the last of the heading.
    if followed and (last := re.search(r"\s+[A-ZÄÖÜ]\s*$", run)):
        run = run[: last.start()]
    return len(run.rstrip()) if sum(letter.isalpha() for letter in run) >= 4 else 0
