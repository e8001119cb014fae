"""The bodies that are audited: their names, levels and units for administrators, dated head-counts for auditors too."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import Conflict

from audit import wording
from audit.errors import Mistake, Mistaken, mark, message
from audit.questionnaire.schema import Sex
from audit.service import bodies
from audit.service.bodies import BodyView, HeadcountView
from audit.web import access, placed_wording_of, wording_of
from audit.web.body_forms import BodyForm, HeadcountForm

pages = Blueprint("bodies", __name__, url_prefix="/admin/bodies")

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/")
def shelf() -> str:
    """Show the bodies that a person has a role in."""
    return render_template("admin/bodies.html", bodies=bodies.list_bodies(access.session(), access.actor()))


@pages.route("/new", methods=["GET", "POST"])
def create() -> ResponseReturnValue:
    """Make a body."""
    form = BodyForm(_sent())
    if request.method == "POST" and form.validate():
        try:
            made = bodies.create_body(access.session(), access.actor(), form.draft())
        except Mistaken as refusal:
            form.form_errors.extend(wording_of(refusal))
        else:
            flash(mark("The body is saved."), "info")
            return redirect(url_for("bodies.edit", body_id=made.id), 303)
    return render_template("admin/body.html", form=form.with_room(), body=None), _status()


@pages.route("/<body_id>", methods=["GET", "POST"])
def edit(body_id: str) -> ResponseReturnValue:
    """Change a body's names, levels and units."""
    session, actor = access.session(), access.actor()
    body = bodies.body(session, actor, body_id)
    form = BodyForm(_sent(), data=BodyForm.filled_from(body))
    if request.method == "POST" and form.validate():
        try:
            bodies.update_body(session, actor, body_id, form.draft(body))
        except Mistaken as refusal:
            form.form_errors.extend(wording_of(refusal))
        else:
            flash(mark("The body is saved."), "info")
            return redirect(url_for("bodies.edit", body_id=body_id), 303)
    return render_template("admin/body.html", form=form.with_room(), body=body), _status()


@pages.route("/<body_id>/headcounts", methods=["GET", "POST"])
def headcounts(body_id: str) -> ResponseReturnValue:
    """Show the head-counts of a body and keep one more, or the corrected one of a day."""
    session, actor = access.session(), access.actor()
    body = bodies.body(session, actor, body_id)
    kept = bodies.headcounts(session, actor, body_id)
    form = HeadcountForm(_sent(), data=HeadcountForm.filled_from(body, kept, on=_day(request.args.get("on"))))
    if len(form.rows) != len(body.levels):
        raise Conflict
    if request.method == "POST" and form.validate() and form.on.data:
        try:
            bodies.record_headcount(session, actor, body_id, on=form.on.data, counts=form.counts(body))
        except Mistaken as refusal:
            form.form_errors.extend(wording_of(refusal))
        else:
            flash(mark("The head-count is saved."), "info")
            return redirect(url_for("bodies.headcounts", body_id=body_id), 303)
    return _headcounts(form, body, kept), _status()


@pages.get("/<body_id>/headcounts.xlsx")
def headcount_table(body_id: str) -> Response:
    """Hand out the head-counts of a body as a table that comes back filled in."""
    session, actor, language = access.session(), access.actor(), access.language()
    content = bodies.headcount_table(session, actor, body_id, language=language)
    headers = {"Content-Disposition": 'attachment; filename="head-counts.xlsx"', "Cache-Control": "no-store"}
    return Response(content, mimetype=WORKBOOK, headers=headers)


@pages.post("/<body_id>/headcounts/table")
def bring_headcounts(body_id: str) -> ResponseReturnValue:
    """Keep the head-counts of all days of a table, or say what is wrong in it and keep none."""
    session, actor = access.session(), access.actor()
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            wrong, remedy = message("no file was chosen"), message("Choose a file and press the button again.")
            raise Mistaken((Mistake("no-file", (), wrong, remedy),))
        brought = bodies.bring_headcounts(session, actor, body_id, file=sent.filename, content=sent.read())
    except Mistaken as refusal:
        body, kept = bodies.body(session, actor, body_id), bodies.headcounts(session, actor, body_id)
        form = HeadcountForm(data=HeadcountForm.filled_from(body, kept, on=None))
        return _headcounts(form, body, kept, wrong=placed_wording_of(refusal)), 422
    said = wording.count(access.language(), "%(n)d head-count is saved.", "%(n)d head-counts are saved.", len(brought))
    flash(said, "info")
    return redirect(url_for("bodies.headcounts", body_id=body_id), 303)


def _headcounts(
    form: HeadcountForm, body: BodyView, kept: Sequence[HeadcountView], *, wrong: Sequence[str] = ()
) -> str:
    return render_template("admin/headcounts.html", form=form, body=body, kept=kept, sexes=list(Sex), wrong=wrong)


def _sent() -> ImmutableMultiDict[str, str] | None:
    """Return the form that was sent; none on a first look, or else boxes would show as not ticked."""
    return request.form if request.method == "POST" else None


def _status() -> int:
    return 422 if request.method == "POST" else 200


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given or "")
    except ValueError:
        return None
