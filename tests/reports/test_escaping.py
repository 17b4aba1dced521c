"""Texts of a case stay texts: no markup, no terminal command, in whatever format."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from abkommen.reports.escaping import each_text, markdown, plain
from abkommen.reports.gap.citing import linked
from abkommen.reports.gap.model import Address, Key
from abkommen.reports.gap_report import Screen
from tests.effort import examples
from tests.reports.conftest import Reports, WrittenCase

HOSTILE = (
    r"""<script>alert(1)</script> | cell *bold* _it_ `code` [x](javascript:1) ~~s~~ &lt; \\ # h \e[31mred\u202Egnirts"""
)
CASE = f"""
agreement:
  stage: {{value: signed, from: S1, at: "{HOSTILE}", as_of: 2025-05}}
  covers_recruitment: {{value: yes, from: S1, at: Art. 3}}
analysis:
  labour_interest_verified: {{value: no, from: S2, at: "{HOSTILE}", quote: "{HOSTILE}", note: "{HOSTILE}"}}
"""
SEEN = r"<script>alert(1)</script> | cell *bold* _it_ `code` [x](javascript:1) ~~s~~ &lt; \ # h [31mredgnirts"

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=60) | st.text(
    "|<>*_`[]()#\\~&!-+=1.) \n\tab", max_size=30
)


def told(rendered: str) -> str:
    """The text of HTML made from Markdown, as a reader sees it."""
    return html.unescape(re.sub(r"<[^>]*>", "", rendered)).strip("\n ")


@examples(300, 20_000)
@given(texts)
@example("1. first")
@example("- item")
@example("= = =")
@example("&amp;")
@example("<b>|*")
@example("\\")
def test_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    renderer = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    rendered = renderer.render(markdown(text) or "x")
    assert re.findall(r"<(?!/?p>)\w+", rendered) == []
    assert told(rendered) == (plain(text) or "x")


@examples(100, 5_000)
@given(texts)
def test_markdown_keeps_to_its_table_cell(text: str) -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(f"| a | b |\n|---|---|\n| {markdown(text)} | end |\n")
    cells = re.findall(r"<td>(.*?)</td>", rendered, flags=re.DOTALL)
    assert len(cells) == 2
    assert cells[1] == "end"


@examples(200, 10_000)
@given(texts)
def test_plain_text_holds_no_character_that_is_not_seen(text: str) -> None:
    shown = plain(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", shown)
    assert plain(shown) == shown


@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_a_hostile_case_stays_text_in_every_report(reports: Reports, written_case: WrittenCase, form: str) -> None:
    run, made = written_case(CASE), reports()
    text = {"md": made.markdown, "html": made.html, "txt": lambda a: made.text(a, Screen())}[form](run)
    assert "\x1b" not in text
    assert "\u202e" not in text
    if form == "md":
        rendered = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(text)
        assert "<script" not in rendered
        assert 'href="javascript' not in rendered
        assert SEEN in told(rendered)
    elif form == "html":
        page = lxml_html.fromstring(text)
        assert page.xpath("//script") == []
        assert SEEN in page.text_content()
    else:
        assert SEEN in re.sub(r"\s+", " ", text)


@dataclass(frozen=True)
class Inner:
    text: str
    key: Key
    link: Address | None


@dataclass(frozen=True)
class Outer:
    parts: tuple[Inner, ...]
    names: dict[str, str]
    number: int


def test_every_text_of_a_view_is_reached_and_keys_and_addresses_are_not() -> None:
    view = Outer(
        (Inner("a", Key("not_met"), Address("https://a_b.example")), Inner("b", Key("k"), None)), {"n": "c"}, 7
    )
    assert each_text(view, str.upper) == Outer(
        (Inner("A", Key("not_met"), Address("https://a_b.example")), Inner("B", Key("k"), None)), {"n": "C"}, 7
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "example.org", "https://", "http://[", ""],
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert linked(address) is None


def test_a_link_cannot_be_left() -> None:
    found = linked('https://example.org/a b"><script>?x=<y>&z=ä')
    assert found == "https://example.org/a%20b%22%3E%3Cscript%3E?x=%3Cy%3E&z=%C3%A4"
    assert linked("https://example.org/%20?a=b&c=d#e") == "https://example.org/%20?a=b&c=d#e"
