"""Changed only: the files changed since a revision, what rests on them, and what is new, unchanged or gone since."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.checking.conftest import PACK, Desk, Run


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Two cases under one partner and one baseline, committed."""
    desk.case(public="no")
    desk.case("cases/other.yaml", id="de-xx")
    desk.commit()
    return desk


def checked(run: Run) -> list[str]:
    return [case["id"] for case in run.document["cases"]]


def changes(run: Run) -> dict[tuple[str, str], Any]:
    return {(found["case"], found["criterion"]): found["change"] for found in run.document["findings"]}


def test_nothing_changed_is_clean(two: Desk) -> None:
    run = two.check("--against", "HEAD")
    assert run.code == 0
    assert "Since HEAD: 0 new, 0 unchanged, 0 no longer found; 2 not affected." in run.out


def test_a_changed_case_alone(two: Desk) -> None:
    two.replace("cases/kenya.yaml", "review: {value: yes", "review: {value: no")
    run = two.check_json("--against", "HEAD")
    assert checked(run) == ["de-ke"]
    assert run.document["unaffected"] == 1
    assert changes(run) == {("de-ke", "AA-01"): "unchanged", ("de-ke", "AA-03"): "new"}


@pytest.mark.parametrize("name", ["cases/partners/kenya.yaml", "cases/baselines/germany-2024.yaml"])
def test_a_changed_layer_touches_every_case_that_uses_it(two: Desk, name: str) -> None:
    two.case("cases/third.yaml", id="de-yy")
    two.replace("cases/third.yaml", "layers: {germany: germany-2024, partner: kenya}", "layers: {}")
    two.commit()
    two.replace(name, "value: yes", "value: no")
    assert checked(two.check_json("--against", "HEAD")) == ["de-ke", "de-xx"]


def test_an_older_layer_that_is_extended_touches_them_too(two: Desk) -> None:
    newer = "schema: migration-baseline/1\nid: germany-2025\nas_of: 2025-01\nextends: germany-2024\n"
    two.write("cases/baselines/germany-2025.yaml", newer)
    two.replace("cases/kenya.yaml", "germany: germany-2024", "germany: germany-2025")
    two.replace("cases/other.yaml", "germany: germany-2024, ", "")
    two.commit()
    two.baseline(lead="no")
    assert checked(two.check_json("--against", "HEAD")) == ["de-ke"]


def test_a_layer_that_comes_nearer_or_goes(two: Desk) -> None:
    partner = (two.folder / "cases/partners/kenya.yaml").read_text(encoding="utf-8")
    two.write("partners/kenya.yaml", partner)
    two.commit()
    (two.folder / "cases/partners/kenya.yaml").unlink()
    assert checked(two.check_json("--against", "HEAD")) == ["de-ke", "de-xx"]


def test_changed_rules_touch_all(two: Desk) -> None:
    shutil.copytree(PACK, two.folder / "rules")
    two.commit()
    two.replace("rules/criteria/agreement/all.yaml", "level: case\n  severity: minor", "level: case\n  severity: major")
    run = two.check_json("--rules", "rules", "--against", "HEAD")
    assert checked(run) == ["de-ke", "de-xx"]
    assert changes(run) == {("de-ke", "AA-01"): "unchanged"}


def test_findings_that_new_rules_bring_are_new(two: Desk) -> None:
    shutil.copytree(PACK, two.folder / "rules")
    two.replace("rules/criteria/agreement/all.yaml", "not_met: {fact: agreement.public, is: no}", "not_met: never")
    two.commit()
    shutil.rmtree(two.folder / "rules")
    shutil.copytree(PACK, two.folder / "rules")
    two.case(public="no")
    run = two.check_json("--rules", "rules", "--against", "HEAD")
    assert changes(run) == {("de-ke", "AA-01"): "new"}  # partly before, not met now


@pytest.mark.parametrize("name", ["waivers.yaml", "abkommen-baseline.yaml", "abkommen.toml"])
def test_changed_waivers_baseline_or_configuration_touch_all(two: Desk, name: str) -> None:
    texts = {
        "waivers.yaml": "schema: migration-agreement-waivers/1",
        "abkommen-baseline.yaml": "schema: migration-agreement-findings/1",
        "abkommen.toml": "",
    }
    two.write(name, texts[name])
    assert checked(two.check_json("--against", "HEAD")) == ["de-ke", "de-xx"]


def test_new_only_fails_on_new_findings_alone(two: Desk) -> None:
    two.replace("cases/kenya.yaml", "as_of: 2026-01", "as_of: 2026-02")
    assert two.check("--against", "HEAD").code == 1
    assert two.check("--against", "HEAD", "--new-only").code == 0
    two.replace("cases/other.yaml", "public: {value: yes", "public: {value: no")
    run = two.check("--against", "HEAD", "--new-only")
    assert run.code == 1
    assert "[de-xx; agreement.public]; new\n" in run.out


