"""``abkommen templates``: copy ours to begin with, check one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from abkommen.base.problems import BadInput
from abkommen.cli.common import templates_option, words_folder
from abkommen.resources import template_folders, templates_folder


@click.group()
def command() -> None:
    """Copy the templates of reports and memos, or check one of your own (docs/templates.md)."""


@command.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def copy(folder: Path) -> None:
    """Copy our templates into FOLDER, to change them there.

    Use them with --templates FOLDER or ABKOMMEN_TEMPLATES; what you delete from the folder falls back on ours.
    """
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; name a folder that does not exist yet")
    shutil.copytree(templates_folder(), folder, dirs_exist_ok=True)
    click.echo(f"copied the templates to {folder}", err=True)


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--of",
    default=None,
    metavar="KIND",
    help="What it is for: memo, memo-compare, report or comparison; default: by its name.",
)
@click.option("--all", "everything", is_flag=True, help="List the variables it uses as well.")
@templates_option
def check(file: Path, of: str | None, everything: bool, templates: Path | None) -> None:
    """Say which variables a template FILE uses, misspells or leaves out.

    Exits with 2 when it asks for something there is not; what it leaves out is only told.

    Example: abkommen templates check our-memo.docx
    """
    from abkommen.reports.templatecheck.check import check_template, kind_of
    from abkommen.reports.wording.words import load_words

    folders = template_folders(templates)
    found = check_template(file, of or kind_of(file), folders, load_words(words_folder(folders, "de"), "de"))
    click.echo(f"{file}: template of the {found.of}, {_count(len(found.used), 'variable')} used")
    if everything:
        click.echo("".join(f"  {way}\n" for way in found.used), nl=False)
    click.echo(
        "leaves out nothing"
        if not found.left_out
        else "leaves out:\n" + "\n".join(f"  {way}" for way in found.left_out)
    )
    if found.wrong:
        raise BadInput(found.wrong)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
