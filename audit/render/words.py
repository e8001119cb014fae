"""The words of a report's values: labels, dates, head-counts, judgements, absences and what is withheld.

Charts, workbook and management page all take their words from here and from `findings`, so that one report is told
in one way.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from babel.dates import format_date

from audit.analysis.report import (
    ALL,
    Contradiction,
    Gap,
    Grade,
    Group,
    Part,
    Reason,
    Scope,
    Scorecard,
    Table,
    Text,
    TrendPoint,
    Verdict,
    Why,
    Withheld,
)
from audit.errors import mark
from audit.wording import count, in_language, locale, number, percent, say

LEAST_P = 0.001
VERDICTS = {
    Verdict.AT_PARITY: mark("at parity"),
    Verdict.WOMEN_UNDER: mark("women under-represented"),
    Verdict.MEN_UNDER: mark("men under-represented"),
    Verdict.SINGLE_POST: mark("single post, not judged"),
    Verdict.NOBODY: mark("nobody, not judged"),
}
REASONS = {
    Reason.SMALL: mark("withheld: too few in it or beside it"),
    Reason.COMPLEMENT: mark("withheld: would reveal a small group"),
    Reason.UNANIMOUS: mark("withheld: nearly all of a small group answered alike"),
    Reason.OPEN: mark("withheld until field work ends"),
    Reason.BASE: mark("withheld: too few people for a percentage or an average"),
    Reason.UNREAD: mark("withheld until an auditor has read the texts"),
}
WHYS = {
    Why.NOT_ASKED: mark("not asked"),
    Why.NOT_SHOWN: mark("not shown"),
    Why.NOT_ANSWERED: mark("not answered"),
    Why.NOT_APPLICABLE: mark("not applicable"),
    Why.DONT_KNOW: mark("don’t know"),
    Why.PREFER_NOT_TO_SAY: mark("prefer not to say"),
    Why.NO_VERDICT: mark("no verdict"),
    Why.INSUFFICIENT_DATA: mark("insufficient data"),
    Why.WITHHELD: mark("withheld"),
}

GRADES = {
    Grade.SUPPLIED: mark("a document was supplied"),
    Grade.STATEMENT: mark("stated by the officer responsible"),
    Grade.PERCEPTION: mark("what people perceive"),
    Grade.NOTHING: mark("nothing"),
}


#: Whom a share over the cycles counts.
WHOM = {
    Scope.DECISION_MAKING: mark("Decision-making"),
    Scope.LEVELS: mark("All staff"),
    Scope.SELECTED: mark("Selected levels"),
}


def begun(sentence: str) -> str:
    """Return a sentence as it goes on after a colon."""
    return f"{sentence[:1].lower()}{sentence[1:]}"


def label(texts: Text, language: str, name: str = "") -> str:
    """Say a label of the questionnaire in a language; the name stands in where there is none."""
    return in_language(texts, language)[0] or name


def quoted(language: str, named: Iterable[tuple[Text, str]]) -> str:
    """Quote labels (each with the name that stands in for it) one after another: `“Head”, “Directors”`."""
    return ", ".join(say(language, "“%(text)s”", text=label(texts, language, name)) for texts, name in named)


def quoted_statement(item: Gap | Contradiction, language: str) -> str:
    """Name what was asked in a sentence: its text in quotes, the word on what is favourable after them."""
    return _marked(item, quoted(language, [(item.text, item.item or item.question)]), language)


def statement(item: Table | Gap | Contradiction, language: str) -> str:
    """Name what was asked beside a favourable share; with a word on what is favourable where its order hides that."""
    text = item.label if isinstance(item, Table) else item.text
    return _marked(item, label(text, language, item.item or item.question), language)


def _marked(item: Table | Gap | Contradiction, named: str, language: str) -> str:
    if item.favours:
        answers = quoted(language, ((choice, "") for choice in item.favours))
        return say(language, "%(statement)s (favourable: %(answers)s)", statement=named, answers=answers)
    if not item.reverse:
        return named
    return say(language, "%(statement)s (disagreement counts as favourable)", statement=named)


def group_label(group: Group, language: str) -> str:
    """Name a level; the pooled group is everyone the indicator speaks of."""
    return say(language, "All levels together") if group.name == ALL else label(group.label, language, group.name)


def posts(texts: Text, language: str, *, group: str, scope: Scope) -> str:
    """Name posts that are looked ahead for: those of a level by its label, those of all levels by their scope."""
    if group != ALL:
        return label(texts, language, group)
    together = mark("Decision-making level") if scope is Scope.DECISION_MAKING else mark("All levels together")
    return say(language, together)


def day(value: date, language: str) -> str:
    """Say a date in full: `30 June 2026`, `30 июня 2026`."""
    return format_date(value, "d MMMM y", locale=locale(language))


def withheld(language: str, figure: Withheld) -> str:
    """Say why a figure is withheld."""
    return say(language, REASONS[figure.withheld])


def absence(language: str, why: Why | None) -> str:
    """Say why a score is missing."""
    return say(language, WHYS[why]) if why else ""


def verdict(language: str, group: Group) -> str:
    """Say a group's judgement in a word or two."""
    return say(language, VERDICTS[group.verdict])


