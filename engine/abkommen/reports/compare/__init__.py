"""The comparison of several cases, arranged for its templates."""
