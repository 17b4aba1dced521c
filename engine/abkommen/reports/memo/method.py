"""How the memo came about, where it ends, and what a public version leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from abkommen.reports.gap.model import MethodView
from abkommen.reports.memo.model import Line
from abkommen.reports.memo.sentences import Sentences
from abkommen.reports.public import Withheld


def method_texts(say: Sentences, method: MethodView, layers: Sequence[str]) -> tuple[Line, ...]:
    """Every line with its label. ``layers`` are the files under the case or cases."""
    told = {
        "basis": say("method_basis", method),
        "layers": say("method_layers", layers),
        "unknown": say("method_unknown"),
        "scores": say("method_scores"),
        "limits": say("method_limits"),
    }
    names = say.group("methods")
    return tuple(Line(names[key], text) for key, text in told.items() if text)


def notice_text(say: Sentences, withheld: Withheld | None, remarks: int = 0) -> str:
    """How much a public version lacks; empty for the version inside."""
    if withheld is None:
        return ""
    counts = {"withheld_facts": withheld.facts, "withheld_sources": withheld.sources, "withheld_remarks": remarks}
    parts = [say(name, count) for name, count in counts.items() if count]
    return say("public_note", parts, sum(counts.values()))
