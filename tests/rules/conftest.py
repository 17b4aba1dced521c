"""Every case of the YAML files here is a test of its own: ``pytest tests/rules/consistency/coherence.yaml -k CO-01``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from abkommen.base.problems import BadInput
from abkommen.inference.rulecases import RuleCase, load_cases
from abkommen.inference.ruletests import CaseResult, Runner
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

PACK = Path(__file__).parents[2] / "rules" / "swp-2024"


@cache
def pack() -> RulePack:
    return load_pack(PACK)


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> RuleFile | None:
    return RuleFile.from_parent(parent, path=file_path) if file_path.suffix == ".yaml" else None


class RuleFile(pytest.File):
    """One file of rule tests, run on the part of the pack that it looks at."""

    def collect(self) -> Iterator[RuleItem]:
        try:
            self.cases = load_cases(self.path, pack())
        except BadInput as error:
            raise self.CollectError(str(error)) from None
        for case in self.cases:
            yield RuleItem.from_parent(self, name=f"{case.rule}: {case.name}", case=case)

    def run(self, case: RuleCase) -> CaseResult:
        if not hasattr(self, "runner"):
            self.runner = Runner(pack(), self.cases)
        return self.runner.run(case)


class Failed(Exception):
    """A rule came to another conclusion than its test expects."""


class RuleItem(pytest.Item):
    def __init__(self, *, case: RuleCase, **rest: Any) -> None:
        super().__init__(**rest)
        self.case = case

    def runtest(self) -> None:
        assert isinstance(self.parent, RuleFile)
        result = self.parent.run(self.case)
        if not result.passed:
            raise Failed(str(result))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return str(excinfo.value) if isinstance(excinfo.value, Failed) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.case.line - 1, self.name
