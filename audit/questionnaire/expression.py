"""The XLSForm dialect of expressions: parsed once into frozen trees; `evaluation` gives their values."""

from collections.abc import Iterator
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
from audit.questionnaire.trees import (
    Call,
    Column,
    Members,
    Node,
    QuestionName,
    Rows,
    columns,
    parts,
    referred,
    tables,
)

__all__ = ["Expression", "ExpressionError", "filtering", "parsed"]

LONGEST = 20_000
DEEPEST = 60
OPENING = ("LPAR", "LSQB")
CLOSING = {"RPAR": "LPAR", "RSQB": "LSQB"}


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as its author wrote it, its tree, and what it depends on (each once, in the order of writing).

    `references` are the paths of questions, members and repeats whose answers it reads (`trees.referred`; one that
    begins with `/` is resolved by `trees.named`), `columns` the bare names of a choice_filter, `tables` the lists that
    instance() and pulldata() look into.
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
    expression = filtering(value)
    if expression.columns:
        bare = next(columns(expression.tree))
        raise refusals.bare_word(bare.name, bare.place)
    return expression


def filtering(value: object) -> Expression:
    """Parse a choice_filter, in which a bare name is a column of the choice under test; raises as `parsed` does."""
    if isinstance(value, Expression):
        return value
    if not isinstance(value, str):
        raise ExpressionError(
            message("this is not an expression"), message("Write it as one text, for example ${name} = 'yes'.")
        )
    return _parsed(value)


@lru_cache(maxsize=4096)
def _parsed(source: str) -> Expression:
    if not source.strip():
        raise refusals.empty()
    if len(source) > LONGEST:
        raise refusals.too_long(LONGEST)
    try:
        _check_brackets(source)
        tree = cast(Node, PARSER.parse(source))
    except UnexpectedCharacters as error:
        raise refusals.unreadable(source, error.pos_in_stream or 0) from error
    except UnexpectedToken as error:
        raise _unexpected(source, error) from error
    for wrong in _misplaced(tree):
        raise wrong
    return Expression(source, tree, *(_once(each) for each in (referred(tree), _names(tree), tables(tree))))


def _source(expression: Expression) -> str:
    return expression.source


def _once(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _names(tree: Node) -> Iterator[str]:
    return (column.name for column in columns(tree))


def _unexpected(source: str, error: UnexpectedToken) -> ExpressionError:
    token = error.token
    if not isinstance(token, Token) or token.type == "$END":
        return refusals.ended(source)
    return refusals.unexpected(source, token, sorted(error.expected))


def _misplaced(node: Node, *, within: bool = False) -> Iterator[ExpressionError]:
    """Yield what has a meaning only elsewhere: `..` alone, and the place of a row outside square brackets."""
    match node:
        case Call("position", (QuestionName(),)):
            return
        case QuestionName(path) if path.startswith(".."):
            yield refusals.parent_alone(path)
        case Call("position" | "last", ()) if not within:
            yield refusals.rowless(node.function)
        case Column("") if not within:
            yield refusals.rowless(".")
    inside = within or isinstance(node, Members | Rows)
    for part in parts(node):
        yield from _misplaced(part, within=inside)


def _check_brackets(source: str) -> None:
    opened: list[Token] = []
    for token in PARSER.lex(source):
        if token.type in OPENING:
            opened.append(token)
            if len(opened) > DEEPEST:
                raise refusals.too_deep(refusals.column(token), DEEPEST)
        if token.type in CLOSING and (not opened or opened.pop().type != CLOSING[token.type]):
            raise refusals.unbalanced(token)
    if opened:
        raise refusals.unbalanced(opened[-1])
