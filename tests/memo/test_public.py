"""The public version: nothing confidential in any byte, and the reader is told how much is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from abkommen.assessment.model import Assessment
from abkommen.base.texts import Text
from abkommen.casefile.model import Case, Evidence, Fact, Origin, Source
from abkommen.reports.memo.own_words import OwnWords, Remark
from abkommen.reports.public import public_version
from tests.memo.conftest import CaseLoader, MemoWriter, Runner
from tests.memo.documents import every_byte

SECRETS = ("GEHEIMZITAT", "GEHEIMORT", "GEHEIMNOTIZ", "GEHEIMQUELLE", "GEHEIMVERLAG", "GEHEIMANMERKUNG", "GEHEIMLISTE")
FORMATS = ("docx", "pdf", "html", "text")


def with_secrets(case: Case) -> Case:
    """Two confidential facts, one of them deciding a criterion, from a source that nothing else uses."""
    source = Source(
        "case/X1",
        "interview",
        "GEHEIMQUELLE",
        publisher="GEHEIMVERLAG",
        date=case.as_of,
        note="GEHEIMNOTIZ",
        file="GEHEIMQUELLE.pdf",
    )
    evidence = (Evidence("case/X1", "GEHEIMORT", "GEHEIMZITAT"),)
    here = Origin("case", "x.yaml", 1)
    entries = ({"value": "GEHEIMLISTE"},)
    facts = {
        "agreement.form": Fact(
            "agreement.form", "binding_treaty", here, evidence=evidence, note="GEHEIMNOTIZ", confidential=True
        ),
        "followup.permanent_accompaniment": Fact(
            "followup.permanent_accompaniment", "no", here, evidence=evidence, note="GEHEIMNOTIZ", confidential=True
        ),
        "recruitment.target_groups": Fact(
            "recruitment.target_groups", entries, here, evidence=evidence, complete=True, confidential=True
        ),
    }
    return replace(
        case, facts={**case.facts, **facts}, sources={**case.sources, "case/X1": source}, draft="GEHEIMQUELLE.docx"
    )


@pytest.fixture(scope="module")
def secret(real_case: CaseLoader, run: Runner) -> Assessment:
    return run(with_secrets(real_case("kenya")))


def own_words() -> OwnWords:
    hidden = Remark(text=Text(de="GEHEIMANMERKUNG", en="GEHEIMANMERKUNG"), status="unknown", confidential=True)
    shown = Remark(text=Text(de="Offene Anmerkung", en="Open remark"), status="unknown")
    return OwnWords(remarks={"SU-01": hidden, "IB-01": shown})


def written(memos: MemoWriter, secret: Assessment, form: str, *, public: bool) -> bytes:
    view = memos("de").arranged(secret, own_words(), public=public)
    made: str | bytes = getattr(memos("de"), form)(view)
    return every_byte(made.encode() if isinstance(made, str) else made)


@pytest.mark.parametrize("form", FORMATS)
def test_no_byte_of_it_is_confidential(form: str, secret: Assessment, memos: MemoWriter) -> None:
    raw = written(memos, secret, form, public=True)
    assert [word for word in SECRETS if word.encode() in raw or word.encode("utf-16-be") in raw] == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_version_inside_does_say_it(form: str, secret: Assessment, memos: MemoWriter) -> None:
    raw = written(memos, secret, form, public=False)
    assert {"GEHEIMORT", "GEHEIMQUELLE", "GEHEIMANMERKUNG"} <= {word for word in SECRETS if word.encode() in raw}


def test_it_says_how_much_is_missing(secret: Assessment, memos: MemoWriter) -> None:
    notice = memos("de").arranged(secret, own_words(), public=True).notice
    assert "drei vertrauliche Angaben samt Belegen, eine Quelle und eine Anmerkung" in notice
    assert memos("de").arranged(secret, own_words()).notice == ""


def test_a_status_that_rests_on_a_confidential_fact_is_shown(secret: Assessment, memos: MemoWriter) -> None:
    view = memos("de").arranged(secret, public=True)
    gap = next(gap for gap in view.critical_gaps if gap.heading.startswith("SU-01"))
    assert gap.status == "nicht erfüllt"
    assert [one.text for one in gap.evidence if one.text.endswith("vertraulich")]
    assert gap.repair == ()


def test_questions_and_repairs_do_not_give_it_away(secret: Assessment) -> None:
    shown, left = public_version(secret)
    hidden = {name for name, fact in secret.case.facts.items() if fact.confidential}
    assert (left.facts, left.sources) == (3, 1)
    assert hidden.isdisjoint(question.field for question in shown.questions)
    assert hidden.isdisjoint(name for result in shown.results.values() for name in result.missing)
    assert hidden.isdisjoint(
        change.field for repair in shown.repairs.values() for changes in repair.sets for change in changes
    )
    assert (shown.scores, shown.verdict) == (secret.scores, secret.verdict)
    assert shown.case.draft is None


def test_a_source_that_something_public_names_stays(secret: Assessment) -> None:
    shown, _ = public_version(secret)
    assert "case/S9" in shown.case.sources  # a claim of a public list names it
    assert all(key in secret.case.sources for key in shown.case.sources)


def test_a_public_comparison_is_as_silent(secret: Assessment, kenya: Assessment, comparisons: MemoWriter) -> None:
    other = replace(secret, case=replace(secret.case, id="de-xx"))
    view = comparisons("de").compared([kenya, other], public=True)
    raw = every_byte(comparisons("de").docx(view)) + comparisons("de").html(view).encode()
    assert [word for word in SECRETS if word.encode() in raw] == []
    assert "drei vertrauliche Angaben" in view.notice
