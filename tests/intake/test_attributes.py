"""Numbers and periods an agreement sets: read from our own sentences with the pack's readings, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from abkommen.intake.detectors import AttributeValue, detect
from abkommen.intake.draft import Language
from tests.intake.detecting import draft, pack, shipped

GROUND = '- {id: fee, because: "A fee is charged to somebody.", weight: 0.6, en: ["fee"]}'
EXCHANGE = {"de": "Abkommen über den Austausch von Trainees", "en": "Agreement on the exchange of trainees"}


def value(name: str, *bodies: str, language: Language = "de") -> AttributeValue | None:
    return detect(draft(*bodies, title=EXCHANGE[language], language=language), shipped()).attributes.get(name)


@pytest.mark.parametrize(
    ("name", "language", "text", "expected"),
    [
        ("quota_number", "de", "Die Zahl der Trainees darf im Kalenderjahr 80 nicht übersteigen.", 80),
        ("quota_number", "de", "Jede Seite kann jährlich zweihundert Trainees zulassen.", 200),
        ("quota_number", "en", "The number of trainees admitted shall not exceed one hundred per calendar year.", 100),
        ("quota_number", "en", "The number of trainees admitted each year shall not exceed 2,500.", 2500),
        ("quota_number", "en", "Up to one thousand two hundred (1,200) trainees shall be admitted per calendar year.", 1200),
        ("quota_number", "de", "Die Zahl der Trainees darf im Jahr 2.500 nicht übersteigen.", 2500),
        ("quota_number", "de", "Jährlich werden höchstens 2’500 Trainees zugelassen.", 2500),
        ("reply_deadline_days", "de", "Das Rückübernahmeersuchen wird binnen fünfzehn (15) Arbeitstagen beantwortet.", 15),
        ("reply_deadline_days", "de", "Die Antwort auf das Rückübernahmegesuch erfolgt innerhalb eines Monats.", 30),
        ("reply_deadline_days", "de", "Die Frist für die Antwort auf ein Rückübernahmeersuchen beträgt zwölf Tage.", 12),
        ("reply_deadline_days", "en", "The time limit for replying to a readmission application is thirty days.", 30),
        ("reply_deadline_days", "en", "The reply to a readmission request is given within twenty days.", 20),
        ("travel_document_deadline_days", "de",
         "Zur Rückkehr stellt die Botschaft spätestens binnen fünf Arbeitstagen ein Reisedokument aus.", 5),
        ("travel_document_deadline_days", "en", "For the return, the travel document shall be issued within three days.", 3),
        ("joint_body_interval", "de", "Der gemischte Ausschuss tritt einmal jährlich zusammen.", "yearly"),
        ("joint_body_interval", "de", "Der gemischte Ausschuss tritt auf Ersuchen einer Partei zusammen.", "on request"),
        ("joint_body_interval", "de", "Die gemeinsame Arbeitsgruppe tagt halbjährlich.", 6),
        ("joint_body_interval", "de", "Der Gemischte Ausschuss tagt alle zwei Jahre.", 24),
        ("joint_body_interval", "en", "The joint working group meets quarterly.", 3),
        ("joint_body_interval", "en", "The committee meets twice a year.", 6),
        ("joint_body_interval", "en", "The committee meets whenever necessary.", "on request"),
        ("duration", "de", "Dieses Abkommen wird auf unbestimmte Zeit geschlossen.", "indefinite"),
        ("duration", "de", "Das Abkommen verlängert sich stillschweigend um ein Jahr.", "fixed, tacit renewal"),
        ("duration", "en", "This Agreement remains in force for a period of five years.", "fixed 5 years"),
        ("duration", "en", "It shall be renewed automatically for one year.", "fixed, tacit renewal"),
        ("duration", "en", "This Agreement enters into force one month after signature and shall remain in force for three years.",
         "fixed 3 years"),
        ("duration", "en", "This Memorandum shall have a term of 24 months and terminates thereafter.", "fixed 2 years"),
        ("duration", "en", "It continues in force for successive periods of two years.", "fixed, tacit renewal"),
        ("duration", "de", "Dieses Abkommen wird für drei Jahre geschlossen und kann gekündigt werden.", "fixed 3 years"),
        ("duration", "de", "Es tritt am 1. Mai in Kraft und verlängert sich um je ein Jahr, sofern keine Partei widerspricht.",
         "fixed, tacit renewal"),
        ("termination_notice_months", "de", "Es kann mit einer Frist von sechs Monaten gekündigt werden.", 6),
        ("termination_notice_months", "de", "Die Kündigung wird 90 Tage nach ihrem Eingang wirksam.", 3),
        ("termination_notice_months", "en", "Either Party may terminate it by three months' notice.", 3),
        ("max_stay_months", "de", "Die Bewilligung wird für die Dauer von zwölf Monaten erteilt.", 12),
        ("max_stay_months", "de", "Die Bewilligung gilt ein Jahr.", 12),
        ("max_stay_months", "de", "Die Aufenthaltserlaubnis wird für 24 Monate erteilt.", 24),
        ("max_stay_months", "de", "Trainees erhalten einen Aufenthaltstitel mit einer Gültigkeit von zwei Jahren.", 24),
        ("max_stay_months", "en", "The residence permit is granted for 24 months.", 24),
        ("max_stay_months", "en", "Trainees may stay for up to three years.", 36),
        ("max_stay_months", "en", "The permit is granted for a period of two years.", 24),
    ],
)  # fmt: skip
def test_values(name: str, language: Language, text: str, expected: object) -> None:
    found = value(name, text, language=language)
    assert found is not None
    assert found.value == expected
    assert found.article == "Article 1"
    assert found.words


def test_an_extension_lengthens_the_stay() -> None:
    found = value(
        "max_stay_months", "Die Bewilligung wird für ein Jahr erteilt.\nSie kann um sechs Monate verlängert werden."
    )
    assert found is not None
    assert (found.value, found.note) == (18, "12 + 6")


def test_a_total_is_not_added() -> None:
    text = "Die Bewilligung wird für ein Jahr erteilt.\nSie kann auf höchstens 18 Monate verlängert werden."
    found = value("max_stay_months", text)
    assert found is not None
    assert found.value == 18


def test_working_days_are_noted() -> None:
    found = value("reply_deadline_days", "Die Antwort auf das Rückübernahmegesuch ergeht binnen zehn Arbeitstagen.")
    assert found is not None
    assert found.note == "working days"
    found = value("reply_deadline_days", "Die Antwort auf das Rückübernahmegesuch ergeht binnen zehn Tagen.")
    assert found is not None
    assert found.note == ""


def test_the_longest_ordinary_deadline_counts() -> None:
    text = (
        "Das Rückübernahmegesuch wird binnen zwei Tagen beantwortet.\nSonst erfolgt die Antwort binnen zwanzig Tagen.\n"
    )
    found = value("reply_deadline_days", text + "Die Frist zur Antwort kann um vierzig Tage verlängert werden.")
    assert found is not None
    assert found.value == 20


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("quota_number", "de", "Die Trainees sind mindestens 18 Jahre alt."),
        ("quota_number", "de", "Jede Delegation besteht aus höchstens 5 Mitgliedern."),
        ("reply_deadline_days", "de", "Visumanträge werden binnen zehn Tagen beantwortet."),
        ("reply_deadline_days", "en", "Applications for recognition shall be decided within four months."),
        ("travel_document_deadline_days", "de", "Das Reisedokument ist sechs Monate gültig."),
        ("duration", "de", "Das Abkommen tritt einen Monat nach der letzten Notifikation in Kraft."),
        (
            "duration",
            "de",
            "Das Reisedokument wird für die Rückkehr ausgestellt; es ist zwei Jahre in Kraft und gültig.",
        ),
        ("duration", "en", "This Agreement enters into force one month after the last notification."),
        ("duration", "en", "The travel document has effect for return; it is valid for six months."),
        ("duration", "en", "The travel document has effect for return; it is valid for two years."),
        ("termination_notice_months", "de", "Das Abkommen tritt 30 Tage nach der letzten Notifikation in Kraft."),
        ("max_stay_months", "de", "Die Trainees haben eine Ausbildung von zwei Jahren Dauer."),
        ("max_stay_months", "en", "Employers shall keep employment records of trainees for five years."),
        ("max_stay_months", "en", "After four years of employment, trainees may obtain a settlement permit."),
        ("max_stay_months", "de", "Nach vier Jahren Beschäftigung kann Fachkräften eine Niederlassung erlaubt werden."),
        ("max_stay_months", "en", "Trainees have completed a training of two years."),
    ],
)
def test_silence(name: str, language: Language, text: str) -> None:
    assert value(name, text, language=language) is None


@pytest.mark.parametrize(
    ("language", "readmission", "recognition"),
    [
        ("de", "Das Rückübernahmeersuchen wird binnen zehn Tagen beantwortet.",
         "Die Stellen entscheiden über die Gleichwertigkeit der Abschlüsse innerhalb von vier Monaten."),
        ("en", "The requested Party shall reply to the readmission request within ten days.",
         "The competent bodies decide on the equivalence of diplomas within four months."),
    ],
)  # fmt: skip
def test_deadlines_of_other_procedures_are_no_reply_deadline(
    language: Language, readmission: str, recognition: str
) -> None:
    found = value("reply_deadline_days", readmission, recognition, language=language)
    assert found is not None
    assert found.value == 10


def test_the_language_is_always_there() -> None:
    found = value("language_of_text", "Nichts.")
    assert found is not None
    assert (found.value, found.words) == ("de", ())


def test_recitals_set_no_numbers(tmp_path: Path) -> None:
    detectors = pack(tmp_path, GROUND)
    assert "joint_body_interval" in detect(draft("It meets yearly."), detectors).attributes
    assert "joint_body_interval" not in detect(draft("It meets yearly.", kind="preamble"), detectors).attributes


def test_words_show_the_whole_number() -> None:
    text = "The reply to a readmission request is given within twenty-five (25) days."
    found = value("reply_deadline_days", text, language="en")
    assert found is not None
    assert found.words[-1] == "within twenty-five (25) days"
