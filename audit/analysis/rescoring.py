"""A closed audit scored by other rules: the same answers and published tables, other scores; and what has moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.analysis import contradictions, projection, scorecard
from audit.analysis.report import Part, Report, Scorecard, ScorePoint, Text
from audit.analysis.scoring_rules import ScoringRules
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire, Respondent

#: What of a scorecard follows from the rules; all else was published and stays.
SCORED = ("score", "why", "level", "coverage", "mean", "min_coverage", "scale", "dimensions", "improvements")

Asked = Sequence[tuple[Questionnaire, Answers]]


@dataclass(frozen=True, slots=True)
class Move:
    """A total, or a dimension of it, before and after (0–100, None where there is no score), with its level's label."""

    name: str
    label: Text
    before: float | None
    after: float | None
    level_before: Text
    level_after: Text
    is_dimension: bool = False

    @property
    def moved(self) -> bool:
        """Whether the figure or its level is another one."""
        return (self.before, self.level_before) != (self.after, self.level_after)


def rescored(report: Report, asked: Asked, rules: ScoringRules) -> Report:
    """Return a report by other rules; `asked` are its parts' questionnaires with the answers of institutions' sets.

    Of surveys the published tables are scored and nothing is tabulated anew, so that nothing more is told of anybody.
    Its trends hold earlier cycles as they were scored then.
    """
    parts = tuple(
        part.model_copy(update={"scorecard": _scored(part, questionnaire, answers, rules, report)})
        for part, (questionnaire, answers) in zip(report.parts, asked, strict=True)
    )
    told = contradictions.between([questionnaire for questionnaire, _ in asked], parts)
    kept = [_with_headcounts(new, old) for new, old in zip(told, report.parts, strict=True)]
    changed = report.model_copy(update={"parts": tuple(kept), "scoring": rules.identity})
    trended = changed.model_copy(update={"score_trend": tuple(_score_trend(changed))})
    return trended.model_copy(update={"projections": projection.projections(trended)})


def _scored(
    part: Part, questionnaire: Questionnaire, answers: Answers, rules: ScoringRules, report: Report
) -> Scorecard:
    named = questionnaire.respondent is Respondent.INSTITUTION
    card = scorecard.judge(
        rules.applied(questionnaire),
        digest=part.scorecard.questionnaire.digest,
        today=report.closed_on,
        answers=answers if named else None,
        tables=() if named else part.scorecard.tables,
    )
    changes = {key: getattr(card, key) for key in SCORED}
    return part.scorecard.model_copy(update=changes | {"contradictions": ()})


def _with_headcounts(new: Part, old: Part) -> Part:
    """Return a part with the contradictions of its head-counts, which are not scored by these rules."""
    held = tuple(each for each in old.scorecard.contradictions if each.headcount is not None)
    card = new.scorecard
    return new.model_copy(update={"scorecard": card.model_copy(update={"contradictions": card.contradictions + held})})


def _score_trend(report: Report) -> Iterator[ScorePoint]:
    own = {part.scorecard.questionnaire.name: part.scorecard.score for part in report.parts}
    for point in report.score_trend:
        is_own = (point.cycle, point.reference_date) == (report.cycle, report.reference_date)
        yield point.model_copy(update={"score": own[point.questionnaire]}) if is_own else point


def moves(before: Report, after: Report) -> tuple[Move, ...]:
    """Return every total and every dimension as it was and as it is."""
    return tuple(
        move
        for old, new in zip(before.parts, after.parts, strict=True)
        for move in _moves(old.scorecard, new.scorecard)
    )


def _moves(old: Scorecard, new: Scorecard) -> Iterator[Move]:
    identity = new.questionnaire
    yield Move(
        identity.name,
        identity.title or {},
        old.score,
        new.score,
        _level(old, old.level),
        _level(new, new.level),
    )
    for was, now in zip(old.dimensions, new.dimensions, strict=True):
        yield Move(
            now.name, now.label, was.score, now.score, _level(old, was.level), _level(new, now.level), is_dimension=True
        )


def _level(card: Scorecard, name: str | None) -> Text:
    return next((each.label for each in card.scale if each.level == name), {})
