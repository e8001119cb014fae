"""Questions with several answers: boxes to tick, rankings, several numbers or texts under one heading."""

from audit.questionnaire.limesurvey import limits
from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.forms import Option, has_other, items, options
from audit.questionnaire.limesurvey.names import COMMENT
from audit.questionnaire.limesurvey.remarks import Why
from audit.questionnaire.limesurvey.single import asked, comment, default, filled
from audit.questionnaire.limesurvey.structure import Question
from audit.questionnaire.limesurvey.work import Made, Work, every
from audit.questionnaire.plan import OTHER, OTHER_SUFFIX
from audit.questionnaire.questions import TEXT_LIMIT

HEADING = "heading"
TICKED = "Y"
WITH_COMMENTS = "P"
NUMBERS = "K"


def ticked(work: Work, question: Question) -> list[Made]:
    """Return boxes to tick, and a comment for each where the type has them."""
    listed = options(question)
    choices = work.choices(question, listed)
    if not choices:
        work.remarks.add(Why.NO_LINES, question.row, "type")
        return []
    alone = limits.exclusive(question)
    named = [each for each in listed if (question.qid, "0", each.key) in work.names.choices]
    for made, option in zip(choices, named, strict=True):
        made.fields.update(filled({"exclusive": option.code in alone}))
    fields: dict[str, object] = {
        "type": "select_multiple",
        "choices": choices,
        "or_other": has_other(question),
        "choice_filter": limits.choice_filter(work, question, listed),
        "randomize": limits.random(question),
        "default": _ticked_before(work, question, named),
    }
    made = asked(work, question, fields, constraint=limits.chosen(work, question))
    return [made, *(_comments(work, question, named) if question.type == WITH_COMMENTS else ())]


def _ticked_before(work: Work, question: Question, listed: list[Option]) -> str:
    chosen = {row["sqid"] for row in question.defaults if row["defaultvalue"] == TICKED}
    return " ".join(work.names.choices[question.qid, "0", each.key] for each in listed if each.key in chosen)


def _comments(work: Work, question: Question, listed: list[Option]) -> list[Made]:
    reference = f"${{{work.name(question)}}}"
    made = []
    for option in listed:
        choice = work.names.choices[question.qid, "0", option.key]
        part = work.names.parts[question.qid, f"{option.code}{COMMENT}"]
        label = work.option_label(question, option)
        made.append(comment(work, question, part, f"selected({reference}, '{choice}')", label))
    part = work.names.parts.get((question.qid, f"{OTHER}{COMMENT}"), "")
    if part:
        label = {each: f"${{{work.name(question)}{OTHER_SUFFIX}}}" for each in work.wording.languages.values()}
        made.append(comment(work, question, part, f"selected({reference}, '{OTHER}')", label))
    return made


def ranked(work: Work, question: Question) -> list[Made]:
    """Return a ranking; LimeSurvey's can stop after some of the answers, ours cannot."""
    listed = options(question)
    choices = work.choices(question, listed)
    if not choices:
        work.remarks.add(Why.NO_ANSWERS, question.row, "type")
        return []
    for attribute in ("max_answers", "min_answers"):
        if question.attribute(attribute) not in ("", str(len(choices))):
            work.remarks.add(Why.WHOLE_RANK, question.attribute_rows[attribute], "value")
    fields: dict[str, object] = {
        "type": "rank",
        "choices": choices,
        "choice_filter": limits.choice_filter(work, question, listed),
        "randomize": limits.random(question),
    }
    return [asked(work, question, fields)]


def heading(work: Work, question: Question) -> tuple[Made, str]:
    """Return the words above the parts of a question, and the condition of all of them."""
    made = asked(work, question, {"type": "note", "appearance": HEADING})
    kept = ("name", "type", "label", "hint", "relevant", "appearance")
    fields = {key: made.fields[key] for key in kept if key in made.fields}
    return Made(fields, made.row, made.columns), str(fields.get("relevant", ""))


def parts(work: Work, question: Question) -> list[Made]:
    """Return several numbers or short texts: a heading and a question for each."""
    named = [each for each in items(question) if (question.qid, each.code) in work.names.parts and each.code]
    if not named:
        work.remarks.add(Why.NO_LINES, question.row, "type")
        return []
    head, relevant = heading(work, question)
    numeric = question.type == NUMBERS or question.attribute("numbers_only") == limits.ON
    names = [work.names.parts[question.qid, each.code] for each in named]
    each_kind = _numeric(work, question) if numeric else _textual(question)
    each_bound = every(
        limits.numbers(work, question) if question.type == NUMBERS else "",
        limits.pattern(work, question),
        limits.validated(work, question, "em_validation_sq"),
    )
    # What all parts must fulfil together is asked of the last, when the others have their answers.
    whole = every(
        limits.sums(work, question, names) if question.type == NUMBERS else "",
        _counted(work, question, names),
        limits.validated(work, question),
    )
    advice = limits.advice(work, question)
    required = work.required(question)
    given = limits.sources(work, question)
    made = [head]
    for option, name in zip(named, names, strict=True):
        bound = every(each_bound, whole if name == names[-1] else "")
        fields = {
            "name": name,
            **each_kind,
            "label": work.option_label(question, option),
            "required": required,
            "relevant": every(relevant, limits.filters(work, question, option, given)),
            "constraint": bound,
            "constraint_message": advice if bound else {},
            "default": default(work, question, option.key),
        }
        made.append(Made(filled(fields), option.row, _columns(question, option.row)))
    return made


def _columns(question: Question, row: Row | None) -> dict[str, tuple[Row | None, str]]:
    return {
        **limits.rows_of(question, {"constraint": "em_validation_q"}),
        "relevant": (row or question.row, "relevance"),
    }


def _counted(work: Work, question: Question, names: list[str]) -> str:
    count = f"count({', '.join(f'${{{name}}}' for name in names)})"
    return limits.between(work, question, "min_answers", "max_answers", of=count)


def _numeric(work: Work, question: Question) -> dict[str, object]:
    if question.attribute("slider_layout") == limits.ON:
        bounds = {"start": "slider_min", "end": "slider_max", "step": "slider_accuracy"}
        given = {key: question.attribute(name) for key, name in bounds.items()}
        standing = {"start": "0", "end": "100", "step": "1"}
        figures = {key: value if limits.FIGURE.fullmatch(value) else standing[key] for key, value in given.items()}
        start = question.attribute("slider_default")
        return {"type": "range", **figures, "default": start if limits.FIGURE.fullmatch(start) else ""}
    return {"type": "integer" if question.attribute("num_value_int_only") == limits.ON else "decimal"}


def _textual(question: Question) -> dict[str, object]:
    length = limits.length(question)
    return {"type": "text", "max_length": min(length, TEXT_LIMIT) if length else None}
