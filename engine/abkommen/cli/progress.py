"""A progress bar on standard error: for more than a few cases, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

T = TypeVar("T")
FEW = 3
"""So many cases are done before a bar could be read."""


@contextmanager
def progress_bar(length: int) -> Iterator[Callable[[T], T]]:
    """A function to pass every finished case through. In a pipe, and for a few cases, nothing is shown."""
    if length <= FEW or not sys.stderr.isatty():
        yield lambda done: done
        return
    with click.progressbar(length=length, file=sys.stderr, show_pos=True, width=0) as bar:

        def step(done: T) -> T:
            bar.update(1)
            return done

        yield step
