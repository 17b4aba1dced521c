"""PDF files with a text layer (.pdf)."""
