"""An assessment on its way between processes: without the rules, which both sides have and which weigh more than the rest."""

from __future__ import annotations

import io
import pickle
from typing import Any, cast

from abkommen.assessment.model import Assessment
from abkommen.inference.deduction import Plan
from abkommen.rulepack.model import Criterion, Interaction, RulePack

Mark = tuple[str, str]


def packed(found: Assessment) -> bytes:
    """The assessment as bytes, with a mark wherever it names a rule."""
    told = io.BytesIO()
    _Packing(told, pickle.HIGHEST_PROTOCOL).dump(found)
    return told.getvalue()


def unpacked(data: bytes, plan: Plan) -> Assessment:
    """The assessment with the rules of ``plan``, which must be those it was made with. For bytes of our own processes only."""
    return cast(Assessment, _Unpacking(io.BytesIO(data), plan).load())


class _Packing(pickle.Pickler):
    def persistent_id(self, obj: Any) -> Mark | None:
        match obj:
            case Plan():
                return "plan", ""
            case RulePack():
                return "pack", ""
            case Criterion():
                return "criterion", obj.id
            case Interaction():
                return "interaction", obj.id
        return None


class _Unpacking(pickle.Unpickler):
    def __init__(self, data: io.BytesIO, plan: Plan) -> None:
        super().__init__(data)
        self._plan = plan

    def persistent_load(self, mark: Mark) -> Any:
        kind, name = mark
        pack = self._plan.pack
        rules: dict[str, Any] = {"plan": self._plan, "pack": pack}
        return rules[kind] if not name else (pack.criteria if kind == "criterion" else pack.interactions)[name]