def test_a_finding_that_gets_worse_is_new(two: Desk) -> None:
    two.replace("cases/other.yaml", "public: {value: yes", "public: {value: partial")
    two.commit()
    two.replace("cases/other.yaml", "public: {value: partial", "public: {value: no")
    assert changes(two.check_json("--against", "HEAD")) == {("de-xx", "AA-01"): "new"}
    two.commit()
    two.replace("cases/other.yaml", "public: {value: no", "public: {value: partial")
    assert changes(two.check_json("--against", "HEAD")) == {("de-xx", "AA-01"): "unchanged"}


def test_what_is_gone_is_told_with_its_status_now(two: Desk) -> None:
    two.replace("cases/kenya.yaml", "public: {value: no", "public: {value: yes")
    run = two.check("--against", "HEAD")
    assert (
        "No longer found since HEAD (1)\ncases/kenya.yaml:11: AA-01 was not met, is now met: Published [de-ke]"
        in run.out
    )


def test_a_gap_whose_fact_was_deleted_is_unknown_not_mended(two: Desk) -> None:
    two.replace("cases/kenya.yaml", "    public: {value: no, from: S1}\n", "")
    (fixed,) = two.check_json("--against", "HEAD").document["fixed"]
    assert (fixed["before"], fixed["now"]) == ("not_met", "unknown")


def test_a_renamed_case_keeps_its_findings(two: Desk) -> None:
    two.git("mv", "cases/kenya.yaml", "cases/nairobi.yaml")
    run = two.check_json("--against", "HEAD")
    assert changes(run) == {("de-ke", "AA-01"): "unchanged"}
    assert run.document["fixed"] == []


def test_a_deleted_case(two: Desk) -> None:
    (two.folder / "cases/kenya.yaml").unlink()
    run = two.check("--against", "HEAD")
    assert run.code == 0
    assert "AA-01 was not met, is now gone with its case" in run.out


def test_a_new_file_counts_before_it_is_added(two: Desk) -> None:
    two.case("cases/new case.yaml", id="de-yy", public="no")
    run = two.check_json("--against", "HEAD", "--new-only")
    assert run.code == 1
    assert changes(run) == {("de-yy", "AA-01"): "new"}


def test_the_revision_is_where_the_branch_parted(two: Desk) -> None:
    two.git("branch", "side")
    two.replace("cases/other.yaml", "public: {value: yes", "public: {value: no")
    two.commit()
    two.git("branch", "ahead")
    two.git("checkout", "--quiet", "side")
    two.replace("cases/kenya.yaml", "as_of: 2026-01", "as_of: 2026-02")
    two.commit()
    assert checked(two.check_json("--against", "ahead")) == ["de-ke"]


def test_a_file_that_could_not_be_read_before_has_new_findings_only(two: Desk) -> None:
    two.replace("cases/kenya.yaml", "public: {value: no", "public: {value: perhaps")
    two.commit()
    two.case(public="no")
    run = two.check_json("--against", "HEAD")
    assert changes(run) == {("de-ke", "AA-01"): "new"}
    assert run.notices() == ["not_comparable"]


def test_of_a_file_that_cannot_be_read_now_nothing_is_gone(two: Desk) -> None:
    two.replace("cases/kenya.yaml", "public: {value: no", "public: {value: perhaps")
    run = two.check_json("--against", "HEAD")
    assert run.code == 2
    assert run.document["fixed"] == []


def test_nothing_in_the_repository_is_touched(two: Desk) -> None:
    two.replace("cases/kenya.yaml", "as_of: 2026-01", "as_of: 2026-02")

    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in two.folder.rglob("*") if path.is_file() and path.name != "index"}

    before = state()
    assert two.check("--against", "HEAD").code == 1
    assert state() == before


def test_from_a_folder_inside_the_repository(two: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    two.replace("cases/kenya.yaml", "public: {value: no", "public: {value: yes")
    monkeypatch.chdir(two.folder / "cases")
    run = two.check("--against", "HEAD")
    assert "\nkenya.yaml:11: AA-01 was not met, is now met" in run.out


def test_unknown_revision(two: Desk) -> None:
    run = two.check("--against", "nowhere")
    assert run.code == 2
    assert run.err == "error: --against: git knows no revision “nowhere” (in CI, fetch the whole history)\n"


def test_a_revision_is_no_option_of_git(two: Desk) -> None:
    assert "git knows no revision" in two.check("--against=--output=stolen").err
    assert not (two.folder / "stolen").exists()


def test_outside_a_repository(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(desk.folder.parent))
    desk.case()
    run = desk.check("--against", "HEAD")
    assert run.code == 2
    assert "not a git repository" in run.err


def test_without_git(two: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    run = two.check("--against", "HEAD")
    assert run.code == 2
    assert "error: --against: git is not installed" in run.err
