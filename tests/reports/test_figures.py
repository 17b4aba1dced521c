"""Figures: well-formed, to scale, telling their content in words, and legible without colour."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from abkommen.reports.figures import FILLS, Segment, Step, interval_bar, legend_mark, status_bar, verdict_ladder
from abkommen.reports.textbars import WITHIN, WITHOUT, interval_text

SVG = "{http://www.w3.org/2000/svg}"
points = st.floats(0, 100)


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg)


def share(element: etree._Element, name: str) -> float:
    return float(str(element.get(name)).removesuffix("%"))


@given(points, points)
def test_a_bar_runs_from_its_lower_to_its_upper_bound(one: float, other: float) -> None:
    low, high = sorted((one, other))
    _, bar = parsed(interval_bar(low, high, "x")).findall(f"{SVG}rect")
    assert share(bar, "x") == pytest.approx(low, abs=0.01)
    assert share(bar, "width") == pytest.approx(max(high - low, 0.6), abs=0.01)


def test_where_nothing_counts_there_is_only_the_axis() -> None:
    assert len(parsed(interval_bar(None, None, "x")).findall(f"{SVG}rect")) == 1


@given(st.lists(st.integers(0, 40), min_size=len(FILLS), max_size=len(FILLS)))
def test_parts_of_a_stacked_bar_are_to_scale_and_leave_no_hole(counts: list[int]) -> None:
    svg = parsed(status_bar([Segment(status, count) for status, count in zip(FILLS, counts, strict=True)], "x", "k"))
    boxes = svg.findall(f"{SVG}rect")
    total = sum(counts)
    assert [share(box, "width") for box in boxes] == pytest.approx(
        [100 * count / total for count in counts if count], abs=0.01
    )
    ends = [0.0]
    for box in boxes:
        assert share(box, "x") == pytest.approx(ends[-1], abs=0.02)
        ends.append(share(box, "x") + share(box, "width"))
    assert ends[-1] == pytest.approx(100 if total else 0, abs=0.05)


def test_statuses_differ_in_black_and_white() -> None:
    """One is solid, one is blank, all others have a pattern of their own."""
    fills = [FILLS[status] for status in ("met", "partly", "not_met", "open", "not_due")]
    assert [fill.startswith("url(") for fill in fills] == [False, True, True, True, False]
    svg = parsed(status_bar([Segment("met", 1)], "x", "k"))
    marks = [etree.tostring(pattern[1]) for pattern in svg.iter(f"{SVG}pattern")]
    assert len(set(marks)) == len(marks) == 3


def test_numbers_stand_in_the_parts_that_have_room() -> None:
    svg = status_bar([Segment("met", 1), Segment("open", 99)], "x", "k")
    assert re.findall(r">(\d+)</text>", svg) == ["99"]


def test_several_figures_on_a_page_do_not_share_their_patterns() -> None:
    first, second = (status_bar([Segment("partly", 1)], "x", key) for key in ("a", "b"))
    assert set(re.findall(r'id="([^"]+)"', first)).isdisjoint(re.findall(r'id="([^"]+)"', second))
    for svg in (first, second):
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(re.findall(r'id="([^"]+)"', svg))


def test_the_ladder_fills_the_steps_still_possible() -> None:
    svg = parsed(verdict_ladder([Step("low", True), Step("mid", True), Step("top", False)], "x"))
    fills = [box.get("fill") for box in svg.findall(f"{SVG}rect")]
    assert fills[0] == fills[1] != fills[2]
    assert [text.text for text in svg.findall(f"{SVG}text")] == ["low", "mid", "top"]


@pytest.mark.parametrize(
    "svg",
    [
        interval_bar(1, 2, 'a "quoted" <b> & more'),
        status_bar([Segment("met", 1)], 'a "quoted" <b> & more', "k"),
        verdict_ladder([Step("<i>&", True)], 'a "quoted" <b> & more'),
    ],
)
def test_labels_are_told_and_cannot_break_out(svg: str) -> None:
    figure = parsed(svg)
    assert figure.get("role") == "img"
    assert figure.get("aria-label") == 'a "quoted" <b> & more'


def test_a_legend_mark_is_hidden_from_who_reads_its_name() -> None:
    assert all(
        parsed(f'<g xmlns="http://www.w3.org/2000/svg">{legend_mark(status, "k")}</g>')[0].get("aria-hidden") == "true"
        for status in FILLS
    )


@given(points, points, st.integers(4, 60))
def test_bars_of_letters_have_their_length_and_show_the_interval(one: float, other: float, cells: int) -> None:
    low, high = sorted((one, other))
    bar = interval_text(low, high, cells)
    assert len(bar) == cells
    assert re.fullmatch(f"{WITHOUT}*{WITHIN}+{WITHOUT}*", bar)
    cell = 100 / cells  # half a cell of rounding, one more where a point must be seen
    assert abs(bar.index(WITHIN) * cell - low) <= 1.5 * cell + 1e-6
    assert abs((bar.rindex(WITHIN) + 1) * cell - high) <= 1.5 * cell + 1e-6


def test_a_bar_of_letters_is_empty_where_nothing_counts() -> None:
    assert interval_text(None, None, 5) == WITHOUT * 5
