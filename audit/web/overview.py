"""Everything answered so far, section by section, as it is read once more before it is sent."""

from dataclasses import dataclass

from audit.questionnaire import counting, flow, instances
from audit.questionnaire.schema import Section
from audit.questionnaire.values import Absent, Value
from audit.web import asked
from audit.web.asked import Asked, Wording, filled
from audit.web.spoken import Line, answer
from audit.web.visit import Visit
from audit.wording import say

SILENT = counting.UNASKED


@dataclass(frozen=True, slots=True)
class Read:
    """One question with its answer in words and the address to change it."""

    name: str
    label: Wording
    lines: tuple[Line, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One section read over."""

    name: str
    label: Wording
    answers: tuple[Read, ...]


def sections(visit: Visit, way: flow.Way) -> tuple[Part, ...]:
    """Return every section on the way with its questions and answers in words."""
    asked_now = (each for each in visit.edition.questionnaire.sections if each.name in way.sections)
    return tuple(_section(visit, way, each) for each in asked_now)


def _section(visit: Visit, way: flow.Way, section: Section) -> Part:
    ready = [
        asked.asked(question, visit.language, visit.page)
        for question in section.questions
        if question.name in way.relevant and question.type not in SILENT
    ]
    label = asked.wording(section.label, visit.language, visit.page)
    return Part(
        section.name,
        label,
        tuple(_read(visit, section.name, each, way) for each in ready),
    )


def _read(visit: Visit, section: str, each: Asked, way: flow.Way) -> Read:
    answers = visit.sitting.answers
    value = answers.get(each.name)
    if each.kind == "repeat" or value is None:
        value = _worked_out(way, each.name)
    label = filled(each.label, visit.said(way, each.name, each.label.quotes)) if each.label.quotes else each.label
    other = answers.get(f"{each.name}_{asked.OTHER}")
    lines = answer(each, value, other, dates=visit.sitting.dates)
    return Read(each.name, label, lines, link(visit, section, each.name))


def _worked_out(way: flow.Way, name: str) -> Value | None:
    value = way.values.get(name)
    return None if isinstance(value, Absent) else value


def link(visit: Visit, section: str, path: str) -> str:
    """Return the address of a question on its page; in a repeat, of its entry, which is opened there."""
    entry = path.rpartition("/")[0] or None
    return visit.door.to("section", section=section, check="1", open=entry, _anchor=f"q-{path}")


def missing(visit: Visit) -> tuple[tuple[str, str, str], ...]:
    """Return the required questions without an answer: address, label, what to do."""
    questionnaire = visit.edition.questionnaire
    paths = dict.fromkeys(each.question for each in flow.missing(questionnaire, visit.sitting.answers, visit.today))
    return tuple(
        (
            link(visit, questionnaire.section_of[instances.parted(path)[1]], path),
            named(visit, path),
            say(visit.page, "answer it"),
        )
        for path in paths
    )


def named(visit: Visit, path: str) -> str:
    """Return the words of a question, in a repeat with the number of its entry before them."""
    where, name = instances.parted(path)
    label = asked.wording(visit.edition.questionnaire.every[name].label, visit.language, visit.page).text
    return f"{'.'.join(str(number) for number in where[1::2])}. {label}" if where else label


def dropped(visit: Visit, way: flow.Way) -> tuple[Wording, ...]:
    """Return the questions that were answered and are no longer asked."""
    questions = visit.edition.questionnaire.questions
    return tuple(
        asked.wording(question.label, visit.language, visit.page)
        for name, question in questions.items()
        if name in visit.sitting.answers and name not in way.relevant and question.type not in SILENT
    )
