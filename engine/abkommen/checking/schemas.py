"""JSON Schemas of what stands beside case files: waivers, recorded findings and the configuration."""

from __future__ import annotations

from collections.abc import Iterable

from abkommen.base.schemas import DRAFT, Json, schema_of
from abkommen.checking.baseline import BaselineFile
from abkommen.checking.configuration import Configuration
from abkommen.checking.waivers import WaiversFile

KEYS = {
    "schema": "Kind and version of this file.",
    "waivers": "Findings that somebody answers for; in a configuration, the file that holds them.",
    "criterion": "Id of the criterion, such as IB-03.",
    "case": "Id of the case, such as de-ke.",
    "reason": "Why the finding can stay for now.",
    "by": "Who answers for it.",
    "until": "Last day on which it holds (UTC): YYYY-MM-DD, or a month or year up to its end.",
    "facts": "What the finding rests on, as “abkommen check -v” shows it. When that changes, the waiver no longer holds.",
    "findings": "Findings that were known when the file was made.",
    "rules": "Folder of the rule pack, relative to this file.",
    "lang": "Language of the output.",
    "fail_on": "Severity from which a finding fails the check.",
    "min_coverage": "Percentage of a case that must be known.",
    "max_age": "Age from which evidence is warned of: 90d, 18m or 2y.",
    "baseline": "File of known findings, relative to this file.",
}


def check_schemas(criteria: Iterable[str]) -> dict[str, Json]:
    """The schemas by name, with the ids of criteria to choose from."""
    waivers, findings = schema_of(WaiversFile, KEYS), schema_of(BaselineFile, KEYS)
    ids = list(criteria)
    for schema, entry in ((waivers, "WaiverEntry"), (findings, "KnownEntry")):
        schema["$defs"][entry]["properties"]["criterion"]["examples"] = ids
    configuration = schema_of(Configuration, KEYS)
    return {
        "waivers": {"$schema": DRAFT, **waivers},
        "findings": {"$schema": DRAFT, **findings},
        "configuration": {"$schema": DRAFT, **configuration},
    }
