"""What a question demands of its answer by its attributes: bounds, numbers of answers, patterns, equations, filters."""

import re
from collections.abc import Iterator, Mapping

from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.forms import Option
from audit.questionnaire.limesurvey.meanings import Meaning, Untranslatable, by_code
from audit.questionnaire.limesurvey.perl import whole_pattern
from audit.questionnaire.limesurvey.remarks import Why
from audit.questionnaire.limesurvey.structure import Question
from audit.questionnaire.limesurvey.texts import shortened
from audit.questionnaire.limesurvey.work import ALWAYS, Work, every

FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
DAY = re.compile(r"([0-9]{4})(-[0-9]{2}-[0-9]{2})?( .*)?")
ON = "1"
RANDOM = "random"
MOST_FILTERS = 10
FILTERS = ("array_filter", "array_filter_exclude")


def amount(work: Work, question: Question, attribute: str) -> str:
    """Return the value of an attribute as a number or an expression of ours; "" where there is none."""
    value = question.attribute(attribute).strip()
    if not value or FIGURE.fullmatch(value):
        return value
    return work.value(value, work.own(question), question.attribute_rows.get(attribute), "value")


def between(work: Work, question: Question, least: str, most: str, *, of: str = ".") -> str:
    """Return the condition that a value lies between two attributes."""
    low, high = amount(work, question, least), amount(work, question, most)
    return every(f"{of} >= {low}" if low else "", f"{of} <= {high}" if high else "")


def numbers(work: Work, question: Question) -> str:
    """Return the bounds of each number of a numerical question."""
    return between(work, question, "min_num_value_n", "max_num_value_n")


def sums(work: Work, question: Question, parts: list[str]) -> str:
    """Return what the numbers of a question of several must add up to."""
    total = f"coalesce(sum({', '.join(f'${{{part}}}' for part in parts)}), 0)"
    exact = amount(work, question, "equals_num_value") or amount(work, question, "num_value_equals_sgqa")
    bounds = between(work, question, "min_num_value", "max_num_value", of=total)
    return every(bounds, f"{total} = {exact}" if exact else "")


def days(work: Work, question: Question) -> str:
    """Return the bounds of a date."""
    bounds = []
    for attribute, sign, rest in (("date_min", ">=", "-01-01"), ("date_max", "<=", "-12-31")):
        value = question.attribute(attribute).strip()
        day = DAY.fullmatch(value)
        if day:
            bounds.append(f". {sign} '{day[1]}{day[2] or rest}'")
        elif value:
            said = work.value(value, work.own(question), question.attribute_rows.get(attribute), "value")
            bounds.append(f". {sign} {said}" if said else "")
    return every(*bounds)


def chosen(work: Work, question: Question) -> str:
    """Return how many answers may be chosen."""
    return between(work, question, "min_answers", "max_answers", of="count-selected(.)")


def pattern(work: Work, question: Question) -> str:
    """Return the pattern of a text, which LimeSurvey keeps in the column `preg`."""
    written = question.row["preg"]
    if not written:
        return ""
    try:
        whole = whole_pattern(written)
    except Untranslatable as error:
        work.remarks.add(Why.UNTRANSLATED, question.row, "preg", reason=error.reason, source=shortened(written))
        return ""
    mark = '"' if "'" in whole else "'"
    return f"regex(., {mark}{whole}{mark})"


def validated(work: Work, question: Question, attribute: str = "em_validation_q") -> str:
    """Return the validation equation of a question (or of each of its parts)."""
    source = question.attribute(attribute)
    row = question.attribute_rows.get(attribute)
    return work.condition(source, work.own(question), row, "value") if source else ""


def advice(work: Work, question: Question) -> dict[str, str]:
    """Return the words that LimeSurvey shows where its validation fails."""
    return work.attribute_words(question, "em_validation_q_tip") or work.attribute_words(
        question, "em_validation_sq_tip"
    )


