"""`paritet score`: an auditor scores answer files without a server and sees how every figure came about."""

from collections.abc import Iterator, Sequence
from datetime import date

import click

from audit.analysis import assembly
from audit.analysis.consistency import Asked, Facts, found
from audit.analysis.disclosure import Rule
from audit.cli.speech import complain, json_option, lang_option, print_json
from audit.cli.tree import lines
from audit.errors import InvalidAnswers, Message, Mistake, Severity, message
from audit.questionnaire import formats, loader
from audit.questionnaire.answers import Answers, read_file
from audit.questionnaire.draft import choices_of
from audit.questionnaire.flow import Problem, problems, walk
from audit.questionnaire.schema import Questionnaire, Respondent
from audit.render import consistency
from audit.wording import in_language

Filed = tuple[str, Answers]


@click.command()
@click.argument("questionnaire", metavar="QUESTIONNAIRE", type=click.Path())
@click.argument("answers", metavar="ANSWERS…", nargs=-1, required=True, type=click.Path())
@json_option
@lang_option
def score(questionnaire: str, answers: tuple[str, ...], as_json: bool, language: str) -> None:
    """Score answer files (JSON, CSV or the filled Excel form).

    The scorecard is printed with its tree. Several files are read one after another. A survey is scored from the
    tables that its threshold lets out.
    """
    asked = formats.load(questionnaire)
    filed = _read(asked, answers)
    today = date.today()
    complain(_checked(asked, filed, today, language), language)
    responses = [walk(asked, response, today).values for _, response in filed]
    complain(_disagreeing(asked, filed[0][0], responses, today, language), language)
    card = assembly.judged(asked, responses, digest=loader.digest(asked), rule=_rule(asked), today=today)
    if as_json:
        print_json(card.model_dump(mode="json"))
        return
    labels = {
        name: {choice.name: choice.label for choice in choices_of(question)}
        for name, question in asked.questions.items()
    }
    questions = {name: question.label for name, question in asked.questions.items()}
    for line in lines(card, labels, language, questions=questions):
        click.echo(line)


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


def _mistake(problem: Problem, file: str, where: tuple[Message, ...], language: str) -> Mistake:
    said = problem.message
    wrong = said if isinstance(said, Message) else Message(in_language(said, language)[0])
    part = (message("'%(name)s'", name=problem.part),) if problem.part else ()
    is_broken = problem.code == "constraint"
    return Mistake(
        problem.code,
        (*where, message("question '%(name)s'", name=problem.question), *part),
        Message(wrong.template.rstrip("."), wrong.values),
        message("Correct the answer.") if is_broken else message("Without it the coverage is lower."),
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


def _rule(asked: Questionnaire) -> Rule:
    promised = asked.confidentiality
    return Rule(promised.threshold, promised.sensitive_threshold) if promised else Rule()
