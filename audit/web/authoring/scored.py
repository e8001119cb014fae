"""How indicators and contradictions are asked in forms, with what the draft itself offers to choose from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from audit.errors import mark
from audit.questionnaire import shape
from audit.questionnaire.editing import moves, tree
from audit.questionnaire.editing.tree import Tree
from audit.questionnaire.measuring import MEASURED, POOLED
from audit.service import definitions
from audit.web.authoring.keys import Asked, Kind
from audit.wording import in_language

MEASURES: Mapping[str, str] = {
    "parity": mark("parity: women and men in a head-count"),
    "rate_ratio": mark("women's rate beside men's: promotion, selection, leaving"),
    "choice": mark("points of the answer chosen"),
    "likert": mark("mean of answers on a scale"),
    "share": mark("share of one amount in another"),
    "count": mark("number against a threshold"),
    "threshold": mark("amount against a threshold"),
}
BASES = (("", mark("women and men")), ("all", mark("everybody, another or undisclosed too")))
CURVES = (
    ("", mark("100 within the band, less outside it")),
    ("linear", mark("a straight line to 50/50")),
    ("eige", mark("as in the European index")),
    ("undp", mark("as in the UNDP gender seal")),
)
DIRECTIONS = (("", mark("too few women or too few men")), ("women", mark("only too few women")))
EVERYBODY = (("", mark("an indicator says so, not the head-count")), ("all", mark("all levels together")))
DECIDING = ("decision_making", mark("the levels that decide"))
NAMES = mark("Latin letters, digits, _ and -; no spaces")
AMOUNT = mark("In the question's own unit; a share as a number from 0 to 1")

#: Every key of an indicator that has a field; a measure asks those of its own.
INDICATOR: Mapping[str, Asked] = {
    "label": Asked(mark("What it is called in results"), Kind.SPOKEN),
    "dimension": Asked(mark("Dimension"), Kind.CHOOSE),
    "weight": Asked(mark("Weight within its dimension; 1 where nothing is said")),
    "of": Asked(mark("Question that it reads"), Kind.CHOOSE),
    "out_of": Asked(mark("Out of what: the question with the whole amount"), Kind.CHOOSE),
    "passed": Asked(mark("Row of those who passed, for example promoted")),
    "entered": Asked(mark("Row of those who could have, for example eligible")),
    "at_least": Asked(mark("Full points from"), hint=AMOUNT),
    "at_most": Asked(mark("Full points up to"), hint=AMOUNT),
    "rows": Asked(mark("Levels"), Kind.LEVELS),
    "pooled": Asked(mark("Add the levels up into one group"), Kind.TICK),
    "target": Asked(mark("Target share of women, 0 to 1; 0.5 where nothing is said")),
    "band": Asked(mark("Band that counts as parity"), Kind.LIST, hint=mark("Two shares, for example 0.47, 0.53")),
    "direction": Asked(mark("What lowers the score"), Kind.CHOOSE, options=DIRECTIONS),
    "recommendation": Asked(mark("What to advise where the score is low"), Kind.PASSAGE),
    "hint": Asked(mark("Explanation: unit, documents, cautions"), Kind.PASSAGE),
    "base": Asked(mark("Whom the share is counted among"), Kind.CHOOSE, options=BASES, more=True),
    "curve": Asked(mark("How points fall with the distance from parity"), Kind.CHOOSE, options=CURVES, more=True),
    "weights": Asked(mark("Weights of levels"), Kind.PAIRS, hint=mark("For example: head: 2, staff: 1"), more=True),
    "strata": Asked(mark("Parts compared by themselves, for example grades"), Kind.TABLE, more=True),
    "name": Asked(mark("Name in files"), hint=NAMES, more=True),
}
CONTRADICTION: Mapping[str, Asked] = {
    "label": Asked(mark("What contradicts what"), Kind.PASSAGE),
    "indicator": Asked(mark("The institution says: indicator"), Kind.CHOOSE),
    "headcount": Asked(mark("or its own head-count"), Kind.CHOOSE, options=(*EVERYBODY, DECIDING)),
    "at_least": Asked(mark("scores at least, 0 to 100")),
    "against/questionnaire": Asked(mark("Staff say: questionnaire"), Kind.CHOOSE),
    "against/question": Asked(mark("Name of its question")),
    "against/item": Asked(mark("Name of the statement, where the question has several")),
    "against/favourable_below": Asked(mark("Share of favourable answers below, 0 to 1")),
    "otherwise": Asked(mark("Where that questionnaire is not asked: look at these instead, in this order"), Kind.TABLE),
    "name": Asked(mark("Name in files"), hint=NAMES, more=True),
}


def of_indicator(piece: Mapping[str, Any], data: Tree, language: str) -> dict[str, Asked]:
    """Return the keys that a measure has, with the dimensions and questions of the draft to choose from."""
    measure = str(piece.get("measure", ""))
    model = shape.INDICATORS.get(measure)
    known = shape.keys(model) if model else ("name", "label", "dimension", "of")
    offered = {"dimension": _dimensions(data, language)}
    offered |= {key: _questions(data, measure, language) for key in ("of", "out_of")}
    return {
        key: _offering(asked, offered[key], piece.get(key)) if key in offered else asked
        for key, asked in INDICATOR.items()
        if key in known
    }


def of_contradiction(piece: Mapping[str, Any], data: Tree, language: str) -> dict[str, Asked]:
    """Return the keys of a contradiction, with the indicators of the draft and the shipped questionnaires."""
    against = piece.get("against")
    given = against.get("questionnaire") if isinstance(against, Mapping) else None
    shelf = [(card.name, in_language(card.title, language)[0]) for card in definitions.questionnaires()]
    indicators = [(name, said) for name, said in labelled(data, "indicators", language)]
    offered = {
        "indicator": _offering(CONTRADICTION["indicator"], indicators, piece.get("indicator")),
        "against/questionnaire": _offering(CONTRADICTION["against/questionnaire"], shelf, given),
    }
    return {**CONTRADICTION, **offered}


def labelled(data: Tree, key: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each piece of a list of the draft."""
    found = data.get(key)
    for each in found if isinstance(found, list) else ():
        if isinstance(each, Mapping):
            yield str(each.get("name", "")), said(each, language)


def said(piece: Mapping[str, Any], language: str) -> str:
    """Return the words of a piece, or its name where it has none."""
    label = piece.get("label")
    words = in_language(label, language)[0] if isinstance(label, Mapping) else str(label or "")
    return words or str(piece.get("name", ""))


def _dimensions(data: Tree, language: str) -> list[tuple[str, str]]:
    return list(labelled(data, "dimensions", language))


def _questions(data: Tree, measure: str, language: str) -> list[tuple[str, str]]:
    found = []
    for path in moves.question_paths(data):
        question = tree.at(data, path)
        around = [str(tree.at(data, path[:end]).get("name", "")) for end in range(4, len(path), 2)]
        if question.get("type") in (POOLED if around else MEASURED).get(measure, ()):
            found.append(("/".join([*around, str(question.get("name", ""))]), said(question, language)))
    return found


def _offering(asked: Asked, offered: Sequence[tuple[str, str]], given: object) -> Asked:
    """Return a field with what can be chosen, and with what is written there even where it cannot be."""
    known = dict(offered)
    kept = [] if not given or str(given) in known else [(str(given), str(given))]
    named = [(name, words if words == name else f"{words} ({name})") for name, words in known.items()]
    return replace(asked, options=(("", "–"), *named, *kept))
