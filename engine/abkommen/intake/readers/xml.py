"""XML and HTML from a stranger: no entities, no document types, no network, bounded depth."""

from __future__ import annotations

from lxml import etree

from abkommen.intake.refusal import Refusal

Element = etree._Element


def parse(data: bytes) -> Element:
    """The root of an XML part. Raises :class:`Refusal` for what an honest program does not write."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refusal(
            "the file declares its own XML entities, which no word processor does",
            "save it anew in your word processor",
        )
    return root


def local(element: Element) -> str:
    """An element's name without its namespace, so that transitional and strict files read alike."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute's value whatever its namespace; empty when it is not there."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return None if element is None else next((found for found in element if local(found) == name), None)


def _refusal(error: etree.XMLSyntaxError) -> Refusal:
    if "memory" in str(error).lower():
        raise MemoryError
    if "depth" in str(error).lower():
        return Refusal("its parts are nested too deeply", "save it anew in your word processor")
    return Refusal("its XML is damaged", "open it in your word processor and save it anew")
