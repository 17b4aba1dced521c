"""Values as the field catalogue allows them: words of a fixed set, texts, dates, numbers and lists of items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from abkommen.base.dates import PartialDate, parse_date
from abkommen.base.fields import NONE, TRI, YES_NO, Field, ItemAttribute, Items
from abkommen.base.problems import did_you_mean
from abkommen.casefile.model import Item, Value
from abkommen.casefile.spot import Spot

UNKNOWN = "unknown"

W = TypeVar("W", bound=str)


def allowed_words(kind: str, values: Sequence[str]) -> tuple[str, ...]:
    """The words a field or attribute of fixed values can have, in the order of the catalogue; empty for the other types."""
    return {"tri": TRI, "yes_no": YES_NO, "enum": tuple(values)}.get(kind, ())


def read_value(spot: Spot, raw: object, name: str, field: Field) -> Value | None:
    """The value of a fact, or None after noting what is wrong with it."""
    if isinstance(raw, bool):
        _refuse_boolean(spot, raw, field.type)
        return None
    match field.type:
        case "list":
            assert field.items is not None
            return read_items(spot, raw, name, field.items)
        case "number":
            return _number(spot, raw, name, field.unit)
        case "date":
            return read_date(spot, raw)
        case "text":
            return read_text(spot, raw)
        case _:
            return read_word(spot, raw, name, (*allowed_words(field.type, field.values), UNKNOWN))


def _refuse_boolean(spot: Spot, raw: bool, kind: str) -> None:
    word = str(raw).lower()
    hint = f'write “{word}” in quotes if it is meant as text: "{word}"' if kind == "text" else "write yes or no"
    spot.wrong(f"{word} is a boolean, not a value", hint)


def read_word(spot: Spot, raw: object, name: str, allowed: Sequence[str]) -> str | None:
    """One word of a fixed set."""
    if isinstance(raw, str) and raw in allowed:
        return raw
    expected = f"expected {', '.join(allowed)}"
    if isinstance(raw, bool):
        _refuse_boolean(spot, raw, "word")
    elif isinstance(raw, (list, dict)):
        spot.wrong(f"“{name}” takes one word", expected)
    else:
        word = spot.document.written(spot.path)
        guess = did_you_mean(word, allowed)
        spot.wrong(f"“{word}” is not allowed for “{name}”", f"{guess} {expected}" if guess else expected)
    return None


def word_at(spot: Spot, given: Mapping[str, object], key: str, allowed: Sequence[W]) -> W | None:
    """The word under ``key`` of a mapping, or None where there is none."""
    raw = given.get(key)
    for word in allowed:
        if word == raw:
            return word
    if raw is not None:
        read_word(spot.down(key), raw, key, allowed)
    return None


def text_at(spot: Spot, given: Mapping[str, object], key: str) -> str:
    """The text under ``key`` of a mapping, empty where there is none."""
    raw = given.get(key)
    if raw is None:
        return ""
    return raw if isinstance(raw, str) and raw.strip() else read_text(spot.down(key), raw) or ""


def date_at(spot: Spot, given: Mapping[str, object], key: str) -> PartialDate | None:
    """The date under ``key`` of a mapping, or None where there is none."""
    raw = given.get(key)
    return None if raw is None else read_date(spot.down(key), raw)


def read_text(spot: Spot, raw: object) -> str | None:
    """A text; numbers count as they are written."""
    if isinstance(raw, bool):
        _refuse_boolean(spot, raw, "text")
        return None
    if isinstance(raw, (list, dict)):
        spot.wrong("expected one text here", "a text with a comma or a colon needs quotes inside { } and [ ]")
        return None
    text = raw if isinstance(raw, str) else spot.document.written(spot.path)
    if not text.strip():
        spot.wrong("empty text", "write something or leave the line out")
        return None
    return text


def read_date(spot: Spot, raw: object) -> PartialDate | None:
    if isinstance(raw, (list, dict)):
        spot.wrong("expected a date", "YYYY, YYYY-MM or YYYY-MM-DD")
        return None
    try:
        return parse_date(raw if isinstance(raw, str) else spot.document.written(spot.path))
    except ValueError as error:
        spot.wrong(str(error))
        return None


def _number(spot: Spot, raw: object, name: str, unit: str) -> int | float | None:
    if isinstance(raw, (int, float)):
        return raw
    shown = f"“{raw}”" if isinstance(raw, str) else "this"
    spot.wrong(
        f"{shown} is no number, as “{name}” needs",
        f"write the number of {unit} alone, without unit" if unit else "write digits",
    )
    return None


def read_items(spot: Spot, raw: object, name: str, items: Items) -> tuple[Item, ...] | None:
    """The items of a list: plain ones become ``{"value": …}``, attributes that are unknown are left out."""
    if not isinstance(raw, list):
        spot.wrong(f"“{name}” is a list", f"write [{_example(items)}]")
        return None
    read = _item if items.attributes else _plain_item
    found = [read(spot.down(index), item, name, items) for index, item in enumerate(raw)]
    _refuse_doubles(spot, found, items)
    return tuple(found + _missing_items(found, items))


def _example(items: Items) -> str:
    if items.attributes:
        return "{" + ", ".join(f"{attribute}: …" for attribute in items.attributes) + "}"
    return ", ".join(items.values) or "…"


def _plain_item(spot: Spot, raw: object, name: str, items: Items) -> Item:
    word = read_word(spot, raw, name, items.values) if items.values else read_text(spot, raw)
    return {} if word is None else {"value": word}


def _item(spot: Spot, raw: object, name: str, items: Items) -> Item:
    if not isinstance(raw, Mapping):
        spot.wrong(f"an item of “{name}” has attributes", f"write {_example(items)}")
        return {}
    _refuse_attributes(spot, raw, name, items)
    found: dict[str, str] = {}
    for key, value in raw.items():
        attribute = items.attributes.get(key)
        if attribute is None or value is None or (value == UNKNOWN and UNKNOWN not in attribute.values):
            continue
        word = _attribute(spot.down(key), value, f"{name}.{key}", attribute)
        if word is not None:
            found[key] = word
    if not any(value is not None for value in raw.values()):
        spot.wrong("an item without any attribute says nothing", f"write {_example(items)}")
    return found


def _refuse_attributes(spot: Spot, raw: Mapping[str, object], name: str, items: Items) -> None:
    known = tuple(items.attributes)
    for key, value in raw.items():
        if key in known:
            continue
        if value is None and " " in key:  # the tail of a text that a comma inside { } has cut in two
            hint = "put the whole text in quotes: a comma ends it inside { }"
            spot.down(key).wrong(f"“{key}” stands alone after a comma", hint, of_key=True)
            continue
        hint = did_you_mean(key, known) or f"known here: {', '.join(known)}"
        spot.down(key).wrong(f"“{key}” is no attribute of the items of “{name}”", hint, of_key=True)


def _attribute(spot: Spot, raw: object, name: str, attribute: ItemAttribute) -> str | None:
    """One attribute's value as text. ``none`` counts as a value only where the catalogue says so."""
    if raw == NONE and attribute.none:
        return NONE
    if raw == NONE and NONE not in attribute.values:
        spot.wrong(f"“none” is not allowed for “{name}”", "leave the attribute out if it is unknown")
        return None
    if attribute.ref is not None:
        text = read_text(spot, raw)
        if text is not None:
            spot.refers_to(attribute.ref, text)
        return text
    return _attribute_value(spot, raw, name, attribute)


def _attribute_value(spot: Spot, raw: object, name: str, attribute: ItemAttribute) -> str | None:
    words = allowed_words(attribute.type, attribute.values)
    if words:
        return read_word(spot, raw, name, (*words, NONE) if attribute.none else words)
    if attribute.type == "date":
        day = read_date(spot, raw)
        return None if day is None else str(day)
    if attribute.type == "number":
        return None if _number(spot, raw, name, "") is None else spot.document.written(spot.path)
    return read_text(spot, raw)


def _refuse_doubles(spot: Spot, found: Sequence[Item], items: Items) -> None:
    key = "value" if not items.attributes else items.key
    seen: set[str] = set()
    for index, item in enumerate(found):
        word = item.get(key or "")
        if word is not None and word in seen:
            spot.down(index).wrong(f"“{word}” stands twice in this list", "merge the two items or remove one")
        seen.add(word or "")


def _missing_items(found: Sequence[Item], items: Items) -> list[Item]:
    """Where the catalogue wants one item per value of the key: those left out, with everything else unknown."""
    if not (found and items.each and items.key):
        return []
    there = {item.get(items.key) for item in found}
    return [{items.key: word} for word in items.attributes[items.key].values if word not in there]
