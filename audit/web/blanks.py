"""The auditor prints: an empty form of a questionnaire to fill in by hand, of an audit's own or of one on the shelf."""

from flask import Blueprint, Response, request

from audit.analysis.report import BlankForm
from audit.render.blank import pdf
from audit.service import blanks
from audit.web import access

pages = Blueprint("blanks", __name__)

PDF_TYPE = "application/pdf"


@pages.get("/audits/<audit_id>/<enquiry_id>/blank.pdf")
def enquiry(audit_id: str, enquiry_id: str) -> Response:
    """Hand out the form of one questionnaire of an audit, with the promise that its respondents read."""
    return _form(blanks.asked(access.session(), access.actor(), audit_id, enquiry_id=enquiry_id))


@pages.get("/questionnaires/<name>/blank.pdf")
def shelf(name: str) -> Response:
    """Hand out the form of a questionnaire on the shelf."""
    return _form(blanks.shelved(name))


def _form(form: BlankForm) -> Response:
    asked = request.args.get("language", access.language())
    language = asked if asked in form.languages else form.languages[0]
    name = f"{form.identity.name}-{language}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(pdf(form, language), mimetype=PDF_TYPE, headers=headers)
