"""The names of questions and of the parts of grids in a workbook, where each is alone and begins with a letter."""

import re
from collections.abc import Iterable, Iterator

from audit.questionnaire.plain import Plain, plain
from audit.questionnaire.schema import HeadcountQuestion, MatrixQuestion, Questionnaire, members
from audit.questionnaire.values import Sex
from audit.questionnaire.xlsform.expressions import REFERENCE

BEGINS_WELL = re.compile(r"[A-Za-z_]")
RESERVED = ("meta", "data")


class Spread:
    """Paths of a questionnaire and their names in the workbook, both ways."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.taken: set[str] = set(RESERVED)
        self.out: dict[str, str] = {}
        questions = [question for section in questionnaire.sections for _, question in members(section.questions)]
        for question in questions:
            self._take(question.name, question.name)
        self.sections = {section.name: self.free(section.name) for section in questionnaire.sections}
        for question in questions:
            if isinstance(question, MatrixQuestion):
                self._parts(question.name, (item.name for item in question.items))
            elif isinstance(question, HeadcountQuestion):
                rows = [row.name for row in question.rows]
                self._parts(question.name, (f"{row}/{sex.value}" for row in rows for sex in Sex))
        self.sums = {question.name: [] for question in questions if question.type == "headcount"}
        for path in sorted(set(_referred(plain(questionnaire)))):
            name, _, tail = path.partition("/")
            if tail and name in self.sums and path not in self.out:
                self._take(path, path.replace("/", "_"))
                self.sums[name].append(tail)
        self.back = {name: path for path, name in self.out.items()}

    sums: dict[str, list[str]]

    def free(self, wanted: str) -> str:
        """Return a name that nothing has yet."""
        base = wanted if BEGINS_WELL.match(wanted) else f"_{wanted}"
        name, number = base, 1
        while name.casefold() in self.taken:
            number += 1
            name = f"{base}_{number}"
        self.taken.add(name.casefold())
        return name

    def _take(self, path: str, wanted: str) -> None:
        self.out[path] = self.free(wanted)

    def _parts(self, name: str, parts: Iterable[str]) -> None:
        for part in parts:
            self._take(f"{name}/{part}", f"{name}_{part}".replace("/", "_"))

    def there(self, text: str) -> str:
        """Return a text with the workbook's names in its `${…}`."""
        return _replaced(text, self.out)

    def returns(self, text: str) -> bool:
        """Tell whether reading the text as it is written there gives it back."""
        return _replaced(self.there(text), self.back) == text


def _replaced(text: str, names: dict[str, str]) -> str:
    def renamed(found: re.Match[str]) -> str:
        name = names.get(found[2], found[2])
        return found[0] if name == found[2] else f"${{{found[1] or ''}{name}}}"

    return REFERENCE.sub(renamed, text)


def _referred(value: Plain) -> Iterator[str]:
    """Yield what every `${…}` in a questionnaire's texts and expressions names."""
    if isinstance(value, str):
        yield from (found[2] for found in REFERENCE.finditer(value))
    elif isinstance(value, dict):
        for each in value.values():
            yield from _referred(each)
    elif isinstance(value, list):
        for each in value:
            yield from _referred(each)
