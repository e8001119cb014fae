"""A questionnaire's text as plain data and back, and the changes that an author makes to one piece of it."""

import copy
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from audit.questionnaire.plain import Plain, rank
from audit.questionnaire.source import DEPTH_LIMIT, LOADER, LocatedList, LocatedMap, located
from audit.questionnaire.writing import data_text

Tree = dict[str, Any]
Path = tuple[str | int, ...]
#: What stays a text however it looks: names, versions, codes of languages, and words by language.
WORDS = frozenset({"name", "version", "languages", "list_name", "attributes"})
SPOKEN = frozenset(
    {
        "label",
        "hint",
        "title",
        "introduction",
        "required_message",
        "constraint_message",
        "meaning",
        "recommendation",
        "entry_label",
    }
)
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,12})?")
OPENING = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
TRUTHS = {"true": True, "false": False}


def read(text: str) -> Tree:
    """Return the data of a YAML text, every value a text; DefinitionError where it is not YAML or no mapping."""
    data = located(text)
    return {key: _bare(value) for key, value in data.items()}


def write(tree: Mapping[str, Any]) -> str:
    """Return the YAML text of data; reading it again gives the same."""
    return data_text({key: _typed(value, key) for key, value in _sorted(tree).items()})


def comments(text: str) -> int:
    """Return how many comments a YAML text has; they are lost when it is written anew. 0 where it cannot be read.

    Brackets without end cost the scanner the square of their number: such a text is given up.
    """
    rest, done, depth = [], 0, 0
    try:
        for token in yaml.scan(text, Loader=LOADER):
            if isinstance(token, yaml.ScalarToken):
                rest.append(text[done : token.start_mark.index])
                done = token.end_mark.index
            depth += isinstance(token, OPENING) - isinstance(token, CLOSING)
            if depth > DEPTH_LIMIT:
                return 0
    except yaml.YAMLError:
        return 0
    return sum("#" in line for line in "".join([*rest, text[done:]]).split("\n"))


def at(tree: Mapping[str, Any], path: Path) -> Any:  # noqa: ANN401 - whatever stands there
    """Return what stands at a path; KeyError where there is nothing."""
    found: Any = tree
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            raise KeyError(path) from None
    return found


def put(tree: Mapping[str, Any], path: Path, value: object) -> Tree:
    """Return data with another value at a path; the last step may be a key that is not there yet."""
    changed: Tree = copy.deepcopy(dict(tree))
    if not path:
        raise KeyError(path)
    at(changed, path[:-1])[path[-1]] = value
    return changed


def settled(piece: Mapping[str, Any]) -> Tree:
    """Return a mapping without what is empty, its keys in the order in which authors write them."""
    return {key: value for key, value in _sorted(piece).items() if value not in ("", None, {}, [])}


def _sorted(piece: Mapping[str, Any]) -> Tree:
    return dict(sorted(piece.items(), key=lambda item: rank(item[0], item[1])))


def _bare(value: object) -> Any:  # noqa: ANN401 - a text, a list or a mapping
    if isinstance(value, LocatedMap):
        return {key: _bare(each) for key, each in value.items()}
    if isinstance(value, LocatedList):
        return [_bare(each) for each in value]
    return value


def _typed(value: object, key: str) -> Plain:
    if isinstance(value, Mapping):
        return {inner: _typed(each, key if key in SPOKEN or key in WORDS else inner) for inner, each in value.items()}
    if isinstance(value, list | tuple):
        return [_typed(each, key) for each in value]
    text = str(value)
    if key in WORDS or key in SPOKEN:
        return text
    if text in TRUTHS:
        return TRUTHS[text]
    return _figure(text) if NUMBER.fullmatch(text) else text


def _figure(text: str) -> Plain:
    return Decimal(text) if "." in text else int(text)
