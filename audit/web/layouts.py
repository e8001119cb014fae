"""How an auditor asks for responses to be laid out: the choices of a form or of an address, as a layout."""

from collections.abc import Mapping

from flask import abort

from audit.render.columns import Layout, Multiple, Told, Versions


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
