"""Evaluates an expression's tree over answers; every tree has a value over any answers, and nothing is ever raised.

What a reference sees is the lookup's answer: the chosen choice's *name*, also of a choice that is declared `absent:`
(so `${x} = 'dk'` holds when "don't know" was chosen), and Absent with its reason where there is no answer or where a
file names an absence without a choice. Absent counts as the empty text in every operator (`operands` has the rules).
"""

from audit.questionnaire import operands
from audit.questionnaire.expression import Expression
from audit.questionnaire.functions import FUNCTIONS, OPERATORS, Setting
from audit.questionnaire.operands import NO_NUMBER, NoNumber, Operand
from audit.questionnaire.scope import UNANSWERED, Found, Places, Result, Scope
from audit.questionnaire.trees import Call, Chain, Literal, Node, Own, QuestionName, Reference

__all__ = ["NO_NUMBER", "UNANSWERED", "Found", "NoNumber", "Places", "Result", "Scope", "evaluate", "truth"]


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
    return UNANSWERED
