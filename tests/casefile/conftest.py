"""A small catalogue with every type of field, and a writer of case files."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from abkommen.base.catalogue import load_catalogue
from abkommen.base.dates import parse_date
from abkommen.base.fields import Catalogue, Field
from abkommen.base.problems import BadInput
from abkommen.base.yamltree import parse_yaml
from abkommen.casefile.loading import load_case
from abkommen.casefile.model import Case, Fact

FIELDS = """\
text.stage: {type: enum, values: [talks, signed, in_force], scope: case}
text.covers_return: {type: tri, scope: case, silent_is_no: true}
text.covers_work: {type: tri, scope: case}
text.published: {type: yes_no, scope: case}
text.opened_on: {type: date, scope: case}
text.interval: {type: number, unit: months, scope: case}
text.summary: {type: text, scope: case}
text.topics: {type: list, items: {values: [work, return, visa]}, scope: case}
text.groups: {type: list, items: {type: text}, scope: case}
text.provisions:
  type: list
  scope: case
  items:
    key: id
    attributes:
      id: {type: text}
      area: {type: enum, values: [work, return]}
      clear: {type: tri}
      body: {type: text, none: true}
      start: {type: date}
      places: {type: number}
      serves: {type: text, ref: land.interests, none: true}
      source: {type: text, ref: sources}
text.positions:
  type: list
  scope: case
  also_in: [baseline]
  items: {attributes: {ministry: {type: enum, values: [home, labour]}}}
land.regime: {type: tri, scope: partner}
land.coordinator: {type: enum, values: [embassy, other, none], scope: partner}
land.interests: {type: list, items: {attributes: {id: {type: text}, goal: {type: text}}}, scope: partner}
land.steps:
  type: list
  scope: partner
  items: {key: step, each: true, attributes: {step: {type: enum, values: [language, visa]}, covered: {type: tri}}}
home.lead: {type: enum, values: [home, labour], scope: baseline}
home.rounds: {type: tri, scope: baseline}
home.union: {type: tri, scope: eu}
home.stock: {type: tri, scope: portfolio}
"""
TEXTS = {
    "polarity": "neutral",
    "origin": "ours",
    "title": {"de": "Titel", "en": "Title"},
    "question": {"de": "Wie ist es?", "en": "How is it?"},
    "evidence": {"de": "Der Text", "en": "The text"},
}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    fields = parse_yaml(FIELDS, "fields").data
    return {name: Field.model_validate(data | TEXTS) for name, data in fields.items()}


@pytest.fixture(scope="session")
def real_catalogue() -> Catalogue:
    return load_catalogue(Path(__file__).parents[2] / "rules" / "swp-2024" / "fields")


HEAD = """\
schema: migration-agreement-case/1
id: de-ke
title: {de: Abkommen, en: Agreement}
as_of: 2026-01
sources:
  S1: {kind: analysis, title: A study, address: "https://example.org/study"}
  S2: {kind: press, title: A copy, publisher: A paper, date: 2024-09, weak: true}
"""


class Desk:
    """Writes files into a folder and reads the case among them."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.path = folder / "case.yaml"

    def write(self, text: str, name: str = "case.yaml") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def write_facts(self, facts: str) -> None:
        self.write(f"{HEAD}facts:\n{indent(dedent(facts), '  ')}")

    def load(self, as_of: str | None = None, shipped: Path | None = None) -> Case:
        day = parse_date(as_of) if as_of else None
        return load_case(self.path, self.catalogue, as_of=day, shipped=shipped)

    def fact(self, entry: str, name: str = "text.covers_return") -> Fact:
        """The fact that an entry makes."""
        group, _, short = name.partition(".")
        self.write_facts(f"{group}:\n  {short}: {entry}\n")
        return self.load().facts[name]

    def complaints(self, as_of: str | None = None) -> list[str]:
        """Every problem as “file:line:column: message (hint)”, with the folder left out."""
        with pytest.raises(BadInput) as caught:
            self.load(as_of)
        return [str(problem).replace(f"{self.folder}/", "") for problem in caught.value.problems]

    def all_complaints(self, entry: str, name: str) -> list[str]:
        """The problems of an entry, without their places."""
        group, _, short = name.partition(".")
        self.write_facts(f"{group}:\n  {short}: {entry}\n")
        return [line.partition(": ")[2] for line in self.complaints()]

    def complaint(self, entry: str, name: str = "text.covers_return") -> str:
        """The one problem of an entry, without its place."""
        (message,) = self.all_complaints(entry, name)
        return message


@pytest.fixture
def desk(tmp_path: Path, catalogue: Catalogue) -> Desk:
    return Desk(tmp_path, catalogue)
