"""The template of the memo that compares several agreements."""

from __future__ import annotations

import shared
from markup import paragraph, row_tag, table, text
from shared import HALVES, TEXT_WIDTH, caption, cell, each, heading, listing, when

SECTIONS = tuple(
    (name, "")
    for name in ("answer", "overview", "core", "common", "lessons", "unknown", "context", "advice", "method", "sources")
)
OVERVIEW = (2200, 2700, 2300, TEXT_WIDTH - 7200)
GAPS = (3900, 1400, 1200, TEXT_WIDTH - 6500)
UNKNOWN = (560, 3700, 2450, TEXT_WIDTH - 6710)


def body() -> str:
    parts = [
        *shared.opening(),
        *shared.contents(SECTIONS),
        *shared.answer(),
        *_overview(),
        *_common(),
        *_lessons(),
        *_unknown(),
    ]
    parts += [
        *shared.context(),
        heading("advice"),
        paragraph("Normal", text("{{ memo.advice }}")),
        *shared.addressees(),
    ]
    return "".join([*parts, *shared.method(), *shared.sources(), shared.SECTION])


def _overview() -> list[str]:
    name = paragraph("MemoCell", text("{{ case.name }}", "Strong")) + paragraph("MemoValue", text("{{ case.stage }}"))
    return [
        heading("overview"),
        caption("table", "memo.overview_caption.number", "memo.overview_caption.text"),
        listing(
            ("case", "verdict", "score", "decided"),
            OVERVIEW,
            "case in memo.cases",
            (name, cell("{{ case.verdict }}"), cell("{{ case.score }}"), cell("{{ case.decided }}")),
        ),
        *each("line", "memo.order", paragraph("Normal", text("{{ line }}"), apart=True)),
        heading("core"),
        paragraph("Normal", text("{{ memo.core }}"), keep_next=True),
        table(
            "MemoLayout",
            HALVES,
            row_tag(HALVES, "for figure in memo.core_figures"),
            shared.figure_row("figure"),
            row_tag(HALVES, "endfor"),
        ),
    ]


def _common() -> list[str]:
    about = "{{ gap.heading }}{% if gap.advice %} ({{ gap.advice }}){% endif %}"
    return [
        heading("common"),
        paragraph("Normal", text("{{ memo.common }}")),
        *when(
            "memo.common_gaps",
            caption("table", "memo.common_caption.number", "memo.common_caption.text"),
            listing(
                ("criterion", "severity", "share", "cases"),
                GAPS,
                "gap in memo.common_gaps",
                (cell(about), cell("{{ gap.severity }}"), cell("{{ gap.share }}"), cell("{{ gap.cases }}")),
            ),
        ),
    ]


def _lessons() -> list[str]:
    models = ". {% for one in lesson.models %}{{ one.text }}{{ one.citations|cited }}{% if not loop.last %}; {% endif %}{% endfor %}. "
    lesson = paragraph(
        "ListBullet", text("{{ lesson.heading }}", "Strong"), text(models), text("{{ lesson.learners }}", "MemoQuiet")
    )
    return [
        heading("lessons"),
        paragraph("Normal", text("{{ memo.lessons_lead }}")),
        *each("lesson", "memo.lessons", lesson),
    ]


def _unknown() -> list[str]:
    return [
        heading("unknown"),
        paragraph("Normal", text("{{ memo.unknown }}")),
        *when(
            "memo.unknowns",
            caption("table", "memo.unknown_caption.number", "memo.unknown_caption.text"),
            listing(
                ("number", "question", "who", "concerned"),
                UNKNOWN,
                "one in memo.unknowns",
                (cell("{{ one.number }}"), cell("{{ one.question }}"), cell("{{ one.who }}"), cell("{{ one.why }}")),
            ),
        ),
    ]
