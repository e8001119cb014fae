"""Whether a question's own keys fit together: default, calculation, trigger, read_only, filters, ranges, files."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from audit.errors import InvalidAnswers, Mistake, message
from audit.questionnaire import listing, reading, schema
from audit.questionnaire.draft import Draft
from audit.questionnaire.places import Path
from audit.questionnaire.trees import Literal

NEVER_PRESET = frozenset({"matrix", "headcount", "file", "note", "repeat", "calculate"})
NEVER_CALCULATED = frozenset({"matrix", "headcount", "file", "note", "repeat"})
OWN_COLUMNS = ("name", "label")
LEAST_RANKED = 2


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield keys of a question that contradict each other, or its type."""
    for path, question in draft.questions():
        yield from _default(draft, path, question)
        yield from _calculation(draft, path, question)
        yield from _trigger(draft, path, question)
        yield from _read_only(draft, path, question)
        yield from _filter(draft, path, question)
        yield from BY_TYPE.get(question.type, _nothing)(draft, path, question)
    for path, choices in draft.choice_lists():
        for number, choice in enumerate(choices):
            for name in OWN_COLUMNS:
                if name in choice.attributes:
                    wrong = message("'%(name)s' is what every choice has, and no attribute", name=name)
                    where = (*path, number, "attributes", name)
                    yield draft.error("attribute-taken", where, wrong, remedy=message("Give it another name."))


def _default(draft: Draft, path: Path, question: schema.Question) -> Iterator[Mistake]:
    where = (*path, "default")
    if question.default is None:
        return
    if question.type in NEVER_PRESET:
        wrong = message("a question of type %(type)s begins without an answer", type=question.type)
        yield draft.error("default-not-here", where, wrong, remedy=message("Remove 'default'."))
    elif question.calculation is not None and question.trigger is None:
        wrong = message("the calculation always writes over this default")
        remedy = message("Remove 'default', or give the calculation a 'trigger'.")
        yield draft.error("default-and-calculation", where, wrong, remedy=remedy)
    elif isinstance(question.default.tree, Literal) and draft.whole(question.name) is not None:
        try:
            reading.value(question, question.default.tree.value)
        except InvalidAnswers as refusal:
            for each in refusal.mistakes[:1]:
                yield draft.error("default-does-not-fit", where, each.wrong, remedy=each.remedy)


def _calculation(draft: Draft, path: Path, question: schema.Question) -> Iterator[Mistake]:
    if question.calculation is not None and question.type in NEVER_CALCULATED:
        wrong = message("a question of type %(type)s is not calculated", type=question.type)
        remedy = message("Remove 'calculation', or add a question of type calculate.")
        yield draft.error("calculation-not-here", (*path, "calculation"), wrong, remedy=remedy)


def _trigger(draft: Draft, path: Path, question: schema.Question) -> Iterator[Mistake]:
    where = (*path, "trigger")
    if question.trigger is None:
        return
    if question.trigger not in draft.written:
        wrong = message("there is no question '%(name)s'", name=question.trigger)
        yield draft.unknown("unknown-trigger", where, wrong, word=question.trigger, known=sorted(draft.written))
    elif question.trigger == question.name:
        wrong = message("a question does not trigger itself")
        yield draft.error("own-trigger", where, wrong, remedy=message("Name the question whose answer it waits for."))
    if question.calculation is None and draft.whole(question.name) is not None:
        wrong = message("there is nothing to work out when '%(name)s' is answered", name=question.trigger)
        yield draft.error("trigger-without-calculation", where, wrong, remedy=message("Add a 'calculation'."))


def _read_only(draft: Draft, path: Path, question: schema.Question) -> Iterator[Mistake]:
    is_filled = question.default is not None or question.calculation is not None
    if question.read_only is True and question.required is True and not is_filled:
        wrong = message("this question must be answered, and cannot be")
        remedy = message("Remove 'required' or 'read_only', or give it a 'default' or a 'calculation'.")
        yield draft.error("required-but-read-only", (*path, "read_only"), wrong, remedy=remedy)


