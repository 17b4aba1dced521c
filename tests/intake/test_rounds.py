"""Two rounds of a draft: articles matched, changes told word by word, within bounded time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.intake.detectors import Findings
from abkommen.intake.draft import Article, Draft
from abkommen.intake.rounds.changes import DraftChanges, ReadDraft, compare_drafts
from abkommen.intake.rounds.pairing import pair_articles
from abkommen.intake.rounds.redline import redline, same_wording

Wording = list[tuple[str, str, str]]
"""Article by article: how it is headed, its heading, its text."""

TEXTS: Wording = [
    ("Art. 1", "Zweck", "Beide Seiten ordnen die Zuwanderung von Fachkräften gemeinsam."),
    ("Art. 2", "Visa", "Visa werden binnen eines Monats erteilt, wenn alle Unterlagen vorliegen."),
    ("Art. 3", "Kosten", "Die Kosten der Rückreise trägt, wer um sie ersucht hat."),
    ("Art. 4", "Ausschuss", "Ein Ausschuss beider Regierungen tritt jedes Jahr im Frühling zusammen."),
]


def draft_of(articles: Wording) -> Draft:
    text, pieces = "", []
    for name, heading, body in articles:
        start = len(text)
        text += f"{name} {heading}\n\n"
        pieces.append(Article(name, "article", heading, "", start, len(text), len(text) + len(body), ()))
        text += f"{body}\n\n"
    return Draft("draft.txt", "de", text, tuple(pieces), 0)


def compared(old: Wording, new: Wording) -> DraftChanges:
    return compare_drafts(*(ReadDraft(draft_of(side), Findings((), {}), ()) for side in (old, new)))


def numbered(articles: Wording) -> Wording:
    return [(f"Art. {place}", heading, body) for place, (_, heading, body) in enumerate(articles, start=1)]


@given(st.permutations(TEXTS))
def test_every_article_finds_itself_in_any_order(shuffled: Wording) -> None:
    old, new = draft_of(TEXTS), draft_of(numbered(shuffled))
    pairing = pair_articles(old, new)
    assert (pairing.added, pairing.removed) == ((), ())
    assert all(old.articles[one].heading == new.articles[other].heading for one, other in pairing.pairs)
    assert (pairing.moved == frozenset()) == (shuffled == TEXTS)


def test_renumbering_alone_is_no_move() -> None:
    found = compared(
        TEXTS, numbered([("", "Begriffe", "Fachkraft ist, wer eine Ausbildung abgeschlossen hat."), *TEXTS])
    )
    assert found.unchanged == 0
    new, *renumbered = found.articles
    assert (new.before, new.after and new.after.id) == (None, "Art. 1")
    assert all(change.renumbered and not change.moved and not change.rewritten for change in renumbered)


def test_only_what_left_its_place_has_moved() -> None:
    found = compared(TEXTS, numbered([TEXTS[3], *TEXTS[:3]]))
    assert [change.after.heading for change in found.articles if change.moved and change.after] == ["Ausschuss"]


def test_an_article_rewritten_under_its_heading_is_the_same_article() -> None:
    new = [*TEXTS[:2], ("Art. 3", "Kosten", "Jede Regierung zahlt selbst, was bei ihr anfällt."), TEXTS[3]]
    (change,) = compared(TEXTS, new).articles
    assert change.rewritten
    assert change.before is not None
    assert change.before.id == "Art. 3"


def test_another_article_in_the_same_place_is_another_article() -> None:
    new = [*TEXTS[:2], ("Art. 3", "Datenschutz", "Angaben zu Personen werden nach einem Jahr gelöscht."), TEXTS[3]]
    gone, come = sorted(compared(TEXTS, new).articles, key=lambda change: change.before is None)
    assert gone.after is None
    assert come.before is None


def test_what_is_gone_stands_behind_the_article_it_followed() -> None:
    found = compared(TEXTS, [TEXTS[1], TEXTS[3]])
    assert [change.before.heading for change in found.articles if change.before] == ["Zweck", "Kosten"]


def test_a_heading_alone_may_change() -> None:
    (change,) = compared(TEXTS, [("Art. 1", "Gegenstand", TEXTS[0][2]), *TEXTS[1:]]).articles
    assert change.retitled
    assert not change.rewritten


words = st.text(alphabet="ab .,;:\n", max_size=60)


@given(words, words)
def test_a_redline_holds_both_texts(old: str, new: str) -> None:
    pieces = redline(old, new)
    before = "".join(piece.text for piece in pieces if piece.kind != "added")
    after = "".join(piece.text for piece in pieces if piece.kind != "removed")
    assert "".join(before.split()) == "".join(old.split())
    assert "".join(after.split()) == "".join(new.split())
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


def test_a_redline_marks_phrases_and_not_confetti() -> None:
    pieces = redline("Die Frist beträgt drei volle Monate ab Zugang.", "Die Frist beträgt vier volle Wochen ab Zugang.")
    assert [(piece.kind, piece.text.strip()) for piece in pieces] == [
        ("kept", "Die Frist beträgt"),
        ("removed", "drei volle Monate"),
        ("added", "vier volle Wochen"),
        ("kept", "ab Zugang."),
    ]


@given(words)
def test_white_space_alone_is_no_change(text: str) -> None:
    assert same_wording(text, text.replace(" ", "\n"))


@pytest.mark.parametrize(
    ("old", "new"),
    [("a. " * 150_000, "a. b. " * 75_000), ("ja " * 300_000, "nein " * 300_000), ("x" * 900_000, "y" * 900_000)],
    ids=["sentences", "words", "one word"],
)
def test_a_text_made_to_be_slow_is_not(old: str, new: str) -> None:
    start = time.perf_counter()
    assert redline(old, new)
    assert time.perf_counter() - start < 10


def test_many_articles_alike_are_paired_soon() -> None:
    same = [(f"Art. {number}", "Zweck", "Beide Seiten ordnen die Zuwanderung gemeinsam.") for number in range(2_000)]
    start = time.perf_counter()
    found = compared(same, same)
    assert time.perf_counter() - start < 10
    assert found.articles == ()
