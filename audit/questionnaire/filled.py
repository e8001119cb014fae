"""Filled-in forms read cell by cell: what was typed where becomes typed answers, or mistakes by sheet and cell.

A place of a form is named by its key: `question`, `question/choice`, `question/row/women`, `repeat/2/member`,
`question_other`. The Excel form and the page for paper answers give the same keys, so both are read here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from audit.errors import InvalidAnswers, Message, Mistake, mark, message
from audit.questionnaire import scalars, schema
from audit.questionnaire.draft import choices_of
from audit.questionnaire.instances import HERE, Where, entry, path, put
from audit.questionnaire.plan import OTHER, OTHER_SUFFIX, takes_other
from audit.questionnaire.readers import ACKNOWLEDGED, shortened
from audit.questionnaire.reading import read_at
from audit.questionnaire.scalars import Unfit
from audit.questionnaire.values import Absence, Answers, Value
from audit.wording import languages, say

CONFIRMED = mark("I confirm this")
OTHER_WORDS = mark("Other, please specify")
#: What people write to tick a box.
TICKS = frozenset({"x", "х", "v", "✓", "✔", "☑", "☒", "+", "1", "true", "yes", "да", "ok"})
NO_TICKS = frozenset({"0", "-", "–", "false", "no", "нет", "☐"})


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at one place of a form: its key, the text, and where a person finds it."""

    key: str
    text: str
    place: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spot:
    where: Where
    question: schema.Question
    name: str
    parts: tuple[str, ...]

    @property
    def path(self) -> str:
        return path(self.where, self.name)


def answers(questionnaire: schema.Questionnaire, cells: Iterable[Cell], *, file: str = "") -> Answers:
    """Return what was filled in, typed; blank cells are no answers, blank entries of a repeat no entries.

    Raises InvalidAnswers with every mistake, each at its cell.
    """
    given: dict[str, list[tuple[_Spot, Cell]]] = {}
    mistakes: list[Mistake] = []
    for cell in cells:
        if not cell.text.strip():
            continue
        spot = _spot(questionnaire.questions, HERE, cell.key.split("/"))
        if spot is None:
            mistakes.append(_unknown(cell))
            continue
        given.setdefault(spot.path, []).append((spot, cell))
    read: Answers = {}
    for placed in given.values():
        try:
            value = _read(questionnaire, placed)
        except InvalidAnswers as refusal:
            mistakes += refusal.mistakes
            continue
        read = put(read, placed[0][0].where, {placed[0][0].name: value})
    if mistakes:
        raise InvalidAnswers(tuple(replace(each, file=file) for each in mistakes))
    return _without_gaps(questionnaire.questions, read)


def _spot(questions: Mapping[str, schema.Question], where: Where, steps: Sequence[str]) -> _Spot | None:
    name, *parts = steps
    question = questions.get(name)
    if question is None:
        asked = questions.get(name.removesuffix(OTHER_SUFFIX)) if name.endswith(OTHER_SUFFIX) else None
        is_other = asked is not None and takes_other(asked) and not parts
        return _Spot(where, asked, name, (OTHER_SUFFIX,)) if asked is not None and is_other else None
    if not isinstance(question, schema.RepeatQuestion):
        return _Spot(where, question, name, tuple(parts))
    number = parts[0] if len(parts) > 1 else ""
    if not (number.isascii() and number.isdigit() and 0 < int(number[:4]) <= question.most):
        return None
    return _spot({each.name: each for each in question.questions}, entry(where, name, int(number)), parts[1:])


def _unknown(cell: Cell) -> Mistake:
    wrong = message("there is no place '%(name)s' in this questionnaire", name=shortened(cell.key))
    return Mistake("unknown-place", cell.place, wrong, message("Fill in a form of this version of the questionnaire."))


def _read(questionnaire: schema.Questionnaire, placed: Sequence[tuple[_Spot, Cell]]) -> Value:
    """Return the value of one question; what is wrong in one cell is said there, else at the first of its cells."""
    first = placed[0][0]
    raw: Any = None
    mistakes: list[Mistake] = []
    for spot, cell in placed:
        try:
            raw = _joined(raw, spot, _raw(spot, cell.text))
        except Unfit as unfit:
            mistakes.append(Mistake(unfit.code, cell.place, unfit.wrong, unfit.remedy))
    if mistakes:
        raise InvalidAnswers(tuple(mistakes))
    try:
        return read_at(questionnaire, first.path, _whole(first.question, raw) if first.name == first.question.name
                       else raw)  # fmt: skip
    except Unfit as unfit:
        raise InvalidAnswers((Mistake(unfit.code, placed[0][1].place, unfit.wrong, unfit.remedy),)) from None
    except InvalidAnswers as refusal:
        place = placed[0][1].place
        raise InvalidAnswers(tuple(replace(each, place=(*place, *each.place)) for each in refusal.mistakes)) from None


