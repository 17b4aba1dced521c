"""What both templates have in common: the frame of a page, title, contents, figures, gaps, advice, method and sources."""

from __future__ import annotations

from collections.abc import Sequence

from markup import bookmarked, field, paragraph, row, row_tag, table, tag, text

TEXT_WIDTH = 9412
HALVES = (3742, 5670)
FACTS = (3600, 5812)
SECTION = (
    '<w:sectPr><w:headerReference w:type="first" r:id="rId4"/><w:headerReference w:type="default" r:id="rId5"/>'
    '<w:footerReference w:type="first" r:id="rId6"/><w:footerReference w:type="default" r:id="rId6"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1247" w:bottom="1191" w:left="1247" w:header="709" '
    'w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr>'
)


def header() -> str:
    return paragraph("Header", text("{{ memo.title }}"), "<w:r><w:tab/></w:r>", text("{{ memo.kind }}"))


def first_header() -> str:
    """Empty: the place for a letterhead."""
    return '<w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>'


def footer() -> str:
    return paragraph(
        "Footer",
        text("{{ memo.labels.page }} "),
        field("PAGE", "1"),
        text(" {{ memo.labels.page_of }} "),
        field("NUMPAGES", "1"),
    )


def opening() -> list[str]:
    """Kind, title, who writes to whom, notice, opening words."""
    widths = (1900, TEXT_WIDTH - 1900)
    lines = [paragraph("MemoFact", text("{{ line.label }}", "Strong")), paragraph("MemoFact", text("{{ line.text }}"))]
    return [
        paragraph("MemoKind", text("{{ memo.kind }}")),
        paragraph("Title", text("{{ memo.title }}")),
        paragraph("Subtitle", text("{{ memo.subtitle }}")),
        tag("if memo.details"),
        table(
            "MemoLayout",
            widths,
            row_tag(widths, "for line in memo.details"),
            row(widths, lines),
            row_tag(widths, "endfor"),
        ),
        tag("endif"),
        *when("memo.notice", paragraph("MemoNotice", text("{{ memo.notice }}"))),
        *when("memo.opening", paragraph("Normal", text("{{ memo.opening[0] }}"), apart=True)),
        *each("part", "memo.opening[1:]", paragraph("Normal", text("{{ part }}"))),
    ]


def answer() -> list[str]:
    """The question and the lines of its answer."""
    return [
        heading("answer"),
        paragraph("MemoQuestion", text("{{ memo.question }}")),
        *each(
            "line",
            "memo.answer",
            paragraph("ListBullet", text("{{ line.label }}", "Strong"), text(": {{ line.text }}")),
        ),
    ]


