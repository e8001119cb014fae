"""The grammar of XLSForm's expressions, compiled once, and the tree that each of its rules makes."""

from collections.abc import Iterator
from fractions import Fraction

from lark import Lark, Token, Transformer, v_args
from lark.lark import PostLex

from audit.errors import message
from audit.questionnaire import calls, paths, refusals
from audit.questionnaire.paths import Condition, Piece
from audit.questionnaire.refusals import ExpressionError
from audit.questionnaire.trees import Call, Chain, Column, Literal, Node, Own

GRAMMAR = r"""
?start: either
?either: both (_OR both)*
?both: equality (_AND equality)*
?equality: order (EQUALITY order)*          -> chain
?order: addition (ORDER addition)*          -> chain
?addition: product ((PLUS | MINUS) product)* -> chain
?product: signed ((STAR | DIV) signed)*     -> chain
?signed: MINUS+ atom -> negative
       | atom
?atom: "(" either ")"
     | call
     | call tail -> from_call
     | REFERENCE -> reference
     | REFERENCE tail -> path
     | STRING -> text
     | NUMBER -> number
     | OWN -> own
     | OWN tail -> path
     | ROW -> row
     | ROW tail -> path
     | PARENT -> path
     | PARENT tail -> path
     | NAME -> column
     | NAME tail -> path
     | _SLASH NAME -> absolute
     | _SLASH NAME tail -> absolute
call: FUNCTION "(" [either ("," either)*] ")"
tail: (_SLASH step | condition)+
?step: NAME | PARENT | OWN | ROW
condition: "[" either "]"

_OR.3: /or(?![\w.-])/i
_AND.3: /and(?![\w.-])/i
DIV.3: /(div|mod)(?![\w.-])/i
FUNCTION.2: /(?!(and|or|div|mod)\s*\()[a-z][\w:.-]*(?=\s*\()/i
REFERENCE: /\$\{[^{}]*\}/
STRING: /'[^']*'|"[^"]*"|[‘’‚‛][^'‘’‚‛]*['‘’‚‛]|[“”„‟][^"“”„‟]*["“”„‟]|«[^«»]*»/
NUMBER: /[0-9]+(\.[0-9]*)?|\.[0-9]+/
OWN: /\.(?![.0-9])/
PARENT: /\.\.(?!\.)/
NAME: /[^\W\d][\w.-]*/
_SLASH: "/"
EQUALITY: /!?=(?!=)/
ORDER: /<=|>=|<|>/
PLUS: "+"
MINUS: /[-−–]/
STAR: "*"
SPACE: /\s+/
%ignore SPACE
%declare ROW
"""
LONGEST_NUMBER = 40


class Brackets(PostLex):
    """Within square brackets `.` is the row or entry under test, and no longer the answer of the question."""

    def __init__(self) -> None:
        self.always_accept = ()

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """Yield the tokens, with the dots within brackets called ROW."""
        depth = 0
        for token in stream:
            depth += (token.type == "LSQB") - (token.type == "RSQB")
            yield Token.new_borrow_pos("ROW", token, token) if depth and token.type == "OWN" else token


@v_args(inline=True)
class Trees(Transformer[Token, Node]):
    """Makes the tree of each rule while the parser goes; refuses what an author cannot have meant."""

    def either(self, *operands: Node) -> Node:
        """`a or b or c`, in one node so that long lists stay shallow."""
        return Call("or", operands)

    def both(self, *operands: Node) -> Node:
        """`a and b and c`."""
        return Call("and", operands)

    def chain(self, first: Node, *rest: Node | Token) -> Node:
        """Operators of one precedence, from the left; an operand alone stays as it is."""
        if not rest:
            return first
        signs = [_sign(sign) for sign in rest[0::2]]
        operands = [operand for operand in rest[1::2] if not isinstance(operand, Token)]
        return Chain(first, tuple(zip(signs, operands, strict=True)))

    def negative(self, *parts: Node | Token) -> Node:
        """One or more minus signs before an operand; two undo each other as a number."""
        operand = parts[-1]
        assert not isinstance(operand, Token)  # noqa: S101 - the grammar ends this rule in an atom
        negated = Call("-", (operand,))
        return negated if len(parts) % 2 == 0 else Call("-", (negated,))

    def call(self, name: Token, *arguments: Node | None) -> Node:
        """A function with its arguments, known and counted."""
        return calls.made(name, tuple(argument for argument in arguments if argument is not None))

    def from_call(self, head: Node, tail: tuple[Piece, ...]) -> Node:
        """A path from `instance(…)` or `current()`."""
        return paths.followed(head, tail)

    def path(self, head: Token, tail: tuple[Piece, ...] = ()) -> Node:
        """A path from `${name}`, a bare name, `.` or `..`."""
        return paths.path(head, tail)

    def absolute(self, root: Token, tail: tuple[Piece, ...] = ()) -> Node:
        """`/data/group/name`."""
        return paths.absolute(root, tail)

    def tail(self, *pieces: Token | Condition) -> tuple[Piece, ...]:
        """The steps and conditions behind the beginning of a path."""
        return pieces

    def condition(self, tree: Node) -> Condition:
        """A condition in square brackets."""
        return Condition(tree)

    def reference(self, token: Token) -> Node:
        """`${name}` or `${name/part}`."""
        return paths.reference(token)

    def column(self, token: Token) -> Node:
        """A bare name: a column of a choice, a row or an entry."""
        return Column(str(token), refusals.column(token))

    def text(self, token: Token) -> Node:
        """A text in quotation marks of any kind; there are no escapes, as in XPath."""
        return Literal(token[1:-1])

    def number(self, token: Token) -> Node:
        """A number as written, exact."""
        if len(token) > LONGEST_NUMBER:
            raise ExpressionError(
                message("the number at character %(column)d is too long", column=refusals.column(token)),
                message("Write at most %(digits)d digits.", digits=LONGEST_NUMBER),
            )
        exact = Fraction(token if token[-1] != "." else token[:-1])
        return Literal(int(exact) if exact.denominator == 1 else exact)

    def own(self, _: Token) -> Node:
        """The answer that is being checked."""
        return Own()

    def row(self, _: Token) -> Node:
        """The row or entry under test in square brackets."""
        return Column("")


def _sign(sign: Node | Token) -> str:
    return "-" if str(sign) in "−–" else str(sign).lower()


PARSER = Lark(GRAMMAR, parser="lalr", lexer="basic", transformer=Trees(), postlex=Brackets())
