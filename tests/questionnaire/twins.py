"""Conditions beside their twins: the rows of the corpus, and any that the subset of the twin can hold."""

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from pydantic import TypeAdapter

from audit.questionnaire.evaluation import Scope, truth
from audit.questionnaire.expression import filtering
from audit.questionnaire.lookup import found
from audit.questionnaire.parts import NAME_PATTERN
from audit.questionnaire.schema import Question
from audit.questionnaire.trees import Literal, Node, parts
from audit.questionnaire.twin import Tree, twin
from audit.questionnaire.values import Answers, Value
from tests.questionnaire.expressing import CORPUS, TODAY, typed

KINDS = ("integer", "select_one", "select_multiple", "acknowledge")
ASKED: TypeAdapter[Question] = TypeAdapter(Question)
CHOICES = ("a", "b", "c", "yes", "7", "3.0", "0")
OWN = "own"
PLACES = ("x", "y", OWN)
SIGNS = ("=", "!=", "<", "<=", ">", ">=")
SEED = 20260315


@dataclass(frozen=True, slots=True)
class Pair:
    """A condition with its twin, the answers as a page holds them, and what the server says of it."""

    source: str
    tree: Tree
    fields: Mapping[str, list[str]]
    holds: bool


def question(name: str, kind: str, choices: tuple[str, ...] = CHOICES) -> Question:
    """Return a question of one of the kinds that a twin can read."""
    made: dict[str, object] = {"name": name, "type": kind, "label": {"en": name}}
    if kind.startswith("select"):
        made["choices"] = [{"name": each, "label": {"en": each}} for each in choices]
    return ASKED.validate_python(made)


def paired(source: str, questions: Mapping[str, Question], answers: Answers) -> Pair | None:
    """Return a condition over answers with its twin, or None where it has none; `.` is the question `own`."""
    expression = filtering(source)
    tree = twin(expression, questions, own=OWN)
    if tree is None:
        return None
    scope = Scope(lambda path: found(questions, answers, path), TODAY, own=found(questions, answers, OWN))
    held = {name: [str(each) for each in _listed(value)] for name, value in answers.items()}
    return Pair(source, json.loads(json.dumps(tree)), held, truth(expression, scope))


def of_the_corpus() -> Iterator[Pair]:
    """Yield every row of the corpus that has a twin; what is unanswered stands for a question of each kind."""
    for case in CORPUS:
        if "inside" in case or "columns" in case:
            continue
        given = {name: typed(value) for name, value in case.get("answers", {}).items() if name in PLACES}
        given |= {OWN: typed(case["self"])} if "self" in case else {}
        answers = {name: value for name, value in given.items() if isinstance(value, str | int | tuple) and value != ""}
        names = tuple(dict.fromkeys((*CHOICES, *_names(case["expression"], answers))))
        read = {*filtering(case["expression"]).references, OWN if "." in case["expression"] else ""}
        for kinds in product(*(_kinds(given.get(name)) if name in read else ("",) for name in PLACES)):
            asked = {name: question(name, kind, names) for name, kind in zip(PLACES, kinds, strict=True) if kind}
            pair = paired(case["expression"], asked, answers)
            if pair is not None:
                yield pair


def drawn(count: int) -> Iterator[Pair]:
    """Yield as many conditions of the subset over answers, the same each time."""
    dice = random.Random(SEED)  # noqa: S311 - cases of a test
    names = {f"{kind}_{number}": kind for kind in KINDS for number in (1, 2)}
    questions = {name: question(name, kind) for name, kind in names.items()}
    for _ in range(count):
        answers = {name: value for name, kind in names.items() if (value := _answer(dice, kind)) is not None}
        pair = paired(_condition(dice, tuple(names), depth=3), questions, answers)
        if pair is not None:
            yield pair


def _listed(value: Value) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _names(source: str, answers: Answers) -> Iterator[str]:
    """Yield what could be a choice among the texts of an expression and its answers."""
    given = (str(each) for value in answers.values() for each in _listed(value))
    yield from (text for text in (*_texts(filtering(source).tree), *given) if re.match(NAME_PATTERN, text))


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Literal):
        yield str(node.value)
    for part in parts(node):
        yield from _texts(part)


def _kinds(value: Value | None) -> tuple[str, ...]:
    """Return the kinds of question that can hold a value; any for none, "" for a value that none of them holds."""
    if value is None or value == "":
        return KINDS
    if isinstance(value, bool):
        return ("",)
    if isinstance(value, int):
        return ("integer",)
    if isinstance(value, tuple):
        return ("select_multiple",)
    return ("select_one",) if isinstance(value, str) and re.match(NAME_PATTERN, value) else ("",)


def _answer(dice: random.Random, kind: str) -> Value | None:
    if dice.random() < 0.3:
        return None
    if kind == "integer":
        return dice.choice((-1, 0, 1, 3, 7, 10**14))
    if kind == "acknowledge":
        return "OK"
    if kind == "select_one":
        return dice.choice(CHOICES)
    return tuple(each for each in CHOICES if dice.random() < 0.4) or None


def _condition(dice: random.Random, names: tuple[str, ...], *, depth: int) -> str:
    if depth and dice.random() < 0.6:
        inner = [_condition(dice, names, depth=depth - 1) for _ in range(dice.randint(2, 3))]
        word = dice.choice((" and ", " or ", " or "))
        return f"({word.join(inner)})" if dice.random() < 0.8 else f"not({inner[0]})"
    left, right = _operand(dice, names), _operand(dice, names)
    if dice.random() < 0.3:
        name, choice = dice.choice(names), dice.choice((*CHOICES, ""))
        return f"selected(${{{name}}}, '{choice}')"
    return f"{left} {dice.choice(SIGNS)} {right}" if dice.random() < 0.9 else left


def _operand(dice: random.Random, names: tuple[str, ...]) -> str:
    literals = [*(f"'{each}'" for each in CHOICES), "''", "0", "3", "-1", "7", "true()", "'OK'", "2.5"]
    name = f"${{{dice.choice(names)}}}"
    return dice.choice((name, name, f"count-selected({name})", dice.choice(literals)))
