"""What the commands on drafts share: a rule pack's way from a file to articles, provisions and proposals."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click

from abkommen.base.problems import BadInput, Problem
from abkommen.base.texts import Lang, Text
from abkommen.casefile.model import Case
from abkommen.casefile.texts import current_text
from abkommen.cli.common import F, colour_wanted, screen_width
from abkommen.intake import read_draft
from abkommen.intake.detectors import Detectors, detect, load_detectors
from abkommen.intake.draft import Draft, Language
from abkommen.intake.proposals import ProposalRule, load_proposal_rules, propose, silent_fields
from abkommen.intake.rounds.changes import LANGUAGE, ReadDraft
from abkommen.packs import pack_at
from abkommen.reports.drafts.words import IntakeWords, load_intake_words
from abkommen.reports.gap_report import Screen
from abkommen.resources import rules_folder, template_folders
from abkommen.rulepack.model import RulePack


@dataclass(frozen=True, slots=True)
class DraftReader:
    """Reads drafts with the detectors and proposal rules of one pack."""

    pack: RulePack
    detectors: Detectors
    rules: tuple[ProposalRule, ...]

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of all attributes there are, found or not."""
        return (*(attribute.name for attribute in self.detectors.languages["de"].attributes), LANGUAGE)

    @property
    def topics(self) -> dict[str, Text]:
        """The titles of the topics by their names."""
        return {topic.topic: topic.title for topic in self.detectors.topics}

    def read(self, path: Path, *, original: bool = False, language: Language | None = None) -> ReadDraft:
        """A draft with its provisions and proposals. Raises :class:`BadInput` when it cannot be read."""
        draft = read_draft(path, original=original, language=language)
        findings = detect(draft, self.detectors)
        return ReadDraft(draft, findings, propose(findings, self.rules))

    def silent(self, read: ReadDraft) -> tuple[str, ...]:
        """The fields a complete draft answers by its silence: of those whose provisions the rules would have seen."""
        seen = {rule.field for rule in self.rules}
        return silent_fields(
            read.proposals, {name: self.pack.fields[name] for name in self.pack.fields if name in seen}
        )


def reader_of(folder: Path | None, pack: RulePack | None = None) -> DraftReader:
    """The reader of a rule pack's folder. Raises :class:`BadInput` with what is wrong in it."""
    rules = rules_folder(folder)
    loaded = pack or pack_at(rules)
    detectors = load_detectors(rules / "provisions")
    topics = frozenset(topic.topic for topic in detectors.topics)
    return DraftReader(loaded, detectors, load_proposal_rules(rules / "proposals.yaml", loaded.fields, topics))


def intake_words(lang: str) -> IntakeWords:
    """The words of the commands on drafts."""
    return load_intake_words(_folder_with(f"drafts/{lang}.yaml"), cast(Lang, lang))


def _folder_with(name: str) -> Path:
    """The first folder of templates that has a file; ours has them all."""
    folders = template_folders()
    return next((folder for folder in folders if (folder / name).is_file()), folders[-1])


def screen() -> Screen:
    """The terminal at hand."""
    return Screen(screen_width(), colour_wanted())


def original_option(function: F) -> F:
    """``--original``: a Word file as it was before its tracked changes."""
    return click.option("--original", is_flag=True, help="Read a Word file as it was before its tracked changes.")(
        function
    )


def draft_of(case: Case, given: Path | None, *, original: bool = False) -> Draft | None:
    """The text of a case: ``given``, else the one it speaks of on its day. None where it names none.

    Raises :class:`BadInput` when the text is not there or cannot be read.
    """
    if given is not None:
        return read_draft(given, original=original)
    file = current_text(case)
    return read_draft(beside(case, file), original=original) if file is not None else None


def beside(case: Case, file: str) -> Path:
    """A file a case names, as seen from here. Raises :class:`BadInput` when it is not there."""
    path = Path(case.file).parent / file
    if not path.is_file():
        raise BadInput(Problem(str(path), None, None, "the case’s draft is not there", "name it with --draft FILE"))
    return path
