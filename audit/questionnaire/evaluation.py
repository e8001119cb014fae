"""Evaluates an expression over a scope; every tree has a value over any answers, and nothing is ever raised.

What a reference sees is the lookup's answer: the chosen choice's *name*, also of a choice that is declared `absent:`
(so `${x} = 'dk'` holds when "don't know" was chosen), and Absent with its reason where there is no answer or where a
file names an absence without a choice. Absent counts as the empty text in every operator (`operands` has the rules).

A tree is worked into one function the first time it is evaluated, and kept: a form asks for it after each answer.
"""

from functools import lru_cache

from audit.questionnaire import operands
from audit.questionnaire.compilation import worked
from audit.questionnaire.expression import Expression
from audit.questionnaire.operands import NO_NUMBER, UNANSWERED, NoNumber
from audit.questionnaire.predicates import Work
from audit.questionnaire.scope import Found, Places, Result, Scope

__all__ = ["NO_NUMBER", "UNANSWERED", "Found", "NoNumber", "Places", "Result", "Scope", "evaluate", "truth"]

KEPT = 16_384


def evaluate(expression: Expression, scope: Scope) -> Result:
    """Return an expression's value: exact numbers as int or Decimal, Absent with the reason of the answer.

    Of a node set this is the first node: one value is kept for a question.
    """
    return operands.plain(_work(expression)(scope, None))


def truth(expression: Expression, scope: Scope) -> bool:
    """Return whether an expression holds."""
    return operands.truth(_work(expression)(scope, None))


@lru_cache(maxsize=KEPT)
def _work(expression: Expression) -> Work:
    return worked(expression.tree)
