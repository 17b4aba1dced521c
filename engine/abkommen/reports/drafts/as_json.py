"""What was read from a draft as JSON, with the names of the codebook."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from abkommen.intake.detectors import AttributeValue, Hit
from abkommen.intake.draft import CITABLE, Article
from abkommen.intake.rounds.changes import ReadDraft

Json = dict[str, Any]


def draft_json(read: ReadDraft, attributes: Iterable[str]) -> str:
    """Articles, provisions and attributes. ``attributes`` are all names there are: those not found are null.

    Offsets count the characters of the draft's text. ``weight`` is 0 to 1.
    """
    found = read.findings.attributes
    document = {
        "articles": [_article(article) for article in read.draft.articles if article.kind in CITABLE],
        "provisions": [_provision(hit) for hit in read.findings.provisions],
        "attributes": {name: found[name].value if name in found else None for name in attributes},
        "attribute_evidence": {name: _evidence(value) for name, value in found.items() if value.article},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _article(article: Article) -> Json:
    return {"id": article.id, "heading": article.heading, "start": article.start, "end": article.end}


def _provision(hit: Hit) -> Json:
    words = list(hit.words)
    return {"topic": hit.topic, "article": hit.article, "kind": hit.kind, "weight": hit.weight, "words": words}


def _evidence(value: AttributeValue) -> Json:
    return {"article": value.article, "words": list(value.words), "note": value.note}
