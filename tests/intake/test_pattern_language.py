"""The matching language: what a pattern matches, and how a wrong one is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.intake.detectors.index import index_words
from abkommen.intake.detectors.lexicon import Lexicon
from abkommen.intake.detectors.matching import compile_pattern, matches
from abkommen.intake.detectors.pattern import PatternFault, parse_pattern
from abkommen.intake.detectors.reading import read

LISTS = {"payer": ("arbeitgeb*", "firma")}


def found(pattern: str, text: str) -> bool:
    parsed = parse_pattern(pattern, LISTS)
    lexicon = Lexicon(step.terms for step in parsed.steps)
    reading = read(text)
    index = index_words(reading, range(len(reading.words)), lexicon)
    return any(matches(compiled, index, reading.sentence) for compiled in compile_pattern(parsed, lexicon))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("kosten", "Die Kosten sind hoch."),
        ("kosten", "DIE KOSTEN"),
        ("übernahm*", "eine Uebernahme"),
        ("straße", "Die Strasse"),
        ("anwerb*", "die Anwerbung von Fachkräften"),
        ("*kosten", "Reisekosten fallen an."),
        ("*reise*", "die Rückreisekosten"),
        ("kosten|gebühr*", "Die Gebühren sind hoch."),
        ("gemischte* ausschuss*", "des gemischten Ausschusses"),
        ("trägt ~2 kosten", "trägt alle diese Kosten"),
        ("trägt .. kosten", "Er trägt, soweit nichts anderes bestimmt ist, immer alle Kosten."),
        ("kosten & trägt", "Er trägt die Kosten."),
        ("kosten & trägt", "Die Kosten, die er trägt"),
        ("@payer .. zahlt", "Die Arbeitgeberin zahlt."),
        ("@payer|verein .. zahlt", "Der Verein zahlt."),
        ("{number} personen", "höchstens fünfzig Personen"),
        ("binnen {period}", "binnen dreißig (30) Arbeitstagen"),
        ("tritt ~3 (in kraft)|zurück", "Es tritt morgen in Kraft."),
        ("tritt ~3 (in kraft)|zurück", "Er tritt zurück."),
        ("a .. b c", "a b x b c"),
    ],
)
def test_matches(pattern: str, text: str) -> None:
    assert found(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("kosten", "köstlich"),
        ("kosten", "Kostenlos"),
        ("*kosten", "Kostenübernahme"),
        ("trägt ~2 kosten", "trägt eins zwei drei Kosten"),
        ("trägt kosten", "trägt die Kosten"),
        ("trägt .. kosten", "Er trägt vor. Die Kosten steigen."),
        ("trägt .. kosten", "Kosten, die er trägt"),
        ("kosten & trägt", "Er trägt vor; die Kosten steigen."),
        ("(in kraft) .. heute", "heute in Kraft"),
        ("binnen {period}", "binnen Kurzem"),
    ],
)
def test_does_not_match(pattern: str, text: str) -> None:
    assert not found(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("", "empty"),
        ("a & ", "empty"),
        ("kosten ..", "between two words"),
        (".. kosten", "between two words"),
        ("kosten .. ~2 trägt", "between two words"),
        ("kosten ~viel trägt", "no distance"),
        ("ab*", "too short"),
        ("kosten | trägt", "no word or stem"),
        ("reise*kosten", "no word or stem"),
        ("{zahl}", "not known"),
        ("@payers", "no list"),
        ("(kosten)", "row of words"),
        ("(in kraft", "row of words"),
        ("(a b)|(c d) (a b)|(c d) (a b)|(c d) (a b)|(c d) (a b)|(c d) (a b)|(c d) (a b)|(c d) (a b)|(c d)", "multiply"),
    ],
)
def test_wrong_patterns_are_told(pattern: str, said: str) -> None:
    with pytest.raises(PatternFault, match=said):
        parse_pattern(pattern, LISTS)


def test_a_misspelt_list_gets_a_suggestion() -> None:
    with pytest.raises(PatternFault) as caught:
        parse_pattern("@payer2", LISTS)
    assert "payer" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["Er zahlt die Kosten am 3. Juli.", "nach Art. 5 Abs. 2 die Kosten", "im Sinne z. B. der Kosten"]
)
def test_abbreviations_and_dates_end_no_sentence(text: str) -> None:
    assert len(set(read(text).sentence)) == 1


@pytest.mark.parametrize(
    "text",
    ["Er zahlt. Sie geht.", "Er zahlt; sie geht.", "Er zahlt\n\nSie geht", "zahlt:\n- eins\n- zwei", "1961. Das"],
)
def test_sentences_end(text: str) -> None:
    assert len(set(read(text).sentence)) > 1


@given(st.text(max_size=300))
def test_any_text_is_read_with_its_words_in_place(text: str) -> None:
    reading = read(text)
    assert [text[a:b] for a, b in zip(reading.starts, reading.ends, strict=True)] == list(reading.words)
    assert list(reading.sentence) == sorted(reading.sentence)
    assert list(reading.clause) == sorted(reading.clause)


@given(st.text(alphabet="abc*|&~.@{}() 1ä", max_size=40))
def test_any_pattern_is_read_or_refused(pattern: str) -> None:
    try:
        terms = [step.terms for step in parse_pattern(pattern, LISTS).steps]
    except PatternFault as fault:
        terms = [frozenset({str(fault)})]
    assert all(terms)
