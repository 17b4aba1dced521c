"""What commands share: options of the same name mean the same everywhere, outputs are files or ``-``."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from abkommen.base.atomic import write_atomically
from abkommen.base.dates import PartialDate, parse_date
from abkommen.base.problems import BadInput, Problem
from abkommen.base.texts import Lang
from abkommen.resources import template_folders
from abkommen.rulepack.model import RulePack

if TYPE_CHECKING:
    from abkommen.reports.wording.wording import Wording

F = TypeVar("F", bound=Callable[..., Any])

WIDTHS = (60, 100)
"""Between which widths text is set: longer lines than that are hard to read."""


class DayParameter(click.ParamType[PartialDate]):
    """A day of assessment: YYYY, YYYY-MM or YYYY-MM-DD; a partial date counts up to its last day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        try:
            return parse_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def language_option(function: F) -> F:
    """``--lang``: the language of what is written."""
    return click.option(
        "--lang", type=click.Choice(["de", "en"]), default="de", show_default=True, help="Language of the output."
    )(function)


def rules_option(function: F) -> F:
    """``--rules``: another rule pack."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option("--rules", type=folder, default=None, help="Folder of a rule pack; default: the paper's.")(
        function
    )


def as_of_option(function: F) -> F:
    """``--as-of``: assess with what was known on another day."""
    return click.option(
        "--as-of", "as_of", type=DayParameter(), default=None, help="Day of assessment (YYYY, YYYY-MM or YYYY-MM-DD)."
    )(function)


def templates_option(function: F) -> F:
    """``--templates``: a user's own templates."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option(
        "--templates", type=folder, default=None, help="Folder of own templates; ours stand in for those it lacks."
    )(function)


def output_option(name: str, what: str) -> Callable[[F], F]:
    """``--<name> FILE``: write one format to a file, or to standard output with ``-``."""
    target = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
    return click.option(
        f"--{name}",
        f"{name}_file",
        type=target,
        default=None,
        metavar="FILE",
        help=f"Write {what} to FILE, or to standard output with -.",
    )


def write_output(target: Path, content: str | bytes) -> None:
    """Write to a file as a whole, or to standard output for ``-``. Raises :class:`BadInput` where it cannot be written."""
    if str(target) == "-":
        raw = content.encode("utf-8") if isinstance(content, str) else content
        click.echo(raw, nl=False)
        return
    try:
        write_atomically(target, content)
    except OSError as error:
        reason = (error.strerror or "failed").lower()
        raise BadInput(
            Problem(str(target), None, None, f"cannot be written: {reason}", "check folder and permissions")
        ) from None


def colour_wanted() -> bool:
    """Colour only on a terminal, and not where NO_COLOR says so."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def refuse_clashes(targets: Mapping[str, Path]) -> None:
    """Refuse two formats that would go to the same place. Raises :class:`click.UsageError`."""
    twice = [str(target) for target, times in Counter(targets.values()).items() if times > 1]
    if twice:
        where = "standard output" if twice[0] == "-" else twice[0]
        raise click.UsageError(f"two formats cannot both go to {where}; give each a file of its own")


def words_folder(folders: Sequence[Path], lang: str) -> Path:
    """Of the folders of templates the first that has words of its own in this language."""
    return next((folder for folder in folders if (folder / "words" / f"{lang}.yaml").is_file()), folders[-1])


def wording_for(pack: RulePack, lang: str, folders: Sequence[Path] | None = None) -> Wording:
    """The words of reports in a language, from the user's templates or ours."""
    from abkommen.reports.wording.wording import Wording
    from abkommen.reports.wording.words import load_words

    found = cast(Lang, lang)
    return Wording(pack, load_words(words_folder(folders or template_folders(), lang), found))


def screen_width() -> int:
    """The terminal's width within reason; where there is no terminal, 80."""
    if not sys.stdout.isatty():
        return 80
    return min(max(shutil.get_terminal_size().columns, WIDTHS[0]), WIDTHS[1])
