"""An assessment arranged as a memo. Pure: everything in it has been decided before."""

from __future__ import annotations

from dataclasses import replace

from abkommen.assessment.model import Assessment
from abkommen.reports.escaping import each_text
from abkommen.reports.gap.citing import bibliography
from abkommen.reports.gap.facts import Telling
from abkommen.reports.gap.report import gap_report
from abkommen.reports.memo import findings, opening, unknowns
from abkommen.reports.memo.advice import Adviser, plan
from abkommen.reports.memo.citing import order, renumbered, source_entries
from abkommen.reports.memo.material import Material, listed
from abkommen.reports.memo.method import method_texts, notice_text
from abkommen.reports.memo.model import Caption, Headings, Labels, Memo, Remarked
from abkommen.reports.memo.own_words import NONE, OwnWords, in_language, paragraphs
from abkommen.reports.memo.sentences import Sentences
from abkommen.reports.memo.typography import typographic
from abkommen.reports.public import public_version
from abkommen.reports.wording.wording import Wording


def memo(run: Assessment, wording: Wording, say: Sentences, own: OwnWords = NONE, *, public: bool = False) -> Memo:
    """The memo on one agreement; ``public`` leaves out what is confidential."""
    found = gather(run, wording, say, own, public=public)
    arranged = _arranged(found)
    numbers = order(arranged)
    entries = source_entries(found.tell.bibliography, numbers, say, wording.words)
    return each_text(
        replace(renumbered(arranged, numbers), sources=entries), lambda text: typographic(wording.words, text)
    )


def gather(run: Assessment, wording: Wording, say: Sentences, own: OwnWords, *, public: bool) -> Material:
    """What the memo is made from; what outsiders may not see is gone from here on."""
    withheld, shown = None, own
    if public:
        (run, withheld), shown = public_version(run), own.public()
    tell = Telling(wording, run.case, bibliography(run.case))
    return Material(run, gap_report(run, wording), tell, say, shown, withheld, len(own.remarks) - len(shown.remarks))


def _arranged(found: Material) -> Memo:
    say, report, wording = found.say, found.report, found.tell.wording
    made, (full, short) = plan(findings.ranked(found), found.run.pack), findings.split(found)
    adviser = Adviser(found.run.case, wording, say)
    return Memo(
        lang=wording.lang, locale=say.word("locale"), kind=say.word("kind"), title=report.title,
        subtitle=say("subtitle", opening.reference_text(found.run.pack.reference)),
        author=in_language(found.own.author, wording.lang), details=opening.details(found),
        opening=paragraphs(in_language(found.own.opening, wording.lang)),
        notice=notice_text(say, found.withheld, found.withheld_remarks),
        headings=say.filled(Headings, "headings"), labels=say.filled(Labels, "labels"), question=say("question"),
        answer=opening.answer(found), brief=opening.brief(found),
        verdict=findings.verdict_lines(found), verdict_figure=findings.verdict_figure(report.verdict, found, 1),
        areas=say("areas_lead"), legend=findings.legend(found), area_figures=findings.area_figures(found, 2), met=findings.met(found),
        critical=_critical(found, len(full), len(short)), critical_gaps=findings.gaps(full, found, made.numbers),
        others=say("others_lead", len(short), min(len(short), findings.IN_SHORT)) if short else "",
        others_caption=Caption(1, say.word("others_caption")), other_gaps=findings.gaps(short[: findings.IN_SHORT], found, made.numbers),
        unknown=say("unknown_lead", len(unknowns.asked(found)), len(report.questions)),
        unknown_caption=Caption(2 if short else 1, say.word("unknown_caption")), unknowns=unknowns.unknowns(found),
        context=say("context_lead"), contexts=findings.contexts(found, made.numbers),
        advice=say("advice_lead", len(made.numbers), made.left_out),
        addressees=adviser.addressees(made, unknowns.askable(found), _titles(found)),
        remarks=_remarks(found, {view.id for view in (*full, *short[: findings.IN_SHORT])}),
        method=method_texts(say, report.method, [say("layer", layer.title, layer.as_of) for layer in report.layers]), sources=(),
    )  # fmt: skip


def _titles(found: Material) -> dict[str, str]:
    return {name: f"{name} {found.tell.wording.text(rule.title)}" for name, rule in found.run.pack.criteria.items()}


def _critical(found: Material, shown: int, others: int) -> str:
    views = listed(found.report.gaps)
    still = [view for group in found.report.open for view in group.criteria]
    gaps, may_be = (sum(view.severity == "critical" for view in group) for group in (views, still))
    lead = found.say("critical_lead", shown, gaps, may_be)
    return lead if others else f"{lead} {found.say('no_others', gaps)}"


def _remarks(found: Material, told: set[str]) -> tuple[Remarked, ...]:
    """Remarks on criteria that stand nowhere else: none is lost."""
    told = told | {view.id for context in found.report.context for view in listed(context.gaps)[: findings.OUTSIDE]}
    wording = found.tell.wording
    return tuple(
        Remarked(
            f"{name} {wording.text(result.criterion.title)}", wording.term("statuses", result.effective_status), remark
        )
        for name, result in found.run.results.items()
        if name not in told and (remark := found.remark(name)) is not None
    )
