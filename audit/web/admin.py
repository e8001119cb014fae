"""The administrator's desk: accounts, what each is to a body, and the link by which a new person sets her password."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest
from wtforms import BooleanField, Form, StringField
from wtforms.validators import Email, InputRequired, Length

from audit.errors import Mistaken, NotFound, mark, message
from audit.lifecycle import ROLE_NAMES, ROLES_OF_A_BODY, Role
from audit.service import bodies, people
from audit.web import access, account, wording_of

pages = Blueprint("admin", __name__, url_prefix="/admin")

GIVEN = {role: ROLE_NAMES[role] for role in ROLES_OF_A_BODY}


class PersonForm(Form):
    """A new account."""

    name = StringField(mark("Name"), [InputRequired(mark("Type the name.")), Length(max=200)])
    email = StringField(
        mark("E-mail address"),
        [
            InputRequired(mark("Type the e-mail address.")),
            Length(max=255),
            Email(mark("This does not look like an e-mail address. Check it, for example name@example.org.")),
        ],
    )
    administrator = BooleanField(mark("Administrator of the instance"))


@pages.get("/people")
def everybody() -> str:
    """Show every account with its roles."""
    found = people.users(access.session(), access.actor())
    return render_template("admin/people.html", people=found, bodies=_bodies(), role_names=GIVEN)


@pages.route("/people/new", methods=["GET", "POST"])
def add_person() -> ResponseReturnValue:
    """Make an account and hand over the link by which its owner sets a password."""
    form = PersonForm(request.form)
    if request.method == "GET":
        return render_template("admin/new_person.html", form=form)
    if not form.validate():
        return render_template("admin/new_person.html", form=form), 422
    try:
        made = people.create_user(
            access.session(),
            access.actor(),
            email=str(form.email.data),
            password_hash=None,
            name=str(form.name.data).strip(),
            administrator=bool(form.administrator.data),
        )
    except Mistaken as refusal:
        form.email.errors = wording_of(refusal)
        return render_template("admin/new_person.html", form=form), 422
    return _invited(made)


@pages.get("/people/<person_id>")
def person(person_id: str) -> str:
    """Show one account: its roles, and what can be done."""
    return render_template(
        "admin/person.html", shown=_person(person_id), bodies=_bodies(), role_names=GIVEN, link="", sent=False
    )


@pages.post("/people/<person_id>/roles")
def grant(person_id: str) -> ResponseReturnValue:
    """Give a role in a body."""
    session, actor = access.session(), access.actor()
    people.grant(session, actor, person_id, body_id=request.form.get("body", ""), role=_role())
    flash(mark("The role is given."), "info")
    return redirect(url_for("admin.person", person_id=person_id), 303)


@pages.post("/people/<person_id>/roles/taken")
def revoke(person_id: str) -> ResponseReturnValue:
    """Take a role away."""
    session, actor = access.session(), access.actor()
    people.revoke(session, actor, person_id, body_id=request.form.get("body", ""), role=_role())
    flash(mark("The role is taken away."), "info")
    return redirect(url_for("admin.person", person_id=person_id), 303)


@pages.post("/people/<person_id>/link")
def invite(person_id: str) -> ResponseReturnValue:
    """Make a new link to set a password."""
    return _invited(_person(person_id))


def _invited(shown: people.UserView) -> str:
    link = account.invitation(shown.id)
    sent = account.send_invitation(shown.email, link)
    return render_template("admin/person.html", shown=shown, bodies=_bodies(), role_names=GIVEN, link=link, sent=sent)


def _person(person_id: str) -> people.UserView:
    found = next((each for each in people.users(access.session(), access.actor()) if each.id == person_id), None)
    if found is None:
        raise NotFound("unknown-person", message("There is no such account"))
    return found


def _bodies() -> dict[str, bodies.BodyView]:
    return {each.id: each for each in bodies.list_bodies(access.session(), access.actor())}


def _role() -> Role:
    given = request.form.get("role", "")
    if given not in {role.value for role in GIVEN}:
        raise BadRequest
    return Role(given)
