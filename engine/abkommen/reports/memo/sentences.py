"""The sentences of the memo, one macro each in ``memo/texts.<language>.j2``, so that number and case come out right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from jinja2 import TemplateError

from abkommen.base.problems import BadInput, Problem
from abkommen.reports.templating import environment
from abkommen.reports.wording.words import Words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    T = TypeVar("T", bound=DataclassInstance)


class Sentences:
    """Called with the name of a macro and what it is about. Everything it returns is plain text.

    Raises :class:`BadInput` for a file of texts that lacks one or cannot be read.
    """

    def __init__(self, folders: Sequence[Path], words: Words) -> None:
        self._name = f"memo/texts.{words.language}.j2"
        try:
            template = environment(folders, words, html=False).get_template(self._name)
            self._module: Any = template.make_module({"lang": words.language})
        except TemplateError as error:
            raise self._wrong(str(error.message or error), getattr(error, "lineno", None)) from None

    def __call__(self, name: str, *about: object) -> str:
        try:
            return str(self._named(name)(*about)).strip()
        except TemplateError as error:
            raise self._wrong(f"sentence “{name}”: {error.message}") from None

    def word(self, name: str) -> str:
        """A text that stands by itself."""
        return str(self._named(name))

    def group(self, name: str) -> Mapping[str, str]:
        """Texts by key."""
        found = self._named(name)
        if not isinstance(found, Mapping):
            raise self._wrong(f"“{name}” is no group of texts")
        return found

    def filled(self, kind: type[T], *groups: str) -> T:
        """A view of single texts: every part has one, those of later groups before those of earlier ones."""
        texts = {name: text for group in groups for name, text in self.group(group).items()}
        wanted = {entry.name for entry in fields(kind)}
        wrong = sorted(wanted ^ texts.keys())
        if wrong:
            raise self._wrong(f"“{groups[0]}”: missing or unknown: {', '.join(wrong)}")
        return kind(**texts)

    def _named(self, name: str) -> Any:
        try:
            return getattr(self._module, name)
        except AttributeError:
            raise self._wrong(f"“{name}” is missing") from None

    def _wrong(self, message: str, line: int | None = None) -> BadInput:
        return BadInput(
            Problem(self._name, line, None, f"template: {message}", "compare with templates/memo of this project")
        )
