"""Whatever stands in a file, reading it gives a case or problems with their places."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from abkommen.base.fields import Catalogue
from abkommen.base.problems import BadInput
from abkommen.casefile.emit import block_lines
from abkommen.casefile.entries import KEYS
from abkommen.casefile.heads import CaseHead, SourceEntry
from abkommen.casefile.loading import load_case

WORDS = st.sampled_from(
    [
        "yes",
        "no",
        "unknown",
        "none",
        "S1",
        "2024-09",
        "2024",
        "P1",
        "signed",
        "disputed",
        "undetermined",
        "silent",
        "",
        "true",
        "x: y",
    ]
)
LEAVES = (
    WORDS
    | st.none()
    | st.booleans()
    | st.integers(-3, 3000)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
)
PARTS = st.sampled_from(
    [
        *KEYS,
        *SourceEntry.model_fields,
        "id",
        "area",
        "serves",
        "step",
        "on",
        "where",
        "by",
        "source",
        "locator",
        "de",
        "en",
        "S1",
    ]
)
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS, inner, max_size=5), max_leaves=8
)


def entries(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    entry = st.fixed_dictionaries({"value": value}, optional=dict.fromkeys(KEYS[1:], ANYTHING))
    return entry | st.lists(entry, max_size=3) | ANYTHING


HEAD = {
    "schema": "migration-agreement-case/1",
    "id": "x",
    "title": {"de": "A", "en": "B"},
    "as_of": 2026,
    "sources": {"S1": {"kind": "press", "title": "A", "address": "https://a.org"}},
}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_entry_is_read_or_told(catalogue: Catalogue, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(catalogue)), max_size=4, unique=True))
    facts: dict[str, dict[str, Any]] = {}
    for name in names:
        group, _, short = name.partition(".")
        facts.setdefault(group, {})[short] = data.draw(entries(ANYTHING))
    read(HEAD | {"facts": facts}, catalogue)


@settings(max_examples=100, deadline=None)
@given(head=st.dictionaries(st.sampled_from(["schema", *CaseHead.model_fields]), ANYTHING, max_size=8))
def test_any_head_is_read_or_told(catalogue: Catalogue, head: dict[str, Any]) -> None:
    read(HEAD | head, catalogue)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=80) | st.text(alphabet="a:-[]{}#\"'\n ?&*!|>", max_size=60))
def test_any_text_is_read_or_told(catalogue: Catalogue, text: str) -> None:
    read_text(text.encode("utf-8", "surrogatepass"), catalogue)


@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=60))
def test_any_bytes_are_read_or_told(catalogue: Catalogue, raw: bytes) -> None:
    read_text(raw, catalogue)


def read(data: dict[str, Any], catalogue: Catalogue) -> None:
    read_text("\n".join(block_lines(data, 0)).encode(), catalogue)


def read_text(raw: bytes, catalogue: Catalogue) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_bytes(raw)
        problems = None
        try:
            load_case(path, catalogue)
        except BadInput as error:
            problems = error.problems
        assert problems != ()
        assert all(problem.line is None or problem.line >= 1 for problem in problems or ())
