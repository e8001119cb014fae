"""How templates show a figure: numbers, shares, dates and names in the reader's language; no template computes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask import Flask

from audit import wording
from audit.analysis.report import DimensionScore, Gap, IndicatorScore, Part, Reason, Scorecard, Source, Verdict, Why
from audit.errors import mark
from audit.questionnaire.schema import Mode
from audit.render import explanations, words
from audit.render.columns import file_name
from audit.render.excel import rules
from audit.render.excel.answers import PARTS, in_order
from audit.service.actors import SYSTEM
from audit.service.views import EventView
from audit.web import access, languages, statistical
from audit.web.plan_forms import MODE_NAMES

#: The score (0–100) from which the default scale says that an indicator meets what is asked: advice ends there.
ADVISED_BELOW = 70
FLAG_NAMES: Mapping[str, str] = {"below_four_fifths": mark("below four fifths")}
EVENT_NAMES: Mapping[str, str] = {
    "audit-created": mark("planned the audit"),
    "audit-changed": mark("changed the plan"),
    "audit-opened": mark("opened the audit"),
    "audit-closed": mark("closed the audit"),
    "audit-reopened": mark("reopened the audit"),
    "audit-rescored": mark("scored the audit by other rules"),
    "questionnaire-changed": mark("changed a questionnaire"),
    "audit-exported": mark("exported a document"),
    "finding-written": mark("wrote a finding"),
    "finding-changed": mark("changed a finding"),
    "finding-dismissed": mark("dismissed a proposal"),
    "action-promised": mark("promised an action"),
    "action-changed": mark("changed a promise"),
    "action-reported": mark("reported on a promise"),
    "texts-read": mark("read texts"),
    "texts-published": mark("published texts"),
    "people-invited": mark("made personal links"),
    "link-replaced": mark("replaced a personal link"),
    "paper-forms-handed-out": mark("handed out forms on paper"),
    "paper-answer-typed-in": mark("typed in an answer from paper"),
    "answers-saved": mark("saved answers of the institution's set"),
    "answers-submitted": mark("submitted the institution's set"),
}


def install(app: Flask) -> None:
    """Give every template the filters below, by their names."""
    app.jinja_env.filters.update(FILTERS)


def shown(value: float, digits: int = 0) -> str:
    """Show a number with so many decimals, rounded half up."""
    return wording.number(access.language(), value, digits)


def weight(value: float) -> str:
    """Show a weight without needless decimals."""
    return shown(value, 0 if value == int(value) else 2)


def percent(share: float) -> str:
    """Show a share of one as a whole percentage."""
    return wording.percent(access.language(), share)


def day(value: date) -> str:
    """Show a date in full."""
    return words.day(value, access.language())


def reason_name(reason: Reason) -> str:
    """Say why a figure is withheld."""
    return wording.say(access.language(), words.REASONS[reason])


def statement(item: Gap) -> str:
    """Name a statement beside its favourable shares."""
    return words.statement(item, access.language())


def late(card: Scorecard, gap: Gap) -> str:
    """Say how many late answer sets an item does not count; nothing where it counts all."""
    return words.late(card, gap, access.language())


def chance(p: float) -> str:
    """Show a p-value in a column of its own."""
    return words.chance(access.language(), p)


def p_value(p: float) -> str:
    """Show a p-value in a sentence."""
    return words.p_value(access.language(), p)


def why_name(why: Why) -> str:
    """Say why a score is missing."""
    return wording.say(access.language(), words.WHYS[why])


def verdict_name(verdict: Verdict) -> str:
    """Say a group's judgement."""
    return wording.say(access.language(), words.VERDICTS[verdict])


def rule_said(indicator: IndicatorScore) -> str:
    """Say the rule that an indicator is scored by."""
    return rules.told(indicator, access.language())


def why_indicator(indicator: IndicatorScore) -> str:
    """Say why an indicator has its score, or none."""
    return explanations.of_indicator(indicator, access.language())


def why_dimension(dimension: DimensionScore) -> str:
    """Say what a dimension's score is the mean of."""
    return explanations.of_dimension(dimension, access.language())


