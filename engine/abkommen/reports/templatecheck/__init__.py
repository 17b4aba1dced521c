"""Whether a template asks for what there is: its variables against the views that templates receive."""
