"""The configuration of a folder of cases: ``abkommen.toml``, or ``[tool.abkommen]`` in pyproject.toml, found upwards from a case."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from abkommen.base.models import Frozen, model_problems
from abkommen.base.problems import BadInput, Problem
from abkommen.base.yamltree import Document, read_bytes
from abkommen.checking.model import FailOn
from abkommen.checking.staleness import parse_age

OWN_FILE, SHARED_FILE = "abkommen.toml", "pyproject.toml"
_TABLE = re.compile(r"^\s*\[\s*tool\s*\.\s*abkommen\s*\]", re.MULTILINE)
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def _age(text: str) -> str:
    parse_age(text)
    return text


class Configuration(Frozen):
    """What a configuration can say; every key is also an option of ``abkommen check``, which wins. Paths are relative to the file."""

    rules: str | None = None
    lang: Literal["de", "en"] | None = None
    fail_on: FailOn | None = None
    min_coverage: Annotated[float | None, Field(ge=0, le=100)] = None
    max_age: Annotated[str, AfterValidator(_age)] | None = None
    waivers: str | None = None
    baseline: str | None = None


NOTHING = Configuration()


@dataclass(frozen=True, slots=True)
class Configured:
    """A configuration and where it was read; ``path`` is None where there is no file. ``lines``: where each key stands."""

    configuration: Configuration = NOTHING
    path: Path | None = None
    lines: tuple[tuple[str, int], ...] = ()


def configuration_for(cases: Iterable[Path]) -> Configured:
    """The configuration that holds for all of these cases. Raises :class:`BadInput` for a bad file, or when cases differ in theirs."""
    found: dict[Path | None, Path] = {}
    for case in cases:
        found.setdefault(nearest(case.absolute().parent), case)
    if len(found) > 1:
        differing = "; ".join(f"{case} has {path or 'none'}" for path, case in found.items())
        raise BadInput(
            Problem(
                differing, None, None, "these cases have different configurations", "check them one after the other"
            )
        )
    path = next(iter(found), None)
    return Configured() if path is None else read_configuration(path)


def nearest(folder: Path) -> Path | None:
    """The configuration file that holds in a folder: its own, or that of the nearest folder above it."""
    for place in (folder, *folder.parents):
        if (place / OWN_FILE).is_file():
            return place / OWN_FILE
        if (place / SHARED_FILE).is_file() and _has_table(place / SHARED_FILE):
            return place / SHARED_FILE
    return None


def _has_table(path: Path) -> bool:
    try:
        return _TABLE.search(path.read_text(encoding="utf-8", errors="replace")) is not None
    except OSError:
        return False


def read_configuration(path: Path) -> Configured:
    """Read one file. Raises :class:`BadInput` with every error at its line."""
    text = _decoded(path)
    table = _table(_parsed(text, path), path)
    try:
        configuration = Configuration.model_validate(table)
    except ValidationError as error:
        problems = model_problems(Configuration, error, Document(str(path), table, None))
        raise BadInput(_placed(problems, error, text, path)) from None
    lines = ((name, _line_of(name, text, path)) for name in sorted(configuration.model_fields_set))
    return Configured(configuration, path, tuple((name, line) for name, line in lines if line is not None))


def _decoded(path: Path) -> str:
    raw = read_bytes(path, str(path))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(Problem(str(path), line, None, "not UTF-8 text", "save the file as UTF-8")) from None


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place and place[1] else (text.count("\n") + 1, None)
        message = _TOML_PLACE.sub("", str(error)).lower()
        raise BadInput(
            Problem(str(path), line, column, f"not valid TOML: {message}", "see docs/ci.md for an example")
        ) from None
    except (RecursionError, ValueError) as error:
        raise BadInput(
            Problem(str(path), None, None, f"not valid TOML: {error}", "see docs/ci.md for an example")
        ) from None


def _table(data: dict[str, Any], path: Path) -> Any:
    """The part of a file that is ours: all of our own, one table of the shared one."""
    if path.name == OWN_FILE:
        return data
    tools = data.get("tool")
    return tools.get("abkommen", {}) if isinstance(tools, dict) else {}


def _placed(problems: Iterable[Problem], error: ValidationError, text: str, path: Path) -> Iterator[Problem]:
    """TOML readers keep no places, so that the line of a key is looked for in the text."""
    for problem, item in zip(problems, error.errors(), strict=True):
        name = str(item["loc"][0]) if item["loc"] else ""
        yield replace(problem, line=_line_of(name, text, path) or 1, column=None)


def _line_of(name: str, text: str, path: Path) -> int | None:
    table = _TABLE.search(text) if path.name == SHARED_FILE else None
    key = re.compile(rf"""^[ \t]*["']?{re.escape(name)}["']?[ \t]*[=.]""", re.MULTILINE)
    match = key.search(text, table.end() if table else 0) if name else None
    return None if match is None else text.count("\n", 0, match.start()) + 1