def why_total(card: Scorecard) -> str:
    """Say what a total is the mean of."""
    return explanations.of_total(card, access.language())


def flag_name(flag: str) -> str:
    """Say what an indicator is flagged for."""
    return wording.say(access.language(), FLAG_NAMES[flag]) if flag in FLAG_NAMES else flag


def event_name(what: str) -> str:
    """Say what was done to an audit."""
    return wording.say(access.language(), EVENT_NAMES[what]) if what in EVENT_NAMES else what


def actor_name(actor: str) -> str:
    """Name who did something; what nobody signed in did, the program did."""
    return wording.say(access.language(), "the program") if actor == SYSTEM.name else actor


@dataclass(frozen=True, slots=True)
class Told:
    """One line of an audit's history: when (UTC), who, what in words, and a reason or a document's name where kept."""

    at: datetime
    actor: str
    what: str
    beside: str


def history(events: Sequence[EventView]) -> tuple[Told, ...]:
    """Return the lines of a history, the latest first; the same done again and again by one person is told once."""
    told = []
    for (_, what), alike in groupby(events, lambda event: (event.actor, event.what)):
        kept = list(alike)
        for event in kept[:1] if what == "answers-saved" else kept:
            beside = event.details.get("reason") or event.details.get("document") or ""
            told.append(Told(event.at, actor_name(event.actor), event_name(event.what), str(beside)))
    return tuple(told)


def mode_name(mode: Mode) -> str:
    """Return the sentence that says how answers are tied to people, still to be translated."""
    return MODE_NAMES[mode]


def translated_pairs(options: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Say the second word of each pair in the reader's language."""
    return [(value, wording.say(access.language(), said)) for value, said in options]


def advice(indicator: IndicatorScore) -> str:
    """Return what is recommended where an indicator's score (0–100) is below 70; nothing elsewhere."""
    if not isinstance(indicator.score, float) or indicator.score >= ADVISED_BELOW:
        return ""
    return wording.in_language(indicator.recommendation or {}, access.language())[0]


def level_label(card: Scorecard, level: str) -> str:
    """Return a level of the scorecard's own scale as its authors call it."""
    labels = {one.level: one.label for one in card.scale}
    return wording.in_language(labels.get(level, {}), access.language())[0] or level


def answer_said(part: Part, source: Source) -> str:
    """Show the answer at a leaf of the tree: choices by their labels, a file by its name, all else as it stands."""
    entries = [entry for entry in part.codebook if entry.question == source.question]
    if isinstance(source.value, str) and any(entry.type == "file" for entry in entries):
        return file_name(source.value)
    labels = {choice.name: choice.label for entry in entries for choice in entry.choices}
    given = source.value if isinstance(source.value, list | tuple) else [source.value]
    return ", ".join(
        words.label(labels[each], access.language()) if isinstance(each, str) and each in labels else source_value(each)
        for each in given
    )


def source_value(value: Any) -> str:  # noqa: ANN401 - an answer of any kind of question
    """Show an answer as it stands at a leaf of the tree."""
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{_part_name(name)}: {source_value(value[name])}" for name in in_order(value))
    if isinstance(value, list | tuple):
        return ", ".join(source_value(part) for part in value)
    return shown(value, 0 if value == int(value) else 2)


def _part_name(name: str) -> str:
    return wording.say(access.language(), PARTS[name]) if name in PARTS else name


FILTERS: Mapping[str, Callable[..., object]] = {
    "shown": shown,
    "weight": weight,
    "percent": percent,
    "day": day,
    "statement": statement,
    "late": late,
    "chance": chance,
    "p_value": p_value,
    "reason_name": reason_name,
    "why_name": why_name,
    "verdict_name": verdict_name,
    "rule_said": rule_said,
    "why_indicator": why_indicator,
    "why_dimension": why_dimension,
    "why_total": why_total,
    "flag_name": flag_name,
    "mode_name": mode_name,
    "translated_pairs": translated_pairs,
    "advice": advice,
    "level_label": level_label,
    "answer_said": answer_said,
    "language_name": languages.autonym,
    "in_order": languages.ordered,
    **statistical.FILTERS,
}
