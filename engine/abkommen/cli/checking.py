"""What the commands that check share: finding cases, settling what applies, and the options for it."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from abkommen.base.dates import PartialDate
from abkommen.base.problems import Problem
from abkommen.checking.check import Request
from abkommen.checking.checker import Setup
from abkommen.checking.configuration import configuration_for
from abkommen.checking.discovery import find_cases
from abkommen.checking.model import Policy
from abkommen.checking.runner import Progress
from abkommen.checking.settings import Settings, settle
from abkommen.checking.staleness import parse_age
from abkommen.resources import cases_folder, rules_folder

F = TypeVar("F", bound=Callable[..., Any])

paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")


class AgeParameter(click.ParamType[str]):
    """An age such as 90d, 18m or 2y."""

    name = "age"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return parse_age(value).text
        except ValueError as error:
            self.fail(str(error), param, ctx)


def record_option(name: str, what: str) -> Callable[[F], F]:
    """``--waivers`` and ``--baseline``: a file of records."""
    return click.option(
        f"--{name}", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE", help=what
    )


def jobs_option(function: F) -> F:
    """``--jobs``: how many processes."""
    return click.option("--jobs", type=click.IntRange(min=1), default=1, metavar="N", help="Check N cases at once.")(
        function
    )


def settings_for(cases: Sequence[Path], options: Mapping[str, Any]) -> Settings:
    """What applies to these cases. Raises :class:`BadInput` for a bad configuration."""
    environment = {"rules": os.environ.get("ABKOMMEN_RULES", "")}
    return settle(options, environment, configuration_for(cases), rules_folder())


def request_for(paths: Sequence[Path], options: Mapping[str, Any]) -> tuple[Request, Settings]:
    """What to check with these options. Raises :class:`BadInput` where nothing is found or a setting is bad."""
    searched = tuple(paths) or (Path(),)
    cases = find_cases(searched)
    settings = settings_for(cases, options)
    as_of: PartialDate | None = options.get("as_of")
    setup = Setup(settings.rules, cases_folder(), Path.cwd(), today(), as_of, settings.max_age)
    records = tuple(Path(settings[name].value) for name in ("waivers", "baseline"))
    return Request(
        searched, cases, setup, Policy(settings.fail_on, settings.min_coverage, bool(options.get("new_only"))),
        settings.file("waivers"), settings.file("baseline"),
        (*records, settings.configured) if settings.configured else records, options.get("against"),
    ), settings  # fmt: skip


def today() -> dt.date:
    """The day in UTC, so that a waiver ends everywhere at the same time."""
    return dt.datetime.now(dt.UTC).date()


def progress(*, wanted: bool) -> Progress:
    """Tells how far a check is, on a terminal only."""
    return _on_terminal if wanted and sys.stderr.isatty() else lambda done, of: None


def _on_terminal(done: int, of: int) -> None:
    click.echo(f"\r{done}/{of}" if done < of else "\r\033[K", nl=False, err=True)


def complain(problems: Sequence[Problem]) -> None:
    """One line per problem on standard error."""
    for problem in problems:
        click.echo(f"error: {problem}", err=True)
