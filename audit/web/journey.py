"""Where a respondent stands: the pages of her way, how far she is, what is missing, and what a post of hers brings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from audit.errors import InvalidAnswers, Message, Mistake, mark, message
from audit.questionnaire import answers as reading
from audit.questionnaire import counting, flow, instances, piping
from audit.questionnaire.answers import Answers
from audit.questionnaire.readers import NOT_ANSWERED
from audit.questionnaire.schema import Questionnaire, Sex
from audit.web.asked import OTHER
from audit.web.fields import QuestionField
from audit.web.forms import SectionForm
from audit.web.visit import Visit
from audit.wording import in_language, say, tell

MISSING = ("required", "specify", "rank", "entries")

COLUMN_NAMES: Mapping[str, str] = {
    Sex.WOMEN: mark("Women"),
    Sex.MEN: mark("Men"),
    Sex.OTHER: mark("Another or undisclosed"),
}

#: What a respondent is told instead of an author's or an importer's sentence, by the mistake's code.
SAYINGS: Mapping[str, str] = {
    "unknown-choice": mark("This answer is not in the list. Choose one of the answers shown."),
    "exclusive-choice": mark("One of the chosen answers excludes the others. Keep it alone, or untick it."),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a post brings: what can be kept (None clears), the answers with it and the way after them, and what cannot.

    `faults` says by question and part what cannot be kept.
    `unmet` is what is still required: it is said, and hinders going on, but nothing typed is refused for it.
    """

    kept: Mapping[str, Any]
    values: Answers
    way: flow.Way
    faults: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unmet: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def take(here: Visit, form: SectionForm) -> Taken:
    """Read what was typed in the form's spoken questions against kinds, constraints and requirements."""
    questionnaire, answers = here.edition.questionnaire, here.sitting.answers
    values, faults = _read(questionnaire, form, answers, here.page)
    way = here.way(values)
    unmet: dict[str, dict[str, str]] = {}
    asked = [each.name for each in form.questions if each.name in form.spoken and each.name not in faults]
    for problem in flow.problems_on(questionnaire, way, asked, here.today, language=here.language):
        if problem.question not in form.spoken or problem.question not in form:
            continue
        into = unmet if problem.code in MISSING else faults
        part = _part(form.question(problem.question), problem.part)
        into.setdefault(problem.question, {})[part] = _piped(here, way, problem)
    for path in faults:
        values = _as_before(values, answers, path)
    if faults:
        way = here.way(values)
    sound = [each for each in form.questions if each.name in form.spoken and each.name not in faults]
    names = dict.fromkeys(path.partition("/")[0] for each in sound for path in each.raw())
    # What is no longer asked is not there to be mended: it stays as it was kept, and hinders nobody.
    asked_now = {path: found for path, found in faults.items() if path in way.relevant}
    return Taken(given(values, names), values, way, asked_now, unmet)


def given(values: Answers, names: Iterable[str]) -> dict[str, Any]:
    """Return some answers as a file would hold them; None clears."""
    found = reading.plain({name: values[name] for name in names if name in values})
    return {name: found.get(name) for name in names}


def _as_before(values: Answers, answers: Answers, path: str) -> Answers:
    where, name = instances.parted(path)
    known = instances.given(answers, where)
    return instances.put(values, where, {each: known.get(each) for each in (name, f"{name}_{OTHER}")})


def _piped(here: Visit, way: flow.Way, problem: flow.Problem) -> str:
    words = problem.message
    if isinstance(words, Message) or not any("${" in text for text in words.values()):
        return said(words, here.language, here.page)
    return piping.piped(way, problem.question, words, language=here.language)


