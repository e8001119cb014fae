"""The forms of findings and promises: each text once for every language of the audit."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from werkzeug.datastructures import ImmutableMultiDict
from wtforms import Form, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from audit import wording
from audit.analysis.report import Ground
from audit.errors import mark, message
from audit.lifecycle import (
    ACTION_STATES,
    FINDING_KINDS,
    FINDING_STATES,
    PRIORITIES,
    ActionState,
    FindingKind,
    FindingState,
    Priority,
)
from audit.service.follow_up import grounds
from audit.service.follow_up.actions import ActionView
from audit.service.follow_up.drafts import (
    LONGEST_OFFICE,
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TITLE,
    ActionDraft,
    FindingDraft,
)
from audit.service.follow_up.findings import FindingView
from audit.web import access, languages
from audit.web.plan_forms import Day

F = TypeVar("F", bound="Spoken")
Typed = ImmutableMultiDict[str, str] | None
_TITLE = Length(max=LONGEST_TITLE, message=mark("300 characters at most"))
_TEXT = Length(max=LONGEST_TEXT, message=mark("10,000 characters at most"))


class Offered(SelectField):
    """One of some words, each with its name in the reader's language; anything else is refused in words."""

    def __init__(self, label: str, said: Mapping[Any, str], **kept: Any) -> None:  # noqa: ANN401 - as the library passes on
        super().__init__(label, choices=[], **kept)
        self.choices = [(one.value, words) for one, words in said.items()]

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not offered."""
        if self.data not in (str(choice[0]) for choice in self.choices or ()):
            raise ValidationError(mark("Choose one of these"))


class Spoken(Form):
    """A form whose texts are asked once for every language of the audit; `edition` is what was read."""

    spoken: tuple[str, ...] = ()
    edition = HiddenField()

    def texts(self, name: str) -> dict[str, str]:
        """Return what was typed of a text, by language."""
        return {language: (self[f"{name}-{language}"].data or "").strip() for language in self.spoken}

    def fields_of(self, name: str) -> list[Any]:
        """Return the fields of a text, one a language."""
        return [self[f"{name}-{language}"] for language in self.spoken]

    def read_edition(self) -> int:
        """Return the edition that was read; 0 where the form was tampered with, which no edition is."""
        read = self.edition.data or ""
        return int(read) if read.isascii() and read.isdigit() and len(read) < 10 else 0


class FindingForm(Spoken):
    """A finding; its indicators are offered as the report has them."""

    kind = Offered(mark("What it is"), FINDING_KINDS)
    priority = Offered(mark("How soon it wants an answer"), PRIORITIES)
    state = Offered(
        mark("Where it stands"),
        {one: said for one, said in FINDING_STATES.items() if one is not FindingState.DISMISSED},
    )
    grounds = SelectMultipleField(mark("Indicators that it rests on"), choices=[], validate_choice=False)

    def draft(self) -> FindingDraft:
        """Return the finding as typed."""
        return FindingDraft(
            title=self.texts("title"),
            text=self.texts("text"),
            kind=FindingKind(self.kind.data),
            priority=Priority(self.priority.data),
            state=FindingState(self.state.data),
            grounds=tuple(self.grounds.data or ()),
        )


class ActionForm(Spoken):
    """A promise: what, who answers for it, until when, and the finding it answers."""

    responsible = StringField(
        mark("Office or post that answers for it"),
        [InputRequired(mark("Fill this in")), Length(max=LONGEST_OFFICE, message=mark("200 characters at most"))],
    )
    due = Day(mark("Last day"), [InputRequired(mark("Enter a date, for example 2026-06-30"))])
    finding = SelectField(mark("Finding that it answers"), choices=[], validate_choice=False)

    def draft(self, answered: str | None = None) -> ActionDraft:
        """Return the promise as typed; call it after validation.

        `answered` is the finding that it answers now: it stays where whoever typed is not offered it.
        """
        if self.due.data is None:
            raise ValueError("due")
        offered = {str(choice[0]) for choice in self.finding.choices or ()}
        chosen = self.finding.data if self.finding.data in offered else ""
        unseen = None if answered in offered else answered
        return ActionDraft(self.texts("what"), self.responsible.data or "", self.due.data, chosen or unseen)


class ProgressForm(Spoken):
    """How far a promise is."""

    state = Offered(mark("How far it is"), ACTION_STATES)
    note = TextAreaField(mark("What was done, and where it can be seen"), [Optional(), _TEXT])

    def chosen(self) -> ActionState:
        """Return the state that was chosen; call it after validation."""
        return ActionState(self.state.data)


class DismissForm(Form):
    """Why a proposal calls for no finding."""

    key = HiddenField()
    reason = StringField(
        mark("Why it calls for nothing"),
        [
            InputRequired(mark("Say in a few words why it calls for nothing; the reason is kept.")),
            Length(max=LONGEST_REASON, message=mark("500 characters at most")),
        ],
    )


def finding_form(
    typed: Typed, spoken: Sequence[str], offered: Sequence[Ground], given: Mapping[str, Any]
) -> FindingForm:
    """Return the form of a finding in some languages, offering the report's indicators."""
    fields = {
        "title": (mark("Title (%(spoken)s)"), _TITLE, StringField),
        "text": (mark("Text (%(spoken)s)"), _TEXT, TextAreaField),
    }
    form = _asked(FindingForm, spoken, fields)(typed, data=dict(given))
    form.grounds.choices = [
        (grounds.key(each), wording.in_language(each.label, access.language())[0] or each.indicator) for each in offered
    ]
    return form


