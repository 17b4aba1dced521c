"""Why a document cannot be read, before anybody knows which file it came from."""

from __future__ import annotations


class Refusal(Exception):
    """One clear sentence on what is wrong, and one on what to do. Never carries words of the document."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
