"""``abkommen verify``: do the quoted passages still stand in the draft?"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import click

from abkommen.base.dates import PartialDate
from abkommen.base.problems import BadInput, Problem
from abkommen.casefile.loading import load_case
from abkommen.casefile.model import Case, Evidence, Fact, Source
from abkommen.casefile.texts import AGREEMENT, quoted_texts
from abkommen.cli.common import as_of_option, language_option, output_option, rules_option, wording_for, write_output
from abkommen.cli.drafts import beside, draft_of, intake_words, original_option, screen
from abkommen.intake import read_draft
from abkommen.intake.draft import Draft
from abkommen.intake.locating import articles_at, locate
from abkommen.packs import pack_at
from abkommen.reports.drafts.verification import Checked, Verification, VerificationText, verification_json
from abkommen.resources import cases_folder, rules_folder

NOT_AS_QUOTED = 1


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option(
    "--draft", type=click.Path(path_type=Path), help="The text to look in; default: the draft that the case names."
)
@output_option("json", "the result as JSON")
@original_option
@as_of_option
@language_option
@rules_option
def command(
    case: Path, draft: Path | None, json_file: Path | None, original: bool, as_of: PartialDate | None, lang: str, rules: Path | None,
) -> int:  # fmt: skip
    """Check that every passage a CASE quotes from its draft still stands at its article.

    A passage that has moved or was altered is shown with the nearest text. What was quoted from an older round is looked for in
    the present one; other language versions, annexes and protocols are checked in their own files. Exit codes: 0 all stand as
    quoted; 1 some do not; 2 bad input.

    Example: abkommen verify kenya.yaml --draft round-2.docx
    """
    pack = pack_at(rules_folder(rules))
    found = load_case(case, pack.fields, as_of=as_of, shipped=cases_folder())
    text = draft_of(found, draft, original=original)
    if text is None:
        hint = "name it with --draft FILE, or read it in with abkommen read DRAFT --case"
        raise BadInput(Problem(str(case), None, None, "the case names no draft", hint))
    result = _verify(found, Texts(found, text, original))
    if json_file is not None:
        write_output(json_file, verification_json(result))
    if json_file is None or str(json_file) != "-":
        click.echo(VerificationText(wording_for(pack, lang), intake_words(lang), screen()).text(result), nl=False)
    return 0 if result.all_stand else NOT_AS_QUOTED


@dataclass
class Texts:
    """The texts that are quoted, each read once. Rounds of one language are looked for in the present ``draft``."""

    case: Case
    draft: Draft
    original: bool
    read: dict[str, Draft] = field(default_factory=dict)

    def of(self, source: Source) -> Draft:
        """The draft; for another language version, an annex or a protocol its own file, where it has one."""
        round_ = source.kind == AGREEMENT and source.language in ("", self.draft.language)
        if round_ or not source.file:
            return self.draft
        if source.file not in self.read:
            self.read[source.file] = read_draft(beside(self.case, source.file), original=self.original)
        return self.read[source.file]


def _verify(case: Case, texts: Texts) -> Verification:
    sources = quoted_texts(case)
    evidence = [(fact, item) for fact in case.facts.values() for item in _evidence(fact) if item.source in sources]
    quoted = [(fact, item, sources[item.source]) for fact, item in evidence if item.quote]
    checked = tuple(_checked(fact, item, source, texts.of(source)) for fact, item, source in quoted)
    return Verification(texts.draft.name, checked, sum(not item.quote and bool(item.locator) for _, item in evidence))


def _evidence(fact: Fact) -> tuple[Evidence, ...]:
    return (*fact.evidence, *(item for claim in fact.claims for item in claim.evidence))


def _checked(fact: Fact, item: Evidence, source: Source, draft: Draft) -> Checked:
    """An annex or protocol in a file of its own need not say what it is called elsewhere: any place in it will do then."""
    place = item.locator if source.kind == AGREEMENT or articles_at(draft, item.locator) else ""
    name = item.source.rpartition("/")[2]
    return Checked(fact.field, name, item.locator, item.quote, locate(draft, place, item.quote))
