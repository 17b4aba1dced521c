"""What applies to a check: options before the environment, the configuration after it, our defaults last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from abkommen.base.problems import BadInput, Problem
from abkommen.base.texts import Lang
from abkommen.checking.configuration import Configured
from abkommen.checking.model import FailOn
from abkommen.checking.staleness import Age, parse_age

WAIVERS, BASELINE = "waivers.yaml", "abkommen-baseline.yaml"
"""Names looked for beside the configuration, or where the check runs; only a file that was named has to exist."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, its value, and where the value comes from: an option, a variable, a line of a file, or ``default``."""

    name: str
    value: Any
    origin: str

    @property
    def named(self) -> bool:
        return self.origin != "default"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings by name, in the order they are shown."""

    all: tuple[Setting, ...]
    configured: Path | None

    def __getitem__(self, name: str) -> Setting:
        return next(setting for setting in self.all if setting.name == name)

    @property
    def rules(self) -> Path:
        return Path(self["rules"].value)

    @property
    def lang(self) -> Lang:
        return "en" if self["lang"].value == "en" else "de"

    @property
    def fail_on(self) -> FailOn:
        value: FailOn = self["fail_on"].value
        return value

    @property
    def min_coverage(self) -> float:
        return float(self["min_coverage"].value)

    @property
    def max_age(self) -> Age | None:
        value = self["max_age"].value
        return None if value is None else parse_age(value)

    def file(self, name: str) -> Path | None:
        """The file of waivers or of the baseline; None where there is none. Raises :class:`BadInput` where a named one is missing."""
        setting = self[name]
        path = Path(setting.value)
        if path.is_file():
            return path
        if setting.named:
            raise BadInput(Problem(str(path), None, None, "no such file", f"{name} is set by {setting.origin}"))
        return None


def settle(options: Mapping[str, Any], environment: Mapping[str, str], configured: Configured, rules: Path) -> Settings:
    """The settings of a run. ``options`` are those given, by name; ``environment`` holds values of variables by setting,
    ``rules`` is the folder of the rules that come with the program."""
    folder = configured.path.parent if configured.path is not None else Path()
    defaults = {
        "rules": rules, "lang": "de", "fail_on": "critical", "min_coverage": 0.0, "max_age": None,
        "waivers": folder / WAIVERS, "baseline": folder / BASELINE,
    }  # fmt: skip
    chosen = (_setting(name, default, options, environment, configured) for name, default in defaults.items())
    return Settings(tuple(chosen), configured.path)


def _setting(
    name: str, default: Any, options: Mapping[str, Any], environment: Mapping[str, str], configured: Configured
) -> Setting:
    if options.get(name) is not None:
        return Setting(name, options[name], f"--{name.replace('_', '-')}")
    if environment.get(name):
        return Setting(name, environment[name], f"ABKOMMEN_{name.upper()}")
    said = getattr(configured.configuration, name)
    if said is None or configured.path is None:
        return Setting(name, default, "default")
    line = dict(configured.lines).get(name)
    origin = f"{configured.path}:{line}" if line is not None else str(configured.path)
    return Setting(name, configured.path.parent / said if name in _PATHS else said, origin)


_PATHS = frozenset({"rules", "waivers", "baseline"})
