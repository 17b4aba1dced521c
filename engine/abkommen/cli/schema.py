"""``abkommen schema``: JSON Schemas for editors and for whoever reads our JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from abkommen.casefile.schema import baseline_schema, case_schema, partner_schema
from abkommen.checking.schemas import check_schemas
from abkommen.cli.common import rules_option
from abkommen.packs import pack_at
from abkommen.resources import rules_folder, schemas_folder
from abkommen.rulepack.model import RulePack
from abkommen.rulepack.schema import rule_schemas

Json = Mapping[str, Any]

MADE: dict[str, Callable[[RulePack], Json]] = {
    "case": lambda pack: case_schema(pack.fields),
    "partner": lambda pack: partner_schema(pack.fields),
    "baseline": lambda pack: baseline_schema(pack.fields),
    **{
        name: lambda pack, kind=name: rule_schemas(pack)[kind]  # type: ignore[misc]
        for name in ("pack", "criteria", "interactions", "scoring", "roles", "fields")
    },
    **{
        name: lambda pack, kind=name: check_schemas(pack.criteria)[kind]  # type: ignore[misc]
        for name in ("waivers", "findings", "configuration")
    },
}
"""The schemas that are made from the rule pack and the models."""

WRITTEN = ("assessment", "comparison")
"""The schemas of our own output, which are written by hand and kept stable."""


def schema_text(kind: str, pack: RulePack) -> str:
    """A schema as it is published: sorted, so that the same rules give the same bytes."""
    return json.dumps(MADE[kind](pack), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@click.command()
@click.argument("kind", type=click.Choice([*MADE, *WRITTEN]))
@rules_option
def command(kind: str, rules: Path | None) -> None:
    """Print the JSON Schema of a KIND of file.

    Case, partner and baseline files, rule packs (pack, criteria, interactions, scoring, roles, fields), waivers, recorded
    findings and configuration; and of what assess --json and compare --json write (assessment, comparison). Name it in a file's first line
    (# yaml-language-server: $schema=…) and an editor completes and checks as you type.

    Example: abkommen schema case > case.schema.json
    """
    if kind in WRITTEN:
        click.echo((schemas_folder() / f"{kind}.schema.json").read_text(encoding="utf-8"), nl=False)
    else:
        click.echo(schema_text(kind, pack_at(rules_folder(rules))), nl=False)
