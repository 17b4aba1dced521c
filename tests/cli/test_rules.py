"""``abkommen rules``: list, show, lint, test, mutate and docs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Call

TESTS = Path("tests", "rules", "monitoring_adjustment")


def test_list_names_every_rule_once(call: Call) -> None:
    ended = call("rules", "list", "--lang", "en")
    assert ended.code == 0
    ids = [line.split()[0] for line in ended.out.splitlines()]
    assert len(ids) == len(set(ids)) == 97 + 36


@pytest.mark.parametrize(("rule", "told"), [("IB-13", "# IB-13 – "), ("INT-07", "# INT-07 – ")])
def test_show_prints_the_page_of_a_rule(call: Call, rule: str, told: str) -> None:
    ended = call("rules", "show", rule, "--lang", "en")
    assert ended.code == 0
    assert ended.out.startswith(told)


def test_show_knows_what_was_meant(call: Call) -> None:
    ended = call("rules", "show", "IB-99")
    assert ended.code == 2
    assert "did you mean IB-" in ended.err


def test_the_rules_of_the_paper_pass_their_own_tests(call: Call) -> None:
    file = min((ROOT / TESTS).glob("*.yaml"))
    ended = call("rules", "test", file)
    assert ended.code == 0
    assert " 0 failed, 0 missing" in ended.out


def test_a_failing_rule_test_shows_expected_and_got_and_ends_with_1(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "- rule: IB-13\n  cases:\n    - name: wrong on purpose\n      blank: true\n      expect: met\n",
        encoding="utf-8",
    )
    ended = call("rules", "test", path)
    assert ended.code == 1
    assert f"{path}:3: IB-13, wrong on purpose" in ended.out
    assert "expected  met" in ended.out
    assert "got       unknown" in ended.out


def test_a_folder_of_tests_must_be_complete(call: Call, tmp_path: Path) -> None:
    (tmp_path / "few.yaml").write_text(
        "- rule: IB-13\n  cases:\n    - {name: nothing, blank: true, expect: unknown}\n", encoding="utf-8"
    )
    ended = call("rules", "test", tmp_path)
    assert ended.code == 1
    assert "no rule test for" in ended.out


def test_lint_of_a_broken_pack_ends_with_2_at_the_line(call: Call, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules" / "swp-2024", tmp_path / "pack")
    path = tmp_path / "pack" / "interactions.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("offer.quota_offered", "offer.quota_offerd"), encoding="utf-8"
    )
    ended = call("rules", "lint", "--rules", tmp_path / "pack")
    assert ended.code == 2
    assert f"{path}:" in ended.err
    assert "did you mean offer.quota_offered" in ended.err


def test_docs_are_written_and_then_fresh(call: Call, tmp_path: Path) -> None:
    assert call("rules", "docs", tmp_path, "--check").code == 1
    written = call("rules", "docs", tmp_path)
    assert written.code == 0
    (tmp_path / "de" / "IB-13.md").write_text("old", encoding="utf-8")
    (tmp_path / "de" / "XX-01.md").write_text("gone", encoding="utf-8")
    stale = call("rules", "docs", tmp_path, "--check")
    assert stale.code == 1
    assert "de/IB-13.md" in stale.out
    assert "XX-01.md" in stale.out
    call("rules", "docs", tmp_path)
    assert call("rules", "docs", tmp_path, "--check").code == 0
    assert not (tmp_path / "de" / "XX-01.md").exists()


@pytest.mark.parametrize("name", ["list", "show", "lint", "test", "mutate", "docs"])
def test_each_subcommand_explains_itself_with_an_example(call: Call, name: str) -> None:
    ended = call("rules", name, "--help")
    assert ended.code == 0
    assert f"Example: abkommen rules {name}" in ended.out
