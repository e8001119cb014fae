"""The XLSForm dialect of expressions: parsed once into frozen trees; `evaluation` gives their values."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from lark import Token
from lark.exceptions import UnexpectedCharacters, UnexpectedToken
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from audit.errors import message
from audit.questionnaire import refusals
from audit.questionnaire.grammar import PARSER
from audit.questionnaire.refusals import ExpressionError
from audit.questionnaire.trees import Node, referred

__all__ = ["Expression", "ExpressionError", "filtering", "parsed"]

LONGEST = 20_000
DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as its author wrote it, its tree, and what it depends on (each once, in the order of writing).

    `references` are the paths of questions, members and repeats whose answers it reads (`trees.referred`; one that
    begins with `/` is resolved by `trees.named`), `columns` the bare names of a choice_filter, `tables` the lists that
    instance() looks into.
    """

    source: str
    tree: Node = field(repr=False, compare=False)
    references: tuple[str, ...] = field(default=(), repr=False, compare=False)
    columns: tuple[str, ...] = field(default=(), repr=False, compare=False)
    tables: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Keep an Expression whole in a model, and write it into JSON as its source."""
        return core_schema.is_instance_schema(
            cls,
            serialization=core_schema.plain_serializer_function_ser_schema(
                _source, return_schema=core_schema.str_schema()
            ),
        )


def parsed(value: object) -> Expression:
    """Parse an expression's text; raises ExpressionError with an author's sentence."""
    if isinstance(value, Expression):
        return value
    if not isinstance(value, str):
        raise ExpressionError(
            message("this is not an expression"), message("Write it as one text, for example ${name} = 'yes'.")
        )
    return _parsed(value)


def filtering(value: object) -> Expression:
    """Parse a choice_filter, in which a bare name is a column of the choice under test; raises as `parsed` does."""
    return parsed(value)


@lru_cache(maxsize=4096)
def _parsed(source: str) -> Expression:
    if not source.strip():
        raise refusals.empty()
    if len(source) > LONGEST:
        raise refusals.too_long(LONGEST)
    try:
        _check_parentheses(source)
        tree = cast(Node, PARSER.parse(source))
    except UnexpectedCharacters as error:
        raise refusals.unreadable(source, error.pos_in_stream or 0) from error
    except UnexpectedToken as error:
        raise _unexpected(source, error) from error
    return Expression(source, tree, tuple(dict.fromkeys(referred(tree))))


def _source(expression: Expression) -> str:
    return expression.source


def _unexpected(source: str, error: UnexpectedToken) -> ExpressionError:
    token = error.token
    if not isinstance(token, Token) or token.type == "$END":
        return refusals.ended(source)
    return refusals.unexpected(token, sorted(error.expected))


def _check_parentheses(source: str) -> None:
    opened: list[int] = []
    for token in PARSER.lex(source):
        column = refusals.column(token)
        if token.type == "LPAR":
            opened.append(column)
            if len(opened) > DEEPEST:
                raise refusals.too_deep(column, DEEPEST)
        if token.type == "RPAR":
            if not opened:
                raise refusals.unbalanced(column, ")")
            opened.pop()
    if opened:
        raise refusals.unbalanced(opened[-1], "(")
