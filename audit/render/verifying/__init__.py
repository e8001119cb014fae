"""Holding a file against the report that it says it shows: one registry, a module a format.

A format gives its `claim` (which reports the file says it was made of, and how) and its `differences` from them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from audit.render.verifying import canonical_json, pdfs, word_documents, workbooks
from audit.render.verifying.claims import Claim, Compared, Difference, Kept, Kind

__all__ = ["VERIFIERS", "Claim", "Compared", "Difference", "Kept", "Kind", "Verifier"]


@dataclass(frozen=True, slots=True)
class Verifier:
    """How one format is verified; both raise `InvalidAnswers`' kin `Mistaken` for a file that cannot be read."""

    claim: Callable[[Path], Claim]
    compare: Callable[[Path, Claim, tuple[Kept, ...]], Compared]


VERIFIERS: Mapping[str, Verifier] = {
    ".xlsx": Verifier(workbooks.claim, workbooks.compare),
    ".pdf": Verifier(pdfs.claim, pdfs.compare),
    ".docx": Verifier(word_documents.claim, word_documents.compare),
    ".json": Verifier(canonical_json.claim, canonical_json.compare),
}
