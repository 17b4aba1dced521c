"""``abkommen baseline``: record the findings of today, so that later checks show what is new."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from abkommen.base.problems import BadInput
from abkommen.checking.baseline import Known, baseline_text, load_baseline
from abkommen.checking.check import Request, covers, run_check
from abkommen.checking.model import CheckReport
from abkommen.checking.runner import Runner
from abkommen.cli.checking import jobs_option, paths_argument, progress, record_option, request_for
from abkommen.cli.common import as_of_option, rules_option, write_output


@click.group()
def command() -> None:
    """Record the findings of today, so that later checks show what is new."""


@command.command()
@paths_argument
@record_option("baseline", "Where to record; default: abkommen-baseline.yaml beside the configuration or here.")
@record_option("waivers", "Waivers; waived findings are not recorded.")
@rules_option
@as_of_option
@jobs_option
def write(paths: tuple[Path, ...], **options: Any) -> None:
    """Record the findings in these cases (default: all below this folder). Entries of other cases are kept."""
    target = options.pop("baseline")
    request, settings = request_for(paths, options)
    path = target or Path(settings["baseline"].value)
    report = run_check(replace(request, baseline=None), Runner(options["jobs"], progress(wanted=True)))
    if report.problems:
        raise BadInput(report.problems)
    kept = _others(path, request, report)
    write_output(path, baseline_text(report.findings, kept))
    recorded = sum(found.waiver is None for found in report.findings)
    click.echo(f"{path}: {recorded} findings recorded" + (f", {len(kept)} of other cases kept" if kept else ""))


def _others(path: Path, request: Request, report: CheckReport) -> list[Known]:
    """The entries of cases that were not looked at, unless all were."""
    if not path.is_file() or covers(request.searched, path) or report.pack is None:
        return []
    checked = {case.id for case in report.cases}
    return [known for known in load_baseline(path, report.pack.criteria) if known.case not in checked]