def _read(
    questionnaire: Questionnaire, form: SectionForm, answers: Answers, page: str
) -> tuple[Answers, dict[str, dict[str, str]]]:
    values: Answers = dict(answers)
    faults: dict[str, dict[str, str]] = {}
    for question in form.questions:
        if question.name not in form.spoken:
            continue
        if question.unreadable():
            faults[question.name] = {"": say(page, question.unreadable())}
            continue
        for path, raw in question.raw().items():
            where, name = instances.parted(path)
            try:
                read = reading.read_at(questionnaire, path, raw)
            except InvalidAnswers as refusal:
                faults.setdefault(question.name, {}).update(_sentences(question, refusal.mistakes, page))
                continue
            values = instances.put(values, where, {name: None if read == NOT_ANSWERED else read})
    return values, faults


def with_mistakes(taken: Taken, form: SectionForm, mistakes: Mapping[str, tuple[Mistake, ...]], *, page: str) -> Taken:
    """Return what a post brings, with what the service refused to keep."""
    refused = {name: _sentences(form.question(name), found, page) for name, found in mistakes.items() if name in form}
    return replace(taken, faults={**refused, **taken.faults})


def spread(form: SectionForm, *found: Mapping[str, Mapping[str, str]], page: str) -> tuple[tuple[str, str, str], ...]:
    """Put each sentence at its field; return them in the order of the page: the field's id, its label, the sentence."""
    listed = []
    for question in form.questions:
        for by_question in found:
            question.faults |= by_question.get(question.name, {})
        listed += [(_id(question, part), _label(question, part, page), said) for part, said in question.faults.items()]
    return tuple(listed)


def _id(question: QuestionField, part: str) -> str:
    return f"q-{question.name}/{part.lstrip('/')}" if part else f"q-{question.name}"


def _label(question: QuestionField, part: str, page: str) -> str:
    row, _, column = part.partition("/")
    entries = ".".join(question.name.split("/")[1::2])
    label = next((item.label.text for item in question.asked.items if item.name == row), question.asked.label.text)
    label = f"{entries}. {label}" if entries else label
    return f"{label}, {say(page, COLUMN_NAMES[column])}" if column in COLUMN_NAMES else label


def _part(question: QuestionField, named: str) -> str:
    """Return the part of a field where a fault in `named` stands: itself, a row's first blank cell, or the whole."""
    cells = [f"{named}/{sex}" for sex in (Sex.WOMEN, Sex.MEN)]
    blank = [cell for cell in cells if cell not in question.typed]
    return next((part for part in (named, *blank, *cells, f"/{named}") if part in question.parts), "")


def _sentences(question: QuestionField, mistakes: tuple[Mistake, ...], page: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for mistake in mistakes:
        part = "/".join(str(inside.values.get("name", "")) for inside in mistake.place[1:])
        found.setdefault(_part(question, part), sentence(mistake, page))
    return found


def sentence(mistake: Mistake, page: str) -> str:
    """Return what is wrong and what to do, for somebody who fills in a page."""
    if mistake.code in SAYINGS:
        return tell(page, message(SAYINGS[mistake.code]))
    wrong = tell(page, mistake.wrong)
    return f"{wrong[:1].upper()}{wrong[1:]}. {tell(page, mistake.remedy)}"


def said(words: Mapping[str, str] | Message, language: str, page: str) -> str:
    """Return an author's text in the questions' language, or a sentence of ours in the page's."""
    return tell(page, words) if isinstance(words, Message) else in_language(words, language)[0]


@dataclass(frozen=True, slots=True)
class Place:
    """Which section this is among those she is asked, and its neighbours."""

    number: int
    of: int
    before: str | None
    after: str | None


def place(way: flow.Way, section: str) -> Place:
    """Return where a section lies on the way; the section must be on it."""
    at = way.sections.index(section)
    return Place(
        number=at + 1,
        of=len(way.sections),
        before=way.sections[at - 1] if at else None,
        after=way.sections[at + 1] if at + 1 < len(way.sections) else None,
    )


def first_open(questionnaire: Questionnaire, way: flow.Way, answers: Answers) -> str:
    """Return the first section with a question not yet answered, or the last one."""
    for name, question in questionnaire.questions.items():
        if name in way.relevant and name not in answers and question.type not in counting.UNASKED:
            return questionnaire.section_of[name]
    return way.sections[-1]
