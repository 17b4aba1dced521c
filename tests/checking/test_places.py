"""Where a finding points to, and who it is: the line of the fact or of its group, a fingerprint that outlives moved lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.checking.checker import Checker, Setup
from abkommen.checking.discovery import find_cases, is_case
from abkommen.checking.model import CheckedCase, Standing
from tests.checking.conftest import BASELINE, CASE, PACK, PARTNER, TODAY, Desk
from tests.effort import examples


def place(desk: Desk, criterion: str) -> tuple[str, int]:
    (case,) = desk.check_json().document["cases"]
    standing = next(standing for standing in case["criteria"] if standing["id"] == criterion)
    return standing["file"], standing["line"]


def test_the_line_of_the_fact(desk: Desk) -> None:
    desk.case(public="no")
    assert place(desk, "AA-01") == ("cases/kenya.yaml", 11)
    assert place(desk, "AA-02") == ("cases/partners/kenya.yaml", 9)


def test_a_fact_of_the_case_goes_before_one_of_a_layer(desk: Desk) -> None:
    desk.case()
    desk.replace("cases/kenya.yaml", "facts:\n", "facts:\n  partner:\n    willing: {value: no, from: S1}\n")
    assert place(desk, "AA-02") == ("cases/kenya.yaml", 10)


def test_the_line_of_the_group_where_the_fact_is_missing(desk: Desk) -> None:
    desk.case()
    desk.replace("cases/kenya.yaml", "    public: {value: yes, from: S1}\n", "")
    assert place(desk, "AA-01") == ("cases/kenya.yaml", 9)


def test_line_one_where_the_group_is_missing_too(desk: Desk) -> None:
    desk.case()
    desk.replace("cases/partners/kenya.yaml", "  partner:\n    willing: {value: yes, from: S1}\n", "")
    assert place(desk, "AA-02") == ("cases/kenya.yaml", 1)


def test_the_layers_of_the_case_where_a_file_came_with_the_program(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "none" / "baselines").mkdir()
    (desk.folder / "cases/baselines/germany-2024.yaml").rename(tmp_path / "none" / "baselines" / "germany-2024.yaml")
    desk.case()
    assert place(desk, "AA-04") == ("cases/kenya.yaml", 5)


def test_files_are_named_from_where_the_check_runs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = desk.case(public="no")
    assert desk.run("check", "-q", str(case)).out.startswith("cases/kenya.yaml:11:")
    monkeypatch.chdir(desk.folder / "cases")
    assert desk.run("check", "-q").out.startswith("kenya.yaml:11:")


# Fingerprints.


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    folder = tmp_path_factory.mktemp("cases")
    for name, text in (("partners/kenya.yaml", PARTNER), ("baselines/germany-2024.yaml", BASELINE)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(text.format(willing="no", lead="no"), encoding="utf-8")
    return Checker(Setup(PACK, folder, folder, TODAY))


def standings(checker: Checker, folder: Path, text: str) -> dict[str, Standing]:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    checked = checker.check(path)
    assert isinstance(checked, CheckedCase), checked
    return {standing.criterion: standing for standing in checked.standings}


LINES = CASE.format(id="de-ke", public="no", review="no").splitlines()
REMARKS = st.sampled_from(["", "# a remark", "# value: yes", "   # indented: remark"])


@examples(60, 2000)
@given(remarks=st.dictionaries(st.integers(0, len(LINES)), st.lists(REMARKS, min_size=1, max_size=4)))
def test_moved_lines_change_neither_fingerprint_nor_digest(
    checker: Checker, tmp_path_factory: pytest.TempPathFactory, remarks: dict[int, list[str]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    before = standings(checker, folder, "\n".join(LINES) + "\n")
    spread = [
        line for number in range(len(LINES) + 1) for line in (*remarks.get(number, ()), *LINES[number : number + 1])
    ]
    after = standings(checker, folder, "\n".join(spread) + "\n")
    for name, standing in before.items():
        moved = after[name]
        assert moved.fingerprint == standing.fingerprint
        assert replace(moved, place=standing.place) == standing
        if standing.place.file == "case.yaml":
            assert spread[moved.place.line - 1] == LINES[standing.place.line - 1]


def test_fingerprints_tell_findings_apart(desk: Desk) -> None:
    desk.case(public="no", review="no")
    desk.case("cases/other.yaml", id="de-xx", public="no", review="no")
    found = desk.check_json().document["findings"]
    assert len({finding["fingerprint"] for finding in found}) == len(found) == 4


def test_a_fingerprint_outlives_a_change_of_value_but_its_digest_does_not(desk: Desk) -> None:
    desk.case(public="partial")
    partly = desk.check_json().findings()["AA-01"]
    desk.case(public="no")
    missed = desk.check_json().findings()["AA-01"]
    assert missed["fingerprint"] == partly["fingerprint"]
    assert missed["facts"] != partly["facts"]


# Finding files.


@pytest.mark.parametrize(
    "text",
    [
        "schema: migration-agreement-case/1\n",
        "# remark\nschema: 'migration-agreement-case/1'\n",
        '{"schema": "migration-agreement-case/1"}',
        "schema: migration-agreement-case/2\n",
        "schema: migration-agrement-case/1\n",
        "id: de-ke\nlayers: {}\nfacts:\n",
    ],
)
def test_case_files_are_known_by_what_they_say(text: str) -> None:
    assert is_case(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "schema: migration-partner/1\nfacts:\n",
        "schema: migration-agreement-waivers/1\n",
        "schema: migration-agreement-rules/1\n",
        "services:\n  web:\n    schema: migration-agreement-case/1\n",
        "facts: [1]\n",
    ],
)
def test_other_files_are_not(text: str) -> None:
    assert not is_case(text)


def test_every_file_once_and_hidden_folders_never(tmp_path: Path) -> None:
    text = "schema: migration-agreement-case/1\n"
    for name in ("b.yaml", "a.yml", "c.txt", ".git/d.yaml", "node_modules/e.yaml", "in/f.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = find_cases([tmp_path, tmp_path / "b.yaml"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.yml", "b.yaml", "in/f.yaml"]


def test_a_file_named_is_taken_as_a_case_whatever_it_says(desk: Desk) -> None:
    run = desk.check("cases/partners/kenya.yaml")
    assert run.code == 2
    assert "this is a partner file, not a case file" in run.err


def test_a_case_that_has_lost_its_schema_is_told(desk: Desk) -> None:
    desk.case()
    desk.case("cases/lost.yaml", id="de-xx")
    desk.replace("cases/lost.yaml", "schema: migration-agreement-case/1\n", "")
    run = desk.check()
    assert run.code == 2
    assert "error: cases/lost.yaml:1:1: “schema” is missing" in run.err
