"""How many random examples: a few in the suite, many in ``make fuzz``, which runs the tests marked here and no others."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import settings

FUZZING = bool(os.environ.get("ABKOMMEN_FUZZ"))

F = TypeVar("F", bound=Callable[..., Any])


def count(suite: int, fuzz: int) -> int:
    """The number of examples of a test that draws its own; mark it ``@pytest.mark.fuzz``."""
    return fuzz if FUZZING else suite


def examples(suite: int, fuzz: int) -> Callable[[F], F]:
    """Decorate a hypothesis test with its number of examples."""

    def decorate(test: F) -> F:
        return pytest.mark.fuzz(settings(max_examples=count(suite, fuzz))(test))

    return decorate