def length(question: Question) -> int | None:
    """Return the greatest number of characters, where the attribute is one."""
    value = question.attribute("maximum_chars").strip()
    return int(value) if value.isdecimal() and int(value) > 0 else None


def exclusive(question: Question) -> frozenset[str]:
    """Return the codes that stand alone."""
    return frozenset(code for code in re.split(r"[;,\s]+", question.attribute("exclude_all_others")) if code)


def random(question: Question) -> bool:
    """Return whether answers stand in a random order."""
    return question.attribute("random_order") == ON or RANDOM in (
        question.attribute("answer_order"),
        question.attribute("subquestion_order"),
    )


Sources = Mapping[str, tuple[Mapping[str, Meaning], ...]]


def sources(work: Work, question: Question) -> Sources:
    """Return, by the attribute that names them, what the questions that filter this one say of each code."""
    return {attribute: tuple(_sources(work, question, attribute)) for attribute in FILTERS}


def filters(work: Work, question: Question, line: Option, given: Sources) -> str:
    """Return when a line of a question is shown: by its own equation and by the answers that filter it."""
    own = ""
    if line.relevance not in ALWAYS:
        own = work.condition(line.relevance, work.own(question), line.row, "relevance")
    shown, hidden = (_by_filter(given[attribute], line.code) for attribute in FILTERS)
    return every(own, shown, f"not({hidden})" if hidden else "")


def choice_filter(work: Work, question: Question, options: tuple[Option, ...]) -> str:
    """Return the filter of the choices of a question: those without a condition are always offered."""
    parts = []
    given = sources(work, question)
    for option in options:
        name = work.names.choices.get((question.qid, "0", option.key))
        condition = filters(work, question, option, given) if name else ""
        if name and condition:
            parts.append((name, condition))
    alike = _alike(parts)
    if alike:
        rest = [work.names.choices[question.qid, "0", each.key] for each in options
                if (question.qid, "0", each.key) in work.names.choices]  # fmt: skip
        filtered = dict(parts)
        free = [name for name in rest if name not in filtered]
        return " or ".join([alike, *(f"name = '{name}'" for name in free)])
    return every(*(f"name != '{name}' or {condition}" for name, condition in parts))


def _alike(parts: list[tuple[str, str]]) -> str:
    """Return the one condition that says by `name` what each choice says of itself, "" where they differ."""
    general = {condition.replace(f"'{name}'", "name") for name, condition in parts}
    return general.pop() if len(general) == 1 and all(f"'{name}'" in said for name, said in parts) else ""


def _by_filter(given: tuple[Mapping[str, Meaning], ...], code: str) -> str:
    """Return the condition by which other questions' answers show the line of that code."""
    meanings = [source[code] for source in given if code and code in source]
    found = [meaning.holds or f"{meaning.value} != ''" for meaning in meanings]
    return found[0] if len(found) == 1 else f"({' or '.join(found)})" if found else ""


def _sources(work: Work, question: Question, attribute: str) -> Iterator[Mapping[str, Meaning]]:
    for wanted in list(filter(None, re.split(r"[;,\s]+", question.attribute(attribute))))[:MOST_FILTERS]:
        source = work.survey.coded.get(wanted)
        if source is None or source.qid == question.qid:
            _unfiltered(work, question, attribute)
        else:
            yield by_code(source, work.names)


def _unfiltered(work: Work, question: Question, attribute: str) -> None:
    value = shortened(question.attribute(attribute))
    work.remarks.add(Why.ATTRIBUTE, question.attribute_rows.get(attribute), "value", name=attribute, value=value)


def rows_of(question: Question, attributes: Mapping[str, str]) -> Mapping[str, tuple[Row | None, str]]:
    """Return where keys of a question come from, by the attribute behind each."""
    found = {key: (question.attribute_rows[name], "value") for key, name in attributes.items()
             if name in question.attribute_rows}  # fmt: skip
    return {"relevant": (question.row, "relevance"), **found}
