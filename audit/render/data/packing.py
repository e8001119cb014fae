"""Several files as one archive, the same bytes for the same report at any time."""

from collections.abc import Iterable
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile


def pack(out: BinaryIO, files: Iterable[tuple[str, bytes]]) -> None:
    """Write named files into an archive; their dates are the archive format's first day."""
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            with archive.open(name, "w") as part:
                part.write(content)