def action_form(
    typed: Typed, spoken: Sequence[str], offered: Sequence[FindingView], given: Mapping[str, Any]
) -> ActionForm:
    """Return the form of a promise in some languages, offering the audit's agreed findings."""
    fields = {"what": (mark("What will be done (%(spoken)s)"), _TEXT, TextAreaField)}
    form = _asked(ActionForm, spoken, fields)(typed, data=dict(given))
    named = [(each.id, wording.in_language(each.title, access.language())[0]) for each in offered]
    form.finding.choices = [("", mark("none of them")), *named]
    return form


def of_finding(kept: FindingView) -> dict[str, Any]:
    """Return what the form shows of a finding that is kept."""
    return {
        **_spread("title", kept.title),
        **_spread("text", kept.text),
        "kind": kept.kind.value,
        "priority": kept.priority.value,
        "state": kept.state.value,
        "grounds": [grounds.key(each) for each in kept.grounds],
        "edition": str(kept.edition),
    }


def of_proposal(proposal: grounds.Proposal) -> dict[str, Any]:
    """Return what the form shows of a proposal: the indicator as its title, the recommendation as its text."""
    return {
        **_spread("title", dict(proposal.ground.label)),
        **_spread("text", proposal.recommendation),
        "kind": FindingKind.BARRIER.value,
        "priority": proposal.priority.value,
        "state": FindingState.DRAFT.value,
        "grounds": [proposal.key],
    }


def of_action(kept: ActionView) -> dict[str, Any]:
    """Return what the form shows of a promise that is kept."""
    return {
        **_spread("what", kept.what),
        "responsible": kept.responsible,
        "due": kept.due,
        "finding": kept.finding_id or "",
        "edition": str(kept.edition),
    }


def of_progress(kept: ActionView) -> dict[str, Any]:
    """Return what the form shows of how far a promise is."""
    return {"state": kept.state.value, "note": kept.note, "edition": str(kept.edition)}


def _spread(name: str, text: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}-{language}": said for language, said in text.items()}


def _asked(form: type[F], spoken: Sequence[str], fields: Mapping[str, tuple[str, Length, type[Any]]]) -> type[F]:
    made = {
        f"{name}-{language}": kind(_label(label, language), [Optional(), limit])
        for name, (label, limit, kind) in fields.items()
        for language in spoken
    }
    return type(form.__name__, (form,), {**made, "spoken": tuple(spoken)})


def _label(label: str, language: str) -> str:
    return wording.tell(access.language(), message(label, spoken=languages.autonym(language)))
