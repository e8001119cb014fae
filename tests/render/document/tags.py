"""The tags of a PDF, in the order in which a reader for the blind goes through them."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def root_of(reader: PdfReader) -> Any:  # noqa: ANN401 - pypdf types no dictionaries
    """Return what the whole file hangs on."""
    return reader.trailer["/Root"]


def tags_of(reader: PdfReader) -> list[DictionaryObject]:
    """Return every tag of a document."""
    return list(below(root_of(reader)["/StructTreeRoot"]["/K"]))


def below(node: Any) -> Iterator[DictionaryObject]:  # noqa: ANN401 - whatever a PDF holds
    """Yield every tag below a place of the tree."""
    found = node.get_object()
    if isinstance(found, ArrayObject):
        for each in found:
            yield from below(each)
    elif isinstance(found, DictionaryObject):
        if "/S" in found:
            yield found
        if "/K" in found and not isinstance(found["/K"], int):
            yield from below(found["/K"])
