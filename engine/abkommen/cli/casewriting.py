"""Writing what was read from a draft into a case file: a new one, or one that people have worked on."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from abkommen.base.dates import PartialDate, parse_date
from abkommen.base.problems import BadInput, Problem
from abkommen.base.texts import Lang
from abkommen.base.yamltree import Document, parse_yaml, read_yaml
from abkommen.casefile.editing import with_facts
from abkommen.casefile.emit import Data
from abkommen.casefile.heads import CASE
from abkommen.casefile.loading import load_case
from abkommen.casefile.parts import with_entry, with_part
from abkommen.casefile.proposing import Reading, Record, Suggestion, is_machines, updates
from abkommen.casefile.schema import case_schema
from abkommen.casefile.suggest import layers_for
from abkommen.casefile.template import SCHEMA_FILE, Questions, Start, country_code, new_case
from abkommen.casefile.texts import AGREEMENT, TEXT_KINDS
from abkommen.cli.common import write_output
from abkommen.cli.drafts import DraftReader
from abkommen.intake.quoting import quotes_of
from abkommen.intake.rounds.changes import ReadDraft
from abkommen.reports.drafts.words import IntakeWords, counted
from abkommen.resources import cases_folder
from abkommen.rulepack.model import RulePack

_OURS = "D"  # how the names of drafts among the sources begin


@dataclass(frozen=True, slots=True)
class CaseWriting:
    """What a person asked for. Country, title and day count for a new file only."""

    file: Path
    draft: Path
    country: str | None
    title: str | None
    as_of: PartialDate | None
    complete: bool
    lang: Lang


def write_case(order: CaseWriting, reader: DraftReader, read: ReadDraft, words: IntakeWords, today: dt.date) -> str:
    """Write the file and tell what was written. Raises :class:`BadInput` where that is not possible; nothing is written then."""
    new = not order.file.exists()
    document = _new(order, reader.pack, read, today) if new else _existing(order, reader.pack)
    document, source, complete = _with_draft(document, order, read)
    reading = Reading(
        source,
        tuple(_suggestions(read, order.lang)),
        reader.silent(read) if complete else (),
        parse_date(today.isoformat()),
        order.lang,
    )
    entries = updates(document.data.get("facts"), reading)
    write_output(order.file, with_facts(document, entries) if entries else document.text)
    if new:
        _schema_beside(order.file, reader.pack)
    return _told(order, words, entries, _decided(document.data.get("facts"), reading), new=new)


def _new(order: CaseWriting, pack: RulePack, read: ReadDraft, today: dt.date) -> Document:
    if order.country is None:
        hint = "name the partner: --country KE; or give the file of a case that exists"
        raise BadInput(Problem(str(order.file), None, None, "there is no such case file yet", hint))
    code = country_code(order.country)
    roles = {key: role.name for key, role in pack.roles.items()}
    file = _relative(order.draft, order.file.parent)
    start = Start(
        layers=layers_for(code, order.file.parent, cases_folder()),
        sources={f"{_OURS}1": _source(file, read)},
        draft={"file": file, "complete": "yes" if order.complete else "no"},
    )
    day = order.as_of or parse_date(today.strftime("%Y-%m"))
    text = new_case(code, order.title, day, Questions(pack.fields, roles, order.lang, pack.groups), start)
    return parse_yaml(text, str(order.file))


def _existing(order: CaseWriting, pack: RulePack) -> Document:
    """A case file in order; what is wrong in it is told before anything is written."""
    given = {"--country": order.country, "--title": order.title, "--as-of": order.as_of}
    for name in (name for name, value in given.items() if value is not None):
        raise BadInput(Problem(str(order.file), None, None, f"exists already, so {name} says nothing", "leave it out"))
    load_case(order.file, pack.fields, shipped=cases_folder())
    document = read_yaml(order.file)
    assert document.data["schema"] == CASE  # it has just been loaded as one
    return document


def _with_draft(document: Document, order: CaseWriting, read: ReadDraft) -> tuple[Document, str, bool]:
    """The file with the draft in its head, the draft's name among the sources, and whether it has been declared complete."""
    file = _relative(order.draft, order.file.parent)
    head = document.data.get("draft") or {}
    complete = order.complete or (head.get("file") == file and head.get("complete") == "yes")
    new_head: dict[str, Data] = {"file": file, "complete": "yes" if complete else "no"}
    if head != new_head:
        document = parse_yaml(with_part(document, "draft", new_head, before="sources"), document.file)
    sources = document.data.get("sources") or {}
    name = _source_of(file, sources)
    if name not in sources:
        document = parse_yaml(with_entry(document, "sources", name, _source(file, read)), document.file)
    return document, name, complete


def _source(file: str, read: ReadDraft) -> dict[str, Data]:
    return {"kind": AGREEMENT, "title": read.draft.name, "language": read.draft.language, "file": file}


def _relative(draft: Path, folder: Path) -> str:
    """The path as seen from the case file, so that both can be moved together."""
    try:
        return Path(os.path.relpath(draft, folder)).as_posix()
    except ValueError:  # another drive (Windows)
        return draft.absolute().as_posix()


def _source_of(file: str, sources: Mapping[str, Any]) -> str:
    """The source that is this draft, else the first free name of D1, D2, …"""
    for name, source in sources.items():
        if source.get("file") == file and source.get("kind") in TEXT_KINDS:
            return name
    return next(name for number in range(1, len(sources) + 2) if (name := f"{_OURS}{number}") not in sources)


def _suggestions(read: ReadDraft, lang: Lang) -> list[Suggestion]:
    return [
        Suggestion(
            proposal.field,
            proposal.value,
            proposal.weight,
            tuple((quote.article, quote.text) for quote in quotes_of(read.draft, proposal)),
            proposal.check.in_(lang) if proposal.check else "",
        )
        for proposal in read.proposals
    ]


def _decided(facts: Mapping[str, Any] | None, reading: Reading) -> int:
    """How many facts the draft speaks to that a person has decided on."""
    names = (name.split(".") for name in (*(s.field for s in reading.suggestions), *reading.silent))
    entries = [((facts or {}).get(group) or {}).get(short) for group, short in names]
    return sum(entry is not None and not is_machines(entry) for entry in entries)


def _schema_beside(file: Path, pack: RulePack) -> None:
    """The schema goes with a new case, as with ``abkommen new``."""
    beside = file.parent / SCHEMA_FILE
    if not beside.exists():
        write_output(beside, json.dumps(case_schema(pack.fields), ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _told(
    order: CaseWriting, words: IntakeWords, entries: Mapping[str, Record | None], decided: int, *, new: bool
) -> str:
    proposed = sum(entry is not None and entry["basis"] == "proposed" for entry in entries.values())
    silent = sum(entry is not None and entry["basis"] == "silent" for entry in entries.values())
    removed = sum(entry is None for entry in entries.values())
    parts = {"file": str(order.file), "proposals": counted(words.written.proposals, proposed)}
    parts["silent"] = counted(words.written.silent, silent)
    lines = [words.written.new.format(**parts)] if new else [
        words.written.added.format(**parts, removed=counted(words.written.removed, removed))
    ]  # fmt: skip
    if decided:
        lines.append(counted(words.written.kept, decided))
    return "\n".join([*lines, words.written.next.format(file=order.file)])
