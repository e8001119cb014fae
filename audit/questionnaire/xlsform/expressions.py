"""A form's expressions and texts with the names that the questionnaire has for what they refer to."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from audit.questionnaire.xlsform.cells import BLANK_LIKE
from audit.questionnaire.xlsform.names import Places

REFERENCE = re.compile(r"\$\{\s*(last-saved#)?\s*([^{}]*?)\s*\}")
#: A step of a path that names something: `../name`, `/data/group/name`.
STEP = re.compile(r"(?<=/)([^\W\d][\w.\-]*)(?!\s*\()")
RELATIVE = re.compile(r"(?<![\w\]/}])(?:(?:\.\.|current\(\)|\.)/)+(?:\.\./)*([^\W\d][\w.\-]*)(?![\w.\-/\[]|\s*\()")
UPWARDS = re.compile(r"position\(\s*((?:\.\./)*\.\.)\s*\)")
QUOTED = re.compile(r"(['\"‘’“”])([^'\"‘’“”]*)(['\"‘’“”])")
COMPARED = re.compile(r"(\$\{\s*[^{}]+?\s*\}|(?<![\w.)\]}])\.)(\s*!?=\s*)(-\s*\d+)(?![\w.])")
#: Functions of one programme's system that have a counterpart with the same arguments.
CLINIC = re.compile(r"\bcht:(difference-in-(?:days|months|years))(?=\s*\()|\bparse-timestamp-to-(date)(?=\s*\()")
OUTPUT = re.compile(r"<output\s+value\s*=\s*[\"'](.*?)[\"']\s*/?>(?:</output>)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an expression stands: its question's groups, which of them are repeats, and the list it chooses from."""

    groups: tuple[str, ...]
    repeats: tuple[bool, ...] = ()
    own_list: str = ""


@dataclass(slots=True)
class Renaming:
    """What came over under another name: questions by where they stand, choices by their list.

    `exact` workbooks are our own: their expressions are as an author here wrote them, but for the names of parts.
    """

    exact: bool = False
    places: Places = field(default_factory=Places)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)

    def expression(self, source: str, at: Standing) -> str:
        """Return an expression with our names; what names nothing stays as it is, for the loader to say so."""
        if self.exact:
            return self._references(source, at)
        text = source.translate(BLANK_LIKE).strip()
        text = CLINIC.sub(lambda found: found[1] or found[2], text)
        text = COMPARED.sub(lambda found: self._compared(found, at), text)
        text = RELATIVE.sub(lambda found: self._relative(found, at), text)
        text = STEP.sub(lambda found: self._step(found, at), text)
        text = UPWARDS.sub(lambda found: _upwards(found, at), text)
        return self._literals(self._references(text, at))

    def text(self, source: str, at: Standing) -> str:
        """Return a text whose `${…}` have our names."""
        return self._references(source, at)

    def _references(self, text: str, at: Standing) -> str:
        def renamed(found: re.Match[str]) -> str:
            path = self.places.path(found[2], at.groups)
            return found[0] if path is None or path == found[2] else f"${{{found[1] or ''}{path}}}"

        return REFERENCE.sub(renamed, text)

    def _relative(self, found: re.Match[str], at: Standing) -> str:
        path = self.places.path(found[1], at.groups)
        return f"${{{path}}}" if path is not None and path != found[1] else found[0]

    def _step(self, found: re.Match[str], at: Standing) -> str:
        path = self.places.path(found[1], at.groups)
        return path if path is not None and "/" not in path else found[0]

    def _literals(self, text: str) -> str:
        renamed = {old: new for names in self.choices.values() for old, new in names.items()}
        if not renamed:
            return text
        return QUOTED.sub(lambda found: found[1] + renamed.get(found[2], found[2]) + found[3], text)

    def _compared(self, found: re.Match[str], at: Standing) -> str:
        """A code such as -99 that is compared without quotes is the choice that came over under another name."""
        name = REFERENCE.fullmatch(found[1])
        listed = at.own_list if name is None else self.lists.get(name[2], "")
        code = found[3].replace(" ", "")
        new = self.choices.get(listed, {}).get(code)
        return f"{found[1]}{found[2]}'{new}'" if new else found[0]


def _upwards(found: re.Match[str], at: Standing) -> str:
    """Groups are no levels here: `position(../..)` out of a group in a repeat is `position(..)`."""
    steps = found[1].count("..")
    containers = at.repeats[::-1]
    levels = sum(containers[:steps])
    reached = containers[steps - 1] if steps <= len(containers) else False
    return f"position({'/'.join(['..'] * levels)})" if reached else found[0]


def unknown(text: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the names in a text's `${…}` that nothing bears."""
    return tuple(found[2] for found in REFERENCE.finditer(text) if not found[1] and not known(found[2]))


def without(text: str, names: Mapping[str, str]) -> str:
    """Return a text in which some `${name}` are replaced."""
    return REFERENCE.sub(lambda found: names.get(found[2], found[0]), text)
