"""Jinja2 environments for reports: a user's templates first, ours where there is none; errors with file and line.

Templates come in a sandbox, since they are handed around: they may read what they are given and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2 import __version__ as jinja2_version
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from abkommen.base.problems import BadInput, Problem
from abkommen.reports import figures
from abkommen.reports.gap.model import CountView, VerdictStep
from abkommen.reports.textbars import interval_text
from abkommen.reports.wording.display import in_words, joined, number, quoted
from abkommen.reports.wording.words import Words

NO_BREAK = "\u00a0"


def environment(
    folders: Sequence[Path], words: Words, *, html: bool, kept: Path | None = None
) -> ImmutableSandboxedEnvironment:
    """An environment that looks for templates in ``folders`` in turn; with ``html`` every text put out is escaped.

    ``kept``: a folder only its owner can write, for templates already compiled; of what is filled in nothing goes there.
    """
    found = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([str(folder) for folder in folders]), autoescape=html, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        bytecode_cache=_Kept(str(kept), f"template-{_made_with(words, html=html)}-%s.bin") if kept else None,
    )  # fmt: skip
    found.filters |= {
        "num": lambda value, digits=2: number(words, value, digits),
        "words": lambda value: in_words(words, value),
        "joined": lambda parts, last="and": _kept(
            joined(words, [str(_safe(part, html)) for part in parts], last), html
        ),
        "quotes": lambda parts: [_kept(quoted(words, str(_safe(part, html))), html) for part in parts],
        "wrapped": wrapped,
        "located": located,
        "pad": lambda text, width: text.ljust(width),
    }
    found.globals |= {"nb": NO_BREAK, "bar": interval_text, **(_drawings() if html else {})}
    return found


def render(found: ImmutableSandboxedEnvironment, name: str, values: Mapping[str, Any]) -> str:
    """A template with its values. Raises :class:`BadInput` for a template that is missing, misspelt or asks for what is not there."""
    try:
        return found.get_template(name).render(values)
    except TemplateNotFound as error:
        raise BadInput(
            Problem(str(error.name), None, None, "there is no such template", "see templates/ of this project")
        ) from None
    except TemplateSyntaxError as error:
        raise BadInput(
            Problem(error.filename or str(error.name), error.lineno, None, f"template: {error.message}")
        ) from None
    except UnicodeDecodeError:
        raise BadInput(Problem(name, None, None, "template: not UTF-8", "save it as UTF-8")) from None
    except Exception as error:
        problem = _located(error, name)
        if problem is None:  # it never came to a template: a defect of ours
            raise
        raise BadInput(problem) from None


def _located(error: Exception, name: str) -> Problem | None:
    """The innermost place inside a template that an error passed through; whatever it was, the template asked for it."""
    place, line, trace = name, None, error.__traceback__
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:  # a frame that Jinja2 has moved back into the template
            place, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    if line is None:
        return None
    return Problem(place, line, None, f"template: {error}", "docs/templates.md lists what a template receives")


def wrapped(text: str, width: int = 80, indent: int = 0, hang: int | None = None) -> str:
    """Text in lines of at most ``width``: the first after ``indent`` blanks, the others after ``hang`` (default: as many)."""
    below = " " * (indent if hang is None else hang)
    return textwrap.fill(
        text,
        width,
        initial_indent=" " * indent,
        subsequent_indent=below,
        break_long_words=False,
        break_on_hyphens=False,
    )


def located(place: str, words: Mapping[str, str]) -> str:
    """A place in a source in the reader's language, where it consists of known words and numbers; else as it is given."""
    known = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    if not re.fullmatch(rf"(?:(?<!\w)(?:{known})(?!\w)|\d+|[-–,;() \u00a0])+", place):
        return place
    told = re.sub(rf"(?<!\w)(?:{known})(?!\w)", lambda found: words[found[0]], place)
    return re.sub(r"(?<=\d)-(?=\d)", "–", re.sub(r"(?<=[^\W\d]|\.) (?=\d)", NO_BREAK, told))


class _Kept(FileSystemBytecodeCache):
    """Compiled templates in a folder; where they cannot be written they are compiled again next time."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def _made_with(words: Words, *, html: bool) -> str:
    """Changes with all that a compiled template depends on beside its source: constants in it are already worded and escaped."""
    parts = (
        words.model_dump_json(),
        str(html),
        jinja2_version,
        sys.version,
        Path(__file__).read_text(encoding="utf-8"),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _safe(part: Any, html: bool) -> Any:
    return escape(part) if html else part


def _kept(text: str, html: bool) -> str:
    """Parts already escaped stay so when they have been joined."""
    return Markup(text) if html else text


def _drawings() -> dict[str, Any]:
    """Figures as markup, their labels escaped where they are drawn; and what turns views into their parts."""

    def markup(draw: Callable[..., str]) -> Callable[..., Markup]:
        return lambda *given, **named: Markup(draw(*given, **named))

    drawn = (
        figures.interval_bar, figures.status_bar, figures.legend_mark, figures.verdict_ladder, figures.step_bar, figures.share_bar,
    )  # fmt: skip
    return {draw.__name__: markup(draw) for draw in drawn} | {"segments": _segments, "ladder": _ladder}


def _segments(view: CountView) -> list[figures.Segment]:
    return [figures.Segment(status, count) for status, count in view.counts.items()]


def _ladder(steps: Sequence[VerdictStep]) -> list[figures.Step]:
    return [figures.Step(step.name, step.within) for step in steps]
