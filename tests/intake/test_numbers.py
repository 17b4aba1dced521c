"""Numbers and periods as treaties write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.intake.detectors.numbers import Period, number_of
from abkommen.intake.detectors.reading import read


def periods(text: str) -> list[Period]:
    return list(read(text).periods.values())


@pytest.mark.parametrize(
    ("word", "value"),
    [("7", 7), ("zwölf", 12), ("Zwoelf", 12), ("dreißig", 30), ("dreissig", 30), ("fünfundzwanzig", 25), ("siebzehn", 17),
     ("hundert", 100), ("einhundertfünfzig", 150), ("vierhundert", 400), ("ninety", 90), ("eighteen", 18),
     ("Haus", None), ("undzwanzig", None), ("20000000000", None)],
)  # fmt: skip
def test_words_and_digits(word: str, value: int | None) -> None:
    assert number_of(word) == value


@pytest.mark.parametrize(
    ("text", "days", "working"),
    [
        ("zehn (10) Arbeitstagen", 10, True),
        ("10 Werktage", 10, True),
        ("15 Kalendertagen", 15, False),
        ("fifteen (15) days", 15, False),
        ("20 working days", 20, True),
        ("forty-eight hours", 2, False),
        ("48 Stunden", 2, False),
        ("zwei Wochen", 14, False),
        ("eines Monats", 30, False),
        ("a month", 30, False),
        ("sechs (6) Monate", 180, False),
        ("neunzig (90) aufeinanderfolgenden Tagen", 90, False),
        ("zwei Jahren", 730, False),
    ],
)
def test_days(text: str, days: int, working: bool) -> None:
    (period,) = periods(f"innerhalb von {text} danach")
    assert (period.days, period.working) == (days, working)


@pytest.mark.parametrize(
    ("text", "months"),
    [("18 Monate", 18), ("ein Jahr", 12), ("fünf (5) Jahren", 60), ("90 Tagen", 3), ("30 days", 1),
     ("sechsmonatigen", 6), ("dreijährige", 36)],
)  # fmt: skip
def test_months(text: str, months: int) -> None:
    assert [period.months for period in periods(f"eine {text} Frist")] == [months]


@pytest.mark.parametrize(
    "text", ["1. Der Monat beginnt.", "(2) Jahre später", "Artikel 5 und Tage", "ein weiterer Schritt"]
)
def test_no_period(text: str) -> None:
    assert periods(text) == []


def test_a_paragraph_label_is_no_number() -> None:
    assert list(read("1. Höchstens 50 Personen\n(2) Weitere 20 Personen").numbers.values()) == [(50, 2), (20, 6)]


@pytest.mark.parametrize(
    ("text", "value"),
    [("2,500", 2500), ("2.500", 2500), ("2’500", 2500), ("2'500", 2500), ("2 500", 2500), ("2\u202f500", 2500),
     ("1,250,000", 1250000), ("two thousand five hundred (2,500)", 2500), ("2,500 (two thousand five hundred)", 2500),
     ("zweitausendfünfhundert (2.500)", 2500), ("two hundred and fifty", 250), ("one hundred thousand", 100000),
     ("tausend", 1000), ("zwölftausend", 12000), ("three hundred and twenty-five", 325)],
)  # fmt: skip
def test_thousands(text: str, value: int) -> None:
    reading = read(f"höchstens {text} Personen")
    assert [number for number, _ in reading.numbers.values()] == [value]
    assert [reading.words[last + 1] for _, last in reading.numbers.values()] == ["Personen"]


@pytest.mark.parametrize(
    ("text", "values"),
    [("Articles 2, 500", [2, 500]), ("12.50", [12, 50]), ("am 1. 500 Personen", [1, 500]), ("044 123", [44, 123]),
     ("10 and 20", [10, 20]), ("1,2500", [1, 2500])],
)  # fmt: skip
def test_what_is_no_separator(text: str, values: list[int]) -> None:
    assert [number for number, _ in read(f"see {text} there").numbers.values()] == values


def test_a_word_without_end_is_no_number() -> None:
    assert number_of("hundert" * 10_000) is None
    assert number_of("tausend" * 10_000) is None


@pytest.mark.parametrize("separator", [",", ".", "’", "\u00a0"])
@given(value=st.integers(1000, 9_999_999))
def test_separators_change_no_number(separator: str, value: int) -> None:
    (found,) = read(f"{value:,}".replace(",", separator)).numbers.values()
    assert found[0] == value


@given(st.integers(0, 9_999_999))
def test_digits_are_themselves(value: int) -> None:
    assert number_of(str(value)) == value


@given(st.integers(1, 400), st.sampled_from(["Tage", "Wochen", "Monate", "Jahre"]))
def test_longer_periods_have_more_days(count: int, unit: str) -> None:
    shorter, longer = (periods(f"{number} {unit}")[0] for number in (count, count + 1))
    assert shorter.days < longer.days
    assert shorter.months <= longer.months
