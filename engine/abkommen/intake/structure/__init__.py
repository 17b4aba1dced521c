"""From a source's lines to the citable pieces of an agreement."""
