"""``abkommen read``: from a draft to articles, provisions and proposed facts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import cast

import click

from abkommen.base.dates import PartialDate
from abkommen.base.texts import Lang
from abkommen.cli.casewriting import CaseWriting, write_case
from abkommen.cli.common import as_of_option, language_option, output_option, rules_option, wording_for, write_output
from abkommen.cli.drafts import intake_words, original_option, reader_of, screen
from abkommen.intake.draft import Language
from abkommen.reports.drafts.as_json import draft_json
from abkommen.reports.drafts.summary import DraftSummary


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@output_option("json", "articles, provisions and attributes as JSON")
@click.option(
    "--case",
    "case_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the proposals into this case file; a new one asks every question.",
)
@click.option("--country", help="The partner of a new case file: two letters or a name.")
@click.option("--title", help="Title of a new case file; default: made of the two countries' names.")
@original_option
@click.option(
    "--complete", is_flag=True, help="The draft is all there is, annexes and protocols included: its silence is a no."
)
@click.option(
    "--language", type=click.Choice(["de", "en"]), help="Language of the draft; default: told from its words."
)
@as_of_option
@language_option
@rules_option
def command(
    draft: Path, json_file: Path | None, case_file: Path | None, country: str | None, title: str | None, original: bool,
    complete: bool, language: str | None, as_of: PartialDate | None, lang: str, rules: Path | None,
) -> None:  # fmt: skip
    """Read a DRAFT (.docx, .pdf, .txt, .md, .html) and propose facts for its case file.

    Without a format the terminal shows the articles, what each provides for, and the proposals with what to check. Proposed
    facts decide nothing until a person has accepted them (abkommen review).

    Example: abkommen read draft.docx --case kenya.yaml --country KE
    """
    _refuse_contradictions(
        case_file, {"--country": country, "--title": title, "--as-of": as_of, "--complete": complete}
    )
    reader = reader_of(rules)
    read = reader.read(draft, original=original, language=cast(Language | None, language))
    words = intake_words(lang)
    if json_file is not None:
        write_output(json_file, draft_json(read, reader.attributes))
    if case_file is not None:
        order = CaseWriting(case_file, draft, country, title, as_of, complete, cast(Lang, lang))
        told = write_case(order, reader, read, words, dt.datetime.now(dt.UTC).date())
        click.echo(told, err=True)
    if json_file is None and case_file is None:
        click.echo(DraftSummary(wording_for(reader.pack, lang), words, reader.topics, screen()).text(read), nl=False)


def _refuse_contradictions(case_file: Path | None, given: dict[str, object]) -> None:
    alone = [name for name, value in given.items() if value]
    if case_file is None and alone:
        raise click.UsageError(f"{alone[0]} says something about a case file: name it with --case")
