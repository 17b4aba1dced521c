"""What changed between two drafts or two cases: text, Markdown, HTML and JSON."""
