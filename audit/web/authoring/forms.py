"""A form over a piece of a draft: its fields, what was typed put back into the piece, mistakes at their fields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from audit import wording
from audit.errors import mark
from audit.questionnaire.editing.conditions import Comparison, Condition, simple, written
from audit.questionnaire.editing.findings import MISSING, Finding
from audit.questionnaire.editing.tree import Path, Tree, settled
from audit.questionnaire.formulas import NO, YES
from audit.web import access
from audit.web.authoring import tables
from audit.web.authoring.keys import NAMED_BY, Asked, Kind
from audit.web.authoring.tables import Posted

ALWAYS, NEVER, SIMPLE, WRITTEN = "yes", "no", "simple", "written"
NEEDED = mark("This is needed: fill it in.")
EVERY, DECIDING, NAMED = "every", "decision_making", "named"


@dataclass(slots=True)
class PieceForm:
    """The fields of a piece: `typed` by field name, `faults` by field name, `rows` of each table."""

    asked: Mapping[str, Asked]
    languages: Sequence[str]
    piece: Tree
    typed: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)

    @property
    def wrong_below(self) -> bool:
        """Whether something is wrong with a field that is folded away."""
        return any(
            key.partition("-")[0] in self.asked and self.asked[key.partition("-")[0]].more for key in self.faults
        )


def shown(asked: Mapping[str, Asked], piece: Tree, *, languages: Sequence[str]) -> PieceForm:
    """Return the form of a piece as it is kept."""
    form = PieceForm(asked, languages, piece)
    for key, each in asked.items():
        value = _at(piece, key)
        if each.kind in (Kind.SPOKEN, Kind.PASSAGE):
            said = value if isinstance(value, Mapping) else {languages[0]: value or ""}
            form.typed |= {f"{key}-{code}": str(said.get(code, "")) for code in languages}
        elif each.kind is Kind.TABLE:
            form.typed[f"{key}-list"] = value if isinstance(value, str) else ""
            form.rows[key] = tables.shown(key, value, languages)
        elif each.kind is Kind.LEVELS:
            form.typed |= _levels(key, value)
        elif each.kind in (Kind.LIST, Kind.PAIRS):
            form.typed[key] = _joined(value)
        else:
            form.typed |= _plain(key, each, "" if value is None else str(value))
    return form


def read(asked: Mapping[str, Asked], piece: Tree, posted: Posted, *, languages: Sequence[str]) -> Tree:
    """Return a piece with what was typed in its form; keys without a field stay as they are."""
    made = dict(piece)
    for key, each in asked.items():
        value = _typed(key, each, posted, _at(piece, key), languages)
        holder, _, inner = key.partition("/")
        if inner:
            within = made.get(holder)
            made[holder] = settled({**(within if isinstance(within, Mapping) else {}), inner: value})
        else:
            made[key] = value
    return settled(made)


def mark_faults(form: PieceForm, findings: Iterable[Finding], path: Path) -> list[str]:
    """Put each finding at its field; return those that have none here."""
    elsewhere = []
    for found in findings:
        name = _field(form, found.path[len(path) :])
        if name is None:
            elsewhere.append(_said(found))
        else:
            missing = found.mistake.code == MISSING
            said = wording.say(access.language(), NEEDED) if missing else _said(found)
            form.faults.setdefault(name, []).append(said)
    return elsewhere


def _said(found: Finding) -> str:
    language = access.language()
    wrong = wording.tell(language, found.mistake.wrong)
    return f"{wrong[:1].upper()}{wrong[1:]}. {wording.tell(language, found.mistake.remedy)}"


def _field(form: PieceForm, inner: Path) -> str | None:
    if not inner:
        return None
    key = str(inner[0])
    joined = f"{key}/{inner[1]}" if len(inner) > 1 else key
    key = joined if joined in form.asked else key
    each = form.asked.get(key)
    if each is None:
        return None
    if each.kind in (Kind.SPOKEN, Kind.PASSAGE):
        return f"{key}-{inner[1] if len(inner) > 1 and inner[1] in form.languages else form.languages[0]}"
    if each.kind is Kind.TABLE and len(inner) > 1 and isinstance(inner[1], int):
        cell = str(inner[2]) if len(inner) > 2 else "name"
        cell = "name" if cell == NAMED_BY.get(key) else cell
        return f"{key}-{inner[1]}-{f'label-{form.languages[0]}' if cell == 'label' else cell}"
    return f"{key}-list" if each.kind is Kind.TABLE else key


def _plain(key: str, each: Asked, value: str) -> dict[str, str]:
    if each.kind is Kind.TICK:
        return {key: "y" if value.strip().lower() in YES else ""}
    if each.kind is Kind.UNTICK:
        return {key: "" if value.strip().lower() in NO - {""} else "y"}
    if each.kind is Kind.REQUIREMENT:
        spelled = value.strip().lower()
        how = ALWAYS if spelled in YES else NEVER if spelled in NO else WRITTEN
        return {key: how, f"{key}-written": value if how == WRITTEN else ""}
    if each.kind is Kind.CONDITION:
        return _condition(key, value)
    return {key: value}


def _levels(key: str, value: object) -> dict[str, str]:
    how = DECIDING if value == DECIDING else NAMED if value else EVERY
    return {key: how, f"{key}-named": _joined(value) if how == NAMED else ""}


def _joined(value: object) -> str:
    """Return a list, or a mapping of names to numbers, as it is typed in one line."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {number}" for name, number in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _pairs(typed: str) -> dict[str, str] | str:
    """Return `a: 1, b: 2` as a mapping; what is none stays a text for the check to speak of."""
    parts = [part.partition(":") for part in typed.split(",") if part.strip()]
    if not all(colon and name.strip() and number.strip() for name, colon, number in parts):
        return typed
    return {name.strip(): number.strip() for name, _, number in parts}


