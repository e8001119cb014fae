"""What a question or a part of it stands for in expressions, form by form: its value here, its tick, its label."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.errors import Message, message
from audit.questionnaire.limesurvey.forms import Form, Option, form, has_other, hidden, items, options
from audit.questionnaire.limesurvey.names import COMMENT, ITEMS, Names
from audit.questionnaire.limesurvey.structure import Question
from audit.questionnaire.plan import OTHER, OTHER_SUFFIX

OTHER_CODE = "-oth-"
NOT_ASKED = frozenset({Form.NOTE, Form.FILE, Form.LANGUAGE})


class Untranslatable(ValueError):
    """A piece of an expression that our dialect cannot say; `reason` ends a sentence that begins with "because"."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a variable stands for.

    `value` is its value in our dialect, `holds` whether a box is ticked, `codes` the names of the choices that it can
    be, by code; `label` shows it in words, `members` are the variables of a question of several, `piped` is the path
    by which texts quote it, `points` are the assessment values of its choices.
    """

    value: str = ""
    holds: str = ""
    codes: Mapping[str, str] | None = None
    label: str = ""
    piped: str = ""
    points: Mapping[str, str] | None = None
    members: tuple["Meaning", ...] = ()
    several: str = ""


def meaning_of(question: Question, rest: str, names: Names) -> Meaning | None:
    """Return what a question (`rest` empty) or a part of it stands for, or None where it has no such part."""
    kind = form(question)
    name = names.questions[question.qid]
    if kind in NOT_ASKED or kind is None:
        raise Untranslatable(message("question '%(name)s' has no answer here", name=question.code or name))
    if rest == OTHER and has_other(question) and not hidden(question):
        return _plain(name + OTHER_SUFFIX)
    if rest in (COMMENT, f"{OTHER}{COMMENT}") or (question.type == "P" and rest.endswith(COMMENT)):
        part = names.parts.get((question.qid, rest))
        return _plain(part) if part else None
    return READERS.get(kind, _single)(question, rest, names)


def _plain(path: str) -> Meaning:
    return Meaning(value=f"${{{path}}}", piped=path)


def by_code(question: Question, names: Names) -> Mapping[str, Meaning]:
    """Return what each line of a question of several stands for, by its code; nothing for other forms."""
    name = names.questions[question.qid]
    match form(question):
        case Form.SEVERAL:
            chosen = {each.code: names.choices.get((question.qid, "0", each.key)) for each in options(question)}
            return {code: _tick(f"${{{name}}}", choice) for code, choice in chosen.items() if choice}
        case Form.MATRIX:
            stated = {each.code: names.choices.get((question.qid, ITEMS, each.key)) for each in items(question)}
            return {code: _plain(f"{name}/{item}") for code, item in stated.items() if item}
        case Form.PARTS:
            parts = {each.code: names.parts.get((question.qid, each.code)) for each in items(question)}
            return {code: _plain(part) for code, part in parts.items() if part}
    return {}


def _single(question: Question, rest: str, names: Names) -> Meaning | None:
    return None if rest else _plain(names.questions[question.qid])


def _chosen(question: Question, path: str, scale: str, names: Names) -> Meaning:
    reference = f"${{{path}}}"
    return Meaning(
        value=reference,
        codes=codes_of(question, scale, names),
        label=reference if hidden(question) else f"jr:choice-name({reference}, '{reference}')",
        piped=path,
        points=_points(question, scale, names),
    )


def _one(question: Question, rest: str, names: Names) -> Meaning | None:
    return None if rest else _chosen(question, names.questions[question.qid], "0", names)


def _several(question: Question, rest: str, names: Names) -> Meaning | None:
    reference = f"${{{names.questions[question.qid]}}}"
    if not rest:
        boxes = tuple(ticks(question, reference, names))
        return Meaning(members=boxes, several=reference, piped=names.questions[question.qid])
    line = _by_code(options(question), rest)
    return _tick(reference, names.choices[question.qid, "0", line.key]) if line else None


def ticks(question: Question, reference: str, names: Names) -> Iterator[Meaning]:
    """Yield the boxes of a question of several answers, as parts of `reference`."""
    for option in options(question):
        chosen = names.choices.get((question.qid, "0", option.key))
        if chosen:
            yield _tick(reference, chosen)


def _tick(reference: str, choice: str) -> Meaning:
    holds = f"selected({reference}, '{choice}')"
    label = f"jr:choice-name(if({holds}, '{choice}', ''), '{reference}')" if reference.startswith("$") else ""
    return Meaning(value=f"if({holds}, 'Y', '')", holds=holds, label=label)


def _ranked(question: Question, rest: str, names: Names) -> Meaning | None:
    reference = f"${{{names.questions[question.qid]}}}"
    if not rest:
        return Meaning(several=reference, piped=names.questions[question.qid])
    if not rest.isdecimal() or not 0 < int(rest) <= len(options(question)):
        return None
    value = f"selected-at({reference}, {int(rest) - 1})"
    label = f"jr:choice-name({value}, '{reference}')"
    return Meaning(value=value, codes=codes_of(question, "0", names), label=label)


def _stated(question: Question, rest: str, names: Names) -> Meaning | None:
    name = names.questions[question.qid]
    if not rest:
        known = [each for each in items(question) if (question.qid, ITEMS, each.key) in names.choices]
        return Meaning(members=tuple(found for each in known if (found := _stated(question, each.code, names))))
    item = _by_code(items(question), rest)
    return _chosen(question, f"{name}/{names.choices[question.qid, ITEMS, item.key]}", "0", names) if item else None


def _on_two_scales(question: Question, rest: str, names: Names) -> Meaning | None:
    code, _, scale = rest.rpartition("_")
    item = _by_code(items(question), code)
    if item is None or scale not in ("0", "1"):
        return None
    path = f"{names.parts[question.qid, scale]}/{names.choices[question.qid, ITEMS, item.key]}"
    return _chosen(question, path, scale, names)


def _in_parts(question: Question, rest: str, names: Names) -> Meaning | None:
    if not rest:
        found = [name for (qid, _), name in names.parts.items() if qid == question.qid]
        return Meaning(members=tuple(_plain(name) for name in found))
    part = names.parts.get((question.qid, rest))
    return _plain(part) if part else None


def _ticked(question: Question, rest: str, names: Names) -> Meaning | None:
    for line in items(question):
        column = _by_code(options(question), rest.removeprefix(f"{line.code}_"))
        if line.code and rest.startswith(f"{line.code}_") and column:
            reference = f"${{{names.parts[question.qid, line.code]}}}"
            holds = f"selected({reference}, '{names.choices[question.qid, '0', column.key]}')"
            return Meaning(value=f"if({holds}, '1', '')", holds=holds)
    return None


READERS = {
    Form.ONE: _one,
    Form.SEVERAL: _several,
    Form.RANK: _ranked,
    Form.MATRIX: _stated,
    Form.TWO_SCALES: _on_two_scales,
    Form.PARTS: _in_parts,
    Form.GRID: _in_parts,
    Form.TICKS: _ticked,
}


def _by_code(listed: tuple[Option, ...], code: str) -> Option | None:
    return next((each for each in listed if each.code and each.code == code), None)


def codes_of(question: Question, scale: str, names: Names) -> Mapping[str, str]:
    """Return the names of the answers on a scale by their codes."""
    named = {
        each.code: names.choices[question.qid, scale, each.key] for each in options(question, scale) if each.code
    } if form(question) in (Form.ONE, Form.RANK, Form.MATRIX, Form.TWO_SCALES) else {}  # fmt: skip
    return {**named, OTHER_CODE: OTHER} if has_other(question) else named


def _points(question: Question, scale: str, names: Names) -> Mapping[str, str]:
    listed = options(question, scale)
    return {names.choices[question.qid, scale, each.key]: each.points for each in listed if each.code and each.points}
