"""Small packs of detectors and drafts made for one test."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from abkommen.intake.detectors import Detectors, Hit, detect, load_detectors
from abkommen.intake.draft import Article, Draft, Language, Paragraph, PieceKind, Place

PROVISIONS = Path(__file__).parents[2] / "rules" / "swp-2024" / "provisions"

VOCABULARY = """
words:
  payer: {de: [arbeitgeb*], en: [employer*]}
areas: {de: ["folgende* bereich*"], en: ["following areas"]}
passing:
  definitions: {de: ["begriffe"], en: ["definitions"]}
  defining: {de: ["bezeichnet"], en: ["means"]}
  particulars: {de: ["gesuch .. enthalten"], en: ["request .. contain"]}
  reservations: {de: ["vorbehaltlich"], en: ["subject to"]}
  disclaimers: {de: ["abkommen regelt nicht"], en: ["agreement does not concern"]}
  forms: {de: ["unterschrift & stempel"], en: ["signature & stamp"]}
  negations: {de: ["nicht", "kein*"], en: ["not", "no"]}
"""

ATTRIBUTES = """
attributes:
  joint_body_interval:
    unit: word
    readings:
      - {because: "A meeting held once in every year.", value: yearly, en: ["meets yearly"], de: ["tagt jährlich"]}
"""

EXAMPLES = """
examples:
  de: {provision: [Gebühr], nothing: [Haus]}
  en: {provision: [fee], nothing: [house]}
"""


@cache
def shipped() -> Detectors:
    """The detectors of the paper's pack."""
    return load_detectors(PROVISIONS)


def pack(folder: Path, grounds: str, *, more: str = "", attributes: str = ATTRIBUTES) -> Detectors:
    """Detectors with one topic, ``fees``, whose grounds are given as YAML."""
    body = f"topic: fees\ntitle: {{de: Gebühren, en: Fees}}\n{more}grounds:\n{textwrap.indent(textwrap.dedent(grounds), '  ')}"
    write(folder, {"vocabulary": VOCABULARY, "attributes": attributes, "fees": body + EXAMPLES})
    return load_detectors(folder)


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def draft(
    *bodies: str,
    heading: str = "",
    chapter: str = "",
    title: str = "Agreement",
    language: Language = "en",
    kind: PieceKind = "article",
) -> Draft:
    """A draft with one article per body, all of them under one heading; each line is a paragraph."""
    text = f"{title}\n\n"
    pieces = [Article("title", "title", "", "", 0, 0, len(text), ())]
    for number, wording in enumerate(bodies, start=1):
        start = len(text)
        text += f"Article {number} {heading}\n\n"
        body = len(text)
        text += f"{wording}\n\n"
        paragraphs = tuple(_paragraphs(wording, body))
        pieces.append(Article(f"Article {number}", kind, heading, chapter, start, body, len(text), paragraphs))
    return Draft("made.txt", language, text, tuple(pieces), 0)


def _paragraphs(wording: str, start: int) -> Sequence[Paragraph]:
    found = []
    for line in wording.splitlines(keepends=True):
        label = line.split(" ", 1)[0] if line[:1].isdigit() or line[:1] in "(-" else ""
        found.append(Paragraph(label, start, start + len(line), Place(None, 1)))
        start += len(line)
    return found


def hits(made: Draft, detectors: Detectors, topic: str = "fees") -> list[Hit]:
    return [hit for hit in detect(made, detectors).provisions if hit.topic == topic]


def kind(made: Draft, detectors: Detectors, topic: str = "fees") -> str:
    """provision, mention or nothing, for the first article that has the topic."""
    return next((hit.kind for hit in hits(made, detectors, topic)), "nothing")
