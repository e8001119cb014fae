"""Texts in expressions: parts of them, what stands before and after, letters put for letters."""

from collections.abc import Sequence

from audit.questionnaire.arithmetic import rounded
from audit.questionnaire.operands import NO_NUMBER, NoNumber, Operand, entries, number, text


def selected_at(chosen: Operand, place: Operand) -> str:
    """Return the choice at a place counted from 0, or the empty text."""
    index, names = number(place), entries(chosen)
    return names[index] if isinstance(index, int) and 0 <= index < len(names) else ""


def substr(value: Operand, start: Operand, end: Operand = NO_NUMBER) -> str:
    """Return the characters from `start` (from 0) up to but without `end`; negative places count from the end."""
    whole, first, last = text(value), number(start), number(end)
    if isinstance(first, NoNumber):
        return ""
    return whole[int(first) :] if isinstance(last, NoNumber) else whole[int(first) : int(last)]


def substring(value: Operand, start: Operand, *length: Operand) -> str:
    """Return the characters from `start` (from 1), as many as `length` says or all; places are rounded, as in XPath."""
    whole, begin = text(value), rounded(start)
    if isinstance(begin, NoNumber):
        return ""
    if not length:
        return whole[max(int(begin) - 1, 0) :]
    count = rounded(length[0])
    return "" if isinstance(count, NoNumber) else whole[max(int(begin) - 1, 0) : max(int(begin + count) - 1, 0)]


def before(value: Operand, part: Operand) -> str:
    """Return what stands before the first place of a part; '' where it has none."""
    ahead, found, _ = text(value).partition(text(part)) if text(part) else ("", "", "")
    return ahead if found else ""


def after(value: Operand, part: Operand) -> str:
    """Return what stands after the first place of a part; '' where it has none, all where the part is empty."""
    return text(value).partition(text(part))[2] if text(part) else text(value)


def translated(value: Operand, letters: Operand, others: Operand) -> str:
    """Return a text with each of some letters replaced by the one at its place in others, or left out."""
    instead: dict[str, str] = {}
    put: Sequence[str] = text(others)
    for place, letter in enumerate(text(letters)):
        instead.setdefault(letter, put[place] if place < len(put) else "")
    return "".join(instead.get(letter, letter) for letter in text(value))


def truthful(value: Operand) -> bool:
    """Return whether a text says true: `true` or `1`, and nothing else."""
    return text(value) in ("true", "1")
