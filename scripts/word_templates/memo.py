"""The template of the memo on one agreement."""

from __future__ import annotations

import shared
from markup import paragraph, row_tag, table, text
from shared import HALVES, TEXT_WIDTH, caption, cell, each, heading, labelled, listing, remark, when

SECTIONS = (
    ("answer", ""), ("brief", ""), ("verdict", ""), ("areas", ""), ("critical", ""), ("others", "memo.other_gaps"), ("unknown", ""),
    ("context", ""), ("advice", ""), ("remarks", "memo.remarks"), ("method", ""), ("sources", ""),
)  # fmt: skip
OTHERS = (2500, 1700, TEXT_WIDTH - 4200)
UNKNOWN = (560, 3900, 2550, TEXT_WIDTH - 7010)


def body() -> str:
    parts = [
        *shared.opening(),
        *shared.contents(SECTIONS),
        *shared.answer(),
        *_findings(),
        *_gaps(),
        *_unknown(),
        *shared.context(),
        *_advice(),
    ]
    return "".join([*parts, *shared.method(), *shared.sources(), shared.SECTION])


def _findings() -> list[str]:
    return [
        heading("brief"),
        shared.facts("memo.brief"),
        heading("verdict"),
        table("MemoLayout", HALVES, shared.figure_row("memo.verdict_figure")),
        *each("line", "memo.verdict", paragraph("Normal", text("{{ line }}"), apart=True)),
        heading("areas"),
        paragraph("Normal", text("{{ memo.areas }}"), keep_next=True),
        paragraph("MemoPicture", text("{{ memo.legend|picture(160) }}"), keep_next=True),
        table(
            "MemoLayout",
            HALVES,
            row_tag(HALVES, "for figure in memo.area_figures"),
            shared.figure_row("figure"),
            row_tag(HALVES, "endfor"),
        ),
        *when("memo.met", paragraph("Normal", text("{{ memo.met }}"), apart=True)),
    ]


def _gaps() -> list[str]:
    evidence = "{% for one in gap.evidence %}{{ one.text }}{{ one.citations|cited }}{% if not loop.last %}; {% endif %}{% endfor %}"
    repair = "{{ gap.repair|join('; ') }}{% if gap.advice %} ({{ gap.advice }}){% endif %}"
    finding = "{{ gap.finding }}{{ gap.citations|cited }}{% if gap.advice %} ({{ gap.advice }}){% endif %}"
    return [
        heading("critical"),
        paragraph("Normal", text("{{ memo.critical }}")),
        *each(
            "gap",
            "memo.critical_gaps",
            paragraph("Heading2", text("{{ gap.heading }}")),
            paragraph(
                "Normal",
                text("{{ memo.labels.status }}", "Strong"),
                text(": {{ gap.status }} "),
                text("({{ memo.labels.paper }}: {{ gap.paper }})", "MemoQuiet"),
                keep_next=True,
            ),
            *when("gap.finding", labelled("finding", "{{ gap.finding }}")),
            *when("gap.evidence", labelled("evidence", evidence)),
            *when("gap.repair", labelled("repair", repair)),
            *remark("gap.remark"),
        ),
        *when(
            "memo.other_gaps",
            heading("others"),
            paragraph("Normal", text("{{ memo.others }}")),
            caption("table", "memo.others_caption.number", "memo.others_caption.text"),
            listing(
                ("criterion", "status", "finding"),
                OTHERS,
                "gap in memo.other_gaps",
                (
                    cell("{{ gap.heading }}"),
                    cell("{{ gap.status }}; {{ gap.severity }}"),
                    cell(finding) + "".join(remark("gap.remark")),
                ),
            ),
        ),
    ]


def _unknown() -> list[str]:
    return [
        heading("unknown"),
        paragraph("Normal", text("{{ memo.unknown }}")),
        *when(
            "memo.unknowns",
            caption("table", "memo.unknown_caption.number", "memo.unknown_caption.text"),
            listing(
                ("number", "question", "who", "why"),
                UNKNOWN,
                "one in memo.unknowns",
                (
                    cell("{{ one.number }}"),
                    cell("{{ one.question }}")
                    + "".join(when("one.known", paragraph("MemoValue", text("{{ one.known }}")))),
                    cell("{{ one.who }}"),
                    cell("{{ one.why }}"),
                ),
            ),
        ),
    ]


def _advice() -> list[str]:
    return [
        heading("advice"),
        paragraph("Normal", text("{{ memo.advice }}")),
        *shared.addressees(),
        *when(
            "memo.remarks",
            heading("remarks"),
            *each(
                "one",
                "memo.remarks",
                paragraph("Normal", text("{{ one.criterion }}", "Strong"), text(": {{ one.status }}"), keep_next=True),
                *remark("one.remark"),
            ),
        ),
    ]
