"""How large a survey may be: beyond this nobody asks, and a small file could be made to fill a machine."""

from audit.errors import message
from audit.questionnaire.limesurvey.structure import Survey
from audit.questionnaire.source import refuse

MOST_QUESTIONS = 5_000
MOST_LINES = 5_000
MOST_CELLS = 20_000


def check(survey: Survey) -> None:
    """Refuse a survey that has more questions, answers or cells than anybody asks, with a sentence."""
    questions = survey.questions.values()
    cells = sum(len(each.lines("0")) * len(each.lines("1")) for each in questions)
    longest = max((max(len(each.subquestions), len(each.answers)) for each in questions), default=0)
    if len(questions) > MOST_QUESTIONS or longest > MOST_LINES or cells > MOST_CELLS:
        wrong = message(
            "the survey has more than %(questions)d questions, %(lines)d answers to one of them or %(cells)d cells",
            questions=MOST_QUESTIONS,
            lines=MOST_LINES,
            cells=MOST_CELLS,
        )
        raise refuse(
            "too-large-a-survey", wrong, message("Split the questionnaire into several."), file=survey.document.file
        )
