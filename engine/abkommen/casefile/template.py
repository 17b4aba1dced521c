"""A new case file: every question of the catalogue as a comment, with a line to fill in; valid as it stands."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from abkommen.base.dates import PartialDate
from abkommen.base.fields import NONE, Catalogue, Field, ItemAttribute, Items
from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.base.texts import Lang, Text
from abkommen.casefile import wording
from abkommen.casefile.countries import COUNTRIES
from abkommen.casefile.emit import Data, entry_lines, scalar
from abkommen.casefile.heads import CASE, LayerNames
from abkommen.casefile.values import allowed_words

WIDTH = 116
SCHEMA_FILE = "case.schema.json"
GERMANY = "DE"


def country_code(word: str) -> str:
    """The ISO 3166 code meant by a code in any case or a German or English name. Raises :class:`BadInput` otherwise."""
    code = word.strip().upper()
    if code in COUNTRIES:
        return code
    names = {name.casefold(): code for code, text in COUNTRIES.items() for name in (text.de, text.en)}
    if word.strip().casefold() in names:
        return names[word.strip().casefold()]
    if code == GERMANY:
        raise BadInput(
            Problem(
                word, None, None, "Germany is the other side of the agreement", "name the partner country, such as KE"
            )
        )
    guess = did_you_mean(word, [name for text in COUNTRIES.values() for name in (text.de, text.en)])
    raise BadInput(
        Problem(
            word, None, None, "no country of ISO 3166", guess or "use two letters such as KE, or the country's name"
        )
    )


@dataclass(frozen=True, slots=True)
class Questions:
    """What a new file asks: the catalogue, the names of roles and groups (in the order of ``headings``), the language."""

    catalogue: Catalogue
    roles: Mapping[str, Text]
    lang: Lang
    headings: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Start:
    """What a new file begins with.

    ``schema_file`` is the JSON Schema that editors check against. It lies beside the case by default, so that the two can be
    moved and sent together and nothing is fetched.
    """

    layers: LayerNames = field(default_factory=LayerNames)
    sources: Mapping[str, Mapping[str, Data]] = field(default_factory=dict)
    draft: Mapping[str, Data] = field(default_factory=dict)
    schema_file: str = SCHEMA_FILE


def new_case(
    country: str, title: str | None, as_of: PartialDate, questions: Questions, start: Start | None = None
) -> str:
    """A case file for an agreement with ``country`` (code or name); without ``title`` one is made of the country's names.

    Raises :class:`BadInput` for a country that is none.
    """
    code, given, lang = country_code(country), start or Start(), questions.lang
    parts = (
        [f"# yaml-language-server: $schema={given.schema_file}", *_introduction(lang)],
        _head(code, title, as_of),
        _layers(code, given.layers, lang),
        _draft(given.draft, lang),
        _sources(given.sources, lang),
        _facts(questions),
    )
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def slug(name: str) -> str:
    """A country's English name as a file name: “Côte d’Ivoire” becomes “cote-d-ivoire”."""
    ascii_ = unicodedata.normalize("NFKD", name.replace("’", "-")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-")


def _comment(text: str, indent: int, lead: str = "", hang: str = "") -> list[str]:
    """A text as comment lines of bounded width."""
    start = f"{' ' * indent}# "
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=start + lead,
        subsequent_indent=start + hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _introduction(lang: Lang) -> list[str]:
    lines = [f"# {line}".rstrip() for line in wording.INTRODUCTION.in_(lang).splitlines()]
    choices = {"basis": wording.BASES, "unknown_kind": wording.UNKNOWN_KINDS}
    for key in (
        "basis",
        "confidence",
        "as_of",
        "quote",
        "note",
        "check_by",
        "confidential",
        "unknown_kind",
        "candidates",
        "claims",
    ):
        words = "; ".join(f"{word} = {text.in_(lang)}" for word, text in choices.get(key, {}).items())
        values = {"confidence": "high, medium, low", "confidential": "true"}.get(key, words)
        meaning = wording.FACT_KEYS[key].in_(lang)
        lines += _comment(f"{key}: {meaning} {values}".strip(), 0, "  ", "    ")
    return lines


def _head(code: str, title: str | None, as_of: PartialDate) -> list[str]:
    titles = {"de": title, "en": title} if title else {"de": _title(code, "de"), "en": _title(code, "en")}
    lines = [f"schema: {CASE}", f"id: de-{code.lower()}", "title:"]
    return [*lines, *(f"  {lang}: {scalar(text)}" for lang, text in titles.items()), f"as_of: {as_of}"]


def _title(code: str, lang: Lang) -> str:
    name = COUNTRIES[code].in_(lang)
    return wording.TITLE.in_(lang).format(country=name, dash=" – " if " " in name else "–")


def _layers(code: str, layers: LayerNames, lang: Lang) -> list[str]:
    given = {layer: names[0] if len(names) == 1 else list(names) for layer, names in layers if names}
    lines = [*_comment(wording.HEAD_KEYS["layers"].in_(lang), 0), "layers:"]
    lines += [line for layer, names in given.items() for line in entry_lines(layer, names, 2)]
    if not layers.partner:
        name = slug(COUNTRIES[code].en)
        lines += [*_comment(wording.NO_PARTNER.in_(lang).format(name=name), 2), f"  # partner: {name}"]
    return lines


def _sources(sources: Mapping[str, Mapping[str, Data]], lang: Lang) -> list[str]:
    lines = [*_comment(wording.HEAD_KEYS["sources"].in_(lang), 0), "sources:"]
    lines += [line for name, source in sources.items() for line in entry_lines(name, source, 2)]
    example = (
        "S1:",
        "  kind: government_statement",
        "  title: …",
        "  publisher: …",
        "  date: 2026-01",
        "  address: https://…",
    )
    return [*lines, f"  # {wording.EXAMPLE_SOURCE.in_(lang)}", *(f"  # {line}" for line in example)]


def _draft(draft: Mapping[str, Data], lang: Lang) -> list[str]:
    return [*_comment(wording.HEAD_KEYS["draft"].in_(lang), 0), *entry_lines("draft", draft, 0)] if draft else []


def _facts(questions: Questions) -> list[str]:
    lang, headings = questions.lang, questions.headings
    groups = {name.partition(".")[0] for name in questions.catalogue}
    lines = ["facts:"]
    for group in [*(group for group in headings if group in groups), *sorted(groups - headings.keys())]:
        heading = headings[group].in_(lang) if group in headings else group
        lines += ["", f"  # ── {heading} {'─' * max(3, 100 - len(heading))}", f"  {group}:"]
        for name, fact in questions.catalogue.items():
            if name.startswith(f"{group}."):
                lines += ["", *_question(name.partition(".")[2], fact, questions.roles, lang)]
    return lines


def _question(short: str, fact: Field, roles: Mapping[str, Text], lang: Lang) -> Iterator[str]:
    yield from _comment(f"{fact.title.in_(lang)}. {fact.question.in_(lang)}", 4)
    yield from _comment(f"{wording.EVIDENCE.in_(lang)}: {fact.evidence.in_(lang)}", 4)
    yield from _values(fact, lang)
    if fact.items is not None:
        yield from _items(fact.items, lang)
    if fact.answered_by:
        names = ", ".join(roles[role].in_(lang) if role in roles else role for role in fact.answered_by)
        yield from _comment(f"{wording.ANSWERED_BY.in_(lang)}: {names}", 4)
    if fact.scope in wording.SCOPES:
        yield from _comment(wording.SCOPES[fact.scope].in_(lang), 4)
    yield from (f"    # {line}" for line in blank_entry(short, fact))


def _values(fact: Field, lang: Lang) -> Iterator[str]:
    meanings = fact.anchors or fact.labels
    for word in allowed_words(fact.type, fact.values):
        meaning = f"{word}: {meanings[word].in_(lang)}" if word in meanings else word
        yield from _comment(meaning, 4, "  ", "    ")
    if fact.unit:
        yield from _comment(f"{wording.UNIT.in_(lang)}: {fact.unit}", 4)


def _items(items: Items, lang: Lang) -> Iterator[str]:
    if not items.attributes:
        words = ", ".join(_labelled(items.values, items.labels, lang)) or wording.TEXT.in_(lang)
        yield from _comment(f"{wording.ITEMS.in_(lang)}: {words}", 4, "", "  ")
        return
    yield from _comment(f"{wording.ITEMS.in_(lang)}:", 4)
    for name, attribute in items.attributes.items():
        yield from _comment(f"{name}: {_attribute(attribute, lang)}", 4, "  ", "    ")


def _attribute(attribute: ItemAttribute, lang: Lang) -> str:
    words = allowed_words(attribute.type, attribute.values)
    parts = [attribute.title.in_(lang)] if attribute.title else []
    parts += [", ".join(_labelled(words, attribute.labels, lang))] if words else []
    parts += [attribute.ref] if attribute.ref else []
    parts += [wording.NONE_MEANS.in_(lang)] if attribute.none and NONE not in words else []
    return "; ".join(parts) or attribute.type


def _labelled(words: Sequence[str], labels: Mapping[str, Text], lang: Lang) -> Iterable[str]:
    return (f"{word} ({labels[word].in_(lang)})" if word in labels else word for word in words)


def blank_entry(short: str, fact: Field) -> list[str]:
    """The entry of a fact with nothing in it yet."""
    if fact.items is None:
        return [f"{short}: {{value: , from: , at: , as_of: }}"]
    attributes = ", ".join(f"{name}: " for name in fact.items.attributes)
    item = f"{{{attributes}}}" if attributes else ""
    return [f"{short}:", "  value:", f"    - {item}".rstrip(), "  complete: no", "  from:", "  at:", "  as_of:"]
