"""Where an answer stands when questions repeat: `repeat/2/member`, written and read; plain names stay plain."""

from collections.abc import Iterable, Iterator, Mapping

from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.values import Answers, Value

# The entries of repeats that something stands in: ("delegations", 2, "people", 1); () outside repeats.
Where = tuple[str | int, ...]
HERE: Where = ()


def path(where: Where, name: str) -> str:
    """Return the instance path of a question: `repeat/2/member`."""
    return "/".join(map(str, (*where, name)))


def entry(where: Where, repeat: str, number: int) -> Where:
    """Return an entry of a repeat, counted from 1."""
    return (*where, repeat, number)


def parted(instance: str) -> tuple[Where, str]:
    """Return the entries and the name in an instance path; "" as the name where the path is an entry's own."""
    where: list[str | int] = []
    steps = iter(instance.split("/"))
    for name in steps:
        number = next(steps, None)
        if number is None:
            return tuple(where), name
        where += [name, int(number) if number.isascii() and number.isdigit() and len(number) < len("10000") else 0]
    return tuple(where), ""


def repeats(where: Where) -> tuple[str, ...]:
    """Return the names of the repeats in a place, the outermost first."""
    return tuple(str(name) for name in where[::2])


def given(answers: Answers, where: Where) -> Answers:
    """Return the answers as they were given in an entry; nothing where there is no such entry."""
    inner: Answers = answers
    for repeat, number in zip(where[::2], where[1::2], strict=True):
        listed = inner.get(str(repeat))
        has_entry = isinstance(listed, tuple) and 0 < int(number) <= len(listed)
        found = listed[int(number) - 1] if isinstance(listed, tuple) and has_entry else None
        if not isinstance(found, Mapping):
            return {}
        inner = found
    return inner


def put(answers: Answers, where: Where, changes: Mapping[str, Value | None]) -> dict[str, Value]:
    """Return answers with some of an entry's changed (None clears); entries up to it are made where there are none."""
    if not where:
        kept = {name: value for name, value in answers.items() if name not in changes}
        return kept | {name: value for name, value in changes.items() if value is not None}
    repeat, number = str(where[0]), int(where[1])
    before = answers.get(repeat)
    listed = [each for each in before if isinstance(each, Mapping)] if isinstance(before, tuple) else []
    listed += [{} for _ in range(number - len(listed))]
    listed[number - 1] = put(listed[number - 1], where[2:], changes)
    return {**answers, repeat: tuple(listed)}


def instances(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[Where, Answers]]:
    """Yield every entry that answers hold, itself and those within it, the whole form first."""
    yield from _within(questionnaire, answers, HERE)


def _within(questionnaire: Questionnaire, answers: Answers, where: Where) -> Iterator[tuple[Where, Answers]]:
    yield where, answers
    for name, value in answers.items():
        question = questionnaire.every.get(name)
        if question is not None and question.type == "repeat" and isinstance(value, tuple):
            for number, inner in enumerate(value, start=1):
                if isinstance(inner, Mapping):
                    yield from _within(questionnaire, inner, entry(where, name, number))


def listed(paths: Iterable[str]) -> tuple[str, ...]:
    """Return instance paths once each, in the order given."""
    return tuple(dict.fromkeys(paths))
