"""When a question is put, in words that paper can carry: expressions as conditions on numbered earlier questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.analysis.report import Comparison, Condition, Text
from audit.questionnaire.expression import Expression
from audit.questionnaire.plan import asked
from audit.questionnaire.schema import CalculateQuestion, Questionnaire, SelectMultipleQuestion, SelectOneQuestion
from audit.questionnaire.trees import Call, Chain, Literal, Node, Reference, referred

ORDERS = {
    ">": Comparison.MORE,
    ">=": Comparison.AT_LEAST,
    "<": Comparison.LESS,
    "<=": Comparison.AT_MOST,
}
EQUALITIES = {"=": Comparison.IS, "!=": Comparison.IS_NOT}
OPPOSITE = {Comparison.IS: Comparison.IS_NOT, Comparison.IS_NOT: Comparison.IS}


@dataclass(frozen=True, slots=True)
class Numbering:
    """The questions of a questionnaire and the numbers that a form gives them."""

    questionnaire: Questionnaire
    numbers: Mapping[str, str]

    def behind(self, path: str) -> tuple[str, ...]:
        """Return the numbers of the questions that a path reads from; a calculation stands for what it is made of."""
        return tuple(dict.fromkeys(self._behind(path, frozenset())))

    def _behind(self, path: str, seen: frozenset[str]) -> Iterator[str]:
        name = asked(self.questionnaire, path)
        if name is None or name in seen:
            return
        question = self.questionnaire.every[name]
        if isinstance(question, CalculateQuestion):
            for each in question.calculation.references:
                yield from self._behind(each, seen | {name})
        elif name in self.numbers:
            yield self.numbers[name]

    def choice(self, path: str, name: str) -> Text | None:
        """Return the label of a choice of the question at a path, or None where it has none such."""
        question = self.questionnaire.every.get(path)
        if not isinstance(question, SelectOneQuestion | SelectMultipleQuestion):
            return None
        return next((dict(choice.label) for choice in question.choices if choice.name == name), None)


def conditions(expression: Expression | None, numbering: Numbering) -> tuple[Condition, ...]:
    """Return all the conditions that an expression sets, each to be met; what is too intricate names its questions."""
    return () if expression is None else tuple(_all(expression.tree, numbering))


def _all(node: Node, numbering: Numbering) -> Iterator[Condition]:
    match node:
        case Call("and", operands):
            for operand in operands:
                yield from _all(operand, numbering)
        case _:
            yield _one(node, numbering) or _intricate(node, numbering)


def _one(node: Node, numbering: Numbering) -> Condition | None:
    match node:
        case Call("or", operands):
            return _any([_one(operand, numbering) for operand in operands])
        case Call("not", (operand,)):
            found = _one(operand, numbering)
            turned = OPPOSITE.get(found.by) if found else None
            return found.model_copy(update={"by": turned}) if found and turned else None
        case Call("selected", (Reference(path), Literal(str(name)))):
            return _chosen(path, name, by=Comparison.IS, numbering=numbering)
        case Chain(Reference(path), ((sign, Literal(str(name))),)) if sign in EQUALITIES:
            return _chosen(path, name, by=EQUALITIES[sign], numbering=numbering)
        case Chain(Reference(path), ((sign, Literal(bound)),)) if sign in ORDERS and isinstance(bound, int | Fraction):
            return _bounded(path, float(bound), by=ORDERS[sign], numbering=numbering)
    return None


def _any(found: list[Condition | None]) -> Condition | None:
    """Join choices of one question that are held against it one by one; other alternatives are intricate."""
    alike = [each for each in found if each is not None and each.by is Comparison.IS]
    if len(alike) != len(found) or len({each.numbers for each in alike}) != 1:
        return None
    return alike[0].model_copy(update={"choices": tuple(label for each in alike for label in each.choices)})


def _chosen(path: str, name: str, *, by: Comparison, numbering: Numbering) -> Condition | None:
    label = numbering.choice(path, name)
    return Condition(numbers=numbering.behind(path), by=by, choices=(label,)) if label else None


def _bounded(path: str, bound: float, *, by: Comparison, numbering: Numbering) -> Condition | None:
    if path not in numbering.numbers:
        return None
    return Condition(numbers=numbering.behind(path), by=by, bound=bound)


def _intricate(node: Node, numbering: Numbering) -> Condition:
    found = [number for path in referred(node) for number in numbering.behind(path)]
    return Condition(numbers=tuple(dict.fromkeys(found)))
