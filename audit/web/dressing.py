"""What of a question hangs on other answers, made ready for its page: choices, quotes, whether it is open to change."""

from dataclasses import replace

from audit.questionnaire import evaluation, flow, instances
from audit.questionnaire.documents import key
from audit.questionnaire.schema import Mode, Question
from audit.questionnaire.values import Absent
from audit.web import spoken
from audit.web.asked import OTHER, Option, filled
from audit.web.fields import QuestionField
from audit.web.forms import SectionForm
from audit.web.richer_fields import DATED, Day, FileField, LinkField
from audit.web.visit import Visit

FILTERED = frozenset({"select_one", "select_multiple", "rank"})


def dress(here: Visit, way: flow.Way, form: SectionForm) -> None:
    """Give every live question of a section what it shows on this way, and every document of a named set its day."""
    names = here.sitting.enquiry.mode is Mode.NAMED
    for field in form.questions:
        if names and isinstance(field, FileField | LinkField):
            field.day = _day(here, field, kept=field.name not in form.spoken)
        if field.asked.live and field.name in way.relevant:
            _dress(here, way, field)


def _dress(here: Visit, way: flow.Way, field: QuestionField) -> None:
    question = here.edition.questionnaire.every[field.asked.name]
    field.said = here.said(way, field.name, field.asked.quotes)
    field.needed = _needed(way, field.name, question)
    if field.asked.kind in FILTERED:
        own = {option.name: option for option in field.asked.options}
        offered = [own[choice.name] for choice in way.offered(field.name)]
        field.options = tuple(offered) + tuple(own[name] for name in (OTHER,) if field.asked.other and name in own)
        field.options = tuple(dict.fromkeys(field.options))
    if field.said:
        field.options, field.items = _worded(field, field.options), _worded(field, field.items)
    if field.name in way.read_only:
        value = way.value(field.name)
        shown = None if isinstance(value, Absent) else value
        field.locked = tuple(
            f"{line.of}: {line.said}" if line.of else line.said for line in spoken.answer(field.asked, shown)
        )


def _day(here: Visit, field: QuestionField, *, kept: bool) -> Day:
    """Return the day that is kept of a document, or what was typed."""
    known = here.sitting.dates.get(key(field.data)) if kept and isinstance(field.data, str) else None
    return Day(known.isoformat() if known else field.typed.get(DATED, ""))


def _needed(way: flow.Way, path: str, question: Question) -> bool:
    if isinstance(question.required, bool):
        return question.required
    where, name = instances.parted(path)
    return evaluation.truth(question.required, way.ground.scope_of(where, name))


def _worded(field: QuestionField, options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(replace(each, label=filled(each.label, field.said)) for each in options)
