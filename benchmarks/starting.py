"""The whole process: from the shell to the written report, against importing the same dependencies."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.clock import ROOT, best_of, milliseconds

TITLE = "The whole process (best of 7)"
IMPORTS = (
    "from durable.engine import Host; from pydantic import BaseModel, Field; import click, numpy, yaml.cyaml; "
    "from jinja2.sandbox import ImmutableSandboxedEnvironment"
)


def lines() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        report = str(Path(folder, "kenya.html"))
        importing = best_of(7, lambda: _run("-c", IMPORTS))
        case = str(ROOT / "cases" / "kenya.yaml")
        yield f"importing the dependencies    {milliseconds(importing)}"
        for name, arguments in {
            "abkommen assess, text": ("assess", case),
            "abkommen assess --html": ("assess", case, "--html", report),
            "abkommen --help": ("--help",),
        }.items():
            taken = best_of(7, lambda given=arguments: _run("-m", "abkommen", *given))
            yield f"{name:<29} {milliseconds(taken)}   {taken / importing:.2f} × importing"


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
