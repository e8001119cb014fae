"""The grammar of XLSForm's expressions, compiled once, and the tree that each of its rules makes."""

import re
from fractions import Fraction

from lark import Lark, Token, Transformer, v_args

from audit.errors import message
from audit.questionnaire import patterns, refusals
from audit.questionnaire.parts import NAME_PATTERN
from audit.questionnaire.refusals import ExpressionError
from audit.questionnaire.signatures import REFUSED, SIGNATURES
from audit.questionnaire.trees import Call, Chain, Literal, Node, Own, QuestionName, Reference

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
     | FUNCTION "(" [either ("," either)*] ")" -> call
     | REFERENCE -> reference
     | STRING -> text
     | NUMBER -> number
     | OWN -> own

_OR.3: /(or|OR)(?![\w-])/
_AND.3: /(and|AND)(?![\w-])/
DIV.3: /(div|DIV|mod|MOD)(?![\w-])/
FUNCTION.2: /(?!(and|or|div|mod)\s*\()[a-z][\w:-]*(?=\s*\()/i
REFERENCE: /\$\{[^{}]*\}/
STRING: /'[^']*'|"[^"]*"|[‘’‚‛][^'‘’‚‛]*['‘’‚‛]|[“”„‟][^"“”„‟]*["“”„‟]|«[^«»]*»/
NUMBER: /[0-9]+(\.[0-9]*)?|\.[0-9]+/
OWN: /\.(?![.0-9])/
EQUALITY: /!?=(?!=)/
ORDER: /<=|>=|<|>/
PLUS: "+"
MINUS: /[-−–]/
STAR: "*"
SPACE: /\s+/
%ignore SPACE
"""
LONGEST_NUMBER = 40
PART = re.compile(NAME_PATTERN)
QUOTED_REFERENCE = re.compile(r"\s*\$\{\s*([^{}]*?)\s*\}\s*")


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
        given = tuple(argument for argument in arguments if argument is not None)
        if name in REFUSED:
            raise refusals.unusable_function(name)
        if name not in SIGNATURES:
            raise refusals.unknown_function(name)
        fewest, most = SIGNATURES[name]
        if not fewest <= len(given) <= most:
            raise refusals.arity(name, len(given))
        return _checked(name, given)

    def reference(self, token: Token) -> Node:
        """`${name}` or `${name/part}`."""
        return Reference(_path(token[2:-1], token))

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


def _sign(sign: Node | Token) -> str:
    return "-" if str(sign) in "−–" else str(sign).lower()


def _path(written: str, token: Token) -> str:
    path = written.strip()
    if not all(PART.match(part) for part in path.split("/")):
        raise ExpressionError(
            message(
                "'%(written)s' at character %(column)d does not name a question",
                written=str(token),
                column=refusals.column(token),
            ),
            message("Write ${name} or ${name/part} with the names as they stand in the questionnaire."),
        )
    return path


def _checked(name: Token, arguments: tuple[Node, ...]) -> Node:
    if name == "regex":
        _check_pattern(arguments[1])
    if name == "jr:choice-name":
        return Call(str(name), (arguments[0], _question(arguments[1], name)))
    return Call(str(name), arguments)


def _check_pattern(pattern: Node) -> None:
    remedy = message("Write the pattern in quotation marks, for example regex(., '[0-9]{4}').")
    if not isinstance(pattern, Literal) or not isinstance(pattern.value, str):
        raise ExpressionError(message("the pattern of regex() is worked out only while answering"), remedy)
    try:
        patterns.check(pattern.value)
    except patterns.BadPattern as error:
        raise ExpressionError(
            message(
                "the pattern '%(pattern)s' is not a regular expression (%(said)s)",
                pattern=pattern.value,
                said=str(error),
            ),
            remedy,
        ) from error


def _question(node: Node, name: Token) -> QuestionName:
    if isinstance(node, Reference):
        return QuestionName(node.path)
    quoted = (
        QUOTED_REFERENCE.fullmatch(node.value) if isinstance(node, Literal) and isinstance(node.value, str) else None
    )
    if quoted is None:
        raise ExpressionError(
            message("the second argument of jr:choice-name() does not name a question"),
            message("Write it as jr:choice-name(${question}, '${question}')."),
        )
    return QuestionName(_path(quoted[1], name))


PARSER = Lark(GRAMMAR, parser="lalr", lexer="basic", transformer=Trees())
