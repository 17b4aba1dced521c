"""The heavy parts, installed only where they are wanted: the extra ``documents``."""

from __future__ import annotations

import importlib
from typing import Any

from abkommen.base.problems import BadInput, Problem

INSTALL = "pip install 'abkommen[documents]'"


def load(name: str) -> Any:
    """A module of the extra. Raises :class:`BadInput` that says what to install where it is missing."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise BadInput(
            Problem(
                "memo",
                None,
                None,
                f"Word and PDF need “{name}”, which is not installed",
                f"{INSTALL}; --html works without it",
            )
        ) from None
