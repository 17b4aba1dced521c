"""``abkommen memo``: an assessment, or a comparison, as a document to hand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import click

from abkommen.assessment.model import Assessment
from abkommen.base.dates import PartialDate
from abkommen.base.texts import Lang
from abkommen.base.yamltree import read_yaml
from abkommen.batch import assess_file
from abkommen.cli.common import (
    as_of_option,
    language_option,
    output_option,
    refuse_clashes,
    rules_option,
    screen_width,
    templates_option,
    words_folder,
    write_output,
)
from abkommen.resources import rules_folder, template_folders

FORMATS = ("docx", "pdf", "html")
Writer = Callable[[], str | bytes]


@click.command()
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="CASE...")
@output_option("docx", "the memo as a Word document")
@output_option("pdf", "the memo as PDF, tagged for screen readers")
@output_option("html", "the memo as one self-contained web page")
@click.option("--compare", "comparing", is_flag=True, help="One memo that compares several cases.")
@as_of_option
@language_option
@rules_option
@templates_option
@click.option(
    "--public", is_flag=True, help="Leave out confidential facts and remarks, with all sources that only they use."
)
def command(cases: tuple[Path, ...], comparing: bool, public: bool, **options: Any) -> None:
    """Write a memo of three to six pages on a CASE, or with --compare on several.

    Without a format the memo goes to the terminal as text. Word and PDF need the extra abkommen[documents].

    Example: abkommen memo cases/kenya.yaml --lang en --docx kenya.docx --pdf kenya.pdf
    """
    targets = {name: target for name in FORMATS if (target := options[f"{name}_file"])}
    refuse_clashes(targets)
    if not comparing and len(cases) > 1:
        raise click.UsageError("a memo is on one case; --compare makes one on several")
    if comparing and len(cases) < 2:
        raise click.UsageError("a comparison needs two cases at least")
    runs = [
        assess_file(path, rules_folder(options["rules"]), cast(PartialDate | None, options["as_of"])) for path in cases
    ]
    for target, write in _writers(cases, runs, targets, comparing=comparing, public=public, options=options):
        write_output(target, write())
        if str(target) != "-":
            click.echo(f"wrote {target}", err=True)


def _writers(
    cases: Sequence[Path],
    runs: Sequence[Assessment],
    targets: dict[str, Path],
    *,
    comparing: bool,
    public: bool,
    options: dict[str, Any],
) -> list[tuple[Path, Writer]]:
    """What to write where."""
    from abkommen.reports.memo.memos import COMPARISON, MEMO, Memos
    from abkommen.reports.wording.wording import Wording
    from abkommen.reports.wording.words import load_words

    folders, lang = template_folders(options["templates"]), cast(Lang, options["lang"])
    wording = Wording(runs[0].pack, load_words(words_folder(folders, lang), lang))
    memos = Memos(wording, folders, COMPARISON if comparing else MEMO)
    view = memos.compared(runs, public=public) if comparing else _single(memos, cases[0], runs[0], public=public)
    chosen: dict[str, Writer] = {
        "docx": lambda: memos.docx(view),
        "pdf": lambda: memos.pdf(view),
        "html": lambda: memos.html(view),
    }
    return [(target, chosen[name]) for name, target in targets.items()] or [
        (Path("-"), lambda: memos.text(view, screen_width()))
    ]


def _single(memos: Any, case: Path, run: Assessment, *, public: bool) -> object:
    """The memo on one case, with the assessor's own words; remarks overtaken by events are named."""
    from abkommen.reports.memo.own_words import outdated, read_own_words

    own = read_own_words(read_yaml(case), run.pack.criteria)
    for name, then, now in outdated(own, {name: result.effective_status for name, result in run.results.items()}):
        click.echo(f"note: the remark on {name} was written for the status {then}; it is {now} now", err=True)
    return memos.arranged(run, own, public=public)
