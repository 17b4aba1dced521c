"""What every part of the comparison needs: the words, the cases by name, and one numbered list of sources for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from abkommen.assessment.comparison import Comparison
from abkommen.assessment.model import Assessment
from abkommen.casefile.model import Source
from abkommen.reports.gap.citing import Bibliography, source_list
from abkommen.reports.gap.facts import Telling
from abkommen.reports.gap.model import SourceView
from abkommen.reports.wording.wording import Wording


@dataclass(slots=True)
class Library:
    """Sources in the order in which they are first cited; the same publication is one entry, whichever case names it."""

    numbers: dict[Source, int] = field(default_factory=dict)
    entries: dict[int, Source] = field(default_factory=dict)

    def number(self, source: Source) -> int:
        publication = replace(source, key="", note="", accessed=None, weak=False)
        number = self.numbers.setdefault(publication, len(self.numbers) + 1)
        self.entries.setdefault(number, source)
        return number

    def listed(self, wording: Wording) -> tuple[SourceView, ...]:
        keys = {str(number): source for number, source in self.entries.items()}
        return source_list(wording, Bibliography(keys, {key: int(key) for key in keys}))


class _Numbers(Mapping[str, int]):
    """The numbers of one case's sources, given out when one is cited."""

    def __init__(self, library: Library, sources: Mapping[str, Source]) -> None:
        self._library, self._sources = library, sources

    def __getitem__(self, key: str) -> int:
        return self._library.number(self._sources[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


class Teller:
    """Words the cases of one comparison."""

    def __init__(self, comparison: Comparison, wording: Wording) -> None:
        self.comparison, self.wording, self.library = comparison, wording, Library()
        self.runs = {run.case.id: run for run in comparison.assessments}
        self._names = short_names(comparison.assessments, wording)

    def name(self, case: str) -> str:
        return self._names[case]

    def names(self, cases: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._names[case] for case in cases)

    def unless_all(self, cases: tuple[str, ...]) -> tuple[str, ...]:
        """The names, or none where it is all cases."""
        return () if len(cases) == len(self.runs) else self.names(cases)

    def about(self, case: str) -> Telling:
        """How a case's own report would tell it, with the numbers of the common list of sources."""
        return self.of(self.runs[case])

    def of(self, run: Assessment) -> Telling:
        """The same of an assessment that is not one of those compared: the same case on another day."""
        sources = run.case.sources
        return Telling(self.wording, run.case, Bibliography(sources, _Numbers(self.library, sources)))


def short_names(assessments: Iterable[Assessment], wording: Wording) -> dict[str, str]:
    """Cases by their partner's name; by id as well where two share it, by the title where no partner is named."""
    found = {run.case.id: _short(run, wording) for run in assessments}
    often = Counter(found.values())
    return {case: name if often[name] == 1 else f"{name} ({case})" for case, name in found.items()}


def _short(run: Assessment, wording: Wording) -> str:
    partners = [use.title for use in run.case.layers if use.layer == "partner"]
    return wording.text(partners[0] if partners else run.case.title)
