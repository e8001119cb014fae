"""Perl's patterns, which LimeSurvey finds anywhere in a text, as patterns that fit the whole of it."""

import re

from audit.errors import message
from audit.questionnaire.limesurvey.meanings import Untranslatable

DELIMITED = re.compile(r"([/#~|])(.*)\1([a-zA-Z]*)", re.DOTALL)
KNOWN_FLAGS = frozenset("iu")


def whole_pattern(written: str) -> str:
    """Return a pattern of PHP (`/…/i`, found anywhere) as one that fits the whole text."""
    delimited = DELIMITED.fullmatch(written.strip())
    if delimited is None:
        raise Untranslatable(message("the pattern stands in no delimiters"))
    body, flags = delimited[2], delimited[3]
    if set(flags) - KNOWN_FLAGS:
        raise Untranslatable(message("the pattern has flags that are not known here"))
    body = body.replace("\\/", "/")
    ahead = "" if body.startswith("^") else "(?s:.*)"
    behind = "" if body.endswith("$") and not body.endswith("\\$") else "(?s:.*)"
    inner = body.removeprefix("^") if not ahead else body
    inner = inner[:-1] if not behind else inner
    simple = "|" not in inner
    found = f"{ahead}{inner if simple else f'(?:{inner})'}{behind}"
    if not simple and ("" in (ahead, behind)) and _outside(inner):
        raise Untranslatable(message("the pattern binds only one of its alternatives to the ends of the text"))
    return f"(?i){found}" if "i" in flags else found


def _outside(pattern: str) -> bool:
    """Tell whether a `|` stands outside all parentheses."""
    depth = 0
    for character in pattern:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            return True
    return False
