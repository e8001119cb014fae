"""One request of a respondent: the door she came by, what it opens, and the language she reads it in."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from flask import g, redirect, render_template, request, session
from markupsafe import escape
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from audit import wording
from audit.errors import mark
from audit.questionnaire import flow, piping, plan
from audit.questionnaire.answers import Answers
from audit.service.responding import Desk, Sitting
from audit.web import access, asked, forms, languages, spoken, stamp
from audit.web.doors import Door, SharedSet
from audit.web.forms import Edition

SEE_OTHER = 303
#: Where a session keeps the language that was asked for in a set.
IN_SETS = "language-of-sets"
STALE = mark(
    "This page was open for too long, so nothing of it was saved yet. "
    "Everything you typed is here: press the button again."
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A sitting, with the language of its questions and that of the page's own words."""

    door: Door
    sitting: Sitting
    edition: Edition
    language: str
    page: str
    today: date

    def way(self, answers: Answers | None = None) -> flow.Way:
        """Return what is asked, given the answers that are kept or these."""
        known = self.sitting.answers if answers is None else answers
        seed = self.sitting.seed
        return flow.walk(self.edition.questionnaire, known, self.today, language=self.language, seed=seed)

    def said(self, way: flow.Way, path: str, quotes: Iterable[str]) -> Mapping[str, str]:
        """Return the answers that the words of a question quote, seen from its instance path, in words."""
        return {name: self._quoted(way, path, name) for name in quotes}

    def _quoted(self, way: flow.Way, path: str, name: str) -> str:
        questionnaire = self.edition.questionnaire
        question = questionnaire.every.get(plan.asked(questionnaire, name) or "")
        if question is None:
            return ""
        made = asked.asked(question, self.language, self.page)
        whole = way.values.get(name)
        if isinstance(whole, Mapping):
            return spoken.quoted(made, whole)
        found = (spoken.found(made, each) for each in piping.quoted(way, path, name))
        return piping.BETWEEN.join(each for each in found if each)

    @property
    def posted(self) -> MultiDict[str, str]:
        """What this request posts."""
        return request.form

    def genuine(self) -> bool:
        """Return whether the form posted was handed out at this door."""
        return stamp.genuine(request.form.get("-stamp", ""), self.door.secret)

    def to(self, page: str, **where: str | None) -> Response:
        """Lead on to a page of this journey."""
        return redirect(self.door.to(page, **where), SEE_OTHER)

    def away(self, wants: str) -> Response:
        """Lead out of the journey: to whoever signed in her own work, else to the page that says how to come back."""
        return redirect(self.door.home, SEE_OTHER) if wants == "work" and self.door.home else self.to("later")

    def show(self, template: str, **context: Any) -> str:  # noqa: ANN401 - whatever a template prints
        """Render a page of this visit, with the questionnaire's title, its languages and a fresh stamp."""
        return render_template(
            template,
            **speaking(self.page),
            title=forms.title(self.edition, self.language),
            languages=languages.switch(self.sitting.enquiry.languages, self.language),
            spoken=self.language,
            stamp=stamp.stamped(self.door.secret),
            here=request.path,
            home=self.door.home,
            **context,
        )


def visit() -> Visit:
    """Return this request's visit; raises what the service refuses with."""
    door: Door = g.door
    return of_sitting(door, door.arrive())


@contextmanager
def writing_visit() -> Iterator[tuple[Visit, Desk]]:
    """Open this request's visit and the desk that keeps answers, in one transaction; what was posted is read before.

    Others who write wait for its end, so that no page is drawn inside.
    """
    door: Door = g.door
    request.form  # noqa: B018 - reads it: somebody with a slow connection keeps nobody waiting
    with door.sit() as desk:
        yield of_sitting(door, desk.sitting), desk


def of_sitting(door: Door, sitting: Sitting) -> Visit:
    """Return the visit that sits at these questions."""
    offered = sitting.enquiry.languages
    asked_for = request.form.get("-language") or request.args.get("lang")
    own = _own_language(asked_for if asked_for in offered else None) if isinstance(door, SharedSet) else None
    language = next((each for each in (asked_for, own, sitting.language) if each in offered), None)
    language = language or request.accept_languages.best_match(offered) or offered[0]
    edition = Edition(sitting.enquiry.digest, sitting.questionnaire)
    return Visit(door, sitting, edition, language, edition.page_language(language), date.today())


def _own_language(asked_for: str | None) -> str:
    """Return the language of somebody signed in; others at the set may have stored their own with it.

    What she asks for on a page of a set holds until she chooses another language at her desk.
    """
    if asked_for:
        session[IN_SETS] = asked_for
    return str(session.get(IN_SETS) or access.language())


def attached(digest: str) -> str:
    """Return the address of a file of the set that this request is at."""
    door: Door = g.door
    return door.to("file", digest=digest)


def speaking(page: str) -> dict[str, object]:
    """Return what a template needs to speak a language."""
    return {
        "_": partial(_said, page),
        "ngettext": partial(_counted, page),
        "language": page,
        "direction": languages.direction(page),
        "attached": attached,
    }


def stranger_language() -> str:
    """Return the language for somebody whose link opens nothing: the one asked for, else the browser's."""
    asked_for = request.args.get("lang")
    return asked_for if asked_for in wording.languages() else access.language()


def _said(page: str, template: str, **values: Any) -> str:  # noqa: ANN401 - whatever `%` can print
    said = wording.say(page, template)
    return escape(said) % values if values else said


def _counted(page: str, one: str, many: str, number: int) -> str:
    return wording.count(page, one, many, number)
