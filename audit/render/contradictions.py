"""What the institution says and its staff do not see, in sentences: one for the pair and one for each side's figure."""

from dataclasses import dataclass

from audit.analysis.report import Contradiction, Report
from audit.render.words import day, label, quoted_statement
from audit.wording import number, percent, say


@dataclass(frozen=True, slots=True)
class SaidContradiction:
    """One contradiction in words, with the figures behind it: a score (0–100) and a favourable share (0–1)."""

    name: str
    institution: str
    staff: str
    score: float
    favourable: float


def contradictions(report: Report, language: str) -> tuple[SaidContradiction, ...]:
    """Say every contradiction of a report, in the order in which the questionnaires declare them."""
    return tuple(_said(found, language) for part in report.parts for found in part.scorecard.contradictions)


def _said(found: Contradiction, language: str) -> SaidContradiction:
    return SaidContradiction(
        label(found.label, language, found.name),
        _first_side(found, language),
        say(
            language,
            "%(item)s: %(share)s answered favourably (answers: %(n)d)",
            item=quoted_statement(found, language),
            share=percent(language, found.favourable),
            n=found.n,
        ),
        found.score,
        found.favourable,
    )


def _first_side(found: Contradiction, language: str) -> str:
    score = number(language, found.score, 0)
    if found.headcount is None:
        return say(
            language,
            "By the institution’s answers, “%(indicator)s” scores %(score)s of 100",
            indicator=label(found.indicator_label, language, found.indicator),
            score=score,
        )
    counted = found.headcount
    return say(
        language,
        "By the head-count of %(day)s women hold %(women)d of %(posts)d posts: %(score)s of 100",
        day=day(counted.on, language),
        women=counted.women,
        posts=counted.women + counted.men,
        score=score,
    )
