"""What the parts of a case file mean, in German and English: for the comments of new files and for editors."""

from __future__ import annotations

from abkommen.base.fields import Scope
from abkommen.base.texts import Text


def _text(de: str, en: str) -> Text:
    return Text(de=de, en=en)


HEAD_KEYS = {
    "schema": _text("Art und Fassung dieser Datei.", "Kind and version of this file."),
    "id": _text("Kurzname in Kleinbuchstaben, etwa de-ke.", "Short name in small letters, such as de-ke."),
    "title": _text("Titel in beiden Sprachen.", "Title in both languages."),
    "as_of": _text(
        "Stichtag: Jahr, Monat oder Tag (2026, 2026-01, 2026-01-31). Angaben von später zählen noch nicht.",
        "Day of assessment: year, month or day (2026, 2026-01, 2026-01-31). Facts of a later date do not count yet.",
    ),
    "layers": _text(
        "Dateien, auf denen der Fall aufbaut: Deutschland, Partner, EU. Von mehreren zählt die letzte vor dem Stichtag.",
        "Files the case builds on: Germany, partner, EU. Of several the latest before the day of assessment counts.",
    ),
    "draft": _text(
        "Der Entwurf, aus dem zitiert wird; complete: yes nur mit allen Anhängen und Protokollen.",
        "The draft that is quoted; complete: yes only with all annexes and protocols.",
    ),
    "memo": _text("Eigene Worte für das Memo.", "Your own words for the memo."),
    "sources": _text(
        "Quellen unter kurzen Namen (S1, S2, …), jede mit Adresse oder mit Herausgeber und Datum.",
        "Sources under short names (S1, S2, …), each with an address or with publisher and date.",
    ),
    "facts": _text("Angaben nach Gruppen. Was fehlt, ist unbekannt.", "Facts by group. What is absent is unknown."),
    "country": _text("Ländercode nach ISO 3166, etwa KE.", "Country code of ISO 3166, such as KE."),
    "extends": _text(
        "Ältere Datei, deren Angaben weitergelten, soweit hier nichts anderes steht.",
        "Older file whose facts remain valid unless this one says otherwise.",
    ),
    "ministries": _text("Namen der Ressorts zu dieser Zeit.", "Names of the ministries at the time."),
}

SOURCE_KEYS = {
    "kind": _text("Art der Quelle.", "Kind of source."),
    "title": _text("Titel, wie er auf der Quelle steht.", "Title as it stands on the source."),
    "author": _text("Verfasserinnen und Verfasser.", "Authors."),
    "publisher": _text("Herausgeber.", "Publisher."),
    "number": _text("Nummer, Fundstelle oder Drucksache.", "Number, official citation or document number."),
    "date": _text("Datum der Quelle.", "Date of the source."),
    "language": _text("Sprache (de, en, …).", "Language (de, en, …)."),
    "address": _text("Adresse mit https://.", "Address with https://."),
    "accessed": _text("Tag des Abrufs.", "Day of access."),
    "weak": _text(
        "Kopie, Spiegel oder nur der Anfang gelesen: Angaben daraus haben höchstens geringe Verlässlichkeit.",
        "Copy, mirror or only the opening read: facts from it have low confidence at most.",
    ),
    "note": _text("Anmerkung.", "Note."),
    "file": _text("Datei, die vorliegt (etwa ein Entwurf).", "File at hand (a draft, for example)."),
}

FACT_KEYS = {
    "value": _text("Der Wert, oder unknown.", "The value, or unknown."),
    "basis": _text("Worauf die Angabe beruht.", "What the fact rests on."),
    "confidence": _text("Verlässlichkeit.", "Confidence."),
    "as_of": _text("Wann das galt, was angegeben ist.", "When what is stated was the case."),
    "from": _text("Quelle, etwa S1.", "Source, such as S1."),
    "at": _text("Stelle in der Quelle: Artikel, Seite, Absatz.", "Place in the source: article, page, paragraph."),
    "quote": _text("Wortlaut in der Originalsprache.", "Wording in the original language."),
    "evidence": _text(
        "Mehrere Belege: Quelle, Stelle, Wortlaut.", "Several pieces of evidence: source, place, wording."
    ),
    "unknown_kind": _text("Warum der Wert unbekannt ist.", "Why the value is unknown."),
    "candidates": _text("Werte, die noch in Frage kommen.", "Values that are still possible."),
    "claims": _text("Was die Quellen gegeneinander behaupten.", "What the sources claim against each other."),
    "complete": _text("Ob die Liste alles enthält, was es gibt.", "Whether the list holds all there is."),
    "search": _text("Wann und wo gesucht wurde.", "When and where it was looked for."),
    "check_by": _text("Ab wann die Angabe zu prüfen ist.", "From when on the fact needs a check."),
    "confidential": _text("Erscheint nicht in Berichten für außen.", "Does not appear in reports for outside."),
    "entered": _text("Wer es wann eingetragen hat.", "Who entered it, and when."),
    "note": _text("Anmerkung.", "Note."),
    "weight": _text("Gewicht eines Vorschlags aus dem Entwurf.", "Weight of a proposal read from the draft."),
}

