"""The auditor prints: an empty form of a questionnaire to fill in by hand, of an audit's own or of one on the shelf."""

from flask import Blueprint, Response, request

from audit.analysis.report import BlankForm
from audit.render.blank import pdf
from audit.render.blank_excel import excel
from audit.render.blank_word import word
from audit.service import blanks
from audit.web import access

pages = Blueprint("blanks", __name__)

OFFICE = "application/vnd.openxmlformats-officedocument."
#: By the ending of the file: who writes it, and what it is to a browser.
WRITERS = {
    "pdf": (pdf, "application/pdf"),
    "docx": (word, OFFICE + "wordprocessingml.document"),
    "xlsx": (excel, OFFICE + "spreadsheetml.sheet"),
}


@pages.get("/audits/<audit_id>/<enquiry_id>/blank.pdf", defaults={"ending": "pdf"})
@pages.get("/audits/<audit_id>/<enquiry_id>/blank.<any(docx, xlsx):ending>")
def enquiry(audit_id: str, enquiry_id: str, ending: str) -> Response:
    """Hand out the form of one questionnaire of an audit, with the promise that its respondents read."""
    return handed_out(blanks.asked(access.session(), access.actor(), audit_id, enquiry_id=enquiry_id), ending)


@pages.get("/questionnaires/<name>/blank.pdf", defaults={"ending": "pdf"})
@pages.get("/questionnaires/<name>/blank.<any(docx, xlsx):ending>")
def shelf(name: str, ending: str) -> Response:
    """Hand out the form of a questionnaire on the shelf."""
    return handed_out(blanks.shelved(name), ending)


def handed_out(form: BlankForm, ending: str) -> Response:
    """Return a form as a file of a kind, in the language asked for where it has it."""
    asked = request.args.get("language", access.language())
    language = asked if asked in form.languages else form.languages[0]
    name = f"{form.identity.name}-{language}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    write, kind = WRITERS[ending]
    return Response(write(form, language), mimetype=kind, headers=headers)
