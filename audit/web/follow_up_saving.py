"""A form of a finding or a promise on its way: read, checked, kept, or shown again with what somebody else kept."""

from collections.abc import Callable
from typing import TypeVar

from flask import request
from werkzeug.datastructures import ImmutableMultiDict

from audit.errors import Mistaken, Refused
from audit.service.follow_up.actions import ActionView
from audit.service.follow_up.findings import FindingView
from audit.web import wording_of
from audit.web.follow_up_forms import Spoken

V = TypeVar("V", FindingView, ActionView)


def kept(form: Spoken, keep: Callable[[], None]) -> bool:
    """Keep what a valid form says; what the use case refuses is said above the form with everything typed."""
    if request.method != "POST" or not form.validate():
        return False
    try:
        keep()
    except Mistaken as mistaken:
        form.form_errors.extend(wording_of(mistaken))
    except Refused as refused:
        if refused.code != "changed-meanwhile":
            raise
        form.form_errors.append(str(refused.said))
    else:
        return True
    return False


def now(form: Spoken, kept: V | None) -> V | None:
    """Return what is kept now where somebody else changed it; a form sent again then replaces that knowingly."""
    if kept is None or request.method != "POST" or form.read_edition() == kept.edition:
        return None
    form.edition.data = str(kept.edition)
    return kept


def typed() -> ImmutableMultiDict[str, str] | None:
    """Return the form that was sent; none on a first look."""
    return request.form if request.method == "POST" else None


def status() -> int:
    """Return the status of a page that shows a form: one that was sent and comes back is not fine."""
    return 422 if request.method == "POST" else 200
