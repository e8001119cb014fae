"""Questions with one answer: texts, numbers, dates, one of a list; notes, equations, and what is never shown."""

import re
from collections.abc import Mapping

from audit.errors import message
from audit.questionnaire.limesurvey import limits
from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.forms import COUNTS_AS, Form, form, has_other, options
from audit.questionnaire.limesurvey.meanings import OTHER_CODE
from audit.questionnaire.limesurvey.names import COMMENT
from audit.questionnaire.limesurvey.remarks import Why
from audit.questionnaire.limesurvey.structure import Question
from audit.questionnaire.limesurvey.texts import PIECE
from audit.questionnaire.limesurvey.work import Made, Work, every
from audit.questionnaire.markup import plain
from audit.questionnaire.plan import OTHER
from audit.questionnaire.questions import TEXT_LIMIT

PLAIN_VALUE = re.compile(r"[A-Za-z0-9_.-][A-Za-z0-9_. -]*")
LONG = frozenset({"T", "U"})
DROPDOWN = "!"
YES = "Y"
COMMENTS = {
    "en": "Your comment",
    "ru": "Ваш комментарий",
    "de": "Ihr Kommentar",
    "fr": "Votre commentaire",
    "es": "Su comentario",
}


def asked(work: Work, question: Question, fields: dict[str, object], *, constraint: str = "") -> Made:
    """Return a question with all that it has whatever its type: label, hint, condition, requirement, advice."""
    relevant = work.relevant(question)
    condition = every(constraint, limits.validated(work, question))
    advice = limits.advice(work, question) if condition else {}
    whole = {
        "name": work.name(question),
        "type": fields["type"],
        "label": work.label(question),
        "hint": work.hint(question),
        "required": work.required(question),
        "relevant": relevant,
        "constraint": condition,
        "constraint_message": advice,
        "sensitive": question.row["encrypted"] == YES,
        **fields,
    }
    columns = limits.rows_of(question, {"constraint": "em_validation_q", "choice_filter": "array_filter"})
    return Made(filled(whole), question.row, columns)


