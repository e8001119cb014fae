"""Answer files as a command reads them: every mistake of every file at once, what is missing as warnings."""

from collections.abc import Iterator, Sequence
from datetime import date

from audit.analysis.consistency import Asked, Facts, found
from audit.analysis.disclosure import Rule
from audit.cli.speech import complain
from audit.errors import InvalidAnswers, Message, Mistake, Severity, message
from audit.questionnaire.answers import Answers, read_file
from audit.questionnaire.flow import Problem, problems, walk
from audit.questionnaire.schema import Questionnaire, Respondent
from audit.render import consistency
from audit.wording import in_language

Filed = tuple[str, Answers]


def responses(asked: Questionnaire, files: Sequence[str], today: date, *, language: str) -> list[Answers]:
    """Return every response of the files with its calculations, after complaining of what is missing or odd.

    Raises InvalidAnswers with the mistakes of all files.
    """
    filed = _read(asked, files)
    complain(_checked(asked, filed, today, language), language)
    walked = [walk(asked, response, today).values for _, response in filed]
    complain(_disagreeing(asked, filed[0][0], walked, today, language), language)
    return walked


def promised(asked: Questionnaire) -> Rule:
    """Return the thresholds that a questionnaire promises its respondents."""
    told = asked.confidentiality
    return Rule(told.threshold, told.sensitive_threshold) if told else Rule()


def _read(asked: Questionnaire, files: Sequence[str]) -> list[Filed]:
    """Read every file; raises InvalidAnswers with the mistakes of all of them."""
    filed: list[Filed] = []
    mistakes: list[Mistake] = []
    for file in files:
        try:
            filed += [(file, response) for response in read_file(asked, file)]
        except InvalidAnswers as refusal:
            mistakes += refusal.mistakes
    if mistakes:
        raise InvalidAnswers(tuple(mistakes))
    if asked.respondent is Respondent.INSTITUTION and len(filed) > 1:
        wrong = message("an institution has one answer set, and %(count)d were given", count=len(filed))
        remedy = message("Give the file of one institution and one period.")
        raise InvalidAnswers((Mistake("several-answer-sets", (), wrong, remedy, file=filed[-1][0]),))
    return filed


def _checked(asked: Questionnaire, filed: Sequence[Filed], today: date, language: str) -> list[Mistake]:
    """Return what is missing, as warnings; raises InvalidAnswers with every answer that breaks a constraint."""
    found: list[Mistake] = []
    for number, (file, response) in enumerate(filed, start=1):
        where = (message("response %(number)d", number=number),) if len(filed) > 1 else ()
        wrongs = problems(asked, response, tuple(asked.questions), today, language=language)
        found += [_mistake(problem, file, where, language) for problem in wrongs]
    errors = tuple(each for each in found if each.severity is Severity.ERROR)
    if errors:
        raise InvalidAnswers(errors)
    return found


#: Problems of answers that are not there; all others are of answers that are.
MISSING = frozenset({"required", "specify"})


def _mistake(problem: Problem, file: str, where: tuple[Message, ...], language: str) -> Mistake:
    said = problem.message
    wrong = said if isinstance(said, Message) else Message(in_language(said, language)[0])
    part = (message("'%(name)s'", name=problem.part),) if problem.part else ()
    is_broken = problem.code == "constraint"
    return Mistake(
        problem.code,
        (*where, message("question '%(name)s'", name=problem.question), *part),
        Message(wrong.template.rstrip("."), wrong.values),
        message("Without it the coverage is lower.") if problem.code in MISSING else message("Correct the answer."),
        file=file,
        severity=Severity.ERROR if is_broken else Severity.WARNING,
    )


def _disagreeing(
    asked: Questionnaire, file: str, responses: Sequence[Answers], today: date, language: str
) -> Iterator[Mistake]:
    """Yield what does not agree within an institution's own answers, as warnings."""
    if asked.respondent is not Respondent.INSTITUTION:
        return
    facts = Facts(date.min, date.max, today, today, asked=(Asked(asked, responses[0]),))
    for each in consistency.said(found(facts), language):
        wrong, remedy = Message(each.sentence), Message(each.remedy)
        yield Mistake(each.check, (), wrong, remedy, file=file, severity=Severity.WARNING)
