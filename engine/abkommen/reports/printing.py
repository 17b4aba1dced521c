"""Views filled into templates: escaped for the format, each template compiled once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from abkommen.reports.escaping import each_text, markdown, plain
from abkommen.reports.templating import environment, render
from abkommen.reports.wording.words import Words

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

Format = Literal["md", "html", "txt"]
_ESCAPES: dict[Format, Callable[[str], str]] = {"md": markdown, "html": plain, "txt": plain}
"""HTML is escaped where a template puts it out; the other two have no such rule, so their texts arrive escaped."""


class Printer:
    """Fills templates in one language. Reuse it: to compile a template costs more than to fill it in.

    ``folders`` hold the templates, a user's own before ours; ``kept`` is where compiled ones may stay for the next run. A
    template that cannot be used raises :class:`~abkommen.base.problems.BadInput`.
    """

    def __init__(self, words: Words, folders: Sequence[Path], kept: Path | None = None) -> None:
        self._words, self._folders, self._kept = words, tuple(folders), kept
        self._environments: dict[bool, ImmutableSandboxedEnvironment] = {}

    def fill(self, template: str, form: Format, view: Any, **more: object) -> str:
        """``<template>.<form>.j2`` with ``view`` as ``report``."""
        html = form == "html"
        if html not in self._environments:
            self._environments[html] = environment(self._folders, self._words, html=html, kept=self._kept)
        values = {"report": each_text(view, _ESCAPES[form]), "lang": self._words.language, **more}
        return render(self._environments[html], f"{template}.{form}.j2", values)
