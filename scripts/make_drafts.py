"""Make the sample drafts in ``cases/drafts`` from their source texts: two rounds, German and English, Word and PDF.

    python scripts/make_drafts.py [FOLDER]

The texts and how they are written are in ``cases/drafts/source``; the country is invented. The same bytes come out every
time, so that a test can tell whether the files are up to date. Needs typst (in the extra ``documents``).
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "draft_files"), str(HERE / "word_templates")]

import as_pdf  # noqa: E402  (stands in the folder above)
import as_word  # noqa: E402
from agreement import Agreement, Lang, parse, revised, settled  # noqa: E402

SOURCE = HERE.parent / "cases" / "drafts" / "source"
LANGUAGES: tuple[Lang, ...] = ("de", "en")


def rounds(lang: Lang) -> tuple[Agreement, Agreement]:
    """Both rounds of a language."""
    first = (SOURCE / f"round-1.{lang}.md").read_text(encoding="utf-8")
    second = (SOURCE / f"round-2.{lang}.md").read_text(encoding="utf-8")
    pieces = parse(first)
    return settled(pieces, lang, 1), settled(revised(pieces, second), lang, 2)


def made() -> dict[str, bytes]:
    """Every file by its name."""
    files: dict[str, bytes] = {}
    for agreement in (agreement for lang in LANGUAGES for agreement in rounds(lang)):
        name = f"talvania-round-{agreement.round}.{agreement.lang}"
        files[f"{name}.docx"] = as_word.document(agreement)
        files[f"{name}.pdf"] = as_pdf.document(agreement)
    return files


def main(folder: Path) -> None:
    for name, content in made().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE.parent)
