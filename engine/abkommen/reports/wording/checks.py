"""What a file of words must contain: a word for every key, and in every pattern the gaps that will be filled."""

from __future__ import annotations

from string import Formatter

from pydantic import AfterValidator


def takes(*gaps: str) -> AfterValidator:
    """A pattern with exactly these gaps, in any order."""

    def check(pattern: str) -> str:
        found = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
        if found != set(gaps):
            wanted = ", ".join(f"{{{gap}}}" for gap in gaps)
            raise ValueError(f"“{pattern}” has other gaps than expected: {wanted}")
        return pattern

    return AfterValidator(check)


def names(*keys: str) -> AfterValidator:
    """A word for each of these keys, and for no other."""

    def check(words: dict[str, str]) -> dict[str, str]:
        missing, unknown = [key for key in keys if key not in words], [key for key in words if key not in keys]
        if missing or unknown:
            complaints = [f"no word for {', '.join(missing)}"] if missing else []
            raise ValueError("; ".join([*complaints, *(f"unknown key {key}" for key in unknown)]))
        return words

    return AfterValidator(check)
