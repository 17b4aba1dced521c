"""A rule pack of two criteria and one interaction, written to a folder, to be changed in one place by a test."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from abkommen.base.problems import BadInput, Problem
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

FIELD_TEXTS = "title: {de: ein Feld, en: a field}, question: {de: Was?, en: What?}, evidence: {de: Beleg, en: proof}"
FIELD = f"scope: case, polarity: neutral, origin: ours, {FIELD_TEXTS}"
TRI = "anchors: {yes: {de: Ja, en: is so}, partial: {de: halb, en: half}, no: {de: Nein, en: is not}}"
LABELS = "labels: {a: {de: ein A, en: an A}, b: {de: ein B, en: a B}}"

FIELDS = f"""\
text.stage:
  {{type: enum, values: [sounding, negotiating, signed], {FIELD},
   labels: {{sounding: {{de: s, en: so}}, negotiating: {{de: v, en: n}}, signed: {{de: u, en: si}}}}}}
text.one: {{type: tri, {FIELD}, {TRI}}}
text.two: {{type: tri, {FIELD}, {TRI}}}
text.kind: {{type: enum, values: [a, b], {FIELD}, {LABELS}}}
text.months: {{type: number, unit: months, {FIELD}}}
text.from: {{type: date, {FIELD}}}
text.to: {{type: date, {FIELD}}}
text.items:
  type: list
  items:
    attributes:
      done: {{type: tri}}
      body: {{type: text, none: true}}
  scope: case
  polarity: neutral
  origin: ours
  title: {{de: Liste, en: list}}
  question: {{de: Was?, en: What?}}
  evidence: {{de: Beleg, en: proof}}
"""

PACK = """\
schema: migration-agreement-rules/1
id: mini
version: "1"
title: {de: Regeln, en: rules}
reference: {title: T, series: S, number: 1, date: 2024-09, authors: [A], publisher: P}
stage_field: text.stage
stages: [sounding, negotiating, signed]
dimensions:
  - {code: AA, key: area_a, title: {de: Bereich, en: area}, core: true}
"""

SCORING = """\
schema: migration-agreement-scoring/1
status_values:
  met: {value: 1, reason: {de: Grund, en: reason}}
  partly: {value: 0.5, reason: {de: Grund, en: reason}}
  not_met: {value: 0, reason: {de: Grund, en: reason}}
weights:
  critical: {value: 3, reason: {de: Grund, en: reason}}
  major: {value: 2, reason: {de: Grund, en: reason}}
  minor: {value: 1, reason: {de: Grund, en: reason}}
  context: {value: 0, reason: {de: Grund, en: reason}}
aggregation: {method: weakest, reason: {de: Grund, en: reason}}
verdicts:
  - {id: weak, meaning: {de: schwach, en: feeble}, reason: {de: Grund, en: reason}}
  - id: strong
    meaning: {de: stark, en: firm}
    requires: {score: overall, at_least: 50}
    reason: {de: Grund, en: reason}
robustness:
  draws: 10
  seed: 1
  weight_spread: {value: 0.5, reason: {de: Grund, en: reason}}
  partly_range: {value: [0.25, 0.75], reason: {de: Grund, en: reason}}
  band_spread: {value: 10, reason: {de: Grund, en: reason}}
  aggregations: {value: [weakest], reason: {de: Grund, en: reason}}
"""

CRITERION = """\
- id: {id}
  title: {{de: Titel {id}, en: title {id}}}
  question: {{de: Ist es so?, en: Is it so?}}
  because: {{de: Darum., en: Because.}}
  source: [{{section: Anfang, page: 1}}]
  modality: soll
  origin: explicit
  level: case
  severity: {severity}
  {due}
  {applies}
  met: {met}
  not_met: {not_met}
  {partly}
  gap: {{de: Es fehlt., en: It is missing.}}
  remedy: {{de: Tut es., en: Do it.}}
  responsible: [ministry]
"""

INTERACTION = """\
- id: {id}
  title: {{de: Zusammenhang, en: connection}}
  when: {when}
  effects: [{effects}]
  source: [{{section: Anfang, page: 1}}]
  strength: stated
  reason: {{de: Das hängt zusammen., en: This is connected.}}
"""

WITH_PARTLY = "partly_gap: {de: Es fehlt halb., en: Half of it is missing.}"


def tri_fields(names: list[str]) -> str:
    """Further fields of yes, partial and no, to add to the catalogue."""
    return "".join(f"{name}: {{type: tri, {FIELD}, {TRI}}}\n" for name in names)


def criterion(
    name: str = "AA-01",
    met: str = "{fact: text.one, is: yes}",
    not_met: str = "{fact: text.one, is: no}",
    applies: str = "always",
    due: str = "null",
    severity: str = "major",
    partly: bool = True,
) -> str:
    """One criterion as YAML."""
    return CRITERION.format(
        id=name, severity=severity, due=f"due_from: {due}", applies=f"applies_when: {applies}", met=met, not_met=not_met,
        partly=WITH_PARTLY if partly else "partly: never",
    )  # fmt: skip


def interaction(when: str, effects: str = "{finding: AA-01}", name: str = "INT-01") -> str:
    """One interaction as YAML."""
    return INTERACTION.format(id=name, when=when, effects=effects)


SECOND = criterion("AA-02", "{fact: text.two, is: yes}", "{fact: text.two, is: no}")
LINK = interaction("{criterion: AA-02, status: [not_met]}")


def write_pack(
    folder: Path, *, criteria: str = criterion(), more: str = SECOND, interactions: str = LINK, **files: str
) -> Path:
    """Write a pack; ``files`` replaces whole files by name: pack, fields, roles, groups, scoring, passages."""
    texts = {
        "pack.yaml": files.get("pack", PACK),
        "scoring.yaml": files.get("scoring", SCORING),
        "roles.yaml": files.get("roles", "ministry: {de: Ministerium, en: ministry}\n"),
        "groups.yaml": files.get("groups", "text: {de: Text, en: text}\n"),
        "fields/text.yaml": files.get("fields", FIELDS),
        "criteria/first.yaml": criteria,
        "criteria/second.yaml": more,
        "interactions.yaml": interactions,
    } | ({"passages.yaml": files["passages"]} if "passages" in files else {})
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder


def mini_pack(
    folder: Path, *, criteria: str = criterion(), more: str = SECOND, interactions: str = LINK, **files: str
) -> RulePack:
    """Write a pack and read it."""
    return load_pack(write_pack(folder, criteria=criteria, more=more, interactions=interactions, **files))


def told(problems: tuple[Problem, ...], folder: Path) -> list[str]:
    """Problems as they are shown, without the folder."""
    return [str(problem).replace(f"{folder}/", "") for problem in problems]


def refusals(
    folder: Path, *, criteria: str = criterion(), more: str = SECOND, interactions: str = LINK, **files: str
) -> list[str]:
    """What reading such a pack is refused with."""
    try:
        mini_pack(folder, criteria=criteria, more=more, interactions=interactions, **files)
    except BadInput as error:
        return told(error.problems, folder)
    return []
