"""``abkommen check``: case files checked by machines, in the formats of their services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

import click

from abkommen.base.problems import BadInput, Problem
from abkommen.base.texts import Lang
from abkommen.checking.check import named, run_check
from abkommen.checking.model import BAD_INPUT, CheckReport, FailOn, Policy
from abkommen.checking.runner import Runner
from abkommen.cli.checking import (
    AgeParameter,
    complain,
    jobs_option,
    paths_argument,
    progress,
    record_option,
    request_for,
)
from abkommen.cli.common import as_of_option, output_option, rules_option, write_output
from abkommen.reports.checks.formats import FORMATS
from abkommen.reports.checks.github import as_github
from abkommen.reports.checks.teller import Teller
from abkommen.reports.checks.text import Detail, as_text
from abkommen.reports.checks.words import load_check_words
from abkommen.resources import templates_folder

STDOUT = Path("-")


def _format_options(function: Callable[..., int]) -> Callable[..., int]:
    for name, (_, what) in reversed(FORMATS.items()):
        function = output_option(name, what)(function)
    return function


@click.command()
@paths_argument
@_format_options
@click.option("--github", is_flag=True, help="Print annotations for GitHub Actions instead of text.")
@click.option(
    "--against", metavar="REF", default=None, help="Check what changed since this git revision, and what rests on it."
)
@click.option("--new-only", is_flag=True, help="With --against: fail on new findings only.")
@click.option(
    "--fail-on",
    type=click.Choice(get_args(FailOn)),
    default=None,
    help="Fail from this severity on.  [default: critical]",
)
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    default=None,
    metavar="PERCENT",
    help="Fail where less is known of a case.",
)
@click.option("--max-age", type=AgeParameter(), default=None, help="Warn of evidence older than this (90d, 18m, 2y).")
@record_option("waivers", "Waivers; default: waivers.yaml beside the configuration or here.")
@record_option("baseline", "Known findings; default: abkommen-baseline.yaml beside the configuration or here.")
@rules_option
@as_of_option
@click.option("--lang", type=click.Choice(["de", "en"]), default=None, help="Language of the output.  [default: de]")
@jobs_option
@click.option("-q", "--quiet", is_flag=True, help="Print only what makes the check fail.")
@click.option("-v", "--verbose", is_flag=True, help="Print how every case stands and what is open, too.")
def command(paths: tuple[Path, ...], **options: Any) -> int:
    """Check case files: those named, and all in the folders named (default: this one).

    Exit codes: 0 clean; 1 findings at or above --fail-on; 2 bad input, rules or usage, or no case file; 3 less known than
    --min-coverage. Options not given are taken from abkommen.toml or [tool.abkommen] in pyproject.toml.
    """
    _refuse_contradictions(options)
    report, lang = _check(paths, options)
    tell = Teller(report, *load_check_words(templates_folder(), lang))
    failed = _write(tell, options)
    _print(tell, options)
    complain((*report.problems, *failed))
    return BAD_INPUT if failed else report.exit_code


def _refuse_contradictions(options: Mapping[str, Any]) -> None:
    if options["new_only"] and options["against"] is None:
        raise click.UsageError("--new-only needs --against: new compared with what?")
    if options["quiet"] and options["verbose"]:
        raise click.UsageError("--quiet and --verbose contradict each other")
    printed = [f"--{name}" for name in FORMATS if options[f"{name}_file"] == STDOUT] + ["--github"] * options["github"]
    if len(printed) > 1:
        raise click.UsageError(f"only one of {', '.join(printed)} can go to standard output: give the others a file")


def _check(paths: tuple[Path, ...], options: Mapping[str, Any]) -> tuple[CheckReport, Lang]:
    """The report and its language. What is wrong before a case is read becomes part of the report as well."""
    lang: Lang = "en" if options["lang"] == "en" else "de"
    try:
        request, settings = request_for(paths, options)
    except BadInput as error:
        return CheckReport(None, Policy(), problems=named(error.problems, Path.cwd())), lang
    runner = Runner(options["jobs"], progress(wanted=not options["quiet"]))
    return run_check(request, runner), settings.lang


def _write(tell: Teller, options: Mapping[str, Any]) -> list[Problem]:
    """Write every format asked for, whatever happens to the others; return what could not be written."""
    problems: list[Problem] = []
    for name, (form, _) in FORMATS.items():
        target = options[f"{name}_file"]
        if target is None:
            continue
        try:
            write_output(target, form(tell))
        except BadInput as error:
            problems += error.problems
    return problems


def _print(tell: Teller, options: Mapping[str, Any]) -> None:
    """The text, unless something else has taken standard output."""
    if options["github"]:
        click.echo(as_github(tell), nl=False)
    elif all(options[f"{name}_file"] != STDOUT for name in FORMATS):
        detail: Detail = "quiet" if options["quiet"] else "verbose" if options["verbose"] else "normal"
        click.echo(as_text(tell, detail), nl=False)
