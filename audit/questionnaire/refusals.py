"""What is said to an author whose expression cannot be read: what is wrong, at which character, and what to write."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from lark import Token

from audit.errors import Message, message
from audit.questionnaire.signatures import SIGNATURES, instead, refusal, wanted

LAST_WORD = re.compile(r"(?<![\w$.:{/'-])([^\W\d][\w.-]*)$")
PARTNERS = {"(": ")", "[": "]"}
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
        instead(str(name)),
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


def unbalanced(bracket: Token) -> ExpressionError:
    """Name the bracket that has no partner."""
    place, sign = column(bracket), str(bracket)
    if sign in PARTNERS:
        return ExpressionError(
            message("the parenthesis opened at character %(column)d is not closed", column=place)
            if sign == "("
            else message("the square bracket opened at character %(column)d is not closed", column=place),
            message("Add '%(sign)s' where it ends.", sign=PARTNERS[sign]),
        )
    return ExpressionError(
        message("the parenthesis closed at character %(column)d was not opened", column=place)
        if sign == ")"
        else message("the square bracket closed at character %(column)d was not opened", column=place),
        message("Take it away, or add '%(sign)s' before.", sign="(" if sign == ")" else "["),
    )


def parent_alone(path: str) -> ExpressionError:
    """Say that a parent has no answer of its own."""
    return ExpressionError(
        message("'%(path)s' alone is a group or a repeat, and no answer", path=path),
        message("Write %(path)s/name for an answer, or position(%(path)s) for the number of the entry.", path=path),
    )


def rowless(function: str) -> ExpressionError:
    """Say that what asks about the row under test stands outside square brackets."""
    return ExpressionError(
        message("'%(name)s' asks about the row under test, and there is none here", name=function),
        message("Write it in square brackets, or position(..) for the number of the entry of a repeat."),
    )


def bare_word(word: str, place: int) -> ExpressionError:
    """Explain a word that is neither `${…}` nor in quotation marks."""
    return ExpressionError(
        message("the word '%(word)s' at character %(column)d is neither an answer nor a text", word=word, column=place),
        message(
            "Write ${%(word)s} for the answer of that question, or '%(word)s' in quotation marks for a text.", word=word
        ),
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
    return ExpressionError(
        message("'%(sign)s' at character %(column)d has no meaning here", sign=_sign(rest), column=position + 1),
        _remedy(rest),
    )


def unexpected(source: str, token: Token, expected: Sequence[str]) -> ExpressionError:
    """Name a sign that stands where something else should."""
    place = token.start_pos or 0
    before = source[:place].rstrip()
    word = LAST_WORD.search(before)
    if word and word[1].lower() in SIGNATURES:
        return _without_parentheses(word[1], word.start(1) + 1)
    if token.type == "NAME":
        if token.lower() in SIGNATURES:
            return _without_parentheses(str(token), column(token))
        return bare_word(str(token), column(token))
    if word and "REFERENCE" not in expected:
        return bare_word(word[1], word.start(1) + 1)
    if before.endswith("/"):
        token = Token("_SLASH", "/", len(before) - 1)
    return ExpressionError(
        message("'%(sign)s' at character %(column)d has no meaning here", sign=str(token), column=column(token)),
        _wanted(token, expected),
    )


def _wanted(token: Token, expected: Sequence[str]) -> Message:
    if str(token) in "/[":
        return message("Write a path as ${name}, ../name or /data/name; a division is 'div'.")
    if "REFERENCE" in expected:
        return message("Write a value before it.")
    return message("Write an operator such as 'and', 'or', '=' or '+' before it.")


def _without_parentheses(word: str, place: int) -> ExpressionError:
    return ExpressionError(
        message("the function '%(name)s' at character %(column)d has no parentheses", name=word, column=place),
        message("Write its arguments in parentheses: %(name)s(…).", name=word.lower()),
    )


def _sign(rest: str) -> str:
    return rest[:2] if rest[:2] in {"==", "!=", "&&", "||", "..", "${", "//"} else rest[:1]


def _remedy(rest: str) -> Message:
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
    return message("Take it away, or put a text in quotation marks.")
