"""A survey as a questionnaire: groups become sections, questions are made by their form, assessments become scores."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from audit.questionnaire.carrying import Carried, Ledger, Place, carried
from audit.questionnaire.limesurvey import arrays, bounds, scoring, settings, several, sharing, single
from audit.questionnaire.limesurvey.document import document
from audit.questionnaire.limesurvey.forms import Form, form, hidden
from audit.questionnaire.limesurvey.names import named
from audit.questionnaire.limesurvey.remarks import Remarks, Why, placed
from audit.questionnaire.limesurvey.scoring import Scored, Scores
from audit.questionnaire.limesurvey.structure import Group, Question
from audit.questionnaire.limesurvey.tables import survey
from audit.questionnaire.limesurvey.texts import Wording, spoken
from audit.questionnaire.limesurvey.variables import Variables
from audit.questionnaire.limesurvey.work import ALWAYS, Made, Work, figure
from audit.questionnaire.schema import Respondent
from audit.questionnaire.source import LocatedMap

MAKERS: Mapping[Form, Callable[[Work, Question], list[Made]]] = {
    Form.WORDS: single.words,
    Form.NUMBER: single.number,
    Form.DATE: single.day,
    Form.ONE: single.one,
    Form.SEVERAL: several.ticked,
    Form.RANK: several.ranked,
    Form.MATRIX: arrays.stated,
    Form.TWO_SCALES: arrays.on_two_scales,
    Form.PARTS: several.parts,
    Form.GRID: arrays.grid,
    Form.TICKS: arrays.ticks,
    Form.NOTE: single.note,
    Form.EQUATION: single.equation,
    Form.FILE: single.file,
    Form.LANGUAGE: single.switch,
}
#: What can be there without being shown: a value, the ticks of boxes, a calculation.
UNSEEN = frozenset({Form.WORDS, Form.NUMBER, Form.DATE, Form.ONE})


def read(given: Path | str | bytes, *, file: str = "", respondent: Respondent | None = None) -> Carried:
    """Read a `.lss` file (its path or its bytes); DefinitionError where it is no survey at all.

    `respondent` says who answers; the public where the survey is listed publicly, else staff, if nobody says.
    Everything that could not be carried over as it was is in `skipped`, with its section, row and column.
    """
    name = file or ("" if isinstance(given, bytes) else str(given))
    whole = survey(document(given, file=name))
    bounds.check(whole)
    remarks = Remarks(name)
    names = named(whole, remarks)
    found = scoring.scores(whole, remarks)
    variables = Variables(whole, names)
    wording = Wording(whole, spoken(whole, remarks), variables, remarks, names.taken)
    work = Work(whole, names, remarks, wording, variables, found.points)
    data = _questionnaire(work, found, respondent)
    settings.remark(whole, remarks)
    ledger = Ledger()
    return carried(_located(data, ledger), ledger, file=name, skipped=remarks.all())


def _questionnaire(work: Work, found: Scores, respondent: Respondent | None) -> Made:
    fields = settings.head(work.survey, work.wording, work.remarks, respondent=respondent)
    sections, dimensions, indicators = [], [], []
    for number, group in enumerate(work.survey.groups, start=1):
        section = _section(work, group, f"group_{number}")
        if section is None:
            continue
        sections.append(section)
        scored = [each for each in scoring.counted(group, found) if _made(section, work, each)]
        if scored:
            dimensions.append(_dimension(section, group, scored))
            indicators += [_indicator(work, section, each) for each in scored]
    scale = _scale(work, found) if dimensions else []
    below = {"scale": scale, "dimensions": dimensions, "sections": sections, "indicators": indicators}
    lists = sharing.shared(sections)
    whole = {**fields, **({"choices": lists} if lists else {}), **{key: value for key, value in below.items() if value}}
    return Made(whole, work.survey.settings)


def _section(work: Work, group: Group, name: str) -> Made | None:
    label = work.wording.labels(group.texts, group.row, "group_name", code=name)
    hint = work.wording.words(group.descriptions, group.row, "description")
    questions = _worked(work, group)
    for question in group.questions:
        made = _question(work, question)
        questions += [*_worked(work, group), *made]
    if not questions:
        work.remarks.add(Why.EMPTY_GROUP, group.row)
        return None
    if group.row["randomization_group"]:
        work.remarks.add(
            Why.ATTRIBUTE,
            group.row,
            "randomization_group",
            name="randomization_group",
            value=group.row["randomization_group"],
        )
    relevant = ""
    if group.relevance not in ALWAYS:
        relevant = work.condition(group.relevance, work.variables, group.row, "grelevance")
    fields = {"name": name, "label": label, "hint": hint, "relevant": relevant, "questions": questions}
    columns = {"relevant": (group.row, "grelevance")}
    return Made(single.filled(fields), group.row, columns)


def _worked(work: Work, group: Group) -> list[Made]:
    """Return the calculations that the texts read so far quote."""
    return [Made(fields, group.row) for fields in work.wording.drained()]


def _question(work: Work, question: Question) -> list[Made]:
    kind = form(question)
    if kind is None:
        work.remarks.add(Why.TYPE, question.row, "type", word=question.type)
        return []
    if hidden(question) and kind is not Form.EQUATION:
        if kind in UNSEEN:
            return single.unseen(work, question)
        work.remarks.add(Why.HIDDEN, question.row, "type")
        return []
    return MAKERS[kind](work, question)


def _scored_name(work: Work, scored: Scored) -> str:
    return work.names.parts.get((scored.question.qid, scored.scale), work.name(scored.question))


def _made(section: Made, work: Work, scored: Scored) -> bool:
    questions = section.fields["questions"]
    assert isinstance(questions, list)  # noqa: S101 - _section puts a list there
    return any(each.fields["name"] == _scored_name(work, scored) for each in questions)


def _dimension(section: Made, group: Group, scored: Sequence[Scored]) -> Made:
    weight = figure(scoring.dimension_weight(tuple(scored)))
    return Made({"name": section.fields["name"], "label": section.fields["label"], "weight": weight}, group.row)


def _indicator(work: Work, section: Made, scored: Scored) -> Made:
    name = _scored_name(work, scored)
    fields: dict[str, object] = {
        "name": name,
        "dimension": section.fields["name"],
        "weight": figure(scored.span),
        "measure": "choice" if form(scored.question) in (Form.ONE, Form.SEVERAL) else "likert",
        "of": name,
    }
    return Made(fields, scored.question.row)


def _scale(work: Work, found: Scores) -> list[Made]:
    levels = []
    for number, (start, first, rows) in enumerate(scoring.rules(work.survey, found, work.remarks), start=1):
        base = next(iter(work.wording.languages), "")
        by_language = {row["language"] or base: row for row in rows}
        label = work.wording.words({tag: row["name"] for tag, row in by_language.items()}, first, "name")
        meaning = work.wording.words({tag: row["message"] for tag, row in by_language.items()}, first, "message")
        name = f"level_{number}"
        fields = {"level": name, "from": figure(start), "label": label or work.wording.fixed({"*": name}),
                  "meaning": meaning}  # fmt: skip
        levels.append(Made(single.filled(fields), first))
    return levels


def _located(made: Made, ledger: Ledger) -> LocatedMap:
    """Return what was made with the places that it came from."""
    found = ledger.mapping(placed(made.row))
    for key, value in made.fields.items():
        at: Place = placed(*made.columns.get(key, (made.row, "")))
        ledger.put(found, key, _value(value, ledger, at), place=at)
    return found


def _value(value: object, ledger: Ledger, at: Place) -> object:
    if isinstance(value, list) and value and isinstance(value[0], Made):
        items = ledger.list(at)
        for each in value:
            ledger.add(items, _located(each, ledger), place=placed(each.row))
        return items
    if isinstance(value, dict) and any(isinstance(each, list) for each in value.values()):
        lists = ledger.mapping(at)
        for name, each in value.items():
            ledger.put(lists, name, _value(each, ledger, at), place=at)
        return lists
    return value
