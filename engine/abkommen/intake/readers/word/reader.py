"""Reading a Word file: the text as it would stand with every tracked change accepted, or as it was before."""

from __future__ import annotations

from abkommen.intake.readers import xml
from abkommen.intake.readers.options import Options
from abkommen.intake.readers.word.body import Body, note_blocks
from abkommen.intake.readers.word.numbering import numbering_of
from abkommen.intake.readers.word.package import open_package
from abkommen.intake.readers.word.revisions import View
from abkommen.intake.readers.word.styles import styles_of
from abkommen.intake.refusal import Refusal
from abkommen.intake.source import Source, assemble


def read(data: bytes, options: Options) -> Source:
    """A Word file as a source, without comments, headers and footers. Raises :class:`Refusal` when it cannot be used."""
    package = open_package(data, options.limits)
    document = xml.child(package.root(package.document), "body")
    if document is None:
        raise Refusal("this is an Office file, but no Word document", "give a .docx file")
    styles = styles_of(package.related("styles"))
    body = Body(View(options.original), numbering_of(package.related("numbering"), styles), options)
    blocks = list(body.blocks(document))
    blocks += note_blocks(body, {"footnote": package.related("footnotes"), "endnote": package.related("endnotes")})
    return assemble(blocks)
