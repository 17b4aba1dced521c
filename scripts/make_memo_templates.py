"""Make the Word templates of the memos, ``templates/memo.docx`` and ``templates/memo-compare.docx``.

    python scripts/make_memo_templates.py [FOLDER]

They are ordinary Word documents with real styles (``word_templates/parts/styles.xml``); docs/templates.md tells how to make
one's own from them. The same bytes come out every time, so that a test can tell whether the templates are up to date.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent / "word_templates"
sys.path.insert(0, str(HERE))

import comparison  # noqa: E402  (stand in the folder above)
import shared  # noqa: E402
from markup import part  # noqa: E402

import memo  # noqa: E402

TEMPLATES = {"memo.docx": memo.body, "memo-compare.docx": comparison.body}
FIXED = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "font_table.xml",
    "word/theme/theme1.xml": "theme.xml",
    "docProps/core.xml": "core.xml",
}
NEVER = (1980, 1, 1, 0, 0, 0)


def made(name: str) -> bytes:
    """One template as bytes."""
    parts = {target: (HERE / "parts" / source).read_text(encoding="utf-8") for target, source in FIXED.items()}
    parts["word/document.xml"] = part("document", f"<w:body>{TEMPLATES[name]()}</w:body>")
    parts["word/header1.xml"] = part("hdr", shared.first_header())
    parts["word/header2.xml"] = part("hdr", shared.header())
    parts["word/footer1.xml"] = part("ftr", shared.footer())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for target, content in parts.items():
            archive.writestr(zipfile.ZipInfo(target, NEVER), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def main(folder: Path) -> None:
    for name in TEMPLATES:
        (folder / name).write_bytes(made(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "templates")
