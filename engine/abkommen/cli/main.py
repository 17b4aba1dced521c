"""The command line: ``abkommen COMMAND``. Commands are imported when they are called, so that each starts fast."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Sequence

import click

from abkommen import __version__
from abkommen.base.problems import BadInput

EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130

COMMANDS: dict[str, tuple[str, str]] = {
    "assess": ("abkommen.cli.assess", "Assess a case file and write its gap report."),
    "read": ("abkommen.cli.read", "Read a draft and propose facts for its case file."),
    "review": ("abkommen.cli.review", "Decide on the proposals of a case, one by one."),
    "verify": ("abkommen.cli.verify", "Check that quoted passages still stand in the draft."),
    "diff": ("abkommen.cli.diff", "Compare two drafts, or two cases."),
    "compare": ("abkommen.cli.compare", "Compare case files on one page."),
    "memo": ("abkommen.cli.memo", "Write a memo on a case, or on several, in Word, PDF and HTML."),
    "templates": ("abkommen.cli.templates", "Copy the templates, or check one of your own."),
    "explain": ("abkommen.cli.explain", "Show why a criterion has its status, and why not another."),
    "new": ("abkommen.cli.new", "Write a new case file with every question as a comment."),
    "schema": ("abkommen.cli.schema", "Print a JSON Schema for editors."),
    "check": ("abkommen.cli.check", "Check case files in continuous integration."),
    "baseline": ("abkommen.cli.baseline", "Record the findings of today for later checks."),
    "config": ("abkommen.cli.config", "Show the settings of a check and where they come from."),
    "rules": ("abkommen.cli.rules", "List, show, check, test and document the rules."),
}
"""Command name to module and one-line help; every module defines ``command``."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only when it runs or shows its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="abkommen")
def cli() -> None:
    """Check a bilateral migration agreement against what SWP-Aktuell 48 (2024) asks of such agreements."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code. Bad input ends with 2 and one line per problem, never a traceback."""
    try:
        result = cli.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except BadInput as error:
        for problem in error.problems:
            click.echo(f"error: {problem}", err=True)
        return EXIT_BAD_INPUT
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; nothing half-written was left behind", err=True)
        return EXIT_INTERRUPTED
    except click.exceptions.Exit as error:
        return error.exit_code
    return result if isinstance(result, int) else 0


def run() -> None:
    """The console script. Its objects live as long as it does, so looking for garbage often is time lost."""
    gc.set_threshold(500_000, 50, 50)
    sys.exit(main())
