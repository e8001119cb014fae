"""Tables: statements on a scale or on two, grids of numbers or texts cell by cell, rows of boxes to tick."""

from audit.questionnaire.limesurvey import limits
from audit.questionnaire.limesurvey.forms import Option, items, options
from audit.questionnaire.limesurvey.names import ITEMS
from audit.questionnaire.limesurvey.remarks import Why
from audit.questionnaire.limesurvey.several import heading
from audit.questionnaire.limesurvey.single import asked, filled
from audit.questionnaire.limesurvey.structure import Question
from audit.questionnaire.limesurvey.texts import joined, shortened
from audit.questionnaire.limesurvey.work import ALWAYS, Made, Work, every
from audit.questionnaire.questions import TEXT_LIMIT

BY_COLUMNS = "H"
NUMBERS = ":"
HEADERS = ("dualscale_headerA", "dualscale_headerB")
UNFILTERED = ("array_filter", "array_filter_exclude", "min_answers", "max_answers")


def stated(work: Work, question: Question) -> list[Made]:
    """Return statements on one scale."""
    fields = _matrix(work, question, "0")
    if question.type == BY_COLUMNS:
        work.remarks.add(Why.BY_ROWS, question.row, "type")
    return [asked(work, question, fields)] if fields else []


def on_two_scales(work: Work, question: Question) -> list[Made]:
    """Return statements on two scales: a table for each."""
    made = []
    for scale, attribute in zip(("0", "1"), HEADERS, strict=True):
        fields = _matrix(work, question, scale)
        if not fields:
            continue
        whole = asked(work, question, fields)
        header = work.attribute_words(question, attribute) or {
            language: str(int(scale) + 1) for language in work.wording.languages.values()
        }
        label = joined(_texts(whole.fields["label"]), header, " – ")
        whole.fields.update({"name": work.names.parts[question.qid, scale], "label": label})
        made.append(whole)
    return made


def _texts(value: object) -> dict[str, str]:
    return dict(value) if isinstance(value, dict) else {}


def _matrix(work: Work, question: Question, scale: str) -> dict[str, object]:
    choices = work.choices(question, options(question, scale), scale)
    lines = [each for each in items(question) if (question.qid, ITEMS, each.key) in work.names.choices]
    if not choices or not lines:
        work.remarks.add(Why.NO_LINES if choices else Why.NO_ANSWERS, question.row, "type")
        return {}
    _unfiltered(work, question, lines)
    made = [
        Made(
            {"name": work.names.choices[question.qid, ITEMS, line.key], "label": work.option_label(question, line)},
            line.row,
        )
        for line in lines
    ]
    return {"type": "matrix", "choices": choices, "items": made}


def _unfiltered(work: Work, question: Question, lines: list[Option]) -> None:
    """Remark on what hides single statements: a table here shows all of its own."""
    for line in lines:
        if line.relevance not in ALWAYS:
            work.remarks.add(Why.ATTRIBUTE, line.row, "relevance", name="relevance", value=shortened(line.relevance))
    for name in UNFILTERED:
        if question.attribute(name):
            value = shortened(question.attribute(name))
            work.remarks.add(Why.ATTRIBUTE, question.attribute_rows[name], "value", name=name, value=value)
    if limits.random(question):
        work.remarks.add(Why.ATTRIBUTE, question.row, "", name="random_order", value="1")


def grid(work: Work, question: Question) -> list[Made]:
    """Return a grid of numbers or texts: a heading and a question for each cell, line by line."""
    columns = [each for each in question.lines("1") if each.code]
    lines = [each for each in items(question) if each.code]
    if not columns or not lines:
        work.remarks.add(Why.NO_LINES, question.row, "type")
        return []
    head, relevant = heading(work, question)
    kind = _number(work, question) if question.type == NUMBERS else _words(question)
    required = work.required(question)
    given = limits.sources(work, question)
    bound = every(str(kind.pop("constraint", "")), limits.validated(work, question, "em_validation_sq"))
    named = {
        column.code: work.wording.labels(column.texts, column.row, "question", code=column.code) for column in columns
    }
    made = [head]
    for line in lines:
        label = work.option_label(question, line)
        shown = every(relevant, limits.filters(work, question, line, given))
        for column in columns:
            fields = {
                "name": work.names.parts[question.qid, f"{line.code}_{column.code}"],
                **kind,
                "label": joined(label, named[column.code], " – "),
                "required": required,
                "relevant": shown,
                "constraint": bound,
            }
            made.append(Made(filled(fields), line.row, {"relevant": (line.row, "relevance")}))
    return made


def _number(work: Work, question: Question) -> dict[str, object]:
    """Return the type of a cell: a number on a line where LimeSurvey offers a list, else one that is typed."""
    least, most = ("multiflexible_min", "multiflexible_max")
    step = question.attribute("multiflexible_step")
    if question.attribute("input_boxes") == limits.ON:
        return {"type": "decimal", "constraint": limits.between(work, question, least, most)}
    bounds = {"start": (least, "1"), "end": (most, "10")}
    figures = {key: _figure(question.attribute(name), standing) for key, (name, standing) in bounds.items()}
    return {"type": "range", **figures, "step": _figure(step, "1")}


def _figure(value: str, otherwise: str) -> str:
    return value if limits.FIGURE.fullmatch(value) else otherwise


def _words(question: Question) -> dict[str, object]:
    if question.attribute("numbers_only") == limits.ON:
        return {"type": "decimal"}
    length = limits.length(question)
    return {"type": "text", "max_length": min(length, TEXT_LIMIT) if length else None}


def ticks(work: Work, question: Question) -> list[Made]:
    """Return rows of boxes to tick: a heading and a question of several answers for each row."""
    lines = [each for each in items(question) if each.code]
    if not lines or not options(question):
        work.remarks.add(Why.NO_LINES, question.row, "type")
        return []
    head, relevant = heading(work, question)
    required = work.required(question)
    given = limits.sources(work, question)
    made = [head]
    for line in lines:
        fields = {
            "name": work.names.parts[question.qid, line.code],
            "type": "select_multiple",
            "label": work.option_label(question, line),
            "required": required,
            "relevant": every(relevant, limits.filters(work, question, line, given)),
            "choices": work.choices(question, options(question)),
        }
        made.append(Made(filled(fields), line.row, {"relevant": (line.row, "relevance")}))
    return made
