"""``abkommen compare`` from the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from abkommen.cli.main import cli, main
from abkommen.cli.progress import progress_bar
from tests.compare.conftest import ROOT

KENYA, INDIA = (str(ROOT / "cases" / f"{name}.yaml") for name in ("kenya", "india"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["compare", *arguments])


def test_text_goes_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", KENYA, INDIA, "--lang", "en"]) == 0
    told = capfd.readouterr()
    assert told.out.startswith("Two agreements compared\n")
    assert "not distinguishable" in told.out
    assert told.err == ""


def test_several_formats_at_once_also_with_processes(tmp_path: Path) -> None:
    one, two = ({name: tmp_path / f"{jobs}.{name}" for name in ("md", "html", "csv", "json")} for jobs in "12")
    for jobs, files in (("1", one), ("2", two)):
        options = [part for name, path in files.items() for part in (f"--{name}", str(path))]
        found = run(KENYA, INDIA, "--as-of", "2024-09", "--as-of", "2026-01", "--jobs", jobs, *options)
        assert found.exit_code == 0, found.output
        assert found.stdout == ""
    for name, path in one.items():
        assert path.read_bytes() == two[name].read_bytes(), name


def test_the_later_day_is_compared_whichever_is_given_first() -> None:
    first = run(KENYA, INDIA, "--as-of", "2026-01", "--as-of", "2024-09", "--json", "-")
    document = json.loads(first.stdout)
    assert {case["as_of"] for case in document["cases"]} == {"2026-01"}
    assert (document["changes"]["from"], document["changes"]["to"]) == ("2024-09", "2026-01")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((KENYA,), "two cases at least"),
        ((), "CASE"),
        ((KENYA, INDIA, "--as-of", "2024", "--as-of", "2025", "--as-of", "2026"), "--as-of once, or twice"),
        ((KENYA, INDIA, "--as-of", "2024", "--as-of", "2024"), "--as-of once, or twice"),
        ((KENYA, INDIA, "--as-of", "soon"), "is no date"),
        ((KENYA, INDIA, "--md", "-", "--csv", "-"), "two formats"),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, ...], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *arguments]) == 2
    assert said in capfd.readouterr().err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_bad_files_are_told_with_their_place(tmp_path: Path, jobs: str, capfd: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: migration-agreement-case/1\nid: x\ntitel: y\n", encoding="utf-8")
    assert main(["compare", KENYA, str(bad), "--jobs", jobs]) == 2
    said = capfd.readouterr().err
    assert f"{bad}:3" in said
    assert "Traceback" not in said


def test_the_same_case_twice_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", KENYA, KENYA]) == 2
    assert "has the id de-ke" in capfd.readouterr().err


def test_confidential_facts_stay_inside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    text = Path(KENYA).read_text(encoding="utf-8").replace("id: de-ke", "id: secret")
    place = text.index("followup:\n    working_structure:\n")
    marked = text[:place] + text[place:].replace(
        "        as_of: 2025-10\n", "        as_of: 2025-10\n        confidential: true\n", 1
    )
    secret.write_text(marked, encoding="utf-8")
    inside, outside = (
        run(str(secret), INDIA, "--html", "-", "--lang", "en", *more).stdout for more in ((), ("--public",))
    )
    assert "Committee launched in Nairobi" in inside
    assert "Committee launched in Nairobi" not in outside


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("length", "terminal", "shown"), [(10, True, True), (3, True, False), (10, False, False)])
def test_a_bar_for_many_cases_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, length: int, terminal: bool, shown: bool
) -> None:
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_bar(length) as step:
        assert [step(number) for number in range(length)] == list(range(length))
    assert bool(stream.getvalue()) is shown
    if shown:
        assert f"{length}/{length}" in stream.getvalue()
