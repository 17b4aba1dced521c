"""From a file to a draft: the one way in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from abkommen.base.problems import BadInput, Problem
from abkommen.intake.confined import read_confined
from abkommen.intake.draft import Article, Draft, Language
from abkommen.intake.kinds import recognise
from abkommen.intake.language import detect
from abkommen.intake.limits import DEFAULT, Limits
from abkommen.intake.readers.options import Options
from abkommen.intake.readers.registry import FORMATS
from abkommen.intake.refusal import Refusal
from abkommen.intake.source import Source
from abkommen.intake.structure.segment import segment

_LEAST_LETTERS: Final = 40


def read_draft(
    path: Path, *, original: bool = False, language: Language | None = None, limits: Limits = DEFAULT
) -> Draft:
    """Read an agreement's draft (.docx, .pdf, .txt, .md, .html) and cut it into its citable pieces.

    Tracked changes of a Word file count as accepted, or as rejected with ``original``. ``language`` overrides what the
    text itself tells, and picks the column of a text in two. Raises :class:`BadInput` with one problem when the file
    cannot be read within ``limits``; nothing of its text is in the message.
    """
    try:
        data = _bytes(path, limits)
        source = _source(path.name, data, Options(original, language, limits))
        spoken = language or _language(source)
        return Draft(path.name, spoken, source.text, _articles(source, spoken, limits), source.pages)
    except Refusal as refusal:
        raise BadInput(Problem(str(path), None, None, refusal.message, refusal.hint)) from None


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise Refusal("this is a folder, no file", "give the draft itself")
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise Refusal("there is no such file", "check its name and folder") from None
    except OSError as error:
        raise Refusal(
            f"the file cannot be opened: {error.strerror or 'unknown reason'}", "check that you may read it"
        ) from None
    if len(data) > limits.file_bytes:
        raise Refusal(
            f"the file is larger than {limits.file_bytes // 2**20} MB",
            "give the agreement alone, without attachments and pictures",
        )
    return data


def _source(name: str, data: bytes, options: Options) -> Source:
    kind = recognise(name, data)
    source = read_confined(kind, data, options) if FORMATS[kind].confined else FORMATS[kind].read(data, options)
    if len(source.text) > options.limits.text_characters:
        raise Refusal(
            f"its text is longer than {options.limits.text_characters} characters", "give the agreement alone"
        )
    if sum(letter.isalpha() for letter in source.text[:10_000]) < _LEAST_LETTERS:
        raise Refusal("there is no text in the file", "check that the right file was saved")
    return source


def _language(source: Source) -> Language:
    language = detect(source.text)
    if language is None:
        raise Refusal(
            "the text is neither German nor English", "give a translation, or say which with --language de or en"
        )
    return language


def _articles(source: Source, language: Language, limits: Limits) -> tuple[Article, ...]:
    articles = segment(source, language)
    if len(articles) > limits.articles:
        raise Refusal(f"the text has more than {limits.articles} articles", "give one agreement at a time")
    return articles
