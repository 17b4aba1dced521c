"""``abkommen diff``: what changed from one round to the next."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html

from abkommen.casefile.editing import set_facts
from abkommen.casefile.emit import Data
from tests.cli.conftest import ROOT, Call
from tests.cli.rounds_of_tamaria import FIRST, SECOND, Round, write_round

pytestmark = pytest.mark.usefixtures("kept_detectors")


@pytest.fixture
def rounds(tmp_path: Path) -> tuple[Path, Path]:
    return write_round(tmp_path / "one.txt", FIRST), write_round(tmp_path / "two.txt", SECOND)


def compared(call: Call, *arguments: object) -> Any:
    ended = call("diff", *arguments, "--json", "-")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def text_of(page: Any) -> str:
    return "".join(page.itertext())


def of_article(document: Any, side: str, name: str) -> Any:
    return next(item for item in document["draft"]["articles"] if item[side] and item[side]["id"] == name)


def test_articles_are_matched_whatever_their_numbers(call: Call, rounds: tuple[Path, Path]) -> None:
    document = compared(call, *rounds)
    assert document["case"] is None
    moved = of_article(document, "before", "Artikel 6")
    assert moved["after"]["id"] == "Artikel 3"
    assert (moved["moved"], moved["renumbered"], moved["rewritten"]) == (True, True, False)
    later = of_article(document, "before", "Artikel 3")
    assert (later["after"]["id"], later["moved"], later["renumbered"]) == ("Artikel 4", False, True)
    assert of_article(document, "before", "Artikel 5")["after"] is None
    assert of_article(document, "after", "Artikel 6")["before"] is None


def test_changes_are_told_word_by_word(call: Call, rounds: tuple[Path, Path]) -> None:
    changed = of_article(compared(call, *rounds), "before", "Artikel 2")
    words = [(piece["kind"], piece["text"].strip()) for piece in changed["words"] if piece["kind"] != "kept"]
    assert words == [("removed", "2 000"), ("added", "3 500")]


def test_provisions_and_proposals_gained_and_lost(call: Call, rounds: tuple[Path, Path]) -> None:
    trends = {item["topic"]: item["trend"] for item in compared(call, *rounds)["draft"]["provisions"]}
    assert trends["data_protection"] == "gained"
    assert trends["costs"] == "lost"
    assert "joint_body" not in trends  # it has only moved
    back = {item["topic"]: item["trend"] for item in compared(call, *reversed(rounds))["draft"]["provisions"]}
    assert (back["data_protection"], back["costs"]) == ("lost", "gained")


def test_a_draft_does_not_differ_from_itself(call: Call, rounds: tuple[Path, Path], tmp_path: Path) -> None:
    copy = shutil.copy(rounds[0], tmp_path / "copy.txt")
    document = compared(call, rounds[0], copy)["draft"]
    assert (document["articles"], document["provisions"], document["attributes"], document["proposals"]) == (
        [],
        [],
        {},
        {},
    )
    assert "Die Texte stimmen überein" in call("diff", rounds[0], copy).out


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_format_tells_the_same(call: Call, rounds: tuple[Path, Path], tmp_path: Path, lang: str) -> None:
    md, page = tmp_path / "d.md", tmp_path / "d.html"
    ended = call("diff", *rounds, "--lang", lang, "--md", md, "--html", page)
    assert ended.code == 0, ended.err
    text = call("diff", *rounds, "--lang", lang).out
    assert "[-2 000-] {+3 500+}" in text
    assert "<del>2 000</del> <ins>3 500</ins>" in md.read_text(encoding="utf-8")
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    assert "3 500" in [item.text for item in tree.iter("ins")]
    assert not list(tree.iter("script", "img", "link", "iframe"))
    heading = {"de": "Nicht mehr geregelt", "en": "No longer provided for"}[lang]
    assert all(heading in told for told in (text, md.read_text(encoding="utf-8"), text_of(tree)))


def test_one_word_file_is_compared_with_itself_before_its_tracked_changes(call: Call, tmp_path: Path) -> None:
    path = write_round(tmp_path / "tracked.docx", FIRST)
    document = docx.Document(str(path))
    paragraph = next(item for item in document.paragraphs if "höchstens" in item.text)
    added = paragraph._p.makeelement(qn("w:ins"), {qn("w:id"): "1", qn("w:author"): "A"})
    run = paragraph.add_run(" Auszubildende zählen nicht mit.")
    paragraph._p.remove(run._r)
    added.append(run._r)
    paragraph._p.append(added)
    document.save(str(path))
    changed = of_article(compared(call, path, path), "after", "Artikel 2")
    assert [piece["text"].strip() for piece in changed["words"] if piece["kind"] == "added"] == [
        "Auszubildende zählen nicht mit."
    ]


def test_markup_in_a_draft_stays_text(call: Call, tmp_path: Path) -> None:
    hostile: Round = [
        *FIRST[:-1],
        ("Schluss", ["<script>alert(1)</script> [x](javascript:y) \u202e | ~~a~~ **b**"]),
        FIRST[-1],
    ]
    one, two = write_round(tmp_path / "one.txt", FIRST), write_round(tmp_path / "two.txt", hostile)
    md, page = tmp_path / "d.md", tmp_path / "d.html"
    ended = call("diff", one, two, "--md", md, "--html", page)
    assert ended.code == 0, ended.err
    assert "<script>" not in page.read_text(encoding="utf-8")
    written = md.read_text(encoding="utf-8")
    assert "\\<script\\>" in written
    assert not re.search(r"(?<!\\)\]\(", written)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e]", call("diff", one, two).out)


# Cases


def test_one_case_on_two_days(call: Call) -> None:
    document = compared(call, "cases/kenya.yaml", "cases/kenya.yaml", "--as-of", "2024-09", "--as-of", "2026-01")
    assert document["draft"] is None
    case = document["case"]
    assert (case["before"]["as_of"], case["after"]["as_of"]) == ("2024-09", "2026-01")
    statuses = {item["criterion"]: item for item in case["statuses"]}
    assert statuses["CO-11"]["after"] == "not_met"
    assert statuses["CO-11"]["causes"] == ["baseline"]
    assert "CO-11" in case["opened"]
    assert {item["cause"] for item in case["facts"]} >= {"baseline", "facts", "partner"}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_cases_in_every_format(call: Call, tmp_path: Path, lang: str) -> None:
    page = tmp_path / "d.html"
    days = ("--as-of", "2024-09", "--as-of", "2026-01", "--lang", lang)
    ended = call("diff", "cases/kenya.yaml", "cases/kenya.yaml", *days, "--html", page, "--md", "-")
    assert ended.code == 0, ended.err
    words = {"de": ("Neue Lücken", "Grund: die Baseline"), "en": ("Gaps opened", "Reason: the baseline")}[lang]
    text = " ".join(call("diff", "cases/kenya.yaml", "cases/kenya.yaml", *days).out.split())
    for told in (ended.out, text, text_of(html.fromstring(page.read_text(encoding="utf-8")))):
        assert all(word in told for word in words)
        assert "CO-11" in told


def test_a_gap_nobody_can_prove_any_more_is_not_called_closed(call: Call) -> None:
    ended = call(
        "diff", "cases/kenya.yaml", "cases/kenya.yaml", "--as-of", "2024-09", "--as-of", "2026-01", "--md", "-"
    )
    closed, _, rest = ended.out.partition("### Lücken, die nicht mehr belegt sind")
    assert "MO-01" not in closed
    assert "MO-01" in rest.partition("###")[0]


def test_cases_with_drafts_are_compared_on_both_levels(call: Call, tmp_path: Path, rounds: tuple[Path, Path]) -> None:
    files = []
    for number, draft in enumerate(rounds):
        folder = tmp_path / str(number)
        folder.mkdir()
        shutil.copy(draft, folder / "draft.txt")
        files.append(folder / "case.yaml")
        assert call("read", folder / "draft.txt", "--case", files[-1], "--country", "KE").code == 0
    accepted: dict[str, Data] = {
        "value": "no",
        "basis": "stated",
        "evidence": [{"source": "D1", "locator": "Artikel 4"}],
    }
    set_facts(files[1], {"agreement.covers_return": accepted})
    document = compared(call, *files)
    assert document["draft"]["articles"]
    change = next(item for item in document["case"]["facts"] if item["field"] == "agreement.covers_return")
    assert (change["before"]["value"], change["after"]["value"], change["cause"]) == ("yes", "no", "draft")
    assert {item["after"] for item in document["case"]["statuses"]} >= {"not_applicable"}


def test_other_rules_are_named_as_the_reason(call: Call, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules" / "swp-2024", rules)
    path = next(
        path for path in (rules / "criteria").rglob("*.yaml") if "id: CO-11" in path.read_text(encoding="utf-8")
    )
    before, _, after = path.read_text(encoding="utf-8").partition("- id: CO-11")
    own, _, others = after.partition("\n- id:")
    own = re.sub(r"(?m)^  not_met:.*(?:\n    .*)*", "  not_met: never", own)
    path.write_text(
        f"{before}- id: CO-11{own}\n- id:{others}" if others else f"{before}- id: CO-11{own}", encoding="utf-8"
    )
    document = compared(call, "cases/kenya.yaml", "cases/kenya.yaml", "--as-of", "2026-01", "--old-rules", rules)
    change = next(item for item in document["case"]["statuses"] if item["criterion"] == "CO-11")
    assert change["causes"] == ["rules"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["cases/kenya.yaml", "draft.docx"], "cannot be compared"),
        (["a.txt", "b.txt", "--as-of", "2024"], "for cases"),
        (["cases/kenya.yaml", "cases/kenya.yaml", *["--as-of", "2024"] * 3], "twice"),
        (["cases/kenya.yaml", "cases/nowhere.yaml"], "no such file"),
        (["cases/kenya.yaml", "cases/kenya.yaml", "--md", "-", "--html", "-"], "standard output"),
    ],
)
def test_what_makes_no_sense_ends_with_2(call: Call, arguments: list[str], told: str) -> None:
    ended = call("diff", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
