"""``abkommen explain``: the tree behind a criterion's status."""

from __future__ import annotations

from pathlib import Path

import click

from abkommen.base.dates import PartialDate
from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.casefile.loading import load_case
from abkommen.cli.common import as_of_option, colour_wanted, language_option, rules_option, wording_for
from abkommen.inference.deduction import Plan, conclude
from abkommen.inference.explanation import Explainer
from abkommen.inference.memory import perceive
from abkommen.packs import pack_at
from abkommen.reports.wording.terminal import tree_text
from abkommen.reports.wording.trees import explained, interaction_explained
from abkommen.resources import cases_folder, rules_folder


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("rule")
@as_of_option
@language_option
@rules_option
def command(case: Path, rule: str, as_of: PartialDate | None, lang: str, rules: Path | None) -> None:
    """Show why a criterion (IB-01) or interaction (INT-07) of a CASE comes out as it does, and why not otherwise.

    Every test is marked true, false or unknown, with the fact and its evidence; at the end stands which facts would have to
    differ.

    Example: abkommen explain cases/kenya.yaml MO-01
    """
    pack = pack_at(rules_folder(rules))
    if rule not in pack.criteria and rule not in pack.interactions:
        hint = did_you_mean(rule, (*pack.criteria, *pack.interactions)) or "abkommen rules list shows all of them"
        raise BadInput(Problem(rule, None, None, "no criterion or interaction of this rule pack", hint))
    found = load_case(case, pack.fields, as_of=as_of, shipped=cases_folder())
    explainer = Explainer(conclude(Plan(pack), perceive(found.facts, pack.fields)), found.facts)
    wording = wording_for(pack, lang)
    if rule in pack.criteria:
        tree = explained(wording, explainer.criterion(rule), found.sources)
    else:
        tree = interaction_explained(wording, explainer.interaction(rule), found.sources)
    click.echo(tree_text(wording, tree, colour_wanted()))
