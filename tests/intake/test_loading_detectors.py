"""Bad detector files are told with their place, all at once, and never end in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from abkommen.base.problems import BadInput, Problem
from abkommen.intake.detectors import load_detectors
from tests.intake.detecting import ATTRIBUTES, EXAMPLES, VOCABULARY, write

TOPIC = """topic: fees
title: {de: Gebühren, en: Fees}
grounds:
  - id: fee
    because: A fee is charged to somebody.
    weight: 0.6
    en: [fee]
""" + EXAMPLES.lstrip()


def problems(folder: Path, **changed: str) -> list[Problem]:
    write(folder, {"vocabulary": VOCABULARY, "attributes": ATTRIBUTES, "fees": TOPIC, **changed})
    with pytest.raises(BadInput) as caught:
        load_detectors(folder)
    return list(caught.value.problems)


def test_a_sound_pack_loads(tmp_path: Path) -> None:
    write(tmp_path, {"vocabulary": VOCABULARY, "attributes": ATTRIBUTES, "fees": TOPIC})
    assert [topic.topic for topic in load_detectors(tmp_path).topics] == ["fees"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("[fee]", "[fee, 'ab*']", 7, "too short"),
        ("[fee]", "['@payers fee']", 7, "no list “payers”"),
        ("weight: 0.6", "weight: 1.6", 6, "weight"),
        ("weight: 0.6", "wieght: 0.6", 6, "wieght"),
        ("because: A fee is charged to somebody.", "because: short", 5, "because"),
        ("topic: fees", "topic: costs", 1, "costs.yaml"),
        ("id: fee", "id: Fee!", 4, "id"),
        ("provision: [fee], ", "", 10, "provision"),
    ],
)
def test_what_is_wrong_and_where(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in TOPIC
    found = problems(tmp_path, fees=TOPIC.replace(old, new))
    assert any(problem.line == line and said in f"{problem.message} {problem.hint}" for problem in found), found


def test_two_grounds_of_one_name(tmp_path: Path) -> None:
    ground = TOPIC[TOPIC.index("  - id") : TOPIC.index("examples")]
    (problem,) = problems(tmp_path, fees=TOPIC.replace(ground, ground + ground))
    assert (problem.line, "twice" in problem.message) == (8, True)


def test_a_bad_word_is_told_in_the_vocabulary(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, vocabulary=VOCABULARY.replace("[employer*]", "[employer*, two words]"))
    assert problem.file.endswith("vocabulary.yaml")
    assert problem.line == 3


def test_all_files_are_told_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, fees=TOPIC.replace("[fee]", "['ab*']"), attributes=ATTRIBUTES.replace("meets", "~~"))
    assert {Path(problem.file).name for problem in found} == {"fees.yaml", "attributes.yaml"}


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such folder"):
        load_detectors(tmp_path / "nowhere")
    with pytest.raises(BadInput, match="vocabulary"):
        load_detectors(tmp_path)
    write(tmp_path, {"vocabulary": VOCABULARY, "attributes": ATTRIBUTES})
    with pytest.raises(BadInput, match="no topic"):
        load_detectors(tmp_path)
