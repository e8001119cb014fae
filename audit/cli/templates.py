"""`--template`: a Word report filled into a template of one's own, which is tried before anything is made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from audit.analysis import made_up
from audit.errors import Mistaken
from audit.render import word

F = TypeVar("F", bound=Callable[..., Any])


def template_option(command: F) -> F:
    """Add `--template FILE`, which arrives as the bytes of a template that can be filled, or None."""
    added = click.option(
        "--template",
        metavar="FILE.docx",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        callback=_read,
        help="A Word template to fill in place of the usual one.",
    )
    return added(command)


def _read(_context: click.Context, _option: click.Parameter, given: Path | None) -> bytes | None:
    if given is None:
        return None
    content = given.read_bytes()
    try:
        word.tried(content, made_up.report())
    except Mistaken as mistaken:
        raise Mistaken(tuple(replace(each, file=str(given)) for each in mistaken.mistakes)) from mistaken
    return content
