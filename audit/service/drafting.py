"""What a draft audit must be: everything that is wrong with it, at once, before it is kept."""

from collections.abc import Collection, Sequence

from audit.errors import Message, Mistake, Mistaken, message
from audit.questionnaire.schema import Confidentiality, Mode, Questionnaire, Respondent
from audit.service import texts
from audit.service.definitions import promised
from audit.service.views import AuditDraft, EnquiryDraft

STRICTER = {Mode.NAMED: 0, Mode.CONFIDENTIAL: 1, Mode.ANONYMOUS: 2}


def terms(draft: EnquiryDraft, questionnaire: Questionnaire) -> Confidentiality:
    """Return an enquiry's mode and thresholds as asked for; what is not said is as the questionnaire declares.

    Not checked yet: `check` says what is wrong with them.
    """
    declared = promised(questionnaire)
    threshold = declared.threshold if draft.threshold is None else draft.threshold
    sensitive = draft.sensitive_threshold
    return Confidentiality.model_construct(
        mode=declared.mode if draft.mode is None else Mode(draft.mode),
        threshold=threshold,
        sensitive_threshold=max(declared.sensitive_threshold, threshold) if sensitive is None else sensitive,
    )


def check(draft: AuditDraft, asked: Sequence[Questionnaire]) -> None:
    """Raise Mistaken with every mistake of a draft; `asked` are its questionnaires in its order."""
    mistakes = [*texts.check((*draft.title.values(), draft.cycle)), *_dates(draft), *_enquiries(draft)]
    for enquiry, questionnaire in zip(draft.enquiries, asked, strict=True):
        mistakes += [*_terms(enquiry, questionnaire), *_languages(questionnaire, draft.languages)]
    if mistakes:
        raise Mistaken(tuple(mistakes))


def check_terms(draft: EnquiryDraft, questionnaire: Questionnaire, *, languages: Collection[str]) -> None:
    """Raise Mistaken when an enquiry's mode or thresholds are looser than its questionnaire promises.

    Also when it is written in none of the audit's languages.
    """
    mistakes = [*_terms(draft, questionnaire), *_languages(questionnaire, languages)]
    if mistakes:
        raise Mistaken(tuple(mistakes))


def _dates(draft: AuditDraft) -> list[Mistake]:
    mistakes = []
    if not any(text.strip() for text in draft.title.values()):
        mistakes.append(_mistake("no-title", message("the audit has no title"), message("Give it one.")))
    if draft.period_end < draft.period_start:
        wrong = message("the period ends before it begins")
        mistakes.append(_mistake("period-runs-back", wrong, message("Check both dates.")))
    if not draft.languages:
        wrong = message("no language is chosen")
        mistakes.append(_mistake("no-language", wrong, message("Choose at least one language.")))
    return mistakes


def _enquiries(draft: AuditDraft) -> list[Mistake]:
    names = [enquiry.questionnaire_name for enquiry in draft.enquiries]
    return [
        _mistake(
            "asked-twice",
            message("the questionnaire '%(name)s' stands twice", name=name),
            message("Ask each questionnaire once."),
        )
        for name in sorted({each for each in names if names.count(each) > 1})
    ]


def _languages(questionnaire: Questionnaire, chosen: Collection[str]) -> list[Mistake]:
    if not chosen or not set(chosen).isdisjoint(questionnaire.languages):
        return []
    wrong = message("the questionnaire '%(name)s' is in none of the chosen languages", name=questionnaire.name)
    remedy = message("Choose one of its languages too (%(codes)s).", codes=", ".join(questionnaire.languages))
    return [_mistake("no-common-language", wrong, remedy)]


def _terms(draft: EnquiryDraft, questionnaire: Questionnaire) -> list[Mistake]:
    wanted = terms(draft, questionnaire)
    declared = questionnaire.confidentiality
    place = (message("questionnaire '%(name)s'", name=questionnaire.name),)
    mistakes = []
    if questionnaire.respondent is Respondent.INSTITUTION and wanted.mode is not Mode.NAMED:
        wrong = message("an institution's own answers cannot be anonymous or confidential")
        mistakes.append(_mistake("institution-is-named", wrong, message("Choose 'named'."), place=place))
    if declared is not None and STRICTER[wanted.mode] < STRICTER[declared.mode]:
        wrong = message("the mode is looser than the questionnaire promises")
        mistakes.append(
            _mistake("looser-mode", wrong, message("Keep its mode, or choose a stricter one."), place=place)
        )
    least = declared.threshold if declared else 3
    if wanted.threshold < least:
        wrong = message("the smallest published group is smaller than %(least)d", least=least)
        remedy = message("Enter %(least)d or more.", least=least)
        mistakes.append(_mistake("threshold-too-small", wrong, remedy, place=place))
    least = max(declared.sensitive_threshold if declared else 3, wanted.threshold)
    if wanted.sensitive_threshold < least:
        wrong = message("the smallest published group of sensitive questions is smaller than %(least)d", least=least)
        remedy = message("Enter %(least)d or more.", least=least)
        mistakes.append(_mistake("threshold-too-small", wrong, remedy, place=place))
    return mistakes


def _mistake(code: str, wrong: Message, remedy: Message, *, place: tuple[Message, ...] = ()) -> Mistake:
    return Mistake(code, place, wrong, remedy)
