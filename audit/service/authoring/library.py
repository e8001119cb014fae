"""The library: every question of the shipped questionnaires, to be found by words and taken over whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audit.questionnaire import frameworks
from audit.questionnaire.editing import moves, tree
from audit.questionnaire.plain import plain
from audit.questionnaire.schema import Question, Questionnaire
from audit.service import definitions

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Shelved:
    """A question of a shipped questionnaire; `serves` are titles of framework items that its answers are read by."""

    key: str
    question: Question
    questionnaire: Mapping[str, str]
    section: Mapping[str, str]
    choices: tuple[Mapping[str, str], ...]
    serves: tuple[Mapping[str, str], ...]


def found(words: str) -> tuple[Shelved, ...]:
    """Return the questions in whose texts, in any language, all the words occur; every one where none are given."""
    wanted = words.casefold().split()
    everything = (each for asked in _sets() for each in _questions(asked))
    return tuple(each for each in everything if all(word in _said(each) for word in wanted))[:MOST_SHOWN]


def taken(into: tree.Tree, key: str, *, section: tree.Path) -> tuple[tree.Tree, tree.Path]:
    """Return data with a question of the library at the end of a section, its list of choices with it.

    What the question refers to elsewhere in its own questionnaire (when it is asked) stays behind. Raises KeyError for
    a key that is not in the library.
    """
    questionnaire, _, name = key.partition("/")
    asked = next((each for each in _sets() if each.name == questionnaire), None)
    if asked is None or name not in asked.every:
        raise KeyError(key)
    question = asked.every[name]
    piece: dict[str, Any] = {**plain(question)}
    listed = getattr(question, "list_name", None)
    if listed is not None:
        piece["choices"] = [plain(choice) for choice in asked.choices[listed]]
    for key_left in ("relevant", "trigger", "choice_filter", "calculation"):
        if question.type != "calculate":
            piece.pop(key_left, None)
    return moves.added(into, section, piece)


def _sets() -> tuple[Questionnaire, ...]:
    return tuple(definitions.parsed(definitions.shelved(card.name)) for card in definitions.questionnaires())


def _questions(asked: Questionnaire) -> tuple[Shelved, ...]:
    sections = {each.name: each.label for each in asked.sections}
    return tuple(
        Shelved(
            f"{asked.name}/{name}",
            question,
            asked.title,
            sections[asked.section_of[name]],
            tuple(each.label for each in getattr(question, "choices", ())),
            _serves(question),
        )
        for name, question in asked.every.items()
        if not asked.within[name] and question.type not in ("calculate", "hidden")
    )


def _serves(question: Question) -> tuple[Mapping[str, str], ...]:
    known = frameworks.shelved()
    pieces = (question, *getattr(question, "items", ()), *getattr(question, "rows", ()))
    keys = dict.fromkeys(key for piece in pieces for key in piece.serves)
    items = (known[key.partition("/")[0]].item(key.partition("/")[2]) for key in keys if key.partition("/")[0] in known)
    return tuple(item.label for item in items if item is not None)


def _said(each: Shelved) -> str:
    texts = [each.question.label, each.question.hint or {}, each.section, *each.choices, *each.serves]
    parts = (*getattr(each.question, "items", ()), *getattr(each.question, "rows", ()))
    return " ".join(said for text in (*texts, *(part.label for part in parts)) for said in text.values()).casefold()