def distance(language: str, group: Group) -> str:
    """Say how far a group is from parity, in posts; a single post and nobody are not judged."""
    if group.posts_to_parity:
        return count(language, "%(n)d post to parity", "%(n)d posts to parity", group.posts_to_parity)
    return verdict(language, group)


def heads(language: str, group: Group | TrendPoint) -> str:
    """Say a head-count in words: `14 women, 15 men, 1 another or undisclosed`."""
    said = [
        count(language, "%(n)d woman", "%(n)d women", group.women),
        count(language, "%(n)d man", "%(n)d men", group.men),
    ]
    if group.other:
        said.append(count(language, "%(n)d another or undisclosed", "%(n)d others or undisclosed", group.other))
    return ", ".join(said)


def share_of(language: str, group: Group | TrendPoint) -> str:
    """Say a share with its counts, so that a small number is never a percentage alone: `25% (1 of 4)`."""
    return say(
        language,
        "%(share)s (%(women)d\u00a0of\u00a0%(base)d)",
        share=percent(language, group.share or 0),
        women=group.women,
        base=group.women + group.men,
    )


def band(rule: Mapping[str, Any]) -> tuple[float, float]:
    """Return the band of parity of an indicator's rule as shares of one; 47–53 % by default."""
    lower, upper = rule.get("band") or (0.47, 0.53)
    return float(lower), float(upper)


def chance(language: str, p: float) -> str:
    """Show a p-value alone, as in a table's column: `0.012`, or `< 0.001`, for nothing is of no chance at all."""
    shown = number(language, max(p, LEAST_P), 3)
    return shown if p >= LEAST_P else f"< {shown}"


def p_value(language: str, p: float) -> str:
    """Show a p-value in a sentence: `p = 0.012`, or `p < 0.001`."""
    shown = chance(language, p)
    return f"p {shown}" if p < LEAST_P else f"p = {shown}"


def response(part: Part, language: str) -> str:
    """Say how many of those invited answered, as far as it may be said."""
    if isinstance(part.submitted, Withheld):
        return withheld(language, part.submitted)
    late = max((table.late for table in part.scorecard.tables), default=0)
    return f"{_answered(part, language)}; {_late(part, language, late)}" if late else _answered(part, language)


def step_of(part: Part) -> int:
    """Return to which multiple the counts behind a questionnaire's figures are rounded; 0 where they are exact."""
    return max((table.rounded_to for table in part.scorecard.tables), default=0)


def rounded(part: Part, language: str) -> str:
    """Say to which multiple the counts behind a questionnaire's figures are rounded; nothing where they are exact."""
    step = step_of(part)
    return say(language, "counts rounded to the nearest %(step)d", step=step) if step else ""


def late(card: Scorecard, gap: Gap, language: str) -> str:
    """Say how many answer sets came after an earlier report and are not counted in an item; nothing where none."""
    asked = (gap.question, gap.item)
    most = max((table.late for table in card.tables if (table.question, table.item) == asked), default=0)
    if not most:
        return ""
    return count(
        language, "%(n)d late answer set is not counted here", "%(n)d late answer sets are not counted here", most
    )


def _answered(part: Part, language: str) -> str:
    if isinstance(part.invited, Withheld) or not part.invited:
        return say(language, "answered: %(submitted)d", submitted=part.submitted)
    return say(language, "answered: %(submitted)d of %(invited)d", submitted=part.submitted, invited=part.invited)


def _late(part: Part, language: str, late: int) -> str:
    """Say how many came after an earlier report and are not counted everywhere, as subtraction would tell of them."""
    tables = [table.late > 0 for table in part.scorecard.tables]
    return count(
        language,
        "%(n)d late answer set is not counted in %(tables)d of %(all)d tables",
        "%(n)d late answer sets are not counted in %(tables)d of %(all)d tables",
        late,
        tables=sum(tables),
        all=len(tables),
    )


def grade(language: str, one: Grade | None) -> str:
    """Return a grade of evidence with what it means; nothing where none applies."""
    return f"{one.value} – {say(language, GRADES[one])}" if one else ""


def evidence(language: str) -> str:
    """Return the key of the grades of evidence, best first; a grade changes no score."""
    key = "; ".join(grade(language, one) for one in GRADES)
    return say(language, "Evidence beside a score, which it does not change: %(grades)s.", grades=key)
