"""What was read from a draft, on the terminal and as JSON."""
