"""Provision, mention or nothing: headings, negation, passing language, context, weights, and where the words stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.intake.detectors import Detectors, detect
from tests.intake.detecting import draft, hits, kind, pack, shipped

GROUND = """
- id: charged
  because: "A fee is charged to somebody."
  weight: 0.6
  en: ["fee"]
  de: ["gebühr*"]
"""


@pytest.fixture
def fees(tmp_path: Path) -> Detectors:
    return pack(tmp_path, GROUND)


def test_an_operative_sentence_is_a_provision(fees: Detectors) -> None:
    assert kind(draft("A fee is charged to the employer."), fees) == "provision"


def test_the_text_decides_which_patterns_are_used(fees: Detectors) -> None:
    assert kind(draft("Die Gebühr trägt der Betrieb.", language="de"), fees) == "provision"
    assert kind(draft("Die Gebühr trägt der Betrieb.", language="en"), fees) == "nothing"


@pytest.mark.parametrize("piece", ["preamble"])
def test_a_recital_is_a_mention(fees: Detectors, piece: str) -> None:
    assert kind(draft("Mindful of every fee charged so far,", kind="preamble"), fees) == "mention"


@pytest.mark.parametrize("piece", ["title", "final", "signature"])
def test_title_formula_and_signatures_are_not_searched(fees: Detectors, piece: str) -> None:
    assert kind(draft("A fee is charged.", kind=piece), fees) == "nothing"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("A fee is what employers pay for a permit.", "Definitions"),
        ("The word fee means what employers pay.", ""),
        ("A permit is issued, subject to a fee.", ""),
        ("This agreement does not concern the fee for permits.", ""),
        ("The request shall contain the following:\n- the name,\n- proof that the fee was paid.", ""),
    ],
    ids=["definitions", "definition", "reservation", "disclaimer", "particulars"],
)
def test_passing_language_is_a_mention(fees: Detectors, body: str, heading: str) -> None:
    assert kind(draft(body, heading=heading), fees) == "mention"


def test_the_list_of_particulars_ends_with_its_paragraph(fees: Detectors) -> None:
    body = "1. The request shall contain:\n- the name.\n2. A fee is charged for it."
    assert kind(draft(body), fees) == "provision"


def test_numbered_items_do_not_end_the_list_of_particulars(fees: Detectors) -> None:
    body = "3. The request shall contain:\n1. the name;\n2. the fee paid.\n4. It is signed."
    assert kind(draft(body), fees) == "mention"


def test_a_form_to_fill_in_is_a_mention(fees: Detectors) -> None:
    assert kind(draft("Fee paid on: ... Signature and stamp", kind="annex"), fees) == "mention"
    assert kind(draft("Fee paid on: ... Signature and stamp"), fees) == "provision"


def test_a_name_in_a_list_of_fields_of_cooperation_is_a_provision(tmp_path: Path) -> None:
    named = pack(tmp_path, GROUND.replace("weight: 0.6", "weight: 0.3\n  mention: true"))
    assert kind(draft("The parties speak of fees and the fee."), named) == "mention"
    assert kind(draft("They cooperate in the following areas:\n- visa fee policy"), named) == "provision"


def test_negation_counts_unless_the_ground_says_otherwise(tmp_path: Path, fees: Detectors) -> None:
    denied = draft("The parties agree that no fee is charged.")
    assert kind(denied, fees) == "provision"
    careful = pack(tmp_path, GROUND + "  negated: mention\n")
    assert kind(denied, careful) == "mention"
    assert kind(draft("It is not late, but a fee is charged."), careful) == "provision"


def test_a_standing_ground_counts_in_a_reservation(tmp_path: Path) -> None:
    standing = pack(tmp_path, GROUND + "  standing: true\n")
    assert kind(draft("A permit is issued, subject to a fee."), standing) == "provision"
    assert kind(draft("A permit is issued for a fee.", kind="preamble"), standing) == "mention"


HEADED = GROUND.replace("weight: 0.6", "weight: 0.6\n  place: heading")


def test_a_heading_counts_when_there_is_something_under_it(tmp_path: Path) -> None:
    headed = pack(tmp_path, HEADED)
    assert kind(draft("The employer pays ten euros for every permit.", heading="Fee"), headed) == "provision"
    assert kind(draft("(deleted)", heading="Fee"), headed) == "mention"
    assert kind(draft("The fee is ten euros and paid on demand.", heading="Other matters"), headed) == "nothing"


def test_a_heading_over_definitions_announces_nothing(tmp_path: Path) -> None:
    headed = pack(tmp_path, HEADED)
    assert kind(draft("That word means what the employer pays for it.", heading="Fee"), headed) == "mention"


def test_a_chapters_heading_counts_without_words(tmp_path: Path) -> None:
    chaptered = pack(tmp_path, GROUND.replace("weight: 0.6", "weight: 0.6\n  place: chapter"))
    (hit,) = hits(draft("The employer pays ten euros for each.", chapter="Chapter II: The fee"), chaptered)
    assert (hit.kind, hit.words) == ("provision", ())


@pytest.mark.parametrize(
    ("scope", "made", "expected"),
    [
        ("sentence", draft("A fee is charged to the employer."), "provision"),
        ("sentence", draft("A fee is charged. The employer signs."), "nothing"),
        ("article", draft("A fee is charged. The employer signs."), "provision"),
        ("article", draft("A fee is charged.", "The employer signs."), "nothing"),
        ("text", draft("A fee is charged.", "The employer signs."), "provision"),
        ("heading", draft("A fee is charged.", heading="Duties of the employer"), "provision"),
        ("heading", draft("A fee is charged to the employer.", heading="Duties"), "nothing"),
        ("chapter", draft("A fee is charged.", chapter="Employer"), "provision"),
        ("draft", draft("A fee is charged.", title="Agreement with employers"), "provision"),
        ("draft", draft("A fee is charged to the employer."), "nothing"),
    ],
)
def test_what_must_stand_around(tmp_path: Path, scope: str, made: object, expected: str) -> None:
    around = pack(tmp_path, GROUND + f'  where: {{{scope}: {{en: ["@payer"]}}}}\n')
    assert kind(made, around) == expected  # type: ignore[arg-type]


def test_what_must_not_stand_around(tmp_path: Path) -> None:
    excluding = pack(tmp_path, GROUND + '  unless: {sentence: {en: ["visa"]}, heading: {en: ["costs"]}}\n')
    assert kind(draft("A fee is charged for it."), excluding) == "provision"
    assert kind(draft("A visa fee is charged."), excluding) == "nothing"
    assert kind(draft("A fee is charged for it.", heading="Costs"), excluding) == "nothing"


def test_surroundings_in_which_a_topic_is_only_mentioned(tmp_path: Path) -> None:
    only = pack(tmp_path, GROUND, more='only_mention: [{heading: {en: ["data"]}}]\n')
    assert kind(draft("A fee is charged for it."), only) == "provision"
    assert kind(draft("A fee is charged for it.", heading="Data"), only) == "mention"


TWO = """
- {id: fee, because: "A fee alone says little.", weight: 0.4, en: ["fee"]}
- {id: pays, because: "Paying alone says little.", weight: 0.3, en: ["pays"]}
"""


def test_grounds_strengthen_each_other(tmp_path: Path) -> None:
    two = pack(tmp_path, TWO)
    (alone,), (both,) = hits(draft("There is a fee."), two), hits(draft("He pays a fee. He pays a fee again."), two)
    assert (alone.kind, alone.weight) == ("mention", 0.4)
    assert (both.kind, both.weight) == ("provision", 0.58)


def test_least_weights_are_the_topics_own(tmp_path: Path) -> None:
    easy = pack(tmp_path, TWO, more="provision_from: 0.4\nmention_from: 0.35\n")
    assert kind(draft("There is a fee."), easy) == "provision"
    assert kind(draft("He pays."), easy) == "nothing"


def test_hits_show_article_and_words_in_their_places(fees: Detectors) -> None:
    made = draft("Nothing here.", "Every single fee is charged.")
    (hit,) = hits(made, fees)
    assert (hit.topic, hit.article, hit.words) == ("fees", "Article 2", ("fee",))
    assert [made.text[start:end] for start, end in hit.spans] == ["fee"]


def test_neighbouring_words_are_one_span(tmp_path: Path) -> None:
    joined = pack(tmp_path, GROUND.replace('["fee"]', '["pre departure .. training"]'))
    (hit,) = hits(draft("There is pre-departure orientation and training."), joined)
    assert hit.words == ("pre-departure", "training")


@given(st.lists(st.text(alphabet="fe .;\n-()1aäß", max_size=60), max_size=4), st.sampled_from(["de", "en"]))
def test_any_draft_is_searched_and_spans_lie_in_their_article(bodies: list[str], language: str) -> None:
    made = draft(*bodies, language=language)  # type: ignore[arg-type]
    for hit in detect(made, shipped()).provisions:
        (article,) = (piece for piece in made.articles if piece.id == hit.article)
        assert all(article.start <= start < end <= article.end for start, end in hit.spans)
        assert tuple(" ".join(made.text[start:end].split()) for start, end in hit.spans) == hit.words
        assert 0 < hit.weight <= 1


def test_a_hostile_text_is_searched_in_linear_time(fees: Detectors) -> None:
    made = draft("readmission costs transit fee visa permit within 10 days borne by nationals " * 4000)
    assert detect(made, shipped()).provisions
