"""The rule pages as texts: relative path to content. The same pack and tests always give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from abkommen.base.texts import LANGUAGES, Lang
from abkommen.inference.rulecases import RuleCase
from abkommen.reports.rulepages.examples import examples
from abkommen.reports.rulepages.views import Pages
from abkommen.reports.rulepages.words import load_page_words
from abkommen.reports.templating import environment, render
from abkommen.reports.wording.wording import Wording
from abkommen.reports.wording.words import load_words
from abkommen.rulepack.model import RulePack

INDEX = "README"


def rule_pages(pack: RulePack, templates: Path, lang: Lang, cases: Iterable[RuleCase] = ()) -> dict[str, str]:
    """Every page of a language, by its path below the folder of the pages: ``de/README.md``, ``de/IB-01.md``, …

    ``cases`` are the pack's rule tests, from which examples are taken. Raises :class:`BadInput` for missing words or templates.
    """
    wording = Wording(pack, load_words(templates, lang), linked)
    pages, found = Pages(wording, load_page_words(templates, lang)), environment([templates], wording.words, html=False)
    other = next(one for one in LANGUAGES if one != lang)
    common = {"pack": pack, "pages": pages, "w": pages.words, "wording": wording, "other": other}
    made = {f"{lang}/{INDEX}.md": render(found, "rules/index.md.j2", {**common, "page": f"{INDEX}.md"})}
    tests = _by_rule(cases)
    for template, rules in (("criterion", pack.criteria), ("interaction", pack.interactions)):
        for name, rule in rules.items():
            shown = examples(wording, pages.words, tests.get(name, ()))
            values = {**common, "rule": rule, "examples": shown, "page": f"{name}.md"}
            made[f"{lang}/{name}.md"] = render(found, f"rules/{template}.md.j2", values)
    return made


def all_rule_pages(pack: RulePack, templates: Path, cases: Iterable[RuleCase] = ()) -> dict[str, str]:
    """The pages of all languages."""
    tests = tuple(cases)
    return {path: text for lang in LANGUAGES for path, text in rule_pages(pack, templates, lang, tests).items()}


def linked(id_: str, title: str) -> str:
    """A reference to a criterion as a link to its page."""
    return f"[{id_}]({id_}.md) ({title})"


def _by_rule(cases: Iterable[RuleCase]) -> Mapping[str, list[RuleCase]]:
    found: dict[str, list[RuleCase]] = {}
    for case in cases:
        found.setdefault(case.rule, []).append(case)
    return found
