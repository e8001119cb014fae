"""A body promises actions after an audit, and says how far they are."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit.errors import NotFound, mark, message
from audit.lifecycle import ACTION_STATES, AUDITORS, READERS, FindingState
from audit.service import audits, bodies
from audit.service.follow_up import actions, findings
from audit.service.follow_up.actions import ActionView
from audit.service.follow_up.findings import FindingView
from audit.service.views import AuditView
from audit.web import access
from audit.web import follow_up_forms as forms
from audit.web import follow_up_saving as saving

pages = Blueprint("actions", __name__)

#: Which promises a list shows.
SHOWN: dict[str, tuple[str, Callable[[ActionView], bool]]] = {
    "all": (mark("all"), lambda _: True),
    "late": (mark("late"), lambda action: action.late),
    "open": (mark("not done yet"), lambda action: action.state.value in ("planned", "under_way")),
    "settled": (mark("done or dropped"), lambda action: action.state.value in ("done", "dropped")),
}


@pages.get("/bodies/<body_id>/actions")
def plan(body_id: str) -> ResponseReturnValue:
    """Show what a body promised: all of it, what is late, what is not done yet."""
    session, actor = access.session(), access.actor()
    chosen = request.args.get("show", "all")
    chosen = chosen if chosen in SHOWN else "all"
    promised = actions.plan(session, actor, body_id, today=date.today())
    return render_template(
        "review/actions.html",
        body=bodies.body(session, actor, body_id),
        promised=[each for each in promised if SHOWN[chosen][1](each)],
        shown=[(name, said, sum(map(test, promised))) for name, (said, test) in SHOWN.items()],
        chosen=chosen,
        states=ACTION_STATES,
        closed=_closed(body_id) if actor.roles_for(body_id) & READERS else (),
    )


@pages.route("/audits/<audit_id>/actions/new", methods=["GET", "POST"])
def promise(audit_id: str) -> ResponseReturnValue:
    """Promise an action after an audit."""
    shown = audits.audit(access.session(), access.actor(), audit_id)
    form = forms.action_form(
        saving.typed(), shown.languages, _agreed(shown), {"finding": request.args.get("finding", "")}
    )

    def keep() -> None:
        actions.promise(access.session(), access.actor(), audit_id, form.draft(), today=date.today())

    if saving.kept(form, keep):
        flash(mark("The promise is kept in the plan of actions."))
        return redirect(url_for("actions.plan", body_id=shown.body_id), 303)
    return _action_page(shown, form, None), saving.status()


@pages.route("/actions/<action_id>", methods=["GET", "POST"])
def change(action_id: str) -> ResponseReturnValue:
    """Change what is promised, for auditors and management."""
    kept, shown = _action(action_id)
    form = forms.action_form(saving.typed(), shown.languages, _agreed(shown), forms.of_action(kept))

    def keep() -> None:
        actions.change(
            access.session(),
            access.actor(),
            action_id,
            form.draft(kept.finding_id),
            edition=form.read_edition(),
            today=date.today(),
        )

    if saving.kept(form, keep):
        flash(mark("The promise is changed; the history keeps the last day it had."))
        return redirect(url_for("actions.plan", body_id=kept.body_id), 303)
    return _action_page(shown, form, kept), saving.status()


@pages.route("/actions/<action_id>/progress", methods=["GET", "POST"])
def report(action_id: str) -> ResponseReturnValue:
    """Say how far a promise is."""
    kept, _ = _action(action_id)
    form = forms.ProgressForm(saving.typed(), data=forms.of_progress(kept))

    def keep() -> None:
        actions.report_progress(
            access.session(),
            access.actor(),
            action_id,
            state=form.chosen(),
            note=form.note.data or "",
            edition=form.read_edition(),
            today=date.today(),
        )

    if saving.kept(form, keep):
        flash(mark("Noted. The plan shows it with today's date."))
        return redirect(url_for("actions.plan", body_id=kept.body_id), 303)
    now = saving.now(form, kept)
    return render_template("review/progress.html", form=form, kept=kept, now=now, states=ACTION_STATES), saving.status()


def _action(action_id: str) -> tuple[ActionView, AuditView]:
    kept = actions.action(access.session(), access.actor(), action_id, today=date.today())
    return kept, audits.audit(access.session(), access.actor(), kept.audit_id)


def _agreed(shown: AuditView) -> list[FindingView]:
    """Return the findings that a promise can answer; only auditors see them by name."""
    if not access.actor().roles_for(shown.body_id) & AUDITORS:
        return []
    found = findings.findings(access.session(), access.actor(), shown.id)
    return [each for each in found if each.state is FindingState.AGREED]


def _closed(body_id: str) -> tuple[AuditView, ...]:
    found = audits.audits(access.session(), access.actor())
    return tuple(each for each in found if each.body_id == body_id and each.closed_on)


def _action_page(shown: AuditView, form: forms.ActionForm, kept: ActionView | None) -> str:
    if not access.actor().roles_for(shown.body_id) & READERS:
        raise NotFound("unknown-action", message("There is no such promise, or you have no access to it"))
    return render_template("review/action.html", audit=shown, form=form, kept=kept, now=saving.now(form, kept))
