"""Conditions, facts, statuses, effects and explanations in words, German and English."""
