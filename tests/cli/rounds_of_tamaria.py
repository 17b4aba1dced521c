"""Two rounds of a short agreement with an invented country, as files made on the fly."""

from __future__ import annotations

from pathlib import Path

import docx

TITLE = "Abkommen zwischen der Bundesrepublik Deutschland und der Republik Tamarien über Arbeit und Rückkehr"

Round = list[tuple[str, list[str]]]

FIRST: Round = [
    ("Zweck", ["Beide Seiten ordnen Zuwanderung und Rückkehr gemeinsam."]),
    (
        "Zugang zum Arbeitsmarkt",
        [
            "(1) Deutschland lässt Fachkräfte aus Tamarien zur Beschäftigung zu.",
            "(2) Im Kalenderjahr werden höchstens 2 000 Personen zugelassen.",
        ],
    ),
    ("Anerkennung", ["Berufsqualifikationen werden binnen drei Monaten geprüft und anerkannt."]),
    (
        "Rückübernahme",
        [
            "(1) Tamarien übernimmt eigene Staatsangehörige, die in Deutschland kein Aufenthaltsrecht mehr haben.",
            "(2) Das Rückübernahmeersuchen wird innerhalb von 20 Arbeitstagen beantwortet.",
        ],
    ),
    ("Kosten", ["Die Kosten der Beförderung bis zur Grenze trägt die ersuchende Vertragspartei."]),
    (
        "Gemischter Ausschuss",
        ["Ein gemischter Ausschuss tritt einmal jährlich zusammen und überwacht die Anwendung dieses Abkommens."],
    ),
    (
        "Schlussbestimmungen",
        [
            "(1) Dieses Abkommen wird auf unbestimmte Zeit geschlossen.",
            "(2) Jede Vertragspartei kann es mit einer Frist von sechs Monaten kündigen.",
        ],
    ),
]

SECOND: Round = [
    FIRST[0],
    (
        "Zugang zum Arbeitsmarkt",
        [
            "(1) Deutschland lässt Fachkräfte aus Tamarien zur Beschäftigung zu.",
            "(2) Im Kalenderjahr werden höchstens 3 500 Personen zugelassen.",
        ],
    ),
    FIRST[5],
    FIRST[2],
    FIRST[3],
    (
        "Schutz personenbezogener Daten",
        ["Personenbezogene Daten werden nur für die Zwecke dieses Abkommens verarbeitet und danach gelöscht."],
    ),
    FIRST[6],
]
"""The quota has grown, the committee stands further ahead, costs have gone, data protection has come."""


OPENING = "Die Regierungen beider Staaten sind wie folgt übereingekommen:"


def write_round(path: Path, articles: Round) -> Path:
    """A draft with a title, an opening paragraph and numbered articles: a Word file, or a text, by its ending."""
    paragraphs = [OPENING]
    for number, (heading, wording) in enumerate(articles, start=1):
        paragraphs += [f"Artikel {number}", heading, *wording]
    if path.suffix == ".docx":
        document = docx.Document()
        document.add_heading(TITLE, 0)
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        document.save(str(path))
    else:
        path.write_text("\n\n".join([TITLE, *paragraphs]), encoding="utf-8")
    return path
