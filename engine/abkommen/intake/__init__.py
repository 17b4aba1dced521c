"""Drafts: from a file on the table to text in citable pieces, and from there to proposed facts."""

from abkommen.intake.reading import read_draft

__all__ = ["read_draft"]
