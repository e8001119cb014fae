"""LimeSurvey's expressions as frozen trees, parsed once by a small grammar and never run."""

import html
import re
from dataclasses import dataclass
from typing import cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput, VisitError

LONGEST = 20_000
DEEPEST = 60
MOST_SIGNS = 40
GRAMMAR = r"""
?start: either
?either: both (_OR both)*
?both: equality (_AND equality)*
?equality: order (EQUALITY order)*  -> chain
?order: addition (ORDER addition)*  -> chain
?addition: product (ADDED product)* -> chain
?product: signed (TIMES signed)*    -> chain
?signed: _NOT signed -> denied
       | ADDED signed -> negative
       | atom
?atom: "(" either ")"
     | NAME "(" [either ("," either)*] ")" -> call
     | NAME -> variable
     | STRING -> text
     | NUMBER -> number

_OR.4: /\|\||or(?![\w.:])/i
_AND.4: /&&|and(?![\w.:])/i
EQUALITY.4: /==|!=|(eq|ne)(?![\w.:])/i
ORDER.4: /<=|>=|<|>|(lt|le|gt|ge)(?![\w.:])/i
ADDED: /[+-]/
TIMES: /[*\/]/
_NOT: /!(?!=)/
NAME.2: /[0-9]+X[0-9]+X[0-9]+[\w#]*(\.\w+)*|[^\W\d]\w*(:\w+)*(\.\w+)*/
STRING: /'(\\.|[^'\\])*'|"(\\.|[^"\\])*"|[“”„][^“”„]*[“”]/
NUMBER: /[0-9]+(\.[0-9]+)?|\.[0-9]+/
SPACE: /\s+/
%ignore SPACE
"""
ASSIGNMENT = re.compile(r"(?<![=!<>])=(?!=)")
QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"")
ENTITIES = re.compile(r"&(lt|gt|amp|quot|#0?39|apos|nbsp);")
SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written."""

    value: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A name with its suffixes: `Q1_SQ001.NAOK`, `12X3X45SQ001`, `that.Q1`, `TOKEN:FIRSTNAME`."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """`a or b or c`."""

    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Both:
    """`a and b and c`."""

    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Denied:
    """`!a`."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Negative:
    """`-a`."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands of one precedence, joined from the left."""

    first: "Node"
    rest: tuple[tuple[str, "Node"], ...]


Node = Text | Number | Variable | Call | Either | Both | Denied | Negative | Chain


class Unreadable(ValueError):
    """An expression that LimeSurvey's grammar does not hold; the text says at which character."""


class Outsized(Unreadable):
    """An expression that is longer or lies deeper within itself than anybody writes."""


class Assigned(Unreadable):
    """An expression that sets a value by `=`; LimeSurvey compares by `==`."""


@v_args(inline=True)
class _Trees(Transformer[Token, Node]):
    def either(self, *operands: Node) -> Node:
        return Either(operands)

    def both(self, *operands: Node) -> Node:
        return Both(operands)

    def chain(self, first: Node, *rest: Node | Token) -> Node:
        if not rest:
            return first
        signs = [SIGNS.get(str(sign).lower(), str(sign)) for sign in rest[0::2]]
        operands = cast("tuple[Node, ...]", rest[1::2])
        return Chain(first, tuple(zip(signs, operands, strict=True)))

    def denied(self, operand: Node) -> Node:
        return Denied(operand)

    def negative(self, sign: Token, operand: Node) -> Node:
        return Negative(operand) if sign == "-" else operand

    def call(self, name: Token, *arguments: Node | None) -> Node:
        return Call(str(name), tuple(each for each in arguments if each is not None))

    def variable(self, name: Token) -> Node:
        return Variable(str(name))

    def text(self, token: Token) -> Node:
        return Text(re.sub(r"\\(.)", r"\1", token[1:-1]))

    def number(self, token: Token) -> Node:
        return Number(str(token))


PARSER = Lark(GRAMMAR, parser="lalr", lexer="basic", transformer=_Trees())


def parsed(source: str) -> Node:
    """Parse an expression; Unreadable with the character where it cannot be read, or for what nobody writes by hand."""
    text = html.unescape(source) if ENTITIES.search(source) else source
    bare = QUOTED.sub("''", text)
    if len(text) > LONGEST or _depth(bare) > DEEPEST or re.search(rf"(?:[!+-]\s*){{{MOST_SIGNS},}}", bare):
        raise Outsized("")
    if ASSIGNMENT.search(bare):
        raise Assigned("=")
    try:
        return cast(Node, PARSER.parse(text))
    except UnexpectedInput as error:
        place = getattr(error, "pos_in_stream", None)
        raise Unreadable(str(place + 1 if isinstance(place, int) else len(text))) from None
    except VisitError as error:
        raise Outsized("") from error


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest
