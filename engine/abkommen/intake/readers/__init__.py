"""One module per format, each turning bytes into a source."""