def filled(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the keys that say something."""
    return {key: value for key, value in fields.items() if value not in ("", False, None, {}, [])}


def words(work: Work, question: Question) -> list[Made]:
    """Return a text; one that takes only figures is a number."""
    if question.attribute("numbers_only") == limits.ON:
        return number(work, question)
    length = limits.length(question)
    fields: dict[str, object] = {
        "type": "text",
        "max_length": min(length, TEXT_LIMIT) if length else None,
        "appearance": "multiline" if question.type in LONG else "",
        "default": default(work, question),
    }
    condition = every(limits.pattern(work, question), limits.validated(work, question, "em_validation_sq"))
    return [asked(work, question, fields, constraint=condition)]


def number(work: Work, question: Question) -> list[Made]:
    """Return a number; whole where LimeSurvey takes only whole ones."""
    whole = question.attribute("num_value_int_only") == limits.ON
    condition = every(
        limits.numbers(work, question),
        limits.pattern(work, question),
        limits.validated(work, question, "em_validation_sq"),
    )
    fields: dict[str, object] = {"type": "integer" if whole else "decimal", "default": default(work, question)}
    return [asked(work, question, fields, constraint=condition)]


def day(work: Work, question: Question) -> list[Made]:
    """Return a date, or a time, or both, by the format that LimeSurvey shows."""
    shape = question.attribute("date_format")
    timed = bool(re.search(r"[HM]", shape))
    dated = not timed or bool(re.search(r"[dmyY]", shape))
    kind = "datetime" if timed and dated else "time" if timed else "date"
    bounds = limits.days(work, question) if dated else ""
    fields: dict[str, object] = {"type": kind, "default": default(work, question)}
    return [asked(work, question, fields, constraint=bounds)]


def one(work: Work, question: Question) -> list[Made]:
    """Return one of a list, and the comment of a list with comment as a question of its own."""
    listed = options(question)
    choices = work.choices(question, listed)
    for made, option in zip(choices, (each for each in listed if each.code), strict=False):
        made.fields.update(filled({"counts_as": COUNTS_AS.get((question.type, option.code), "")}))
    if not choices:
        return _without(work, question, Why.NO_ANSWERS)
    fields: dict[str, object] = {
        "type": "select_one",
        "appearance": "minimal" if question.type == DROPDOWN else "",
        "choices": choices,
        "or_other": has_other(question),
        "randomize": limits.random(question),
        "default": default(work, question),
    }
    made = asked(work, question, fields)
    part = work.names.parts.get((question.qid, COMMENT))
    return [made, comment(work, question, part, str(made.fields.get("relevant", "")))] if part else [made]


def comment(work: Work, question: Question, name: str, relevant: str, label: dict[str, str] | None = None) -> Made:
    """Return the question that takes a comment."""
    work.remarks.add(Why.COMMENT, question.row, "type", name=name)
    said = work.wording.fixed(COMMENTS)
    whole = {each: f"{(label or {}).get(each, '')}: {text}".removeprefix(": ") for each, text in said.items()}
    fields: dict[str, object] = {"name": name, "type": "text", "label": whole, "relevant": relevant}
    return Made(filled(fields), question.row)


def note(work: Work, question: Question) -> list[Made]:
    """Return words between questions."""
    made = asked(work, question, {"type": "note"})
    made.fields.pop("required", None)
    return [made]


def equation(work: Work, question: Question) -> list[Made]:
    """Return a calculation: of one equation, or of a text with equations in it."""
    attribute = question.attribute("equation")
    row, column = (question.attribute_rows["equation"], "value") if attribute else (question.row, "question")
    source = attribute or next(iter(question.texts.values()), "")
    formula = calculation(
        work, question, plain(source).text if "<" in source and ">" in source else source, row, column
    )
    if not formula:
        return []
    relevant = work.relevant(question)
    made = Made(
        filled({"name": work.name(question), "type": "calculate", "relevant": relevant, "calculation": formula}),
        question.row,
        {"calculation": (row, column), "relevant": (question.row, "relevance")},
    )
    if not attribute or question.attribute("hidden") == limits.ON or not question.texts:
        return [made]
    name = work.names.taken.free(f"{work.name(question)}_shown")
    shown = {"name": name, "type": "note", "label": work.label(question), "relevant": relevant}
    return [made, Made(filled(shown), question.row)]


def calculation(work: Work, question: Question, source: str, row: Row | None, column: str) -> str:
    """Return an expression for a text that is one equation or holds several in braces."""
    pieces = PIECE.split(source.strip())
    if len(pieces) == 1:
        return work.value(source, work.own(question), row, column) if "{" not in source else ""
    said: list[str] = []
    for place, piece in enumerate(pieces):
        if place % 2:
            found = work.value(piece, work.own(question), row, column)
            if not found:
                return ""
            said.append(found)
        elif piece:
            said.append(f'"{piece}"' if "'" in piece else f"'{piece}'")
    return said[0] if len(said) == 1 else f"concat({', '.join(said)})"


def default(work: Work, question: Question, part: str = "") -> str:
    """Return the value to begin with, of a question or of one of its parts; "" where there is none."""
    rows = [row for row in question.defaults if (row["sqid"] or "0") in (part or "0",) and row["defaultvalue"]]
    found = [row for row in rows if not row["specialtype"]]
    for row in rows:
        if row["specialtype"]:
            work.remarks.add(Why.DEFAULT, row, "specialtype", reason=message("it fills in the words of “other”"))
    values = list(dict.fromkeys(row["defaultvalue"] for row in found))
    if not values:
        return ""
    if len(values) > 1:
        work.remarks.add(Why.DEFAULT, found[-1], "defaultvalue", reason=message("languages have different ones"))
    return _beginning(work, question, values[0], found[0])


def _beginning(work: Work, question: Question, value: str, row: Row) -> str:
    inner = PIECE.fullmatch(value.strip())
    if inner:
        said = work.value(inner[1], work.own(question), row, "defaultvalue")
        return said if "(" in said or "${" in said else f"string({said})" if said else ""
    if form(question) is Form.ONE:
        codes = {each.code: work.names.choices.get((question.qid, "0", each.key)) for each in options(question)}
        name = codes.get(value) or (OTHER if value == OTHER_CODE and has_other(question) else None)
        if name is None:
            work.remarks.add(Why.DEFAULT, row, "defaultvalue", reason=message("there is no such answer"))
        return name or ""
    if PLAIN_VALUE.fullmatch(value):
        return value
    marks = [mark for mark in ("'", '"') if mark not in value]
    if not marks:
        work.remarks.add(Why.DEFAULT, row, "defaultvalue", reason=message("it holds both kinds of quotation marks"))
        return ""
    return f"{marks[0]}{value}{marks[0]}"


def unseen(work: Work, question: Question) -> list[Made]:
    """Return a question that is never shown, with its default."""
    fields = {"name": work.name(question), "type": "hidden", "default": default(work, question),
              "relevant": work.relevant(question)}  # fmt: skip
    return [Made(filled(fields), question.row, {"relevant": (question.row, "relevance")})]


def file(work: Work, question: Question) -> list[Made]:
    """Refuse a file: only named sets ask for evidence."""
    return _without(work, question, Why.FILE)


def switch(work: Work, question: Question) -> list[Made]:
    """Leave out a switch of languages."""
    return _without(work, question, Why.LANGUAGE_SWITCH)


def _without(work: Work, question: Question, why: Why) -> list[Made]:
    work.remarks.add(why, question.row, "type")
    return []
