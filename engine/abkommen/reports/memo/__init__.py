"""The memo: an assessment for a reader who was not there, three to six pages in Word, PDF and HTML."""
