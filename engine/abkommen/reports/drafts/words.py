"""The words of the commands on drafts in one language, read from ``drafts/<language>.yaml`` of the templates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

from abkommen.assessment.difference import Cause
from abkommen.base.models import Frozen, read_model
from abkommen.base.texts import LANGUAGES, Lang
from abkommen.base.yamltree import read_yaml
from abkommen.intake.locating import Outcome
from abkommen.reports.wording.checks import names, takes
from abkommen.reports.wording.words import Forms


class DraftWords(Frozen):
    """The summary of a draft."""

    head: Annotated[str, takes("name", "language", "articles")]
    head_with_pages: Annotated[str, takes("name", "language", "articles", "pages")]
    articles: Forms
    pages: Forms
    structure: str
    mentioned: Annotated[str, takes("topics")]
    attributes: str
    attribute: Annotated[str, takes("name", "value", "article")]
    no_attributes: str
    proposals: Forms
    no_proposals: str
    proposal: Annotated[str, takes("label", "value")]
    weight: Annotated[str, takes("weight")]
    next: str


class WrittenWords(Frozen):
    """What became of a case file."""

    new: Annotated[str, takes("file", "proposals", "silent")]
    added: Annotated[str, takes("file", "proposals", "silent", "removed")]
    proposals: Forms
    silent: Forms
    removed: Forms
    kept: Forms
    next: Annotated[str, takes("file")]


class ReviewWords(Frozen):
    """Walking through proposals."""

    place: Annotated[str, takes("number", "count")]
    decided: Annotated[str, takes("value")]
    question: str
    proposed: Annotated[str, takes("value", "weight")]
    check: Annotated[str, takes("check")]
    gone: str
    no_text: str
    left_out: str
    keys: str
    prompt: str
    help: str
    not_understood: str
    which_value: Annotated[str, takes("count")]
    first: str
    unknown: str
    done: Annotated[str, takes("accepted", "changed", "rejected", "open")]
    none: str
    bulk: Forms
    accepted: str
    changed: Annotated[str, takes("value")]
    rejected: str


class VerifyWords(Frozen):
    """Quotations checked."""

    outcomes: Annotated[dict[str, str], names(*get_args(Outcome))]
    line: Annotated[str, takes("outcome", "label", "place")]
    moved_to: Annotated[str, takes("article")]
    nearest: Annotated[str, takes("article", "text")]
    quoted: Annotated[str, takes("text")]
    somewhere: str
    nothing_quoted: str
    all_stand: Forms
    summary: Annotated[str, takes("checked", "stands", "moved", "altered", "missing")]
    quotations: Forms
    without: Forms


class ComparisonWords(Frozen):
    """What has changed between two rounds, and why."""

    causes: Annotated[dict[str, str], names(*get_args(Cause))]
    no_proposal: str
    no_criterion: str


class IntakeWords(Frozen):
    """All of it. A pack may have attributes that no word is known for; they go by their names."""

    language: Lang
    languages: Annotated[dict[str, str], names(*LANGUAGES)]
    draft: DraftWords
    attribute_names: dict[str, str]
    units: Annotated[dict[str, Forms], names("days", "working_days", "months")]
    attribute_values: dict[str, str]
    fixed_years: Forms
    not_found: str
    written: WrittenWords
    review: ReviewWords
    verify: VerifyWords
    comparison: ComparisonWords


def load_intake_words(templates: Path, lang: Lang) -> IntakeWords:
    """The words of a language. Raises :class:`BadInput` for a file that is incomplete."""
    return read_model(IntakeWords, read_yaml(templates / "drafts" / f"{lang}.yaml"))


def counted(forms: Forms, count: int, **gaps: str) -> str:
    """A number of things in a pattern of its own for one and for several."""
    return (forms.one if count == 1 else forms.many).format(count=count, **gaps)
