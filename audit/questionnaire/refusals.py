"""What is said to an author whose expression cannot be read: what is wrong, at which character, and what to write."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from lark import Token

from audit.errors import Message, message
from audit.questionnaire.signatures import SIGNATURES, refusal, wanted

BARE_WORD = re.compile(r"[^\W\d][\w.-]*")
QUOTES = "'\"‘’‚‛“”„‟«»"


class ExpressionError(ValueError):
    """An expression that cannot be read: `said` is what is wrong, `remedy` what to do, both in an author's words."""

    def __init__(self, said: Message, remedy: Message) -> None:
        super().__init__(f"{said}. {remedy}")
        self.said = said
        self.remedy = remedy


def column(token: Token) -> int:
    """Return the place of a token as authors count: the first character is 1, line breaks count as one."""
    return (token.start_pos or 0) + 1


def unknown_function(name: Token) -> ExpressionError:
    """Name a function that does not exist, and the likely one."""
    close = get_close_matches(name.lower(), SIGNATURES, n=1, cutoff=0.6)
    return ExpressionError(
        message("there is no function '%(name)s' (character %(column)d)", name=str(name), column=column(name)),
        message("Did you mean the function '%(likely)s'?", likely=close[0])
        if close
        else message("The functions are: %(known)s.", known=", ".join(SIGNATURES)),
    )


def unusable_function(name: Token) -> ExpressionError:
    """Say why a function of XLSForm has no place here."""
    return ExpressionError(
        refusal(str(name))
        or message("there is no function '%(name)s' (character %(column)d)", name=str(name), column=column(name)),
        message("Leave the function out, or ask for the value in a question."),
    )


def arity(name: Token, given: int) -> ExpressionError:
    """Say how many arguments a function takes."""
    return ExpressionError(
        message(
            "the function '%(name)s' at character %(column)d has a wrong number of arguments (%(given)d)",
            name=str(name),
            column=column(name),
            given=given,
        ),
        message("Give it %(wanted)s, with a comma between two.", wanted=wanted(str(name))),
    )


def unbalanced(place: int, bracket: str) -> ExpressionError:
    """Name the parenthesis that has no partner."""
    if bracket == "(":
        return ExpressionError(
            message("the parenthesis opened at character %(column)d is not closed", column=place),
            message("Add ')' where it ends."),
        )
    return ExpressionError(
        message("the parenthesis closed at character %(column)d was not opened", column=place),
        message("Take it away, or add '(' before."),
    )


def too_deep(place: int, most: int) -> ExpressionError:
    """Refuse parentheses within parentheses without end."""
    return ExpressionError(
        message(
            "at character %(column)d there are more than %(most)d parentheses within each other",
            column=place,
            most=most,
        ),
        message("Work out a part of it in a question of type calculate."),
    )


def too_long(most: int) -> ExpressionError:
    """Refuse a text that no author writes."""
    return ExpressionError(
        message("the expression is longer than %(most)d characters", most=most),
        message("Work out a part of it in a question of type calculate."),
    )


def empty() -> ExpressionError:
    """Refuse an expression of nothing."""
    return ExpressionError(message("the expression is empty"), message("Write a condition, or leave the key out."))


def ended(source: str) -> ExpressionError:
    """Say that something is missing at the end."""
    return ExpressionError(
        message("the expression ends after '%(last)s' where a value should follow", last=source.split()[-1]),
        message("Complete it, or take the last sign away."),
    )


def unreadable(source: str, position: int) -> ExpressionError:
    """Explain a character that no expression has, by what an author usually means with it."""
    rest = source[position:]
    place = position + 1
    word = BARE_WORD.match(rest)
    if word and word[0].lower() in SIGNATURES:
        return ExpressionError(
            message("the function '%(name)s' at character %(column)d has no parentheses", name=word[0], column=place),
            message("Write its arguments in parentheses: %(name)s(…).", name=word[0].lower()),
        )
    if word:
        return ExpressionError(
            message(
                "the word '%(word)s' at character %(column)d is neither an answer nor a text",
                word=word[0],
                column=place,
            ),
            message(
                "Write ${%(word)s} for the answer of that question, or '%(word)s' in quotation marks for a text.",
                word=word[0],
            ),
        )
    return ExpressionError(
        message("'%(sign)s' at character %(column)d has no meaning here", sign=_sign(rest), column=place), _remedy(rest)
    )


def unexpected(token: Token, expected: Sequence[str]) -> ExpressionError:
    """Name a sign that stands where something else should."""
    operand_missing = "REFERENCE" in expected
    return ExpressionError(
        message("'%(sign)s' at character %(column)d has no meaning here", sign=str(token), column=column(token)),
        message("Write a value before it.")
        if operand_missing
        else message("Write an operator such as 'and', 'or', '=' or '+' before it."),
    )


def _sign(rest: str) -> str:
    return rest[:2] if rest[:2] in {"==", "!=", "&&", "||", "..", "${", "//"} else rest[:1]


def _remedy(rest: str) -> Message:
    if rest.startswith(".."):
        return message("Paths to a parent are not read here: write ${name}.")
    if rest.startswith("=="):
        return message("Write one '=' to compare.")
    if rest.startswith("&"):
        return message("Write 'and'.")
    if rest.startswith("|"):
        return message("Write 'or'.")
    if rest.startswith("!"):
        return message("Write '!=' between two values, or not(…) around a condition.")
    if rest.startswith(("$", "{")):
        return message("Write a reference as ${name}.")
    if rest[0] in QUOTES:
        return message("Close the text with the same quotation mark.")
    if rest[0] in "/[":
        return message(
            "Paths and square brackets are not read here: write ${name} or ${name/part}; a division is 'div'."
        )
    return message("Take it away, or put a text in quotation marks.")
