"""Speed and accuracy, measured and never asserted: ``make bench`` and ``make accuracy``."""
