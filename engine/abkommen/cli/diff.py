"""``abkommen diff``: what changed between two drafts or two cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click

from abkommen.assessment.assess import assess
from abkommen.assessment.difference import Difference, difference
from abkommen.assessment.model import Assessment
from abkommen.base.dates import PartialDate
from abkommen.base.problems import BadInput, Problem
from abkommen.base.texts import Lang, Text
from abkommen.batch import session_for
from abkommen.casefile.loading import load_case
from abkommen.casefile.model import Case
from abkommen.casefile.texts import current_text
from abkommen.cli.common import DayParameter, language_option, output_option, rules_option, wording_for, write_output
from abkommen.cli.drafts import DraftReader, intake_words, reader_of, screen
from abkommen.inference.session import Session
from abkommen.intake.rounds.changes import DraftChanges, compare_drafts
from abkommen.reports.printing import Printer
from abkommen.reports.rounds.as_json import round_json
from abkommen.reports.rounds.model import RoundView
from abkommen.reports.rounds.report import RoundReports
from abkommen.reports.rounds.view import Telling, round_view
from abkommen.resources import cases_folder, rules_folder, template_folders
from abkommen.rulepack.model import RulePack

CASES = (".yaml", ".yml")
MOST_DAYS = 2


@dataclass(frozen=True, slots=True)
class Sides:
    """The two things compared, with the day and the rules of each."""

    files: tuple[Path, Path]
    days: tuple[PartialDate | None, PartialDate | None]
    rules: tuple[Path, Path]


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared, with the packs and the titles of topics needed to tell it."""

    draft: DraftChanges | None
    case: Difference | None
    old_pack: RulePack
    new_pack: RulePack
    topics: Mapping[str, Text]


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@output_option("md", "the comparison as Markdown")
@output_option("html", "the comparison as one self-contained web page")
@output_option("json", "the comparison as JSON")
@click.option(
    "--as-of",
    "days",
    type=DayParameter(),
    multiple=True,
    help="Day of assessment for cases; given twice, the old and the new one.",
)
@click.option(
    "--old-rules",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Rule pack for the old case; default: the same as for the new one.",
)
@language_option
@rules_option
def command(
    old: Path, new: Path, days: tuple[PartialDate, ...], old_rules: Path | None, lang: str, rules: Path | None,
    **files: Path | None,
) -> None:  # fmt: skip
    """Compare two drafts or two case files, OLD with NEW.

    Drafts: articles added, removed, changed, moved, and what they provide for. Cases: facts, statuses with their reasons, gaps,
    verdict and scores, and their drafts where both are at hand. One case with two days shows what time has changed; one Word
    file given twice is compared with itself before its tracked changes.

    Example: abkommen diff round-1.docx round-2.docx --html changes.html
    """
    targets = {name.removesuffix("_file"): target for name, target in files.items() if target is not None}
    if sum(str(target) == "-" for target in targets.values()) > 1:
        raise click.UsageError("only one format can go to standard output: give the others a file")
    sides = _sides(old, new, days, (rules_folder(old_rules or rules), rules_folder(rules)))
    found = _compare_cases(sides) if old.suffix.lower() in CASES else _compare_drafts(sides, reader_of(sides.rules[1]))
    writers = _writers(found, cast(Lang, lang))
    for name, target in targets.items():
        write_output(target, writers[name]())
        if str(target) != "-":
            click.echo(f"wrote {target}", err=True)
    if not targets:
        click.echo(writers["text"](), nl=False)


def _sides(old: Path, new: Path, days: tuple[PartialDate, ...], rules: tuple[Path, Path]) -> Sides:
    cases = [path.suffix.lower() in CASES for path in (old, new)]
    if cases[0] != cases[1]:
        raise BadInput(
            Problem(str(new), None, None, "a case file and a draft cannot be compared", "give two of a kind")
        )
    if len(days) > MOST_DAYS or (days and not cases[0]):
        raise click.UsageError("--as-of is for cases: once for both, or twice for the old and the new one")
    if rules[0] != rules[1] and not cases[0]:
        raise click.UsageError("--old-rules is for cases")
    return Sides((old, new), (days[0], days[-1]) if days else (None, None), rules)


def _compare_drafts(sides: Sides, reader: DraftReader) -> Compared:
    old, new = sides.files
    before_changes = old.suffix.lower() == ".docx" and old.exists() and new.exists() and old.samefile(new)
    draft = compare_drafts(reader.read(old, original=before_changes), reader.read(new))
    return Compared(draft, None, reader.pack, reader.pack, reader.topics)


def _compare_cases(sides: Sides) -> Compared:
    sessions = {folder: session_for(folder) for folder in sides.rules}
    old, new = (
        _assessed(file, day, sessions[folder])
        for file, day, folder in zip(sides.files, sides.days, sides.rules, strict=True)
    )
    texts = [text for run in (old, new) if (text := _text(run.case)) is not None]
    case = difference(old, new)
    if len(texts) < len(sides.files):
        return Compared(None, case, old.pack, new.pack, {})
    reader = reader_of(sides.rules[1], new.pack)
    draft = compare_drafts(*(reader.read(text) for text in texts))
    return Compared(draft, case, old.pack, new.pack, reader.topics)


def _assessed(file: Path, day: PartialDate | None, session: Session) -> Assessment:
    case = load_case(file, session.plan.pack.fields, as_of=day, shipped=cases_folder())
    return assess(case, session, draws=1)  # the robustness check is not compared


def _text(case: Case) -> Path | None:
    """The text a case speaks of, where it is at hand."""
    file = current_text(case)
    path = Path(case.file).parent / file if file else None
    return path if path is not None and path.is_file() else None


def _writers(found: Compared, lang: Lang) -> dict[str, Callable[[], str]]:
    """What each format is written by; words and templates are only loaded when one needs them."""

    def filled(write: Callable[[RoundReports, RoundView], str]) -> Callable[[], str]:
        return lambda: write(*_report(found, lang))

    return {
        "json": lambda: round_json(found.draft, found.case),
        "md": filled(RoundReports.markdown),
        "html": filled(RoundReports.html),
        "text": filled(lambda reports, view: reports.text(view, screen())),
    }


def _report(found: Compared, lang: Lang) -> tuple[RoundReports, RoundView]:
    old, new = wording_for(found.old_pack, lang), wording_for(found.new_pack, lang)
    tell = Telling(old, new, intake_words(lang), found.topics)
    return RoundReports(Printer(new.words, template_folders())), round_view(found.draft, found.case, tell)
