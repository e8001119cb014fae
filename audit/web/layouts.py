"""How an auditor asks for responses to be laid out: the choices of a form or of an address, as a layout."""

from collections.abc import Mapping

from flask import abort

from audit.errors import mark
from audit.render.columns import Layout, Multiple, Told, Versions

#: What can be chosen of a layout, in words: the choice, its label, its options with theirs.
LAYOUTS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "multiple",
        mark("Several choices"),
        (
            (Multiple.BOTH, mark("in one column and in a column each")),
            (Multiple.SUMMARY, mark("in one column")),
            (Multiple.DETAILS, mark("in a column each")),
        ),
    ),
    ("told", mark("Choices"), ((Told.CODES, mark("by their codes")), (Told.LABELS, mark("by their texts")))),
    (
        "versions",
        mark("Rows"),
        (
            (Versions.ONE, mark("of this audit")),
            (Versions.ALL, mark("of all audits of the body with this questionnaire")),
        ),
    ),
)


def asked(given: Mapping[str, str]) -> Layout:
    """Return how responses are asked to be laid out; 400 for what is no way to do it."""
    try:
        return Layout(
            Multiple(given.get("multiple", Multiple.BOTH)),
            Told(given.get("told", Told.CODES)),
            Versions(given.get("versions", Versions.ONE)),
        )
    except ValueError:
        abort(400)
