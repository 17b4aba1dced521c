"""What the templates of the memo receive: finished texts, each named for what it says (docs/templates.md explains them all).

Sentences are written before (``memo/texts.<language>.j2``), so that Word, PDF and HTML say the same; templates
only arrange.
"""

from __future__ import annotations

from dataclasses import dataclass

from abkommen.reports.figures import Segment, Step
from abkommen.reports.gap.model import Address


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a numbered source. ``quote`` is in the source's own language."""

    number: int
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with the sources it rests on."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what stands beside it."""

    label: str
    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """A score from ``low`` to ``high`` on an axis from 0 to 100; None where nothing counts."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many criteria have which status; ``key`` keeps the patterns of several drawings on one page apart."""

    segments: tuple[Segment, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of the verdict; those still possible are marked."""

    steps: tuple[Step, ...]


Drawing = Interval | Counts | Ladder


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawing of a figure, and the same in words. ``name`` stands before it where several are compared, else it is empty."""

    drawing: Drawing
    value: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A numbered figure. ``text`` says all that it shows, for those who do not see it."""

    number: int
    caption: str
    bars: tuple[Bar, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A status and its name in the legend."""

    status: str
    name: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What the parts of the bars stand for; ``text`` says it for those who do not see it."""

    marks: tuple[Mark, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a table."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """The assessor's own words on a criterion; ``flag`` says that its status has changed since, else it is empty."""

    paragraphs: tuple[str, ...]
    flag: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion that is not met or only partly met.

    ``heading`` is its number and title, ``finding`` says what is missing, ``evidence`` what that rests on, ``repair`` the
    smallest change that would mend it and ``advice`` which recommendation tells more; each may be empty. ``citations`` has
    every source of the evidence once and unquoted, ``paper`` is the place in the paper.
    """

    heading: str
    status: str
    severity: str
    finding: str
    evidence: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    repair: tuple[str, ...]
    advice: str
    paper: str
    remark: Remark | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """An open fact worth asking for: what is asked, who could say, what an answer would bring and what is known so far."""

    number: int
    question: str
    who: str
    why: str
    known: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What somebody should do; ``about`` names the criterion, ``together`` who else has a part in it."""

    number: int
    text: str
    about: str
    together: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """A ministry, another actor or the partner. ``also`` lists recommendations to others in which it has a part."""

    name: str
    recommendations: tuple[Recommendation, ...]
    also: str


@dataclass(frozen=True, slots=True)
class Context:
    """Germany, the EU or all agreements together: shown apart, not counted for the agreement."""

    name: str
    summary: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Remarked:
    """A criterion that stands nowhere else in the memo but has a remark."""

    criterion: str
    status: str
    remark: Remark


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of the list of sources; ``link`` where it can be followed."""

    number: int
    text: str
    link: Address | None
    note: str


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of the parts, those of the comparison among them."""

    answer: str
    brief: str
    overview: str
    verdict: str
    areas: str
    core: str
    critical: str
    others: str
    common: str
    lessons: str
    unknown: str
    context: str
    advice: str
    remarks: str
    method: str
    sources: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Single words that templates put beside the texts."""

    contents: str
    figure: str
    table: str
    page: str
    page_of: str
    question: str
    answer: str
    evidence: str
    repair: str
    remark: str
    note: str
    criterion: str
    status: str
    finding: str
    who: str
    why: str
    known: str
    together: str
    others: str
    case: str
    verdict: str
    score: str
    decided: str
    share: str
    cases: str
    severity: str
    concerned: str
    paper: str
    number: str


@dataclass(frozen=True, slots=True)
class Memo:
    """The memo on one agreement."""

    lang: str
    locale: str
    kind: str
    title: str
    subtitle: str
    author: str
    details: tuple[Line, ...]
    opening: tuple[str, ...]
    notice: str
    headings: Headings
    labels: Labels
    question: str
    answer: tuple[Line, ...]
    brief: tuple[Line, ...]
    verdict: tuple[str, ...]
    verdict_figure: Figure
    areas: str
    legend: Legend
    area_figures: tuple[Figure, ...]
    met: str
    critical: str
    critical_gaps: tuple[Gap, ...]
    others: str
    others_caption: Caption
    other_gaps: tuple[Gap, ...]
    unknown: str
    unknown_caption: Caption
    unknowns: tuple[Unknown, ...]
    context: str
    contexts: tuple[Context, ...]
    advice: str
    addressees: tuple[Addressee, ...]
    remarks: tuple[Remarked, ...]
    method: tuple[Line, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One agreement of a comparison: verdict, score of its weakest core area, how many criteria are decided."""

    name: str
    title: str
    stage: str
    verdict: str
    score: str
    decided: str


@dataclass(frozen=True, slots=True)
class CommonGap:
    """A gap that one or more agreements have, and in which."""

    heading: str
    severity: str
    share: str
    cases: str
    advice: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """What some agreements do, with what that rests on, and which others could take it over."""

    heading: str
    models: tuple[Statement, ...]
    learners: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The memo on several agreements."""

    lang: str
    locale: str
    kind: str
    title: str
    subtitle: str
    author: str
    details: tuple[Line, ...]
    opening: tuple[str, ...]
    notice: str
    headings: Headings
    labels: Labels
    question: str
    answer: tuple[Line, ...]
    overview_caption: Caption
    cases: tuple[CaseRow, ...]
    order: tuple[str, ...]
    core: str
    core_figures: tuple[Figure, ...]
    common: str
    common_caption: Caption
    common_gaps: tuple[CommonGap, ...]
    lessons: tuple[Lesson, ...]
    lessons_lead: str
    unknown: str
    unknown_caption: Caption
    unknowns: tuple[Unknown, ...]
    context: str
    contexts: tuple[Context, ...]
    advice: str
    addressees: tuple[Addressee, ...]
    method: tuple[Line, ...]
    sources: tuple[Source, ...]
