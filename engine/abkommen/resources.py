"""Where the rules, templates and sample cases are: a user's own, those of the checkout, or those inside the wheel."""

from __future__ import annotations

import os
from pathlib import Path

_SHIPPED = Path(__file__).parent / "shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else Path(__file__).parents[2]

DEFAULT_PACK = "swp-2024"


def rules_folder(given: Path | None = None) -> Path:
    """The rule pack's folder: ``given``, else ``ABKOMMEN_RULES``, else the pack of the paper."""
    return _chosen(given, "ABKOMMEN_RULES", Path("rules", DEFAULT_PACK))


def templates_folder(given: Path | None = None) -> Path:
    """The templates' folder: ``given``, else ``ABKOMMEN_TEMPLATES``, else ours."""
    return _chosen(given, "ABKOMMEN_TEMPLATES", Path("templates"))


def template_folders(given: Path | None = None) -> tuple[Path, ...]:
    """Where templates are looked for in turn: the chosen folder, then ours for whatever it does not replace."""
    return tuple(dict.fromkeys((templates_folder(given), _ROOT / "templates")))


def cases_folder(given: Path | None = None) -> Path:
    """The folder of partner files and baselines to fall back on: ``given``, else ``ABKOMMEN_CASES``, else ours."""
    return _chosen(given, "ABKOMMEN_CASES", Path("cases"))


def schemas_folder() -> Path:
    """The published JSON Schemas."""
    return _ROOT / "schemas"


def _chosen(given: Path | None, variable: str, ours: Path) -> Path:
    if given is not None:
        return given
    named = os.environ.get(variable)
    return Path(named) if named else _ROOT / ours
