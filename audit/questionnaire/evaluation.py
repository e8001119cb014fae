"""Evaluates an expression's tree over answers; every tree has a value over any answers, and nothing is ever raised.

What a reference sees is the lookup's answer: the chosen choice's *name*, also of a choice that is declared `absent:`
(so `${x} = 'dk'` holds when "don't know" was chosen), and Absent with its reason where there is no answer or where a
file names an absence without a choice. Absent counts as the empty text in every operator (`operands` has the rules).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from audit.questionnaire import operands
from audit.questionnaire.expression import Expression
from audit.questionnaire.functions import FUNCTIONS, OPERATORS, UNANSWERED, Setting
from audit.questionnaire.operands import NO_NUMBER, NoNumber, Operand
from audit.questionnaire.trees import Call, Chain, Literal, Node, Own, QuestionName, Reference
from audit.questionnaire.values import Absent

__all__ = ["NO_NUMBER", "UNANSWERED", "Found", "NoNumber", "Result", "Scope", "evaluate", "truth"]

Found = str | bool | int | Decimal | date | tuple[str, ...] | Absent
Result = Found | NoNumber


def _unlabelled(question: str, choice: str) -> str:
    return choice


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression is evaluated over.

    `lookup` gives what stands at a path (`name`, `name/part`), `own` is the answer that `.` means, `today` the day that
    today() means, `label` the label of a choice of a question in `language`.
    """

    lookup: Callable[[str], Found]
    today: date
    own: Found = UNANSWERED
    language: str = "en"
    label: Callable[[str, str], str] = _unlabelled


def evaluate(expression: Expression, scope: Scope) -> Result:
    """Return an expression's value: exact numbers as int or Decimal, Absent with the reason of the answer."""
    return operands.plain(_value(expression.tree, scope, Setting(scope.today, scope.language, scope.label)))


def truth(expression: Expression, scope: Scope) -> bool:
    """Return whether an expression holds."""
    return operands.truth(_value(expression.tree, scope, Setting(scope.today, scope.language, scope.label)))


def _value(node: Node, scope: Scope, setting: Setting) -> Operand:
    match node:
        case Reference(path):
            return scope.lookup(path)
        case Literal(value):
            return value
        case Call(function, arguments):
            return FUNCTIONS[function](setting, *[_value(argument, scope, setting) for argument in arguments])
        case Chain(first, rest):
            result = _value(first, scope, setting)
            for sign, operand in rest:
                result = OPERATORS[sign](result, _value(operand, scope, setting))
            return result
        case Own():
            return scope.own
        case QuestionName(path):
            return path
