"""The gap report: an assessment arranged for a reader, in one language, ready for the templates."""
