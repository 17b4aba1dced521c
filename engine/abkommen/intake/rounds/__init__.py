"""Two rounds of one draft: which articles correspond, what changed in their words, and what they provide now."""
