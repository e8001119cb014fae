"""The auditor finds the files that a named set was answered with, and takes them away as downloads."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from audit.service import audits, exhibits
from audit.web import access
from audit.web.attaching import handed_out

pages = Blueprint("exhibits", __name__)


@pages.get("/audits/<audit_id>/<enquiry_id>/files")
def listed(audit_id: str, enquiry_id: str) -> ResponseReturnValue:
    """List the files of what was submitted."""
    session, actor = access.session(), access.actor()
    found = exhibits.listed(session, actor, audit_id, enquiry_id=enquiry_id)
    shown = audits.audit(session, actor, audit_id)
    enquiry = next(one for one in shown.enquiries if one.id == enquiry_id)
    return render_template("review/exhibits.html", audit=shown, enquiry=enquiry, found=found)


@pages.get("/audits/<audit_id>/<enquiry_id>/files/<participation_id>/<digest>")
def one(audit_id: str, enquiry_id: str, participation_id: str, digest: str) -> ResponseReturnValue:
    """Hand out one file."""
    session, actor = access.session(), access.actor()
    kept = exhibits.handed(
        session, actor, audit_id, enquiry_id=enquiry_id, participation_id=participation_id, digest=digest
    )
    return handed_out(kept)
