"""Who sees it: forms, pages, the guard that denies by default, and the one place that knows HTTP numbers."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from jinja2 import StrictUndefined
from markupsafe import escape
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from audit import wording
from audit.errors import AuditError, DefinitionError, InvalidAnswers, Mistaken, NotConfigured, NotFound, Refused, mark
from audit.questionnaire.schema import Sex
from audit.service.bodies import HeadcountView
from audit.web import access, languages
from audit.web.api import problems

STATUS: dict[type[AuditError], HTTPStatus] = {
    Refused: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Mistaken: HTTPStatus.UNPROCESSABLE_ENTITY,
    InvalidAnswers: HTTPStatus.UNPROCESSABLE_ENTITY,
    DefinitionError: HTTPStatus.INTERNAL_SERVER_ERROR,
    NotConfigured: HTTPStatus.INTERNAL_SERVER_ERROR,
}

#: What happened and what to do, by status.
PAGES: dict[int, tuple[str, str]] = {
    400: (mark("The request could not be understood"), mark("Go back, reload the page and try again.")),
    401: (mark("Sign in to see this page"), mark("Go to the first page and sign in.")),
    403: (mark("You may not do this"), mark("If your work needs it, ask an administrator for the role.")),
    404: (mark("There is no such page"), mark("Check the address: part of a link is easily lost when it is copied.")),
    405: (mark("This page cannot be used in this way"), mark("Go to the first page and open it from there.")),
    409: (mark("This cannot be done now"), mark("Go back and reload the page to see how things stand.")),
    413: (
        mark("Too much was sent at once"),
        mark("Nothing of it was saved. Go back, shorten the longest answers or choose a smaller file, and send again."),
    ),
    422: (mark("What was sent does not fit"), mark("Go back, correct it and send again.")),
    429: (mark("Too many attempts"), mark("Wait a quarter of an hour and try again.")),
    500: (
        mark("Something broke on our side"),
        mark(
            "What was saved before is safe. Try again in a minute; if it happens again, tell your administrator when."
        ),
    ),
}
STRANGE_NAME = mark("Paritet is not served under this name. Open it by the address that you were given.")
FORGED = (
    mark("The page was open for too long"),
    mark("Nothing was changed. Go back, reload the page and send the form again."),
)


def install_pages(app: Flask, blueprints: Iterable[Blueprint]) -> None:
    """Register the pages, the wording of templates, and a plain page for everything that can go wrong."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(_=translated, ngettext=counted)
    app.jinja_env.filters.update(in_language=_shown, people=_people)
    app.context_processor(_spoken)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(SecurityError, _called_strangely)
    app.register_error_handler(HTTPException, _plain)
    app.register_error_handler(InternalServerError, _plain)
    app.register_error_handler(AuditError, _refused)


def translated(template: str, **values: Any) -> str:  # noqa: ANN401 - whatever a template prints
    """Say a sentence of a template in the reader's language; what fills it is escaped."""
    said = wording.say(access.language(), template)
    return escape(said) % values if values else said


def counted(one: str, many: str, number: int, **values: Any) -> str:  # noqa: ANN401 - whatever a template prints
    """Say a sentence in the plural form that `number` asks for; `%(n)d` is the number."""
    said = wording.catalogue(access.language()).ngettext(one, many, number)
    return escape(said) % {"n": number, **values}


def wording_of(refusal: Mistaken) -> list[str]:
    """Return each mistake as a sentence in the reader's language: what is wrong and what to do."""
    language = access.language()
    return [f"{wording.tell(language, each.wrong)}. {wording.tell(language, each.remedy)}" for each in refusal.mistakes]


def placed_wording_of(refusal: Mistaken) -> list[str]:
    """Return each mistake as `wording_of` does, with its place before it."""
    language = access.language()
    places = [", ".join(wording.tell(language, part) for part in each.place) for each in refusal.mistakes]
    said = zip(places, wording_of(refusal), strict=True)
    return [f"{place}: {sentence}" if place else sentence for place, sentence in said]


def _spoken() -> dict[str, object]:
    language, reader = access.language(), g.get("actor")
    return {
        "language": language,
        "direction": languages.direction(language),
        "interface_languages": languages.switch(wording.languages(), language),
        "here": _here(),
        "reader": reader,
        "places": access.places(reader),
    }


def _here() -> str:
    """Return the page to come back to after choosing a language; where a form was sent to, the nearest that opens."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    opening, path = current_app.create_url_adapter(request), request.path
    while path and opening is not None and not opening.test(path, "GET"):
        path = path.rpartition("/")[0]
    return path or "/"


def _shown(texts: dict[str, str]) -> str:
    return wording.in_language(texts, access.language())[0]


def _people(kept: HeadcountView, sex: Sex) -> int:
    return sum(counts.get(sex, 0) for counts in kept.counts.values())


def _page(status: int, sentences: tuple[str, str], *, said: str = "") -> tuple[str, int]:
    happened, remedy = sentences
    return render_template("errors/error.html", status=status, happened=happened, remedy=remedy, said=said), status


def _plain(error: HTTPException) -> ResponseReturnValue | HTTPException:
    if problems.is_asked():
        return problems.of_http(error)
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    return _page(
        error.code, PAGES.get(error.code, PAGES[400 if error.code < HTTPStatus.INTERNAL_SERVER_ERROR else 500])
    )


def _called_strangely(_error: SecurityError) -> ResponseReturnValue:
    # No page can be made: every address on it would need a name.
    said = wording.say(access.language(), STRANGE_NAME)
    return f"{said}\n", HTTPStatus.BAD_REQUEST, {"Content-Type": "text/plain; charset=utf-8"}


def _forged(_error: CSRFError) -> tuple[str, int]:
    return _page(HTTPStatus.BAD_REQUEST, FORGED)


def _refused(error: AuditError) -> tuple[str, int]:
    status = next(STATUS[kind] for kind in type(error).mro() if kind in STATUS)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return _page(status, PAGES[status])
    return _page(status, PAGES[status], said=wording.tell(access.language(), error.said))
