"""Damaged files of every kind end in a result or in an error with its place: never a traceback, a hang or an empty report.

300 mutants in the suite, 5,000 in ``make fuzz``, always the same ones for the same files.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from abkommen.base.problems import BadInput, Problem
from abkommen.checking.checker import Checker, Setup, Unreadable
from abkommen.inference.session import Session
from abkommen.rulepack.loading import load_pack
from tests.checking.conftest import PACK, TODAY, Desk
from tests.checking.mutating import mutant
from tests.effort import count

pytestmark = pytest.mark.fuzz

ROOT = Path(__file__).parents[2]
REAL = ROOT / "rules" / "swp-2024"
PATIENCE = 30  # seconds for one mutant; the slowest takes two


@contextmanager
def limited(seed: str, text: bytes) -> Iterator[None]:
    """Names the mutant in every failure, and turns a hang into one."""

    def late(*_: object) -> None:
        raise TimeoutError(f"no end after {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(PATIENCE)
    try:
        yield
    except BaseException as error:
        error.add_note(f"mutant {seed}:\n{text.decode(errors='backslashreplace')[:3000]}")
        raise
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def mutants(kind: str, paths: list[Path], suite: int, fuzz: int) -> Iterator[tuple[str, Path, bytes, bytes]]:
    """Seed, path, original and damaged text."""
    for number in range(count(suite, fuzz)):
        seed = f"{kind}-{number}"
        chance = random.Random(seed)
        path = chance.choice(paths)
        original = path.read_bytes()
        yield seed, path, original, mutant(original, chance)


def damaged(kind: str, paths: list[Path], suite: int, fuzz: int, judge: Callable[[Path], None]) -> None:
    """Writes each mutant in the place of its original, judges what comes of it, and mends the file again."""
    for seed, path, original, text in mutants(kind, paths, suite, fuzz):
        path.write_bytes(text)
        try:
            with limited(seed, text):
                judge(path)
        finally:
            path.write_bytes(original)


def clear(problems: tuple[Problem, ...]) -> None:
    """Every problem says where and what; a line where there is text to point to."""
    assert problems
    for problem in problems:
        assert problem.file
        assert len(problem.message) > 5
        assert problem.line is None or problem.line >= 1
        assert str(problem).isprintable()


# Case files and what lies under them, with the rules of the paper.


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "cases"
    shutil.copytree(ROOT / "cases", folder)
    return folder


def judge_case(folder: Path) -> Callable[[Path], None]:
    pack = load_pack(REAL)

    def judge(path: Path) -> None:
        # A mutated layer is read through a case that uses it; a reader of its own, for layers are read once.
        stem = (
            path.stem
            if path.parent == folder
            else {"germany": "kenya", "eu-2024": "kenya"}.get(path.stem[:7], path.stem)
        )
        checker.reset()
        checked = checker.check(folder / f"{stem}.yaml")
        if isinstance(checked, Unreadable):
            clear(checked.problems)
        else:
            assert len(checked.standings) == len(pack.criteria)

    checker = _Reset(Setup(REAL, folder, folder, TODAY), pack)
    return judge


class _Reset(Checker):
    """A checker that forgets the files it has read, but keeps its compiled rules."""

    def reset(self) -> None:
        self._cases = type(self._cases)(self._pack.fields, self._setup.shipped)


def test_cases(cases: Path) -> None:
    damaged("case", sorted(cases.glob("*.yaml")), 110, 2000, judge_case(cases))


def test_layers(cases: Path) -> None:
    paths = [path for path in sorted(cases.glob("*/*.yaml")) if path.parent.name in ("partners", "baselines")]
    damaged("layer", paths, 40, 800, judge_case(cases))


# Rule packs.


def test_rules(desk: Desk) -> None:
    folder = desk.folder / "rules"
    shutil.copytree(PACK, folder)
    desk.case(public="no")

    def judge(path: Path) -> None:
        check(desk, "--rules", "rules")

    damaged("rules", sorted(folder.rglob("*.yaml")), 60, 1000, judge)


def test_rules_of_the_paper(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(REAL, folder)

    def judge(path: Path) -> None:
        try:
            Session(load_pack(folder))
        except BadInput as error:
            clear(error.problems)

    paths = [path for path in sorted(folder.rglob("*.yaml")) if path.parent.name != "provisions"]
    damaged("paper", paths, 10, 200, judge)


# What stands beside the cases.


def check(desk: Desk, *arguments: str) -> None:
    """A whole check on the command line: its exit code, its errors and its report fit together."""
    run = desk.check_json(*arguments)
    assert run.code in (0, 1, 2, 3)
    assert "Traceback" not in run.err
    document = json.loads(run.out)
    assert document["exit_code"] == run.code
    assert (run.code == 2) is bool(document["problems"])
    assert run.err.count("error: ") >= len(document["problems"])
    assert document["problems"] or document["cases"]
    clear(tuple(Problem(**problem) for problem in document["problems"])) if document["problems"] else None


def test_waivers_and_known_findings(desk: Desk) -> None:
    desk.case(public="no", review="no")
    desk.waive(facts="f0123456789a")
    desk.run("baseline", "write")
    paths = [desk.folder / name for name in ("waivers.yaml", "abkommen-baseline.yaml")]
    damaged("records", paths, 40, 600, lambda path: check(desk))


def test_configuration(desk: Desk) -> None:
    desk.case(public="no")
    desk.waive()
    desk.run("baseline", "write")
    settings = """\
