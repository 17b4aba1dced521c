"""``abkommen new``: a case file that is valid as it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_new_case_can_be_assessed_at_once(call: Call, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "kenya.yaml"
    ended = call("new", "KE", "--title", "Ein Abkommen", "--case", path, "--lang", lang, "--as-of", "2024-09")
    assert (ended.code, ended.out) == (0, "")
    assert f"wrote {path}" in ended.err
    assert json.loads((tmp_path / "case.schema.json").read_text(encoding="utf-8"))["$schema"]
    assessed = call("assess", path, "--json", "-")
    assert assessed.code == 0
    document = json.loads(assessed.out)
    assert document["case"]["id"] == "de-ke"
    assert [layer["id"] for layer in document["case"]["layers"]]
    own = [name for name, fact in document["facts"].items() if fact["layer"] == "case"]
    assert own == []


def test_a_country_by_name_names_the_file(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("new", "Kirgisistan").code == 0
    assert (tmp_path / "kyrgyzstan.yaml").exists()


def test_what_exists_is_never_overwritten(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "kenya.yaml"
    path.write_text("mine", encoding="utf-8")
    ended = call("new", "KE", "--case", path)
    assert ended.code == 2
    assert "exists already" in ended.err
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("country", "told"),
    [("Kenja", "did you mean Kenya or Kenia"), ("DE", "name the partner country"), ("", "no country")],
)
def test_bad_countries_end_with_2(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, country: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = call("new", country)
    assert ended.code == 2
    assert told in ended.err
    assert list(tmp_path.iterdir()) == []