def _raw(spot: _Spot, text: str) -> Any:  # noqa: ANN401 - as JSON
    question, parts = spot.question, spot.parts
    if parts == (OTHER_SUFFIX,) or isinstance(question, schema.TextQuestion):
        return text
    if isinstance(question, schema.SelectMultipleQuestion) and parts:
        return _ticked(text)
    if isinstance(question, schema.SelectMultipleQuestion):
        return [_chosen(question, each) for each in text.replace("\n", ";").split(";") if each.strip()]
    if isinstance(question, schema.RankQuestion | schema.HeadcountQuestion) and parts:
        return scalars.integer(text)
    if isinstance(question, schema.AcknowledgeQuestion):
        return ACKNOWLEDGED if text.strip() in _confirmations() or _ticked(text) else None
    if choices_of(question):
        return _chosen(question, text)
    named = text.strip()
    return {"absent": named} if named in set(Absence) else text


def _ticked(text: str) -> bool:
    said = text.strip().casefold()
    if said in TICKS:
        return True
    if said in NO_TICKS:
        return False
    raise Unfit("not-a-tick", message("'%(text)s' neither ticks nor leaves open", text=shortened(text)),
                message("Write x to choose this, or empty the cell."))  # fmt: skip


def _confirmations() -> frozenset[str]:
    return frozenset(say(language, CONFIRMED) for language in languages())


def _chosen(question: schema.Question, text: str) -> str:
    """Return the name of the choice that was written by its name or by its label in any language."""
    said = _plain(text)
    own = choices_of(question)
    named = [choice.name for choice in own if choice.name == text.strip()]
    labelled = [choice.name for choice in own if said in {_plain(label) for label in choice.label.values()}]
    found = named or labelled
    if len(found) == 1:
        return found[0]
    if not found and takes_other(question) and said in {OTHER, *(_plain(say(one, OTHER_WORDS)) for one in languages())}:
        return OTHER
    wrong = message("'%(text)s' is not one of the answers", text=shortened(text))
    if found:
        wrong = message("'%(text)s' is the label of several answers", text=shortened(text))
    names = ", ".join(choice.name for choice in own[:12])
    raise Unfit("unknown-choice", wrong, message("Choose from the cell's list, or write one of: %(known)s.",
                known=names))  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _joined(raw: Any, spot: _Spot, value: Any) -> Any:  # noqa: ANN401 - as JSON
    """Return the raw answer with one more cell of it: rows and columns nest, ticks become a list."""
    parts = () if spot.parts == (OTHER_SUFFIX,) else spot.parts
    if isinstance(spot.question, schema.SelectMultipleQuestion) and parts:
        return [*(raw or []), *([parts[0]] if value else [])]
    if not parts:
        return value
    first, *rest = parts
    held = dict(raw) if isinstance(raw, Mapping) else {}
    inner = held.get(first)
    held[first] = {**(inner if isinstance(inner, Mapping) else {}), rest[0]: value} if rest else value
    return held


def _whole(question: schema.Question, raw: Any) -> Any:  # noqa: ANN401 - as JSON
    if not isinstance(question, schema.RankQuestion) or not isinstance(raw, Mapping):
        return raw
    if sorted(raw.values()) != list(range(1, len(question.choices) + 1)):
        wrong = message("the numbers do not put all the answers into an order")
        remedy = message("Write each number from 1 to %(last)d once.", last=len(question.choices))
        raise Unfit("not-an-order", wrong, remedy)
    return sorted(raw, key=lambda name: int(raw[name]))


def _without_gaps(questions: Mapping[str, schema.Question], read: Answers) -> Answers:
    """Return answers without blank entries, where nothing says how many entries there are."""
    kept: dict[str, Value] = {}
    for name, value in read.items():
        question = questions.get(name)
        if not isinstance(question, schema.RepeatQuestion) or not isinstance(value, tuple):
            kept[name] = value
            continue
        members = {each.name: each for each in question.questions}
        entries = [_without_gaps(members, each) for each in value if isinstance(each, Mapping)]
        kept[name] = tuple(each for each in entries if each or question.count is not None)
    return kept
