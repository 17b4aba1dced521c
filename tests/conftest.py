"""One setting for all random tests: the same examples in every run of the suite, new ones in ``make fuzz``."""

from __future__ import annotations

from hypothesis import settings

from tests.effort import FUZZING

settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, print_blob=True)
settings.load_profile("fuzz" if FUZZING else "suite")
