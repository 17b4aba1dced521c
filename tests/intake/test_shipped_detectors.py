"""The pack's own detectors: every topic of the codebook, every example as its file says, and the figures they reach."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.accuracy import measure

from abkommen.base.texts import LANGUAGES
from abkommen.intake.detectors.examples import examples_of, faults, outcome
from abkommen.intake.detectors.files import Topic
from tests.intake.detecting import pack, shipped
from tests.intake.documents import SHARED, needs_shared

TOPICS = shipped().topics
WORDS_IN_A_ROW = 10


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.topic)
def test_every_example_is_found_as_its_topic_says(topic: Topic) -> None:
    for lang in LANGUAGES:
        for expected, example in examples_of(topic, lang):
            assert outcome(example, lang, topic.topic, shipped()) == expected, example.text


def test_wrong_examples_are_told(tmp_path: Path) -> None:
    ground = '- {id: fee, because: "A fee is charged to somebody.", weight: 0.6, en: ["fee", "house"]}'
    assert list(faults(pack(tmp_path, ground))) == [
        "fees (de): expected provision, found nothing: “Gebühr”",
        "fees (en): expected nothing, found provision: “house”",
    ]
    assert list(faults(shipped())) == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.topic)
def test_every_topic_has_patterns_in_both_languages(topic: Topic) -> None:
    for lang in LANGUAGES:
        assert any(ground.of(lang) for ground in topic.grounds if not ground.mention)


@needs_shared
def test_the_topics_are_those_of_the_codebook() -> None:
    rows = re.findall(r"^\| ([a-z_]+) \|", (SHARED / "CODEBOOK.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {topic.topic for topic in TOPICS} == set(rows) - {"topic"}


@needs_shared
def test_accuracy_on_the_labelled_agreements() -> None:
    accuracy = measure(SHARED / "dev", shipped())
    assert accuracy.agreements >= 9
    assert accuracy.topics.f1 >= 0.95
    assert accuracy.topics_at_articles.f1 >= 0.90
    assert accuracy.articles.f1 == 1
    assert accuracy.attributes.f1 >= 0.95
