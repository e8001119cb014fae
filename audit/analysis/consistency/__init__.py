"""The checks over a whole audit: each entry of the catalogue with the look that finds it."""

from collections.abc import Callable, Iterator, Mapping

from audit.analysis.consistency import cycles, dates, figures, staff
from audit.analysis.consistency.facts import Asked, Facts
from audit.analysis.report import CATALOGUE, Inconsistency, Weight

__all__ = ["LOOKS", "Asked", "Facts", "found"]

Look = Callable[[Facts], Iterator[Inconsistency]]

#: The look of every check; the identifiers are those of the catalogue.
LOOKS: Mapping[str, Look] = {
    "levels-missing": figures.levels_missing,
    "nobody-counted": figures.nobody_counted,
    "share-above-whole": figures.share_above_whole,
    "funnel-grows": figures.funnel_grows,
    "same-figure-twice": figures.same_figure_twice,
    "same-question-twice": figures.same_question_twice,
    "printed-share": figures.printed_share,
    "level-not-as-counted": staff.level_not_as_counted,
    "no-headcount": staff.no_headcount,
    "level-not-counted": staff.level_not_counted,
    "headcount-after-period": dates.headcount_after_period,
    "headcount-before-period": dates.headcount_before_period,
    "headcount-off-reference": dates.headcount_off_reference,
    "reference-outside-period": dates.reference_outside_period,
    "periods-overlap": dates.periods_overlap,
    "period-skipped": dates.period_skipped,
    "evidence-before-period": dates.evidence_before_period,
    "evidence-after-period": dates.evidence_after_period,
    "evidence-after-closing": dates.evidence_after_closing,
    "evidence-missing": dates.evidence_missing,
    "date-ahead": dates.date_ahead,
    "survey-exceeds-headcount": staff.survey_exceeds_headcount,
    "invited-exceeds-headcount": staff.invited_exceeds_headcount,
    "submitted-exceeds-invited": staff.submitted_exceeds_invited,
    "sex-exceeds-headcount": staff.sex_exceeds_headcount,
    "sexes-answer-unequally": staff.sexes_answer_unequally,
    "few-answered": staff.few_answered,
    "level-vanished": cycles.level_vanished,
    "level-appeared": cycles.level_appeared,
    "level-jumped": cycles.level_jumped,
    "figures-copied": cycles.figures_copied,
    "indicator-fell-away": cycles.indicator_fell_away,
    "version-changed": cycles.version_changed,
}
#: The gravest first.
GRAVITY = tuple(Weight)


def found(facts: Facts) -> tuple[Inconsistency, ...]:
    """Return everything that does not agree, the gravest first, else in the order of the catalogue."""
    told = [each for look in LOOKS.values() for each in look(facts)]
    return tuple(sorted(told, key=lambda each: GRAVITY.index(CATALOGUE[each.check].weight)))
