"""A Report in which every statistic is told: strata that reverse, levels, intervals, weights, corrections, alpha."""

from audit.analysis import assembly
from audit.analysis.report import Gap, IndicatorScore, Report, Scorecard
from audit.questionnaire import answers
from audit.questionnaire.schema import Mode
from tests.analysis.asked import loaded, people
from tests.analysis.audits import a_survey
from tests.analysis.test_inference import AUDIT, respondents
from tests.analysis.test_rates import ASKED, INTAKE, JUNIOR
from tests.analysis.test_reliability import matrix, rows, said

POSTS = {"head": people(0, 1), "chief": people(20, 31), "staff": people(60, 28)}
WEIGHTING = {"by": "level", "levels": {"senior": ["head", "chief"], "middle": ["staff"]}}


def measured(**posts: object) -> Report:
    """An audit of an institution with strata and of 120 people's answers to one matrix."""
    institution, named = loaded(ASKED), {"posts": POSTS | posts, "intake": INTAKE, "intake_junior": JUNIOR}
    survey = a_survey(matrix(), by=("sex", "level"), correction="benjamini_hochberg", weighting=WEIGHTING)
    levels = [each["level"] for each in respondents()] * 3
    told = [{**each, "level": level} for each, level in zip(said(rows(120)), levels, strict=False)]
    parts = [
        assembly.EnquiryFacts(institution, "", Mode.NAMED, 5, 10, 1, [answers.read(institution, named)]),
        assembly.EnquiryFacts(survey, "", Mode.ANONYMOUS, 5, 10, 150, told),
    ]
    return assembly.build(AUDIT, parts)


def ratio(report: Report) -> IndicatorScore:
    """The indicator that is compared over strata."""
    return next(each for part in report.parts[0].scorecard.dimensions for each in part.indicators if each.stratified)


def survey_of(report: Report) -> Scorecard:
    """The survey's scorecard."""
    return report.parts[1].scorecard


def first_gap(report: Report) -> Gap:
    """Women against men on the first item."""
    return survey_of(report).gaps[0]
