"""``abkommen compare``: several cases side by side, on one page."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import click

from abkommen.assessment.comparison import Comparison, compare
from abkommen.assessment.development import Development, development
from abkommen.assessment.model import Assessment
from abkommen.assessment.parcel import packed, unpacked
from abkommen.base.dates import PartialDate
from abkommen.base.problems import BadInput, Problem
from abkommen.base.texts import Lang
from abkommen.batch import assess_many, session_for
from abkommen.cli.common import (
    DayParameter,
    colour_wanted,
    language_option,
    output_option,
    refuse_clashes,
    rules_option,
    screen_width,
    templates_option,
    words_folder,
    write_output,
)
from abkommen.cli.progress import progress_bar
from abkommen.resources import rules_folder, template_folders

Writer = Callable[[], str]


@click.command()
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="CASE...")
@output_option("md", "the comparison as Markdown")
@output_option("html", "the comparison as one self-contained web page")
@output_option("csv", "the matrix as a table for spreadsheets")
@output_option("json", "the comparison as JSON (schemas/comparison.schema.json)")
@click.option(
    "--as-of", "days", type=DayParameter(), multiple=True,
    help="Day of assessment (YYYY, YYYY-MM or YYYY-MM-DD); given twice, the page says what changed from the one to the other, and why.",
)  # fmt: skip
@language_option
@rules_option
@templates_option
@click.option("--public", is_flag=True, help="Leave out confidential facts with their evidence and notes.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Assess in N processes."
)
def command(cases: tuple[Path, ...], days: tuple[PartialDate, ...], **options: Any) -> None:
    """Compare CASE files: statuses, scores, common gaps, what one agreement could take over from another, what nobody knows.

    Without a format the comparison goes to the terminal in short; several formats can be written at once.

    Example: abkommen compare cases/*.yaml --as-of 2024-09 --as-of 2026-01 --lang en --html agreements.html
    """
    targets = {name: target for name in ("md", "html", "csv", "json") if (target := options[f"{name}_file"])}
    _check(cases, days, targets)
    found, changes = _compared(cases, sorted(days, key=lambda day: day.last), options)
    for target, write in _writers(found, changes, options, targets):
        write_output(target, write())
        if str(target) != "-":
            click.echo(f"wrote {target}", err=True)


def _check(cases: Sequence[Path], days: Sequence[PartialDate], targets: dict[str, Path]) -> None:
    """Refuse what cannot be compared, and outputs that would overwrite each other."""
    refuse_clashes(targets)
    if len(cases) < 2:
        raise click.UsageError("a comparison needs two cases at least; for one use abkommen assess")
    if len(days) > 2 or len({day.text for day in days}) < len(days):
        raise click.UsageError("give --as-of once, or twice with different days")


def _compared(
    cases: Sequence[Path], days: Sequence[PartialDate], options: dict[str, Any]
) -> tuple[Comparison, Development | None]:
    """The comparison on the later day and, where there are two, what changed since the earlier one."""
    runs = _assessed(cases, days, options)
    _tell_same_ids(cases, runs[-1])
    return compare(runs[-1]), development(*runs) if len(runs) == 2 else None


def _assessed(cases: Sequence[Path], days: Sequence[PartialDate], options: dict[str, Any]) -> list[list[Assessment]]:
    """All cases on every day asked for; on each case's own where none is."""
    wanted: list[str | None] = [day.text for day in days] or [None]
    rules, each = options["rules"], _public if options["public"] else _whole
    plan = session_for(rules_folder(rules)).plan
    with _pool(min(options["jobs"], len(cases))) as pool, progress_bar(len(cases) * len(wanted)) as step:
        given = [assess_many(cases, each, executor=pool, rules=rules, as_of=day) for day in wanted]
        return [[step(unpacked(data, plan)) for data in runs] for runs in given]


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor | None]:
    """Processes where more than one is wanted. Fresh ones: a forked one would share the rule engine's memory with this one."""
    if workers < 2:
        yield None
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _leave_interrupts_to_parent) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _whole(found: Assessment) -> bytes:
    return packed(found)


def _public(found: Assessment) -> bytes:
    """Confidential facts do not even leave the process that read them."""
    from abkommen.reports.public import public_version

    return packed(public_version(found)[0])


def _tell_same_ids(cases: Sequence[Path], runs: Sequence[Assessment]) -> None:
    """Raises :class:`BadInput` where two files hold a case of the same id."""
    files: dict[str, Path] = {}
    for path, run in zip(cases, runs, strict=True):
        first = files.setdefault(run.case.id, path)
        if first is not path:
            raise BadInput(
                Problem(
                    str(path),
                    None,
                    None,
                    f"has the id {run.case.id}, as {first} has",
                    "give each case an id of its own",
                )
            )


def _writers(
    found: Comparison, changes: Development | None, options: dict[str, Any], targets: dict[str, Path]
) -> list[tuple[Path, Writer]]:
    """What to write where. The templates are only loaded when a format needs them."""
    from abkommen.reports.comparison_json import comparison_json

    chosen: dict[str, Writer] = {"json": lambda: comparison_json(found, changes)}
    if set(targets) != {"json"}:
        chosen |= _reports(found, changes, cast(Lang, options["lang"]), options["templates"])
    return [(target, chosen[name]) for name, target in targets.items()] or [(Path("-"), chosen["text"])]


def _reports(found: Comparison, changes: Development | None, lang: Lang, templates: Path | None) -> dict[str, Writer]:
    from abkommen.reports.comparison_report import ComparisonReport
    from abkommen.reports.gap_report import Screen
    from abkommen.reports.wording.wording import Wording
    from abkommen.reports.wording.words import load_words

    folders = template_folders(templates)
    wording = Wording(found.assessments[0].pack, load_words(words_folder(folders, lang), lang))
    report = ComparisonReport(found, changes, wording, folders)
    screen = Screen(screen_width(), colour_wanted())
    return {"md": report.markdown, "html": report.html, "csv": report.csv, "text": lambda: report.text(screen)}
