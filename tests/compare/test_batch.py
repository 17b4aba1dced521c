"""Many cases on any executor: the same results in the same order, and nothing stale."""

from __future__ import annotations

import shutil
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from abkommen.assessment.model import Assessment
from abkommen.assessment.parcel import packed, unpacked
from abkommen.base.problems import BadInput
from abkommen.batch import assess_many, session_for
from abkommen.reports.json_report import json_text
from abkommen.resources import rules_folder
from tests.compare.conftest import CASES, ROOT

FOUR = CASES[:4]


def summary(found: Assessment) -> tuple[str, str, str, float | None, float | None]:
    overall = found.scores.overall
    return found.case.id, found.verdict.worst, found.verdict.best, overall.low, overall.high


def statuses(found: Assessment) -> dict[str, str]:
    return {name: result.effective_status for name, result in found.results.items()}


def test_processes_and_threads_agree_with_one_process() -> None:
    alone = list(assess_many(FOUR, summary))
    assert [name for name, *_ in alone] == ["de-co", "de-ge", "de-gh", "de-in"]
    with ThreadPoolExecutor(2) as threads:
        assert list(assess_many(FOUR, summary, executor=threads)) == alone
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        assert list(assess_many(FOUR, summary, executor=processes)) == alone


@pytest.mark.filterwarnings("ignore")  # the cluster's own warnings are none of ours
def test_an_executor_of_dask_agrees_with_one_process() -> None:
    distributed = pytest.importorskip("distributed")
    alone = list(assess_many(FOUR, summary, as_of="2024-09"))
    options = {"processes": False, "n_workers": 1, "threads_per_worker": 2, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        assert list(assess_many(FOUR, summary, executor=client.get_executor(), as_of="2024-09")) == alone


def test_a_bad_file_is_told_through_an_executor(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: migration-agreement-case/1\n", encoding="utf-8")
    with ProcessPoolExecutor(1, get_context("spawn")) as processes, pytest.raises(BadInput, match=r"bad\.yaml"):
        list(assess_many([bad], summary, executor=processes))


def test_layers_are_read_anew_in_every_call(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    case, baseline = tmp_path / "cases" / "kenya.yaml", tmp_path / "cases" / "baselines" / "germany-2026-01.yaml"
    (before,) = assess_many([case], statuses)
    assert before["CO-11"] == "not_met"
    text = baseline.read_text(encoding="utf-8")
    head, _, rest = text.partition("    special_rep_in_lead:\n      value: no\n")
    baseline.write_text(f"{head}    special_rep_in_lead:\n      value: yes\n{rest}", encoding="utf-8")
    (after,) = assess_many([case], statuses)
    assert after["CO-11"] != "not_met"


def test_rules_are_compiled_anew_when_a_file_changes(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(rules_folder(), folder)
    first = session_for(folder)
    assert session_for(folder) is first
    pack = folder / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert session_for(folder) is not first


def test_a_parcel_holds_the_assessment_without_the_rules() -> None:
    (found,) = assess_many(CASES[4:5], lambda run: run)
    data = packed(found)
    again = unpacked(data, session_for(rules_folder()).plan)
    assert json_text(again) == json_text(found)
    assert again.pack is found.pack
    assert again.results["IB-02"].criterion is found.pack.criteria["IB-02"]
    assert len(data) < 200_000
