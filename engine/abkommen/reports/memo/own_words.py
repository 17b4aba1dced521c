"""The assessor's own words: the part ``memo:`` of a case file, checked with the place of every slip.

A remark names the status it was written for, so that it is flagged when the assessment has moved on since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, InstanceOf

from abkommen.base.dates import PartialDate, parse_date
from abkommen.base.models import Frozen, read_model
from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.base.texts import LANGUAGES, Lang, Text
from abkommen.base.yamltree import Document
from abkommen.reports.wording.words import STATUSES

MEMO = "memo"


def _both(value: object) -> object:
    """A text without a language is meant as it stands, whatever the language of the memo."""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return {language: str(value) for language in LANGUAGES}
    return value


def _mark(value: object) -> object:
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


Words = Annotated[Text, BeforeValidator(_both)]
Day = Annotated[InstanceOf[PartialDate], BeforeValidator(parse_date)]
Mark = Annotated[bool, BeforeValidator(_mark)]


class Remark(Frozen):
    """What the assessor adds to a criterion, and the status (after interactions) it had at the time."""

    text: Words
    status: str
    confidential: Mark = False


class OwnWords(Frozen):
    """Author, addressee, date, opening paragraph and remarks; all may be absent."""

    author: Words | None = None
    addressee: Words | None = None
    date: Day | None = None
    opening: Words | None = None
    remarks: dict[str, Remark] = Field(default_factory=dict)

    def public(self) -> OwnWords:
        """Without the remarks marked as confidential."""
        return self.model_copy(
            update={"remarks": {name: one for name, one in self.remarks.items() if not one.confidential}}
        )


NONE = OwnWords()


def read_own_words(document: Document, criteria: Collection[str]) -> OwnWords:
    """The part ``memo:`` of a case file. Raises :class:`BadInput` with every error, each at its line."""
    data = document.data
    if not isinstance(data, Mapping) or data.get(MEMO) is None:
        return NONE
    problems = list(_remark_problems(document, data[MEMO], criteria))
    try:
        words = read_model(OwnWords, document, (MEMO,))
    except BadInput as error:
        raise BadInput(sorted([*problems, *error.problems])) from None
    if problems:
        raise BadInput(problems)
    return words


def _remark_problems(document: Document, memo: Any, criteria: Collection[str]) -> Iterator[Problem]:
    remarks = memo.get("remarks") if isinstance(memo, Mapping) else None
    for name, remark in remarks.items() if isinstance(remarks, Mapping) else ():
        path = (MEMO, "remarks", name)
        if name not in criteria:
            hint = did_you_mean(name, criteria) or "abkommen rules list shows the criteria"
            yield document.problem(path, f"no criterion “{name}”", hint, of_key=True)
        status = remark.get("status") if isinstance(remark, Mapping) else None
        if isinstance(status, str) and status not in STATUSES:
            hint = did_you_mean(status, STATUSES) or f"expected {', '.join(STATUSES)}"
            yield document.problem((*path, "status"), f"“{status}” is no status", hint)


def outdated(own: OwnWords, statuses: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Remarks whose criterion has another status by now: the criterion, the status then and now."""
    for name, remark in own.remarks.items():
        if remark.status != statuses[name]:
            yield name, remark.status, statuses[name]


def paragraphs(text: str) -> tuple[str, ...]:
    """A longer text in its paragraphs, which an empty line parts."""
    parts = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(part for part in parts if part)


def in_language(text: Text | None, lang: Lang) -> str:
    """The text in a language, or nothing."""
    return text.in_(lang) if text is not None else ""
