"""The words of a check in one language, read from ``check/<language>.yaml`` of the templates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from abkommen.base.models import Frozen, read_model
from abkommen.base.texts import Lang
from abkommen.base.yamltree import read_yaml
from abkommen.reports.wording.checks import takes
from abkommen.reports.wording.words import Forms, Words, load_words


class Headings(Frozen):
    """What stands above each part."""

    counting: str
    context: str
    baselined: str
    waived: str
    fixed: Annotated[str, takes("revision")]
    notices: str
    problems: str
    cases: str


class NoticeWords(Frozen):
    """One sentence for each kind of notice."""

    fact_overdue: Annotated[str, takes("field", "date")]
    evidence_old: Annotated[str, takes("field", "date", "age")]
    source_undated: Annotated[str, takes("source")]
    waiver_expired: Annotated[str, takes("criterion", "case", "date")]
    waiver_unused: Annotated[str, takes("criterion", "case", "date")]
    waiver_void: Annotated[str, takes("criterion", "case", "date", "facts")]
    waiver_unpinned: Annotated[str, takes("criterion", "case", "date", "facts")]
    baseline_void: Annotated[str, takes("criterion", "case")]
    baseline_gone: Annotated[str, takes("criterion", "case")]
    not_comparable: Annotated[str, takes("revision")]


class RuleWords(Frozen):
    """What each kind of notice means, and what bad input is."""

    fact_overdue: str
    evidence_old: str
    source_undated: str
    waiver_expired: str
    waiver_unused: str
    waiver_void: str
    waiver_unpinned: str
    baseline_void: str
    baseline_gone: str
    not_comparable: str
    bad_input: str


class Columns(Frozen):
    """Headings of tables."""

    case: str
    known: str
    verdict: str
    waived: str
    baselined: str
    open: str
    place: str
    severity: str
    criterion: str
    finding: str


class Changes(Frozen):
    new: str
    unchanged: str


class Results(Frozen):
    """How a check ended, by exit code."""

    clean: Annotated[str, takes("fail_on")]
    findings: Annotated[str, takes("failing", "fail_on")]
    bad_input: Annotated[str, takes("problems")]
    too_little_known: Annotated[str, takes("short")]


class CheckWords(Frozen):
    """All of it."""

    language: Lang
    line: Annotated[str, takes("severity", "criterion", "status", "title", "where")]
    where: Annotated[str, takes("case", "facts")]
    own_status: Annotated[str, takes("status", "own", "interactions")]
    waived: Annotated[str, takes("date", "by", "reason")]
    digest: Annotated[str, takes("facts")]
    and_others: Annotated[str, takes("names", "count")]
    fixed_line: Annotated[str, takes("criterion", "before", "now", "title", "case")]
    case_gone: str
    missing: Annotated[str, takes("fields")]
    below: Annotated[str, takes("fail_on")]
    older: str
    changes: Changes
    headings: Headings
    notices: NoticeWords
    columns: Columns
    percent: Annotated[str, takes("number")]
    range: Annotated[str, takes("worst", "best")]
    case_line: Annotated[str, takes("case", "known", "verdict", "counts")]
    coverage_short: Annotated[str, takes("case", "known", "needed")]
    counts: Annotated[str, takes("count", "name")]
    nothing: str
    summary: Annotated[str, takes("cases", "findings", "waived", "baselined", "context", "notices")]
    changed: Annotated[str, takes("revision", "new", "unchanged", "fixed", "unaffected")]
    cases: Forms
    warnings: Forms
    failing: Forms
    errors: Forms
    results: Results
    rules: RuleWords
    help: Annotated[str, takes("because", "remedy", "source")]
    passage: Annotated[str, takes("section", "page")]


def load_check_words(templates: Path, lang: Lang) -> tuple[CheckWords, Words]:
    """The words of a check and those it shares with reports. Raises :class:`BadInput` for a template that is incomplete."""
    return read_model(CheckWords, read_yaml(templates / "check" / f"{lang}.yaml")), load_words(templates, lang)