lang = "en"
fail_on = "minor"
min_coverage = 20
max_age = "2y"
waivers = "waivers.yaml"
baseline = "abkommen-baseline.yaml"
"""
    desk.write("abkommen.toml", settings)
    desk.write("pyproject.toml", f'[project]\nname = "x"\n\n[tool.abkommen]\n{settings}')
    damaged("own", [desk.folder / "abkommen.toml"], 20, 200, lambda path: check(desk))
    (desk.folder / "abkommen.toml").unlink()
    damaged("shared", [desk.folder / "pyproject.toml"], 20, 200, lambda path: check(desk))


# What is built to break.

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "repeated too often by aliases"),
        ("x: " + "[" * 100_000, "nested deeper than 60 levels"),
        ("x: " + "[" * 70 + "]" * 70, "nested too deeply"),
        ("".join(f"{'  ' * depth}a:\n" for depth in range(600)), "nested deeper than 60 levels"),
        ("x: &a [*a]", "nested too deeply"),
        ("# " + "x" * 4_000_001, "file is larger than 4,000,000 bytes"),
        ("x: !!python/object:os.system y", "tag"),
        ("x: 1\nx: 2", "stands twice"),
    ],
    ids=["aliases", "flow", "brackets", "blocks", "circle", "size", "tag", "duplicate"],
)
@pytest.mark.parametrize(
    "name",
    ["cases/kenya.yaml", "cases/partners/kenya.yaml", "waivers.yaml", "abkommen-baseline.yaml", "rules/roles.yaml"],
)
def test_files_built_to_break_are_refused(desk: Desk, name: str, text: str, message: str) -> None:
    shutil.copytree(PACK, desk.folder / "rules")
    desk.case()
    path = desk.folder / name
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}{text}\n" if before else f"{text}\n", encoding="utf-8")
    with limited(name, b""):
        run = desk.check("--rules", "rules")
    assert run.code == 2
    assert message in run.err
    assert f"error: {name}:" in run.err


def test_a_configuration_that_nests_without_end(desk: Desk) -> None:
    desk.case()
    for text in ("x = " + "[" * 100_000, "x = " + "{a = " * 5000, "#" * 4_000_001):
        desk.write("abkommen.toml", text)
        run = desk.check()
        assert run.code == 2
        assert run.err.startswith("error: abkommen.toml:")
