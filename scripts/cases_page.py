"""The generated parts of cases/README.md: which cases there are, what is known of them, and from which sources."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from abkommen.assessment.model import Assessment
from abkommen.assessment.sharing import Knowledge, knowledge
from abkommen.base.dates import PartialDate
from abkommen.batch import assess_many
from abkommen.casefile.model import Source
from abkommen.reports.compare.telling import short_names
from abkommen.reports.escaping import markdown
from abkommen.reports.gap.citing import linked
from abkommen.reports.wording.display import date
from abkommen.reports.wording.facts import fact_value
from abkommen.reports.wording.wording import Wording
from abkommen.reports.wording.words import load_words

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "cases" / "README.md"
START, END = "<!-- made by make docs: -->", "<!-- : end -->"


def generated(folder: Path) -> str:
    """The table of the cases and the list of their sources, in English."""
    runs = list(assess_many(sorted(folder.glob("*.yaml")), _itself))
    wording = Wording(runs[0].pack, load_words(ROOT / "templates", "en"))
    names = short_names(runs, wording)
    runs.sort(key=lambda run: names[run.case.id])
    return "\n".join((*_table(runs, names, wording), "", *_sources(runs, names, wording)))


def page(text: str, made: str) -> str:
    """The page with its generated part made anew."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{made}\n\n{END}{after}"


def _itself(run: Assessment) -> Assessment:
    return run


def _table(runs: list[Assessment], names: dict[str, str], wording: Wording) -> Iterator[str]:
    yield "| Case | Stage | Sources | Facts known | Criteria decided | Newest evidence |"
    yield "|---|---|--:|--:|--:|---|"
    for run, known in zip(runs, knowledge(runs), strict=True):
        yield _row(run, known, names[run.case.id], wording)
    yield ""
    known = knowledge(runs[:1])[0]
    yield (
        f"On the day each case names (`as_of`). Facts: of {known.asked} that criteria on agreement and partner ask for. Criteria: of "
        f"{sum(known.statuses.values())}, those met, partly met or not met; the rest is open, not yet due or not applicable."
    )


def _row(run: Assessment, known: Knowledge, name: str, wording: Wording) -> str:
    stage = fact_value(wording, run.pack.stage_field, run.case.facts.get(run.pack.stage_field), run.case.sources)
    sources = _of_case(run)
    weak = sum(source.weak for source in sources)
    newest = max(
        (fact.as_of for fact in run.case.facts.values() if fact.as_of and _is_own(fact.origin.layer)), key=_last
    )
    return (
        f"| [{markdown(name)}]({Path(run.case.file).name}) | {markdown(stage)} | {len(sources)}{f' ({weak} weak)' if weak else ''} "
        f"| {known.known} | {known.decided} | {date(wording.words, newest)} |"
    )


def _last(day: PartialDate) -> tuple[object, str]:
    return day.last, day.text


def _is_own(layer: str) -> bool:
    return layer in ("case", "partner")


def _of_case(run: Assessment) -> list[Source]:
    """What case and partner file cite, each publication once; what the baselines cite is theirs."""
    own = [source for key, source in run.case.sources.items() if _is_own(key.partition("/")[0])]
    return list({source.address or source.title: source for source in own}.values())


def _sources(runs: list[Assessment], names: dict[str, str], wording: Wording) -> Iterator[str]:
    for run in runs:
        yield f"### {markdown(names[run.case.id])}"
        yield ""
        yield from (f"- {line}" for line in sorted(_cited(_of_case(run), wording)))
        yield ""


def _cited(sources: Iterable[Source], wording: Wording) -> Iterator[str]:
    for source in sources:
        day = date(wording.words, source.date) if source.date else "undated"
        parts = (source.author, source.number, source.publisher, day, "copy or mirror" if source.weak else "")
        link = linked(source.address)
        where = f" <{link}>" if link else ""
        yield f"{markdown(source.title)}. {markdown(', '.join(part for part in parts if part))}.{where}"


def main() -> None:
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), generated(PAGE.parent)), encoding="utf-8")
    sys.stdout.write("wrote cases/README.md\n")


if __name__ == "__main__":
    main()
