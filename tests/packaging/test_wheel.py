"""What ``pip install dist/*.whl`` puts on a machine: everything that is needed, nothing else, at home in any folder."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from email.message import Message
from pathlib import Path

import pytest

from abkommen import __version__

ROOT = Path(__file__).parents[2]
SHIPPED = ("rules", "templates", "cases", "schemas")
INFO = f"abkommen-{__version__}.dist-info"


def build(source: Path, kind: str, target: Path) -> Path:
    """Build a wheel or sdist as it would be released, but with what is installed here: nothing is fetched."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(target)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's content and nothing else, as site-packages would have it."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def content_of(wheel: Path) -> dict[str, int]:
    with zipfile.ZipFile(wheel) as archive:
        return {entry.filename: entry.CRC for entry in archive.infolist()}


def files_under(folder: Path) -> set[str]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if "__pycache__" not in path.parts}


def run(installed: Path, folder: Path, *arguments: str) -> str:
    """Run Python in ``folder`` with the unpacked wheel before everything else."""
    environment = {"PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8", "HOME": str(folder), "ABKOMMEN_CACHE": ""}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", SHIPPED)
def test_ships_all_of_a_folder(wheel: Path, name: str) -> None:
    expected = {f"abkommen/shipped/{name}/{file}" for file in files_under(ROOT / name)}
    assert expected
    assert expected == {file for file in names_in(wheel) if file.startswith(f"abkommen/shipped/{name}/")}


def test_ships_the_package_and_nothing_else(wheel: Path) -> None:
    package = {f"abkommen/{file}" for file in files_under(ROOT / "engine" / "abkommen")}
    others = {name for name in names_in(wheel) if not name.startswith(("abkommen/shipped/", INFO))}
    assert "abkommen/py.typed" in package
    assert others == package


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        return message_from_string(archive.read(f"{INFO}/METADATA").decode("utf-8"))


def test_metadata(wheel: Path) -> None:
    stated = metadata(wheel)
    assert stated["Version"] == __version__
    assert stated["License-Expression"] == "MIT"
    assert stated["Requires-Python"] == ">=3.11"
    assert f"{INFO}/licenses/LICENSE" in names_in(wheel)


def test_installs_without_the_rule_engine_only_on_windows(wheel: Path) -> None:
    (engine,) = (line for line in metadata(wheel).get_all("Requires-Dist", []) if line.startswith("durable-rules"))
    assert engine.partition(";")[2].strip() == "sys_platform != 'win32'"


def test_has_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert "abkommen = abkommen.cli.main:run" in archive.read(f"{INFO}/entry_points.txt").decode("utf-8")


def test_finds_its_folders_from_anywhere(installed: Path, tmp_path: Path) -> None:
    program = "from abkommen import resources as r; print(*(getattr(r, f'{n}_folder')() for n in ARGS), sep='\\n')"
    found = run(installed, tmp_path, "-c", program.replace("ARGS", repr(SHIPPED))).splitlines()
    shipped = installed / "abkommen" / "shipped"
    assert found == [str(shipped / name) for name in ("rules/swp-2024", "templates", "cases", "schemas")]


def test_assesses_a_shipped_case_from_anywhere(installed: Path, tmp_path: Path) -> None:
    case = installed / "abkommen" / "shipped" / "cases" / "kenya.yaml"
    report = run(installed, tmp_path, "-m", "abkommen", "assess", str(case), "--lang", "de", "--md", "-")
    assert "Kenia" in report
    assert list(tmp_path.iterdir()) == []


def test_source_distribution_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    source = build(ROOT, "sdist", tmp_path / "sdist")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    again = build(tmp_path / "source" / f"abkommen-{__version__}", "wheel", tmp_path / "again")
    assert content_of(again) == content_of(wheel)
