"""Memos in their formats: from an assessment to a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from abkommen.assessment.comparison import compare
from abkommen.assessment.model import Assessment
from abkommen.base.problems import BadInput, Problem
from abkommen.reports.memo import typeset, webpage, word
from abkommen.reports.memo.arrange import memo
from abkommen.reports.memo.comparing import comparison_memo
from abkommen.reports.memo.model import Comparison, Memo
from abkommen.reports.memo.own_words import NONE, OwnWords
from abkommen.reports.memo.sentences import Sentences
from abkommen.reports.memo.textpage import text
from abkommen.reports.public import Withheld, public_version
from abkommen.reports.wording.wording import Wording

MEMO, COMPARISON = "memo", "memo-compare"
"""Names of the templates: ``memo.docx``, ``memo.typ.j2``, ``memo.html.j2``, ``memo.txt.j2``, and the same of the comparison."""


@dataclass(frozen=True)
class Memos:
    """Writes memos in one language. ``folders`` hold the templates, a user's own before ours.

    A template that cannot be used raises :class:`~abkommen.base.problems.BadInput`; so does a missing part of the extra
    ``documents``, with what to install.
    """

    wording: Wording
    folders: tuple[Path, ...]
    kind: str = MEMO

    @cached_property
    def _say(self) -> Sentences:
        """The sentences, compiled once."""
        return Sentences(self.folders, self.wording.words)

    def arranged(self, run: Assessment, own: OwnWords = NONE, *, public: bool = False) -> Memo:
        """The memo on one agreement, ready for every format."""
        return memo(run, self.wording, self._say, own, public=public)

    def compared(self, runs: Sequence[Assessment], *, public: bool = False) -> Comparison:
        """The memo that compares several agreements. Raises :class:`BadInput` for cases that cannot be compared."""
        shown, withheld = list(runs), None
        if public:
            versions = [public_version(run) for run in runs]
            shown = [run for run, _ in versions]
            withheld = Withheld(sum(left.facts for _, left in versions), sum(left.sources for _, left in versions))
        try:
            found = compare(shown)
        except ValueError as error:
            raise BadInput(Problem("memo", None, None, str(error), "give each case an id of its own")) from None
        return comparison_memo(found, self.wording, self._say, withheld)

    def html(self, view: object) -> str:
        return webpage.html(f"{self.kind}.html.j2", {"memo": view}, self.folders, self.wording.words)

    def pdf(self, view: object) -> bytes:
        name = f"{self.kind}.typ.j2"
        return typeset.pdf(typeset.typst_source(name, {"memo": view}, self.folders, self.wording.words), name)

    def docx(self, view: object) -> bytes:
        template = found_template(f"{self.kind}.docx", self.folders)
        return word.document(template, {"memo": view}, self.folders, self.wording.words)

    def text(self, view: object, width: int = 80) -> str:
        return text(f"{self.kind}.txt.j2", {"memo": view, "width": width}, self.folders, self.wording.words)


def found_template(name: str, folders: Sequence[Path]) -> Path:
    """The first template of that name. Raises :class:`BadInput` where there is none."""
    found = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if found is None:
        raise BadInput(Problem(name, None, None, "there is no such template", "see templates/ of this project"))
    return found
