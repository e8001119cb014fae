"""`paritet score`: an auditor scores answer files without a server and sees how every figure came about."""

from datetime import date

import click

from audit.analysis import assembly
from audit.cli.answers import promised, responses
from audit.cli.speech import json_option, lang_option, print_json
from audit.cli.tree import lines
from audit.questionnaire import formats, loader
from audit.questionnaire.draft import choices_of


@click.command()
@click.argument("questionnaire", metavar="QUESTIONNAIRE", type=click.Path())
@click.argument("answers", metavar="ANSWERS…", nargs=-1, required=True, type=click.Path())
@json_option
@lang_option
def score(questionnaire: str, answers: tuple[str, ...], as_json: bool, language: str) -> None:
    """Score answer files or a filled Excel form.

    The scorecard is printed with its tree. Several files are read one after another. A survey is scored from the
    tables that its threshold lets out.
    """
    asked = formats.load(questionnaire)
    today = date.today()
    given = responses(asked, answers, today, language=language)
    card = assembly.judged(asked, given, digest=loader.digest(asked), rule=promised(asked), today=today)
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
