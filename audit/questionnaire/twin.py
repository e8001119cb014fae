"""Compiles a condition to a small tree that `static/relevance.js` evaluates in the page, where both cannot disagree.

The server decides what is asked; the twin only shows or hides at once what the server is about to say. So a condition
has a twin only if every part of it is in this subset, and no twin otherwise: `and`, `or`, `not`, `true`, `false`;
`selected` of a literal; equality and order between a question and a literal or two questions of one kind; questions of
type select_one, select_multiple, integer and acknowledge that stand outside repeats, are asked (not calculated) and
whose choices do not depend on another answer. What a choice is worth in a comparison is worked out here, by the
server's own operators, for each choice there is; the page only looks it up.

The tree is made of lists, for JSON: `["and", …]`, `["or", …]`, `["not", condition]`, true, false,
`["one", question, [choices for which it holds], [those for which not], whether it holds unanswered]`,
`["has", question, choice]`, `["blank", question]`, `["same", question, question]`, and `["=", number, number]` (also
`!= < <= > >=`) between whole numbers, `["int", question]` and `["count", question]`. `foreseeing` puts
`["kept", condition, condition]` round them: the second, known only while the first holds.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from audit.questionnaire.expression import Expression
from audit.questionnaire.functions import OPERATORS
from audit.questionnaire.operands import UNANSWERED, number, truth
from audit.questionnaire.plan import OTHER, takes_other
from audit.questionnaire.readers import ACKNOWLEDGED
from audit.questionnaire.schema import (
    AcknowledgeQuestion,
    IntegerQuestion,
    Question,
    SelectMultipleQuestion,
    SelectOneQuestion,
)
from audit.questionnaire.trees import Call, Chain, Current, Literal, Node, Own, Reference

Tree = bool | int | str | Sequence["Tree"]
Subject = Question | list[str]
MOST_CHOICES = 200
# The greatest whole number that a browser's numbers hold exactly.
GREATEST = 2**53 - 1
TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def twin(expression: Expression, questions: Mapping[str, Question], *, own: str = "") -> Tree | None:
    """Return the twin of a condition over the questions outside repeats (`own` is the one that `.` means), or None."""
    return _twin(expression.tree, questions, own)


def _twin(tree: Node, questions: Mapping[str, Question], own: str) -> Tree | None:
    match tree:
        case Call("true" | "false" as word, ()):
            return word == "true"
        case Call("and" | "or" | "not" as word, arguments):
            return _joined(word, [_twin(argument, questions, own) for argument in arguments])
        case Call("selected", (chosen, Literal(str(name)))):
            return _selected(_question(chosen, questions, own), name.strip())
        case Chain(first, ((sign, second),)) if sign in TURNED:
            return _compared(first, sign, second, questions=questions, own=own)
        case Literal(value):
            return truth(value)
    return _answered(_question(tree, questions, own))


def _joined(word: str, parts: Sequence[Tree | None]) -> Tree | None:
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        return None
    return _folded(word, known) if word in ("and", "or") else [word, *known]


def _folded(word: str, parts: Sequence[Tree]) -> Tree:
    """Join verdicts on the choices of one question into one, so that a page is sent each list once."""
    verdicts = [part for part in parts if isinstance(part, list) and part[0] == "one"]
    if len(verdicts) < len(parts) or len({each[1] for each in verdicts}) > 1:
        return [word, *parts]
    _, name, yes, no, _ = verdicts[0]
    over = any if word == "or" else all
    held = [choice for choice in (*yes, *no) if over(choice in each[2] for each in verdicts)]
    left = [choice for choice in (*yes, *no) if choice not in held]
    return ["one", name, held, left, over(each[4] for each in verdicts)]


def _question(node: Node, questions: Mapping[str, Question], own: str) -> Question | None:
    """Return the question that a tree reads, if its answer stands in the page as the server will read it."""
    path = own if isinstance(node, Own) else node.path if isinstance(node, Reference | Current) else ""
    found = questions.get(path)
    if not isinstance(found, SelectOneQuestion | SelectMultipleQuestion | IntegerQuestion | AcknowledgeQuestion):
        return None
    depends = found.calculation is not None or getattr(found, "choice_filter", None) is not None
    return None if depends or len(_names(found)) > MOST_CHOICES else found


def _names(question: Question) -> tuple[str, ...]:
    if isinstance(question, AcknowledgeQuestion):
        return (ACKNOWLEDGED,)
    names = tuple(choice.name for choice in getattr(question, "choices", ()))
    return (*names, OTHER) if takes_other(question) else names


def _selected(question: Question | None, name: str) -> Tree | None:
    match question:
        case SelectMultipleQuestion():
            return ["has", question.name, name]
        case SelectOneQuestion() | AcknowledgeQuestion():
            return ["one", question.name, *_split(question, lambda value: value == name), False]
    return None


def _answered(question: Question | None) -> Tree | None:
    if question is None:
        return None
    if isinstance(question, IntegerQuestion):
        return ["and", ["not", ["blank", question.name]], ["!=", ["int", question.name], 0]]
    return ["not", ["blank", question.name]]


def _compared(first: Node, sign: str, second: Node, *, questions: Mapping[str, Question], own: str) -> Tree | None:
    match first, second:
        case Literal(left), Literal(right):
            return OPERATORS[sign](left, right) is True
        case Literal(value), _:
            return _valued(_subject(second, questions, own), TURNED[sign], value)
        case _, Literal(value):
            return _valued(_subject(first, questions, own), sign, value)
        case Call("not" | "selected" | "and" | "or"), Call("true" | "false" as word, ()) if sign in ("=", "!="):
            found = _twin(first, questions, own)
            return found if (word == "true") is (sign == "=") else _joined("not", [found])
    return _alike(_subject(first, questions, own), sign, _subject(second, questions, own))


def _subject(node: Node, questions: Mapping[str, Question], own: str) -> Subject | None:
    """Return what a comparison is about: a question, or how many of its choices are chosen."""
    match node:
        case Call("count-selected", (chosen,)):
            question = _question(chosen, questions, own)
            return ["count", question.name] if isinstance(question, SelectMultipleQuestion) else None
    return _question(node, questions, own)


def _valued(subject: Subject | None, sign: str, value: str | int | Fraction | bool) -> Tree | None:
    """Return the comparison of a question with a literal."""
    if isinstance(subject, SelectOneQuestion | AcknowledgeQuestion):
        held = _split(subject, lambda name: OPERATORS[sign](name, value) is True)
        return ["one", subject.name, *held, OPERATORS[sign](UNANSWERED, value) is True]
    if isinstance(subject, SelectMultipleQuestion | IntegerQuestion) and value == "" and sign in ("=", "!="):
        blank = ["blank", subject.name]
        return blank if sign == "=" else ["not", blank]
    figure, exact = _figure(subject), number(value)
    return [sign, figure, exact] if figure and isinstance(exact, int) and abs(exact) <= GREATEST else None


def _alike(left: Subject | None, sign: str, right: Subject | None) -> Tree | None:
    """Return the comparison of two questions of one kind."""
    if isinstance(left, SelectOneQuestion) and isinstance(right, SelectOneQuestion) and sign in ("=", "!="):
        same = ["same", left.name, right.name]
        return same if sign == "=" else ["not", same]
    return _joined(sign, [_figure(left), _figure(right)])


def _figure(subject: Subject | None) -> Tree | None:
    """Return the whole number that a page can count a question as, or None."""
    if isinstance(subject, IntegerQuestion):
        return ["int", subject.name]
    return subject if isinstance(subject, list) else None


def _split(question: Question, holds: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    names = _names(question)
    return [name for name in names if holds(name)], [name for name in names if not holds(name)]