BASES = {
    "stated": _text("so in der Quelle", "the source says so"),
    "inferred": _text("aus der Quelle geschlossen", "follows from the source"),
    "silent": _text("der vollständige Text schweigt", "the complete text is silent"),
    "presumed": _text("Vermutung", "a guess"),
    "baseline": _text(
        "allgemeine Aussage, auf diesen Fall übertragen", "a general statement, carried over to this case"
    ),
    "proposed": _text("aus dem Entwurf gelesen, noch nicht bestätigt", "read from the draft, not yet accepted"),
}

UNKNOWN_KINDS = {
    "not_asked": _text("niemand hat nachgesehen", "nobody has looked"),
    "searched": _text("gesucht und nicht gefunden", "looked for and not found"),
    "undetermined": _text(
        "eine Quelle spricht davon, aber nicht genau genug", "a source speaks of it, but not precisely enough"
    ),
    "disputed": _text("Quellen widersprechen sich", "sources contradict each other"),
    "withheld": _text("vorhanden, aber nicht zugänglich", "exists, but is not accessible"),
}

SCOPES: dict[Scope, Text] = {
    "partner": _text(
        "Gehört in die Partnerdatei; hier nur, wenn es für dieses Abkommen anders ist.",
        "Belongs in the partner file; fill in here only where this agreement differs.",
    ),
    "baseline": _text(
        "Betrifft Deutschland insgesamt und steht in der Baseline; hier nur, wenn es für dieses Abkommen anders ist.",
        "Concerns Germany as a whole and stands in the baseline; fill in here only where this agreement differs.",
    ),
    "eu": _text(
        "Betrifft die EU und steht in der EU-Baseline; hier nur, wenn es für dieses Abkommen anders ist.",
        "Concerns the EU and stands in the EU baseline; fill in here only where this agreement differs.",
    ),
    "portfolio": _text(
        "Betrifft alle Abkommen zusammen und steht in der EU-Baseline; hier in der Regel nichts eintragen.",
        "Concerns all agreements together and stands in the EU baseline; as a rule leave it empty here.",
    ),
}

EVIDENCE = _text("Was als Beleg zählt", "What counts as evidence")
ANSWERED_BY = _text("Wer es wissen kann", "Who could know")
ITEMS = _text("Einträge", "Items")
UNIT = _text("Einheit", "Unit")
TEXT = _text("Text", "text")
NONE_MEANS = _text("none = gibt es nicht", "none = there is none")

INTRODUCTION = _text(
    """\
So wird diese Datei ausgefüllt:

1. Quellen unter „sources“ eintragen, jede mit Adresse oder mit Herausgeber und Datum.
2. Wo eine Quelle auf eine Frage antwortet: vor dem Eintrag mit „value“ das # und das Leerzeichen dahinter entfernen,
   den Wert eintragen, bei „from“ die Quelle nennen und bei „at“ die Stelle (Artikel, Seite, Absatz).
3. Alles andere stehen lassen. Was fehlt, gilt als unbekannt und nie als Nein.

Ein Nein braucht eine Quelle, die verneint, oder ein vollständiges Dokument, in dem die Regelung stehen müsste.
Eine leere Liste heißt „keine“ nur mit complete: yes und search: {on: 2026-01, where: …}.
Texte mit Komma oder Doppelpunkt brauchen innerhalb von { } Anführungszeichen.

Jede Angabe kann außerdem haben:""",
    """\
How to fill in this file:

1. Enter sources under “sources”, each with an address or with publisher and date.
2. Where a source answers a question: remove the # and the blank after it before the entry with “value”, enter the
   value, name the source after “from” and the place (article, page, paragraph) after “at”.
3. Leave everything else as it is. What is absent is unknown and never counts as no.

A no needs a source that denies it, or a complete document in which the provision would have to stand.
An empty list means “none” only with complete: yes and search: {on: 2026-01, where: …}.
Inside { } texts with a comma or a colon need quotes.

Every fact can also have:""",
)
NO_PARTNER = _text(
    "Für dieses Land gibt es noch keine Partnerdatei. Sobald partners/{name}.yaml neben dieser Datei liegt:",
    "There is no partner file for this country yet. Once partners/{name}.yaml lies beside this file:",
)
EXAMPLE_SOURCE = _text("Beispiel einer Quelle:", "Example of a source:")
TITLE = _text("Migrationsabkommen Deutschland{dash}{country}", "Migration agreement Germany{dash}{country}")
