"""The rule pages: fresh, complete, their links lead somewhere, and every part of a rule stands on its page."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from abkommen.base.texts import LANGUAGES, Lang
from abkommen.inference.rulecases import RuleCase, load_cases
from abkommen.reports.rulepages.site import all_rule_pages, rule_pages
from abkommen.reports.rulepages.words import load_page_words
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
DOCS = ROOT / "docs" / "rules"
LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return load_pack(ROOT / "rules" / "swp-2024")


@pytest.fixture(scope="module")
def cases(pack: RulePack) -> tuple[RuleCase, ...]:
    return load_cases(ROOT / "tests" / "rules", pack)


@pytest.fixture(scope="module")
def pages(pack: RulePack, cases: tuple[RuleCase, ...]) -> dict[str, str]:
    return all_rule_pages(pack, TEMPLATES, cases)


def test_the_committed_pages_are_fresh(pages: dict[str, str]) -> None:
    committed = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}
    stale = sorted(name for name in committed.keys() | pages.keys() if committed.get(name) != pages.get(name))
    assert stale == [], "run: abkommen rules docs"


def test_one_page_per_rule_and_language_and_an_index(pack: RulePack, pages: dict[str, str]) -> None:
    names = ["README", *pack.criteria, *pack.interactions]
    assert set(pages) == {f"{lang}/{name}.md" for lang in LANGUAGES for name in names}


def test_every_link_resolves(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        for link in LINK.findall(text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), link))
            assert target in pages, (name, link)


def test_the_index_links_every_rule(pack: RulePack, pages: dict[str, str]) -> None:
    for lang in LANGUAGES:
        linked = set(LINK.findall(pages[f"{lang}/README.md"]))
        assert {f"{name}.md" for name in (*pack.criteria, *pack.interactions)} <= linked


def test_the_same_input_gives_the_same_pages(
    pack: RulePack, cases: tuple[RuleCase, ...], pages: dict[str, str]
) -> None:
    assert all_rule_pages(load_pack(ROOT / "rules" / "swp-2024"), TEMPLATES, cases) == pages


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_criterion_stands_on_its_page_in_full(pack: RulePack, pages: dict[str, str], lang: Lang) -> None:
    for criterion in pack.criteria.values():
        page = pages[f"{lang}/{criterion.id}.md"]
        texts = [criterion.title, criterion.question, criterion.because, criterion.gap, criterion.remedy]
        texts += [text for text in (criterion.partly_gap, criterion.ours) if text is not None]
        assert [text for text in texts if text.in_(lang) not in page] == [], criterion.id
        assert all(passage.section in page for passage in criterion.source)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_interaction_stands_on_its_page_in_full(pack: RulePack, pages: dict[str, str], lang: Lang) -> None:
    for interaction in pack.interactions.values():
        page = pages[f"{lang}/{interaction.id}.md"]
        texts = [
            interaction.title,
            interaction.reason,
            *(text for text in (interaction.advice, interaction.ours) if text is not None),
        ]
        assert [text for text in texts if text.in_(lang) not in page] == [], interaction.id
        assert all(f"[{effect.criterion}]" in page for effect in interaction.effects if effect.criterion)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_an_example(pack: RulePack, pages: dict[str, str], lang: Lang) -> None:
    heading = f"## {load_page_words(TEMPLATES, lang).examples}\n"
    assert [name for name in (*pack.criteria, *pack.interactions) if heading not in pages[f"{lang}/{name}.md"]] == []


def test_pages_can_be_made_without_rule_tests(pack: RulePack) -> None:
    made = rule_pages(pack, TEMPLATES, "en")
    assert "## Examples" not in made["en/IB-01.md"]


def test_the_page_of_a_criterion_shows_facts_examples_and_interactions(pages: dict[str, str]) -> None:
    page = pages["en/MO-02.md"]
    assert "- **yes:** " in page
    assert "- In the case file: `followup.regular_review`" in page
    assert "- [INT-19](INT-19.md) " in page
    assert "Then the status is: met." in page


def test_nothing_in_the_texts_is_taken_for_markup(pages: dict[str, str]) -> None:
    """Prose stays prose in Markdown: no tags, no stray emphasis, no table cell cut in two."""
    for name, text in pages.items():
        prose = re.sub(r"`[^`]*`|\*\*[^*]+\*\*", "", text)
        assert not re.search(r"[<>*{}]|(?<!\w)_|_(?!\w)", prose), name
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert all(row.endswith("|") for row in rows), name


def test_pages_are_tidy(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        assert "\n\n\n" not in text, name
        assert not re.search(r"[ \t]\n", text), name
        assert text.endswith("\n"), name
        assert not text.endswith("\n\n"), name
