"""Whether what respondents are promised holds together: the mode, the thresholds, the breakdowns declared."""

from collections.abc import Iterator

from audit.errors import Mistake, message
from audit.questionnaire import schema
from audit.questionnaire.draft import Draft

SEX_WORDS = frozenset({"sex", "gender"})
BOTH = frozenset({schema.Sex.WOMEN, schema.Sex.MEN})


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield promises that cannot be kept, and breakdowns that cannot be made."""
    yield from _mode(draft)
    for number, name in enumerate(draft.questionnaire.disaggregate_by):
        yield from _breakdown(draft, number, name)


def _mode(draft: Draft) -> Iterator[Mistake]:
    promise = draft.questionnaire.confidentiality
    institution = draft.questionnaire.respondent is schema.Respondent.INSTITUTION
    if promise is None:
        if not institution and not draft.lost("confidentiality"):
            wrong = message("the set says nothing about confidentiality, so that it is anonymous with threshold 5")
            remedy = message("Write 'confidentiality: {mode: anonymous, threshold: 5, sensitive_threshold: 10}'.")
            yield draft.warning("no-confidentiality", ("respondent",), wrong, remedy=remedy)
        return
    if institution and promise.mode is schema.Mode.ANONYMOUS:
        wrong = message("an institutional set has one named set of answers and cannot be anonymous")
        remedy = message("Write 'mode: named', or leave 'confidentiality' out.")
        yield draft.error("anonymous-institution", ("confidentiality", "mode"), wrong, remedy=remedy)
    if promise.sensitive_threshold < promise.threshold:
        wrong = message("the threshold of sensitive questions is below the ordinary one")
        remedy = message("Write at least %(least)d.", least=promise.threshold)
        yield draft.error("sensitive-threshold", ("confidentiality", "sensitive_threshold"), wrong, remedy=remedy)


def _breakdown(draft: Draft, number: int, name: str) -> Iterator[Mistake]:
    path = ("disaggregate_by", number)
    if name in draft.questionnaire.disaggregate_by[:number]:
        wrong = message("the breakdown '%(name)s' stands twice", name=name)
        yield draft.error("duplicate-breakdown", path, wrong, remedy=message("Keep one of them."))
        return
    if name not in draft.written:
        wrong = message("there is no question '%(name)s'", name=name)
        choosing = [each.name for _, each in draft.questions() if isinstance(each, schema.SelectOneQuestion)]
        yield draft.unknown("unknown-breakdown", path, wrong, word=name, known=choosing)
        return
    question = draft.whole(name)
    if question is None:
        return
    if name not in draft.questionnaire.questions:
        wrong = message("'%(name)s' stands in a repeat and has an answer in each entry", name=name)
        remedy = message("Name a question outside repeats.")
        yield draft.error("breakdown-in-repeat", path, wrong, remedy=remedy)
        return
    if not isinstance(question, schema.SelectOneQuestion):
        wrong = message("answers are broken down only by a question of type select_one, '%(name)s' is %(type)s",
                        name=name, type=question.type)  # fmt: skip
        yield draft.error("breakdown-not-select-one", path, wrong, remedy=message("Name a select_one question."))
        return
    counted = {choice.counts_as for choice in question.choices} - {None}
    if (name.casefold() in SEX_WORDS or counted) and not counted >= BOTH:
        wrong = message("the choices of '%(name)s' do not say who counts as women and who as men", name=name)
        remedy = message("Write 'counts_as: women' and 'counts_as: men' at its choices.")
        yield draft.error("breakdown-without-sexes", path, wrong, remedy=remedy)
