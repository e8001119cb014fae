"""Refusals as `application/problem+json` (RFC 9457), with place and remedy in the caller's language."""

from collections.abc import Iterable, Mapping, Sequence

from flask import Response, request
from pydantic import BaseModel, ConfigDict, ValidationError
from werkzeug.exceptions import HTTPException

from audit import wording
from audit.errors import Message, Mistake, mark, message
from audit.web import access

MEDIA_TYPE = "application/problem+json"
ROOT = "/api/"
#: How long a program that asked too often waits (seconds).
WAIT = 60

#: What happened, by status: a program's words, where pages have a person's.
TITLES: Mapping[int, str] = {
    400: mark("The request could not be understood"),
    401: mark("No token, or one that no longer works"),
    403: mark("This token may not do this"),
    404: mark("There is no such thing, or not for this token"),
    405: mark("This address is not asked in this way"),
    406: mark("What is here cannot be told in that form"),
    409: mark("This cannot be done now"),
    412: mark("It was changed meanwhile"),
    413: mark("Too much was sent at once"),
    415: mark("Send it as application/json"),
    422: mark("What was sent does not fit"),
    429: mark("Too many requests: wait a minute"),
    500: mark("Something broke on our side"),
}


class Fault(BaseModel):
    """One mistake: its place in what was sent, what is wrong, and what to do."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: str
    place: tuple[str, ...]
    wrong: str
    remedy: str


class Problem(BaseModel):
    """Why a request was refused; `code` is stable, the sentences are in the caller's language."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    mistakes: tuple[Fault, ...] = ()


#: What is wrong with a request by the kinds that pydantic tells apart; all others do not fit.
KINDS: Mapping[str, tuple[Message, Message]] = {
    "missing": (message("it is missing"), message("Give it.")),
    "extra_forbidden": (message("nothing of this name is taken here"), message("Leave it out or check its name.")),
    "json_invalid": (message("this is no JSON"), message("Send a JSON object in UTF-8.")),
}
UNFIT = (message("it does not fit"), message("See the description of the interface for what is taken here."))


def is_asked() -> bool:
    """Tell whether the present request is a program's."""
    return request.path.startswith(ROOT)


def problem(
    status: int,
    code: str = "",
    *,
    said: Message | None = None,
    mistakes: Iterable[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a refusal."""
    language, named = access.language(), code or str(status)
    told = Problem(
        type=f"urn:paritet:problem:{named}",
        title=wording.say(language, TITLES.get(status, TITLES[400 if status < 500 else 500])),
        status=status,
        code=named,
        detail=wording.tell(language, said) if said else "",
        mistakes=tuple(mistakes),
    )
    made = Response(told.model_dump_json(), status=status, mimetype=MEDIA_TYPE, headers=dict(headers or {}))
    made.headers["Content-Language"] = language
    made.headers["Vary"] = "Accept-Language"
    if status == 401:
        made.headers["WWW-Authenticate"] = 'Bearer realm="paritet"'
    if status == 429:
        made.headers["Retry-After"] = str(WAIT)
    return made


def of_mistakes(mistakes: Sequence[Mistake]) -> Response:
    """Return the refusal of what a use case found mistaken."""
    return problem(422, "mistakes", mistakes=[_fault(each) for each in mistakes])


def of_validation(error: ValidationError, *, status: int) -> Response:
    """Return the refusal of what does not fit the model of a request; nothing that was sent is repeated."""
    faults = []
    for each in error.errors(include_url=False, include_context=False, include_input=False):
        wrong, remedy = KINDS.get(each["type"], UNFIT)
        faults.append(
            _fault(Mistake(each["type"], tuple(message("%(part)s", part=p) for p in each["loc"]), wrong, remedy))
        )
    return problem(status, "does-not-fit", mistakes=faults)


def _fault(mistake: Mistake) -> Fault:
    language = access.language()
    return Fault(
        code=mistake.code,
        place=tuple(wording.tell(language, part) for part in mistake.place),
        wrong=wording.tell(language, mistake.wrong),
        remedy=wording.tell(language, mistake.remedy),
    )


def faults(mistakes: Iterable[Mistake]) -> tuple[Fault, ...]:
    """Return mistakes as they are told to a program."""
    return tuple(_fault(each) for each in mistakes)


def of_http(error: HTTPException) -> Response | HTTPException:
    """Return what the framework refuses as a problem; what is no refusal stays as it is."""
    if error.code is None or error.code < 400:
        return error
    allowed = {name: value for name, value in error.get_headers() if name == "Allow"}
    return problem(error.code, headers=allowed)
