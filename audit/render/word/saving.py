"""Saving a Word document: the same document is the same bytes at any time."""

import io
from zipfile import ZipFile

from docx.document import Document

from audit.render.data.packing import pack


def saved(made: Document) -> bytes:
    """Return the file of a document without the hour at which its parts were packed."""
    frame, out = io.BytesIO(), io.BytesIO()
    made.save(frame)
    with ZipFile(frame) as packed:
        pack(out, ((name, packed.read(name)) for name in packed.namelist()))
    return out.getvalue()
