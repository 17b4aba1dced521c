"""Dates, numbers, lists and quotations as a language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from abkommen.base.dates import PartialDate
from abkommen.reports.wording.words import Words


def date(words: Words, value: PartialDate) -> str:
    """``13. September 2024``, ``September 2024`` or ``2024``, as exactly as the date is known."""
    forms, year = words.dates, str(value.first.year)
    month = forms.months[value.first.month - 1]
    if to_the_day(value):
        return forms.day.format(day=value.first.day, month=month, year=year)
    return forms.month.format(month=month, year=year) if "-" in value.text else year


def dated(words: Words, value: PartialDate, how: Literal["before", "after", "on"]) -> str:
    """A date in a sentence: ``vor dem 13. September 2024``, ``vor September 2024``."""
    return str(getattr(words.dates, f"{how}_day" if to_the_day(value) else how)).format(date=date(words, value))


def to_the_day(value: PartialDate) -> bool:
    return value.first == value.last


def number(words: Words, value: float, digits: int = 2) -> str:
    """At most ``digits`` decimals, none where they are zero; thousands are marked from five figures on."""
    text = f"{value:,.{digits}f}"
    whole, _, decimals = text.partition(".")
    if len(whole.lstrip("-").replace(",", "")) < len("10000"):
        whole = whole.replace(",", "")
    decimals = decimals.rstrip("0")
    return whole.replace(",", words.numbers.thousands) + (words.numbers.decimal + decimals if decimals else "")


def in_words(words: Words, value: int) -> str:
    """A small number in words, a larger one in figures."""
    return words.numbers.words[value] if 0 <= value < len(words.numbers.words) else number(words, value)


def amount(words: Words, value: float, unit: str) -> str:
    """A number with its unit: ``1 Monat``, ``12 Monate``."""
    forms = words.units.get(unit)
    if forms is None:
        return f"{number(words, value)} {unit}".rstrip()
    return f"{number(words, value)} {forms.one if value == 1 else forms.many}"


def count(words: Words, value: int, noun: str) -> str:
    """A number of things: ``1 Kriterium``, ``3 Kriterien``."""
    forms = words.nouns[noun]
    return f"{number(words, value)} {forms.one if value == 1 else forms.many}"


def joined(words: Words, parts: Sequence[str], last: Literal["and", "or", "nor"] = "and") -> str:
    """``a``, ``a und b``, ``a, b und c``; with ``nor`` the word stands before every further part."""
    lists = words.lists
    if last == "nor":
        return lists.nor.join(parts)
    link = lists.and_ if last == "and" else lists.or_
    return lists.comma.join(parts[:-1]) + link + parts[-1] if len(parts) > 1 else "".join(parts)


def quoted(words: Words, text: str) -> str:
    """In quotation marks; those inside become inner ones."""
    marks = words.quotes
    inner = text.replace(marks.open, marks.open_inner).replace(marks.close, marks.close_inner)
    return f"{marks.open}{inner}{marks.close}"


def sentence_case(text: str) -> str:
    """With a capital at the beginning."""
    return text[:1].upper() + text[1:]
