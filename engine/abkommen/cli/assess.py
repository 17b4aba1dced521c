"""``abkommen assess``: a case file becomes a gap report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypedDict, Unpack

import click

from abkommen.assessment.assess import assess
from abkommen.assessment.model import Assessment
from abkommen.base.dates import PartialDate
from abkommen.base.texts import Lang
from abkommen.casefile.loading import load_case
from abkommen.cli.common import (
    as_of_option,
    colour_wanted,
    language_option,
    output_option,
    rules_option,
    screen_width,
    wording_for,
    write_output,
)
from abkommen.inference.session import Session
from abkommen.packs import cache_folder, pack_at
from abkommen.resources import cases_folder, rules_folder, template_folders

Writer = Callable[[], str]
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Options(TypedDict):
    """The options of the command, as click hands them over."""

    md_file: Path | None
    html_file: Path | None
    json_file: Path | None
    as_of: PartialDate | None
    lang: Lang
    rules: Path | None
    templates: Path | None
    public: bool
    timestamp: bool
    draws: int | None
    seed: int | None


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@output_option("md", "the report as Markdown")
@output_option("html", "the report as one self-contained web page")
@output_option("json", "the assessment as JSON (abkommen schema assessment)")
@as_of_option
@language_option
@rules_option
@click.option("--templates", type=_FOLDER, help="Folder of own templates; ours stand in for those it lacks.")
@click.option("--public", is_flag=True, help="Leave out confidential facts with their evidence and notes.")
@click.option("--timestamp", is_flag=True, help="Put the time of writing into the JSON.")
@click.option(
    "--draws", type=click.IntRange(1, 1_000_000), help="Random runs of the robustness check; default: the rule pack's."
)
@click.option("--seed", type=click.IntRange(0), help="Seed of these runs; default: the rule pack's.")
def command(case: Path, **options: Unpack[Options]) -> None:
    """Assess a CASE file against the criteria and write its gap report.

    Without a format the report goes to the terminal in short; several formats can be written at once.

    Example: abkommen assess cases/kenya.yaml --lang en --html kenya.html --json kenya.json
    """
    given = {"md": options["md_file"], "html": options["html_file"], "json": options["json_file"]}
    targets = {name: target for name, target in given.items() if target is not None}
    _check(targets, timestamp=options["timestamp"])
    writers = _writers(_assessed(case, options), options)
    for name, target in targets.items() or [("text", Path("-"))]:
        write_output(target, writers[name]())
        if str(target) != "-":
            click.echo(f"wrote {target}", err=True)


def _check(targets: Mapping[str, Path], *, timestamp: bool) -> None:
    """Refuse what would be lost or could not be told apart."""
    twice = [str(target) for target, times in Counter(targets.values()).items() if times > 1]
    if twice:
        where = "standard output" if twice == ["-"] else twice[0]
        raise click.UsageError(f"two formats cannot both go to {where}; give each a file of its own")
    if timestamp and "json" not in targets:
        raise click.UsageError("--timestamp is about the JSON: give --json FILE as well")


def _assessed(case: Path, options: Options) -> Assessment:
    pack = pack_at(rules_folder(options["rules"]))
    found = load_case(case, pack.fields, as_of=options["as_of"], shipped=cases_folder())
    assessment = assess(found, Session(pack), draws=options["draws"], seed=options["seed"])
    if not options["public"]:
        return assessment
    from abkommen.reports.public import public_version

    return public_version(assessment)[0]


def _writers(run: Assessment, options: Options) -> dict[str, Writer]:
    """How each format is written. What a format needs is loaded when it is."""

    def as_json() -> str:
        from abkommen.reports.json_report import json_text

        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds") if options["timestamp"] else None
        return json_text(run, written_at=now)

    def report(form: str) -> str:
        from abkommen.reports.gap_report import GapReports, Screen

        folders = template_folders(options["templates"])
        reports = GapReports(wording_for(run.pack, options["lang"], folders), folders, cache_folder())
        if form == "text":
            return reports.text(run, Screen(screen_width(), colour_wanted()))
        return reports.markdown(run) if form == "md" else reports.html(run)

    return {"json": as_json, **{form: lambda form=form: report(form) for form in ("md", "html", "text")}}  # type: ignore[misc]