def contents(sections: Sequence[tuple[str, str]]) -> list[str]:
    """A real table of contents. It lists the headings from the start; page numbers come when Word updates it (F9)."""
    parts = [paragraph("TOCHeading", text("{{ memo.labels.contents }}"))]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for place, (name, condition) in enumerate(sections):
        entry = f'<w:hyperlink w:anchor="_Toc_{name}" w:history="1">{text("{{ memo.headings." + name + " }}")}</w:hyperlink>'
        line = paragraph("TOC1", begin if place == 0 else "", entry)
        parts += when(condition, line) if condition else [line]
    parts.append(
        '<w:p><w:pPr><w:spacing w:after="0" w:line="120" w:lineRule="exact"/></w:pPr><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    return parts


_BOOKMARKS = (
    "answer", "brief", "overview", "verdict", "areas", "core", "critical", "others", "common", "lessons", "unknown",
    "context", "advice", "remarks", "method", "sources",
)  # fmt: skip


def heading(name: str) -> str:
    """The heading of a part, which the table of contents points at."""
    number = str(1 + _BOOKMARKS.index(name))
    return paragraph("Heading1", bookmarked(f"_Toc_{name}", number, text("{{ memo.headings." + name + " }}")))


def when(condition: str, *inner: str) -> list[str]:
    return [tag(f"if {condition}"), *inner, tag("endif")]


def each(name: str, listed: str, *inner: str) -> list[str]:
    return [tag(f"for {name} in {listed}"), *inner, tag("endfor")]


def caption(label: str, number: str, content: str, *, keep_next: bool | None = None) -> str:
    """A numbered caption, the number as a field so that it follows when figures are added."""
    sequence = field("SEQ {{ memo.labels." + label + " }} \\* ARABIC", "{{ " + number + " }}")
    return paragraph(
        "Caption",
        text("{{ memo.labels." + label + " }} "),
        sequence,
        text(": {{ " + content + " }}"),
        keep_next=keep_next,
    )


def figure_row(name: str) -> str:
    """What a figure is and says on the left, its picture on the right."""
    values = [tag(f"for bar in {name}.bars"), paragraph("MemoValue", text("{{ bar.value }}")), tag("endfor")]
    left = caption("figure", f"{name}.number", f"{name}.caption", keep_next=False) + "".join(values)
    return row(HALVES, [left, paragraph("MemoPicture", text("{{ " + name + "|picture(96) }}"))], centred=True)


def facts(listed: str) -> str:
    """Labels on the left, what is known and from where on the right."""
    cells = [
        paragraph("MemoFact", text("{{ line.label }}")),
        paragraph("MemoFact", text("{{ line.text }}{{ line.citations|cited }}")),
    ]
    return table(
        "MemoLayout", FACTS, row_tag(FACTS, f"for line in {listed}"), row(FACTS, cells), row_tag(FACTS, "endfor")
    )


def remark(name: str) -> list[str]:
    """The assessor's own words, flagged where the status has changed since."""
    return when(
        name,
        *each("part", f"{name}.paragraphs", paragraph("Quote", text("{{ part }}"))),
        *when(f"{name}.flag", paragraph("MemoFlag", text("{{ " + name + ".flag }}"))),
    )


def labelled(label: str, content: str) -> str:
    return paragraph("Normal", text("{{ memo.labels." + label + " }}", "Strong"), text(": " + content))


def addressees() -> list[str]:
    """Recommendations by who is to act, then those who only have a part in them."""
    about = text(
        " ({{ advice.about }}{% if advice.together %}; {{ memo.labels.together }}: {{ advice.together }}{% endif %})",
        "MemoQuiet",
    )
    return [
        *each(
            "one",
            "memo.addressees if one.recommendations",
            paragraph("Heading2", text("{{ one.name }}")),
            *each("advice", "one.recommendations", paragraph("ListNumber", text("{{ advice.text }}"), about)),
            *when("one.also", paragraph("Normal", text("{{ one.also }}."))),
        ),
        *when(
            "memo.addressees|rejectattr('recommendations')|list",
            paragraph("Heading2", text("{{ memo.labels.others }}")),
            *each(
                "one",
                "memo.addressees if not one.recommendations",
                paragraph("MemoPart", text("{{ one.name }}", "Strong"), text(": {{ one.also }}")),
            ),
        ),
    ]


def context() -> list[str]:
    """Germany, the EU, all agreements together."""
    found = " ({{ gap.status }}): {{ gap.finding }}{{ gap.citations|cited }}{% if gap.advice %} ({{ gap.advice }}){% endif %}"
    return [
        heading("context"),
        paragraph("Normal", text("{{ memo.context }}")),
        *each(
            "context",
            "memo.contexts",
            *when(
                "context.gaps",
                paragraph("Heading2", text("{{ context.name }}")),
                paragraph("Normal", text("{{ context.summary }}")),
            ),
            *when(
                "not context.gaps",
                paragraph("Normal", text("{{ context.name }}", "Strong"), text(": {{ context.summary }}")),
            ),
            *each(
                "gap",
                "context.gaps",
                paragraph("ListBullet", text("{{ gap.heading }}", "Strong"), text(found)),
                *remark("gap.remark"),
            ),
        ),
    ]


def method() -> list[str]:
    lines = each(
        "line", "memo.method", paragraph("Normal", text("{{ line.label }}", "Strong"), text(": {{ line.text }}"))
    )
    return [heading("method"), *lines]


def sources() -> list[str]:
    """The list of sources. Word numbers it; citations are fields that point at its entries."""
    entry = bookmarked("source_{{ source.number }}", "{{ 100 + source.number }}", text("{{ source.text }}"))
    more = text(
        "{% if source.note %} ({{ source.note }}){% endif %}{% if source.link %} {{ source.link|linked }}{% endif %}"
    )
    return [heading("sources"), *each("source", "memo.sources", paragraph("MemoSource", entry, more))]


def listing(head: Sequence[str], widths: Sequence[int], listed: str, cells: Sequence[str]) -> str:
    """A table with a head that repeats on every page."""
    names = [paragraph("MemoCell", text("{{ memo.labels." + name + " }}"), keep_next=True) for name in head]
    return table(
        "MemoTable",
        widths,
        row(widths, names, head=True),
        row_tag(widths, f"for {listed}"),
        row(widths, cells),
        row_tag(widths, "endfor"),
    )


def cell(content: str) -> str:
    return paragraph("MemoCell", text(content))