def _filter(draft: Draft, path: Path, question: schema.Question) -> Iterator[Mistake]:
    """Yield columns that no choice of the list has, and look-ups in lists that are not there."""
    for key in ("relevant", "required", "constraint", "calculation", "default", "read_only", "count", "choice_filter"):
        expression: Any = getattr(question, key, None)
        for table in getattr(expression, "tables", ()):
            if table not in draft.questionnaire.choices and not draft.lost("choices"):
                known = tuple(draft.questionnaire.choices)
                yield listing.unknown_list(draft.data, (*path, key), table, known=known)
    chosen = getattr(question, "choice_filter", None)
    if chosen is None:
        return
    known_columns = {name for choice in getattr(question, "choices", ()) for name in choice.attributes}
    for column in getattr(chosen, "columns", ()):
        if column not in known_columns.union(OWN_COLUMNS):
            wrong = message("no choice of this list has the attribute '%(name)s'", name=column)
            where = (*path, "choice_filter")
            yield draft.unknown("unknown-attribute", where, wrong, word=column, known=sorted(known_columns))


def _hidden(draft: Draft, path: Path, question: schema.HiddenQuestion) -> Iterator[Mistake]:
    if question.default is None and question.calculation is None and draft.whole(question.name) is not None:
        wrong = message("nobody answers a hidden question, so that this one stays empty")
        remedy = message("Give it a 'default' or a 'calculation'.")
        yield draft.warning("hidden-and-empty", path, wrong, remedy=remedy)


def _range(draft: Draft, path: Path, question: schema.RangeQuestion) -> Iterator[Mistake]:
    if question.end <= question.start:
        wrong = message("a range ends above its start")
        yield draft.error("range-order", (*path, "end"), wrong, remedy=message("Exchange 'start' and 'end'."))
    elif ((question.end - question.start) / question.step).denominator != 1:
        wrong = message("the steps of this range do not lead from its start to its end")
        remedy = message("Correct 'step', or end where a step ends.")
        yield draft.error("range-step", (*path, "step"), wrong, remedy=remedy)


def _rank(draft: Draft, path: Path, question: schema.RankQuestion) -> Iterator[Mistake]:
    if len(question.choices) < LEAST_RANKED:
        wrong = message("there is nothing to put in order")
        remedy = message("Give it at least two choices.")
        yield draft.error("nothing-to-rank", (*path, "choices"), wrong, remedy=remedy)
    for choice in question.choices:
        if choice.absent is not None or choice.exclusive:
            wrong = message("'%(name)s' stands for no answer, or alone, and has no place in an order", name=choice.name)
            remedy = message("Remove the choice, or 'absent' and 'exclusive'.")
            yield draft.error("absence-in-rank", (*path, "choices"), wrong, remedy=remedy)


def _file(draft: Draft, path: Path, question: schema.FileQuestion) -> Iterator[Mistake]:
    whole = draft.questionnaire
    promised = whole.confidentiality.mode if whole.confidentiality else None
    is_institution = whole.respondent is schema.Respondent.INSTITUTION
    if promised is schema.Mode.NAMED or (promised is None and is_institution) or draft.lost("confidentiality"):
        return
    wrong = message("a file says who sent it, and this set promises that nobody is named")
    remedy = message("Ask for a 'link' or a text, or make the set 'mode: named'.")
    yield draft.error("file-in-unnamed-set", (*path, "type"), wrong, remedy=remedy)


def _nothing(draft: Draft, path: Path, question: schema.Question) -> Iterator[Mistake]:
    return iter(())


BY_TYPE: Mapping[str, Callable[[Draft, Path, Any], Iterator[Mistake]]] = {
    "hidden": _hidden,
    "range": _range,
    "rank": _rank,
    "file": _file,
}
