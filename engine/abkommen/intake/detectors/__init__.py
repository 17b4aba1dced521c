"""Detectors: which topics of a migration agreement an article carries, and the numbers it sets. Their data is in the rule pack."""

from abkommen.intake.detectors.attributes import AttributeValue
from abkommen.intake.detectors.compiled import Detectors
from abkommen.intake.detectors.detect import Findings, detect
from abkommen.intake.detectors.loading import load_detectors
from abkommen.intake.detectors.scoring import Hit

__all__ = ["AttributeValue", "Detectors", "Findings", "Hit", "detect", "load_detectors"]