def _condition(key: str, value: str) -> dict[str, str]:
    found = simple(value) if value.strip() else None
    how = ALWAYS if not value.strip() else SIMPLE if found else WRITTEN
    parts = {"question": found.question, "is": found.comparison.value, "value": found.value} if found else {}
    return {key: how, f"{key}-written": value} | {
        f"{key}-{part}": parts.get(part, "") for part in ("question", "is", "value")
    }


def _typed(key: str, each: Asked, posted: Posted, kept: object, languages: Sequence[str]) -> Any:  # noqa: ANN401 - a text, list or mapping
    given = posted.get(key, "").strip()
    match each.kind:
        case Kind.SPOKEN | Kind.PASSAGE:
            other = (
                {code: said for code, said in kept.items() if code not in languages} if isinstance(kept, dict) else {}
            )
            said = {code: _lines(posted.get(f"{key}-{code}", "")) for code in languages}
            return {code: text for code, text in said.items() if text} | other
        case Kind.TABLE:
            listed = posted.get(f"{key}-list", "").strip()
            return listed or tables.read(key, posted, kept, languages=languages)
        case Kind.LIST:
            return _parts(given)
        case Kind.PAIRS:
            return _pairs(given)
        case Kind.LEVELS:
            return _parts(posted.get(f"{key}-named", "")) if given == NAMED else given if given == DECIDING else ""
        case Kind.TICK:
            return "true" if given else ""
        case Kind.UNTICK:
            return "" if given else "false"
        case Kind.REQUIREMENT:
            return {ALWAYS: "true", WRITTEN: posted.get(f"{key}-written", "").strip()}.get(given, "")
        case Kind.CONDITION:
            return _built(key, given, posted)
        case _:
            return given


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",") if part.strip()]


def _built(key: str, how: str, posted: Posted) -> str:
    if how == WRITTEN:
        return posted.get(f"{key}-written", "").strip()
    question = posted.get(f"{key}-question", "")
    if how != SIMPLE or not question:
        return ""
    comparison = posted.get(f"{key}-is", "")
    known = Comparison(comparison) if comparison in set(Comparison) else Comparison.IS
    return written(Condition(question, known, posted.get(f"{key}-value", "").strip()))


def _at(piece: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401 - whatever stands there
    holder, _, inner = key.partition("/")
    found = piece.get(holder)
    return (found.get(inner) if isinstance(found, Mapping) else None) if inner else found


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
