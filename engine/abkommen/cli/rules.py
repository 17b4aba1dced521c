"""``abkommen rules``: list, show, lint, test, mutate, coverage and docs of a rule pack."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import click

from abkommen.base.atomic import write_atomically
from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.base.texts import Lang
from abkommen.cli.common import language_option, rules_option, wording_for
from abkommen.inference.rulecases import RuleCase, load_cases
from abkommen.inference.ruletests import missing_cases, run_cases
from abkommen.packs import pack_at
from abkommen.reports.rulepages.site import all_rule_pages, rule_pages
from abkommen.resources import rules_folder, templates_folder
from abkommen.rulepack.coverage import coverage as coverage_of
from abkommen.rulepack.model import RulePack

FAILED = 1
EXISTING = click.Path(exists=True, path_type=Path)


@click.group()
def command() -> None:
    """List, show, check, test and document the rules of a pack."""


@command.command("list")
@language_option
@rules_option
def list_rules(lang: str, rules: Path | None) -> None:
    """List all criteria and interactions, one line each: id, level, severity, stage from which it is due, title.

    Example: abkommen rules list --lang en
    """
    pack = pack_at(rules_folder(rules))
    wording = wording_for(pack, lang)
    for criterion in pack.criteria.values():
        level, severity = wording.term("levels", criterion.level), wording.term("severities", criterion.severity)
        click.echo(f"{criterion.id:<7} {level:<16} {severity:<12} {wording.text(criterion.title)}")
    for interaction in pack.interactions.values():
        click.echo(f"{interaction.id:<37} {wording.text(interaction.title)}")


@command.command()
@click.argument("rule")
@click.option("--tests", type=EXISTING, default=None, help="File or folder of rule tests to take examples from.")
@language_option
@rules_option
def show(rule: str, tests: Path | None, lang: str, rules: Path | None) -> None:
    """Show the page of a RULE: what it asks, why, its source, its facts, and when it is met, partly met or not met.

    Example: abkommen rules show IB-13 --lang en
    """
    pack = pack_at(rules_folder(rules))
    pages = rule_pages(pack, templates_folder(), cast(Lang, lang), load_cases(tests, pack) if tests else ())
    page = pages.get(f"{lang}/{rule}.md")
    if page is None:
        hint = did_you_mean(rule, (*pack.criteria, *pack.interactions)) or "abkommen rules list shows all of them"
        raise BadInput(Problem(rule, None, None, "no criterion or interaction of this rule pack", hint))
    click.echo(page, nl=False)


@command.command()
@rules_option
def lint(rules: Path | None) -> None:
    """Check a rule pack: unknown facts, conditions that overlap or decide nothing, missing texts, cycles, engine limits.

    Exit code 2 when something is wrong, with one line per problem.

    Example: abkommen rules lint --rules my-rules
    """
    from abkommen.inference.lint import lint as lint_logic
    from abkommen.rulepack.lint import lint as lint_texts

    pack = pack_at(rules_folder(rules))
    problems = (*lint_texts(pack), *lint_logic(pack), *_draft_problems(pack))
    if problems:
        raise BadInput(sorted(set(problems)))
    click.echo(f"{len(pack.criteria)} criteria and {len(pack.interactions)} interactions: nothing to mend")


def _draft_problems(pack: RulePack) -> Iterator[Problem]:
    """What is wrong with the part of a pack that reads drafts, if it has one: examples not recognised, proposals of no fact."""
    from abkommen.intake.detectors import load_detectors
    from abkommen.intake.detectors.examples import faults
    from abkommen.intake.proposals import load_proposal_rules

    folder = Path(pack.folder)
    if not (folder / "provisions").is_dir():
        return
    detectors = load_detectors(folder / "provisions")
    for fault in faults(detectors):
        yield Problem(str(folder / "provisions"), None, None, str(fault), "mend the patterns or the example")
    load_proposal_rules(folder / "proposals.yaml", pack.fields, frozenset(topic.topic for topic in detectors.topics))


@command.command()
@click.argument("tests", type=EXISTING)
@rules_option
def test(tests: Path, rules: Path | None) -> None:
    """Run the YAML tests of a pack (a file or a folder); a failure shows what was expected, what came out, and the tree.

    Exit code 1 when a test fails or a rule lacks one it needs.

    Example: abkommen rules test tests/rules
    """
    pack = pack_at(rules_folder(rules))
    cases = load_cases(tests, pack)
    failures = [result for result in run_cases(cases, pack) if not result.passed]
    for result in failures:
        click.echo(str(result))
    lacking = missing_cases(cases, pack) if tests.is_dir() else ()
    for problem in lacking:
        click.echo(f"missing: {problem}")
    click.echo(f"{len(cases)} tests, {len(failures)} failed, {len(lacking)} missing")
    sys.exit(FAILED if failures or lacking else 0)


@command.command()
@click.argument("tests", type=EXISTING)
@rules_option
def mutate(tests: Path, rules: Path | None) -> None:
    """Drop or flip every leaf of every condition and report the changes that no test notices.

    Changes that can make no difference are listed with the reason in equivalent-mutants.yaml of the pack. Exit code 1 when
    others survive, or when a listed one no longer does.

    Example: abkommen rules mutate tests/rules
    """
    from abkommen.inference.mutation import load_equivalents
    from abkommen.inference.mutation import mutate as run_mutants

    pack = pack_at(rules_folder(rules))
    report = run_mutants(pack, load_cases(tests, pack), load_equivalents(Path(pack.folder, "equivalent-mutants.yaml")))
    for survivor in report.survivors:
        click.echo(f"{survivor.problem}{f': {survivor.example}' if survivor.example else ''}")
    for problem in report.stale:
        click.echo(str(problem))
    click.echo(
        f"{report.total} mutants, {report.killed} noticed, {len(report.listed)} equivalent, {len(report.survivors)} survive"
    )
    sys.exit(FAILED if report.problems else 0)


@command.command()
@language_option
@rules_option
def coverage(lang: str, rules: Path | None) -> None:
    """List every passage of the paper with the rules and facts that stand for it, or the reason why none does.

    Passages are named by page, running number and section; the paper's words are not part of the pack.

    Example: abkommen rules coverage --lang en
    """
    pack = pack_at(rules_folder(rules))
    found = coverage_of(pack)
    for passage in found.passages:
        rules_named = ", ".join((*passage.criteria, *passage.interactions))
        reason = passage.reason.in_(cast(Lang, lang)) if passage.reason else ""
        facts = f"  [{', '.join(passage.facts)}]" if passage.facts else ""
        click.echo(f"{passage.page:>4} {passage.n:>4}  {passage.section}: {rules_named or reason}{facts}")
    covered, without = len(found.by_rules), len(found.by_reason)
    click.echo(f"{len(found.passages)} passages: rules stand for {covered}, a reason for {without}")


@command.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--tests", type=EXISTING, default=None, help="File or folder of rule tests to take examples from.")
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 when a page is not what the rules make of it.")
@rules_option
def docs(folder: Path, tests: Path | None, check: bool, rules: Path | None) -> None:
    """Write one page per criterion and interaction into FOLDER, in German and English, with an index.

    Pages of rules that no longer exist are removed.

    Example: abkommen rules docs docs/rules --tests tests/rules
    """
    pack = pack_at(rules_folder(rules))
    cases: tuple[RuleCase, ...] = load_cases(tests, pack) if tests else ()
    pages = all_rule_pages(pack, templates_folder(), cases)
    stale = sorted(path for path, text in pages.items() if _text(folder / path) != text)
    surplus = [path for path in sorted(folder.rglob("*.md")) if path.relative_to(folder).as_posix() not in pages]
    if check:
        for name in (*stale, *(str(path) for path in surplus)):
            click.echo(f"stale: {name}")
        sys.exit(FAILED if stale or surplus else 0)
    for name in stale:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / name, pages[name])
    for path in surplus:
        path.unlink()
    click.echo(f"{len(pages)} pages in {folder}: {len(stale)} written, {len(surplus)} removed")


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
