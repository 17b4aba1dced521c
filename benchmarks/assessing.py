"""One case: reading rules and case, compiling, both evaluators, and the hypothetical evaluations behind an assessment."""

from __future__ import annotations

from collections.abc import Iterator

from abkommen.assessment.assess import assess
from abkommen.assessment.robustness import robustness
from abkommen.casefile.loading import load_case
from abkommen.inference.deduction import Plan, deduce
from abkommen.inference.host import Engine
from abkommen.inference.memory import perceive
from abkommen.inference.ruleset import compile_pack
from abkommen.inference.session import Session
from abkommen.rulepack.loading import load_pack
from benchmarks.clock import ROOT, best_of, milliseconds

TITLE = "One case, Kenya (best of 10)"


def lines() -> Iterator[str]:
    folder, path = ROOT / "rules" / "swp-2024", ROOT / "cases" / "kenya.yaml"
    pack = load_pack(folder)
    session, plan = Session(pack), Plan(pack)
    case = load_case(path, pack.fields)
    memory = perceive(case.facts, pack.fields)
    found = assess(case, session)
    yield f"load the pack ({len(pack.criteria)} criteria)       {milliseconds(best_of(10, lambda: load_pack(folder)))}"
    yield f"compile it and build the engine  {milliseconds(best_of(10, lambda: Engine(compile_pack(plan).rules)))}"
    yield f"load the case and its layers     {milliseconds(best_of(10, lambda: load_case(path, pack.fields)))}"
    plain, both = best_of(10, lambda: deduce(plan, memory)), best_of(10, lambda: session.infer(memory))
    yield f"infer, plain evaluator           {milliseconds(plain)}"
    yield f"infer, durable-rules checked     {milliseconds(both)}   {both / plain:.0f} × the plain evaluator"
    whole = best_of(10, lambda: assess(case, session))
    yield f"assess, engine reused            {milliseconds(whole)}   {whole / both:.1f} × inferring"
    drawn = best_of(10, lambda: robustness(found.bounds, found.scores, found.verdict, 10_000, 1))
    yield f"robustness, 10,000 draws         {milliseconds(drawn)}"
