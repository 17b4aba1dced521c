"""``abkommen review``: a person decides on what was read from a draft."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from abkommen.base.dates import parse_date
from abkommen.base.yamltree import read_yaml
from abkommen.casefile.deciding import Hand
from abkommen.casefile.loading import load_case
from abkommen.casefile.model import Case
from abkommen.casefile.proposing import is_proposal
from abkommen.cli.common import language_option, rules_option, wording_for
from abkommen.cli.deciding import Proposal, Walk
from abkommen.cli.drafts import draft_of, intake_words, original_option, screen
from abkommen.packs import pack_at
from abkommen.reports.drafts.sheet import Cited, Sheet
from abkommen.reports.drafts.words import counted
from abkommen.reports.wording.display import number
from abkommen.resources import cases_folder, rules_folder


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--by", required=True, metavar="INITIALS", help="Who decides; written down with every decision.")
@click.option(
    "--draft", type=click.Path(path_type=Path), help="The text to show; default: the draft that the case names."
)
@click.option(
    "--accept-all-above",
    "least",
    type=click.FloatRange(0, 1),
    metavar="WEIGHT",
    help="Accept unread, with medium confidence, what weighs so much or more (0 to 1); then go through the rest.",
)
@original_option
@language_option
@rules_option
def command(
    case: Path, by: str, draft: Path | None, least: float | None, original: bool, lang: str, rules: Path | None
) -> None:
    """Walk through the proposals of a CASE and decide: accept, change, reject, skip, back, quit.

    Every decision is written into the file at once; its comments and order stay. Answers can come from a pipe as well.

    Example: abkommen review kenya.yaml --by AB
    """
    pack = pack_at(rules_folder(rules))
    found = load_case(case, pack.fields, shipped=cases_folder())
    text = draft_of(found, draft, original=original)
    sheet = Sheet(wording_for(pack, lang), intake_words(lang), screen(), text)
    hand = Hand(by, parse_date(dt.datetime.now(dt.UTC).date().isoformat()))
    walk = Walk(case, tuple(_proposals(case, found)), hand, sheet, _typed, click.echo)
    words = sheet.words.review
    if not walk.proposals:
        click.echo(words.none)
        return
    if least is not None:
        shown = number(sheet.wording.words, least)
        click.echo(counted(words.bulk, walk.accept_all_above(least), least=shown))
    try:
        walk.run()
    finally:
        _tell_end(walk)


def _proposals(file: Path, case: Case) -> Iterator[Proposal]:
    """In the order of the catalogue, which is that of a new file."""
    facts = read_yaml(file).data.get("facts") or {}
    for name, fact in case.facts.items():
        group, _, short = name.partition(".")
        entry = (facts.get(group) or {}).get(short)
        if is_proposal(entry):
            yield Proposal(name, entry, tuple(Cited(item.locator, item.quote) for item in fact.evidence))


def _typed(prompt: str) -> str | None:
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


def _tell_end(walk: Walk) -> None:
    counts = {made: walk.count(made) for made in ("accepted", "changed", "rejected")}
    still = len(walk.proposals) - len(walk.made)
    click.echo("\n" + walk.sheet.words.review.done.format(**counts, open=still))
