"""LimeSurvey's expressions said in our dialect, operator by operator; what it cannot say is refused with the reason.

Three differences of the two languages are met here. A box of multiple choice is a variable with the value Y there and
part of a list here, so that comparisons with it become `selected()`. Codes that were renamed are compared by their new
names. An answer that is not shown is empty here, as `.NAOK` makes it there; without that suffix LimeSurvey takes the
whole expression for false.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from audit.errors import message
from audit.questionnaire.expression import ExpressionError
from audit.questionnaire.expression import parsed as parsed_here
from audit.questionnaire.limesurvey import calls
from audit.questionnaire.limesurvey.meanings import OTHER_CODE, Meaning, Untranslatable
from audit.questionnaire.limesurvey.trees import (
    Both,
    Call,
    Chain,
    Denied,
    Either,
    Negative,
    Node,
    Number,
    Text,
    Variable,
    parsed,
)
from audit.questionnaire.limesurvey.variables import LABEL, VALUE_SUFFIXES, Variables

FIGURE = re.compile(r"\s*-?[0-9]+(\.[0-9]+)?\s*")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?= |$)")
UNTICKED = frozenset({"", "N", "0"})
TICKED = frozenset({"Y", "1"})
SIGNS = {"==": "=", "/": "div"}
ORDERING = frozenset({"<", "<=", ">", ">="})
OR, AND, EQUALITY, ORDER, SUM, PRODUCT, ATOM = range(1, 8)
RANKS = {"==": EQUALITY, "!=": EQUALITY, "+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}


@dataclass(frozen=True, slots=True)
class Said:
    """A piece in our dialect, and how tightly it binds."""

    text: str
    rank: int = ATOM

    def within(self, rank: int) -> str:
        """Return the piece as an operand, in parentheses where it binds less tightly."""
        return self.text if self.rank > rank else f"({self.text})"


def translated(source: str, variables: Variables) -> str:
    """Return a condition in our dialect; Unreadable or Untranslatable (with the reason) where there is none."""
    return checked(Translator(variables).truth(parsed(source)).text)


def worked_out(source: str, variables: Variables) -> str:
    """Return a value in our dialect, as `translated`."""
    return checked(Translator(variables).value(parsed(source)).text)


def checked(text: str) -> str:
    """Return an expression of ours that can be read, Untranslatable where our own grammar refuses it."""
    try:
        parsed_here(text)
    except ExpressionError as error:
        raise Untranslatable(error.said) from error
    return text


def quoted(text: str) -> str:
    """Return a text in quotation marks; our dialect has no escapes, so that both kinds of marks need two pieces."""
    for mark in ("'", '"'):
        if mark not in text:
            return f"{mark}{text}{mark}"
    return "concat(" + ', "\'", '.join(f"'{piece}'" for piece in text.split("'")) + ")"


class Translator:
    """Says one tree after another; stateless but for the variables it looks up."""

    def __init__(self, variables: Variables) -> None:
        self.variables = variables

    def value(self, node: Node) -> Said:
        """Return what a tree is worth."""
        match node:
            case Text(value):
                return Said(quoted(value))
            case Number(value):
                return Said(value)
            case Variable(name):
                return self._variable(name)
            case Negative(operand):
                return Said(f"-{self.value(operand).within(PRODUCT)}", PRODUCT)
            case Call(function, arguments):
                return _bared(calls.said(function, arguments, self))
            case Chain(first, rest):
                return self._chain(first, rest)
        return self.truth(node)

    def truth(self, node: Node) -> Said:
        """Return whether a tree holds."""
        match node:
            case Either(operands):
                return Said(" or ".join(self.truth(each).within(OR) for each in operands), OR)
            case Both(operands):
                return Said(" and ".join(self.truth(each).within(AND) for each in operands), AND)
            case Denied(operand):
                return Said(f"not({self.truth(operand).text})")
            case Variable(name):
                meaning, _ = self.variables.meaning(name)
                return Said(meaning.holds) if meaning.holds else self.value(node)
            case Number("1"):
                return Said("true()")
            case Number("0"):
                return Said("false()")
        return self.value(node)

    def several(self, nodes: Sequence[Node]) -> list[str]:
        """Return the arguments of a function that takes a list; a question of several stands for all its parts."""
        found: list[str] = []
        for node in nodes:
            meaning = self.meant(node)
            if meaning and meaning.members:
                found += [member.value for member in meaning.members]
            else:
                found.append(self.value(node).text)
        return found

    def meant(self, node: Node) -> Meaning | None:
        """Return what a variable stands for, None for any other tree."""
        return self.variables.meaning(node.name)[0] if isinstance(node, Variable) else None

    def equals(self, sign: str, left: Node, right: Node) -> Said:
        """Return a comparison of two trees by `==` or `!=`."""
        for one, other in ((left, right), (right, left)):
            meaning, literal = self.meant(one), _literal(other)
            if meaning is None or literal is None:
                continue
            if meaning.holds and (literal in UNTICKED or literal in TICKED):
                positive = (literal in TICKED) is (sign == "==")
                return Said(meaning.holds if positive else f"not({meaning.holds})")
            if meaning.codes is not None and not _by_value(one):
                shown = self._literal(other, meaning)
                return Said(f"{self.value(one).within(EQUALITY)} {SIGNS.get(sign, sign)} {shown}", EQUALITY)
        return self._joined(sign, self.value(left), self._spaceless(right))

    def _literal(self, node: Node, meaning: Meaning) -> str:
        literal = _literal(node) or ""
        named = (meaning.codes or {}).get(literal, literal)
        return named if isinstance(node, Number) and named == literal else quoted(named)

    def _spaceless(self, node: Node) -> Said:
        """Return a value; LimeSurvey's conditions write a blank for "no answer"."""
        return Said("''") if isinstance(node, Text) and not node.value.strip() else self.value(node)

    def _chain(self, first: Node, rest: tuple[tuple[str, Node], ...]) -> Said:
        result = self.value(first)
        left = first
        for number, (sign, right) in enumerate(rest):
            if number == 0 and sign in ("==", "!="):
                result = self.equals(sign, left, right)
            elif sign in ORDERING:
                result = self._ordered(sign, left, right, first=result)
            elif sign == "+" and (isinstance(right, Text) or isinstance(left, Text)):
                result = Said(f"concat({result.text}, {self.value(right).text})")
            else:
                result = self._joined(sign, result, self.value(right))
            left = right
        return result

    def _joined(self, sign: str, left: Said, right: Said) -> Said:
        rank = RANKS.get(sign, ORDER)
        head = left.text if left.rank >= rank and rank in (SUM, PRODUCT) else left.within(rank)
        return Said(f"{head} {SIGNS.get(sign, sign)} {right.within(rank)}", rank)

    def _ordered(self, sign: str, left: Node, right: Node, *, first: Said) -> Said:
        for one, other in ((left, right), (right, left)):
            meaning = self.meant(one)
            if isinstance(other, Text) and not (FIGURE.fullmatch(other.value) or DAY.match(other.value)):
                raise Untranslatable(message("'%(sign)s' compares texts by the alphabet", sign=sign))
            if meaning and any(code not in (name, OTHER_CODE) for code, name in (meaning.codes or {}).items()):
                raise Untranslatable(message("'%(sign)s' compares codes that were renamed", sign=sign))
        return self._joined(sign, first, self.value(right))

    def _variable(self, name: str) -> Said:
        meaning, suffix = self.variables.meaning(name)
        if suffix == LABEL and meaning.label:
            return Said(meaning.label)
        if suffix in VALUE_SUFFIXES and meaning.points:
            return Said(_pointed(meaning))
        if not meaning.value:
            raise Untranslatable(message("'%(name)s' is a question of several answers", name=name))
        return Said(meaning.value)


def _bared(text: str) -> Said:
    """Return a piece without the parentheses around the whole of it; it gets them back where it needs them."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and place < len(text) - 1:
            return Said(text)
    return Said(text[1:-1], OR) if text.startswith("(") else Said(text)


def _pointed(meaning: Meaning) -> str:
    text = "0"
    for name, points in reversed(list((meaning.points or {}).items())):
        text = f"if({meaning.value} = '{name}', {points}, {text})"
    return text


def _by_value(node: Node) -> bool:
    return isinstance(node, Variable) and node.name.rpartition(".")[2] in VALUE_SUFFIXES | {LABEL}


def _literal(node: Node) -> str | None:
    match node:
        case Text(value):
            return value.strip()
        case Number(value):
            return value
        case Negative(Number(value)):
            return f"-{value}"
    return None
