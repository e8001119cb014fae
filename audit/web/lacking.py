"""What an audit would be closed without, in sentences that an auditor reads before she closes it."""

from collections.abc import Iterable, Sequence

from audit import wording
from audit.analysis.report import Withheld
from audit.questionnaire.schema import Respondent
from audit.service.views import EnquiryProgress


def sentences(progress: Sequence[EnquiryProgress], language: str) -> tuple[str, ...]:
    """Return what is not there yet, one sentence a questionnaire; nothing where every one has its answers."""
    return tuple(said for each in progress for said in _sentences(each, language))


def _sentences(one: EnquiryProgress, language: str) -> Iterable[str]:
    title = wording.in_language(one.title, language)[0]
    if one.respondent is Respondent.INSTITUTION:
        if not one.submitted:
            yield wording.say(
                language, "“%(title)s” is not submitted: the report will have no figures from it", title=title
            )
    elif not one.invited:
        yield wording.say(language, "Nobody was invited to “%(title)s”: the report will say nothing of it", title=title)
    elif isinstance(one.submitted, Withheld):
        yield wording.say(
            language,
            "Fewer than %(threshold)d people have submitted “%(title)s”: its results will be withheld",
            title=title,
            threshold=one.threshold,
        )
