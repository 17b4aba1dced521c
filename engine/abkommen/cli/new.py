"""``abkommen new``: a case file with every question as a comment."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import cast

import click

from abkommen.base.dates import PartialDate, parse_date
from abkommen.base.problems import BadInput, Problem
from abkommen.base.texts import Lang
from abkommen.casefile.countries import COUNTRIES
from abkommen.casefile.schema import case_schema
from abkommen.casefile.suggest import layers_for
from abkommen.casefile.template import SCHEMA_FILE, Questions, Start, country_code, new_case, slug
from abkommen.cli.common import as_of_option, language_option, output_option, rules_option, write_output
from abkommen.packs import pack_at
from abkommen.resources import cases_folder, rules_folder
from abkommen.rulepack.model import RulePack


@click.command()
@click.argument("country")
@click.option("--title", help="Title of the agreement; default: made of the two countries' names.")
@output_option("case", "the case file (default: <country>.yaml in this folder)")
@as_of_option
@language_option
@rules_option
def command(
    country: str, title: str | None, case_file: Path | None, as_of: PartialDate | None, lang: str, rules: Path | None
) -> None:
    """Write a new case file for an agreement with COUNTRY (two letters or a name).

    Every question stands in it as a comment, with what counts as evidence; it is valid as it stands, everything unknown.
    Beside it goes case.schema.json, by which editors complete and check it.

    Example: abkommen new KE --title "Migrationsabkommen Deutschland–Kenia"
    """
    pack = pack_at(rules_folder(rules))
    code = country_code(country)
    target = case_file or Path(f"{slug(COUNTRIES[code].en)}.yaml")
    if str(target) != "-" and target.exists():
        raise BadInput(Problem(str(target), None, None, "exists already", "choose another file with --case"))
    day = as_of or parse_date(dt.datetime.now(dt.UTC).strftime("%Y-%m"))
    folder = Path() if str(target) == "-" else target.parent
    questions = Questions(
        pack.fields, {key: role.name for key, role in pack.roles.items()}, cast(Lang, lang), pack.groups
    )
    start = Start(layers=layers_for(code, folder, cases_folder()))
    write_output(target, new_case(code, title, day, questions, start))
    if str(target) != "-":
        _schema_beside(folder, pack)
        click.echo(f"wrote {target}; fill it in and run: abkommen assess {target}", err=True)


def _schema_beside(folder: Path, pack: RulePack) -> None:
    """The schema goes with the case, so that an editor finds it and nothing is fetched."""
    beside = folder / SCHEMA_FILE
    if not beside.exists():
        write_output(beside, json.dumps(case_schema(pack.fields), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
