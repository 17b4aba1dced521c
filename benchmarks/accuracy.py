"""``make accuracy``: the detectors against agreements labelled by hand.

A folder ``dev`` holds ``<name>.txt`` and ``<name>.labels.yaml`` (articles, labels, attributes). A label is a topic at an
article; provisions are compared with provisions, mentions are left out. Precision is the share of what was found that is
labelled, recall the share of what is labelled that was found, F1 their harmonic mean.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from abkommen.intake import read_draft
from abkommen.intake.detectors import Detectors, Findings, detect, load_detectors
from abkommen.intake.draft import CITABLE, Draft
from benchmarks.clock import ROOT

DETECTORS = ROOT / "rules" / "swp-2024" / "provisions"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, how many were found, how many are labelled."""

    right: int = 0
    found: int = 0
    labelled: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.labelled + other.labelled)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        total = self.found + self.labelled
        return 2 * self.right / total if total else 1.0

    def __str__(self) -> str:
        shares = f"precision {self.precision:.3f}   recall {self.recall:.3f}   F1 {self.f1:.3f}"
        return f"{shares}   ({self.right} right of {self.found} found, {self.labelled} labelled)"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The tallies over all agreements. ``misses`` name what differs, one line each."""

    agreements: int
    topics: Tally
    topics_at_articles: Tally
    attributes: Tally
    articles: Tally
    by_topic: Mapping[str, Tally] = field(default_factory=dict)
    misses: tuple[str, ...] = ()


def measure(folder: Path, detectors: Detectors) -> Accuracy:
    """Read and detect every labelled agreement in a folder."""
    results = [_one(path, detectors) for path in sorted(folder.glob("*.labels.yaml"))]
    names = sorted({topic for result in results for topic in result.by_topic})
    return Accuracy(
        len(results),
        _sum(result.topics for result in results),
        _sum(result.topics_at_articles for result in results),
        _sum(result.attributes for result in results),
        _sum(result.articles for result in results),
        {name: _sum(result.by_topic.get(name, Tally()) for result in results) for name in names},
        tuple(miss for result in results for miss in result.misses),
    )


def _one(path: Path, detectors: Detectors) -> Accuracy:
    labels = yaml.safe_load(path.read_text(encoding="utf-8"))
    draft = read_draft(path.with_name(labels["text"]))
    findings = detect(draft, detectors)
    wanted = {(label["topic"], label["article"]) for label in labels["labels"] if label["kind"] == "provision"}
    found = {(hit.topic, hit.article) for hit in findings.provisions if hit.kind == "provision"}
    topics = {topic for topic, _ in wanted | found}
    return Accuracy(
        1,
        _compared({topic for topic, _ in found}, {topic for topic, _ in wanted}),
        _compared(found, wanted),
        _attributes(labels["attributes"], findings),
        _compared(_headed(draft), {(entry["id"], entry["heading"]) for entry in labels["articles"]}),
        {topic: _compared(_of(topic, found), _of(topic, wanted)) for topic in topics},
        tuple(_misses(path.name.partition(".")[0], found, wanted, labels["attributes"], findings)),
    )


def _compared(found: set[Any], wanted: set[Any]) -> Tally:
    return Tally(len(found & wanted), len(found), len(wanted))


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def _of(topic: str, pairs: set[Pair]) -> set[Pair]:
    return {pair for pair in pairs if pair[0] == topic}


def _headed(draft: Draft) -> set[Pair]:
    return {(article.id, article.heading) for article in draft.articles if article.kind in CITABLE}


def _attributes(wanted: Mapping[str, Any], findings: Findings) -> Tally:
    """Every attribute counts, the silent ones too: one that is given but not in the text is an error like any other."""
    right = sum(_value(name, findings) == value for name, value in wanted.items())
    return Tally(right, len(wanted), len(wanted))


def _value(name: str, findings: Findings) -> int | str | None:
    return findings.attributes[name].value if name in findings.attributes else None


def _misses(
    name: str, found: set[Pair], wanted: set[Pair], attributes: Mapping[str, Any], findings: Findings
) -> Iterator[str]:
    yield from (f"{name}: {topic} at {article} not found" for topic, article in sorted(wanted - found))
    yield from (f"{name}: {topic} at {article} found, not labelled" for topic, article in sorted(found - wanted))
    for attribute, value in attributes.items():
        given = _value(attribute, findings)
        if given != value:
            yield f"{name}: {attribute} is {given!r}, labelled {value!r}"


def report(accuracy: Accuracy) -> Iterator[str]:
    """The figures as lines of text."""
    width = max(map(len, accuracy.by_topic))
    yield "Topic and article, by topic"
    yield from (f"  {name:<{width}}   {tally}" for name, tally in accuracy.by_topic.items())
    yield ""
    yield f"Over {accuracy.agreements} agreements"
    yield f"  topics per agreement   {accuracy.topics}"
    yield f"  topic and article      {accuracy.topics_at_articles}"
    yield f"  articles               {accuracy.articles}"
    yield f"  attributes             {accuracy.attributes.right} of {accuracy.attributes.labelled} right"
    if accuracy.misses:
        yield ""
        yield "What differs"
        yield from (f"  {miss}" for miss in accuracy.misses)


def main(arguments: list[str]) -> int:
    """Measure on the folder ``dev`` of the collection given, or say that it is not there."""
    folder = Path(arguments[0] if arguments else "../shared/agreements") / "dev"
    if not any(folder.glob("*.labels.yaml")):
        sys.stdout.write(f"no labelled agreements in {folder}: nothing measured\n")
        return 0
    for line in report(measure(folder, load_detectors(DETECTORS))):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
