"""A formula in one spelling, whichever spreadsheet program saved it."""

import re
from functools import lru_cache

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

WHOLE_COLUMNS = re.compile(r"\$?([A-Z]{1,3})\$?1:\$?([A-Z]{1,3})\$?1048576\b")
PREFIX = re.compile(r"^(_xlfn\.|_xlws\.)+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def spelled(formula: str) -> str:
    """Return a formula without spaces, needless quotes and prefixes, functions in capitals, numbers in one form.

    Excel and LibreOffice change these when they save, and none of them changes what is worked out.
    """
    return "".join(_token(token) for token in Tokenizer(formula).items if token.type != Token.WSPACE)


def _token(token: Token) -> str:
    said: str = token.value
    if token.type == Token.FUNC:
        return PREFIX.sub("", said).upper()
    if token.type != Token.OPERAND:
        return said
    if token.subtype == Token.RANGE:
        return WHOLE_COLUMNS.sub(r"\1:\2", said.replace("'", "")).replace("$", "")
    return repr(float(said)) if token.subtype == Token.NUMBER else said
