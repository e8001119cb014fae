"""Changing the questionnaire of an open audit: compared first, applied with a reason, and no answer is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from audit.errors import Message, Mistake, Mistaken, Refused, message
from audit.lifecycle import Step
from audit.questionnaire import changes, loader
from audit.questionnaire.changes import Apart, Change, Meaning
from audit.questionnaire.schema import Mode, Questionnaire, Respondent
from audit.service import answering, definitions, drafting, notice, showing, texts, translating
from audit.service.actors import Actor, require_step
from audit.service.history import record_audit
from audit.service.views import EnquiryDraft
from audit.store import queries, reading, responses, versions, writing
from audit.store.models import Audit, Enquiry, EnquiryVersion, identifier


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version that an enquiry was asked in; `meaning` is the strictest class of its changes."""

    number: int
    version: str
    digest: str
    since: date
    reason: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Compared:
    """A new text beside the version that is asked: every change with its class.

    `asked` is the digest of the version compared with; `mistakes` are what forbids applying it as it is declared.
    """

    asked: str
    before: str
    after: str
    changes: tuple[Change, ...]
    mistakes: tuple[Mistake, ...] = ()

    @property
    def meaning(self) -> Meaning:
        """The strictest class of all changes."""
        return changes.strictest(self.changes)


def history(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str) -> tuple[VersionView, ...]:
    """Return the versions that an enquiry was asked in, the earliest first; one where it was never changed."""
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.REVISE, state=row.state)
        enquiry = showing.enquiry_of(row, enquiry_id)
        kept = versions.versions(session, enquiry.id) or (_first(enquiry, row),)
        asked = definitions.kept(session, {each.digest for each in kept})
        return tuple(
            VersionView(
                each.number, asked[each.digest].version, each.digest, each.since, each.reason, Meaning(each.meaning)
            )
            for each in kept
        )


def compare(
    session: Session,
    actor: Actor,
    audit_id: str,
    *,
    enquiry_id: str,
    text: str,
    declared: Mapping[str, str] | None = None,
) -> Compared:
    """Compare a text with the version that is asked; nothing is changed.

    Raises DefinitionError for a text that is no questionnaire, Mistaken for one of another name or respondent and for
    a declaration that is looser than the change.
    """
    new = loader.loads(text)
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.REVISE, state=row.state)
        return _compared(session, row, showing.enquiry_of(row, enquiry_id), new, declared or {})


def apply(
    session: Session,
    actor: Actor,
    audit_id: str,
    *,
    enquiry_id: str,
    text: str,
    asked: str,
    reason: str,
    declared: Mapping[str, str] | None = None,
    today: date | None = None,
) -> int:
    """Ask the new version from now on, and return its number; answers to what was changed stand apart.

    `asked` is the digest of the version that the comparison was made with. Mistaken with all that forbids it, and
    without a reason; Refused where another version is asked by now.
    """
    new, day = loader.loads(text), today or date.today()
    with writing(session):
        row = showing.locked_audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.REVISE, state=row.state)
        enquiry = showing.enquiry_of(row, enquiry_id)
        found = _compared(session, row, enquiry, new, declared or {})
        if found.asked != asked:
            said = message("Another version is asked by now. Compare the versions again")
            raise Refused("compared-with-another", said)
        mistakes = (*texts.check((reason,)), *_no_reason(reason), *found.mistakes)
        if mistakes:
            raise Mistaken(mistakes)
        number = _numbered(session, row, enquiry)
        where = changes.apart(found.changes)
        _move(session, enquiry, new, where, number=number)
        _ask(session, enquiry, text, found, number=number + 1, reason=reason.strip(), day=day, declared=declared or {})
        notice.promise(enquiry, audit=row, body=showing.body_for(session, actor, row.body_id))
        if where and new.respondent is Respondent.INSTITUTION:
            session.flush()
            versions.ask_again(session, enquiry.id)
        told = {"questionnaire": new.name, "versions": [found.before, found.after], "class": found.meaning.value}
        record_audit(session, actor, "questionnaire-changed", audit=row, reason=reason.strip(), **told)
        return number + 1


def _compared(
    session: Session, row: Audit, enquiry: Enquiry, new: Questionnaire, declared: Mapping[str, str]
) -> Compared:
    old = definitions.kept(session, {enquiry.digest})[enquiry.digest]
    _check_same(old, new)
    found = changes.declared(changes.difference(old, new), declared)
    mistakes = (*_forbidden(session, row, enquiry, (old, new), found), *_terms(row, enquiry, new))
    return Compared(enquiry.digest, old.version, new.version, found, mistakes)


def _check_same(old: Questionnaire, new: Questionnaire) -> None:
    if new.name != old.name or new.respondent is not old.respondent:
        wrong = message("this is another questionnaire ('%(name)s')", name=new.name)
        remedy = message("Choose a version of '%(name)s'.", name=old.name)
        raise Mistaken((Mistake("another-questionnaire", (), wrong, remedy),))


def _forbidden(
    session: Session, row: Audit, enquiry: Enquiry, pair: tuple[Questionnaire, Questionnaire], found: tuple[Change, ...]
) -> list[Mistake]:
    old, new = pair
    meaning = changes.strictest(found)
    used = {
        definitions.kept(session, {each.digest})[each.digest].version for each in versions.versions(session, enquiry.id)
    }
    mistakes = []
    if not found:
        wrong = message("nothing differs from the version that is asked")
        mistakes.append(_mistake("no-change", wrong, message("Choose a text that was changed.")))
    elif meaning is not Meaning.TYPING and new.version in used | {old.version}:
        wrong = message("more than the spelling changes, and the version is still “%(version)s”", version=new.version)
        mistakes.append(_mistake("no-new-version", wrong, message("Give the file a version that was not used yet.")))
    if enquiry.mode is Mode.NAMED:
        return mistakes
    for name in changes.loosened(old, new):
        wrong = message("'%(name)s' would be kept less close than respondents were promised", name=name)
        mistakes.append(_mistake("looser-promise", wrong, message("Change it in the next cycle.")))
    if meaning is Meaning.CHANGED and queries.snapshots(session, row.id):
        wrong = message("results of this survey were published, and a change of meaning would tell of few people")
        mistakes.append(_mistake("published-already", wrong, message("Change it in the next cycle.")))
    return mistakes


def _terms(row: Audit, enquiry: Enquiry, new: Questionnaire) -> tuple[Mistake, ...]:
    kept = EnquiryDraft(new.name, enquiry.mode, enquiry.threshold, enquiry.sensitive_threshold)
    try:
        drafting.check_terms(kept, new, languages=row.languages)
    except Mistaken as mistaken:
        return mistaken.mistakes
    return translating.mistakes(new, languages=row.languages)


def _mistake(code: str, wrong: Message, remedy: Message) -> Mistake:
    return Mistake(code, (), wrong, remedy)


def _no_reason(reason: str) -> list[Mistake]:
    if reason.strip():
        return []
    return [_mistake("no-reason", message("no reason is given"), message("Say why the questionnaire is changed."))]


def _first(enquiry: Enquiry, row: Audit) -> EnquiryVersion:
    since = row.opened_on or date.today()
    meaning = Meaning.TYPING.value
    return EnquiryVersion(
        enquiry_id=enquiry.id, number=1, digest=enquiry.digest, since=since, reason="", declared={}, meaning=meaning
    )


def _numbered(session: Session, row: Audit, enquiry: Enquiry) -> int:
    """Return the number of the version that is asked; the first one is kept now, if it was not."""
    kept = versions.versions(session, enquiry.id)
    if kept:
        return kept[-1].number
    session.add(_first(enquiry, row))
    return 1


def _ask(
    session: Session,
    enquiry: Enquiry,
    text: str,
    found: Compared,
    *,
    number: int,
    reason: str,
    day: date,
    declared: Mapping[str, str],
) -> None:
    enquiry.digest = definitions.keep(session, text)
    told: dict[str, Any] = {"declared": dict(declared), "meaning": found.meaning.value}
    session.add(
        EnquiryVersion(enquiry_id=enquiry.id, number=number, digest=enquiry.digest, since=day, reason=reason, **told)
    )


def _move(session: Session, enquiry: Enquiry, new: Questionnaire, where: Apart, *, number: int) -> None:
    """Part the answers of every response; only those to what was changed leave it."""
    old = definitions.kept(session, {enquiry.digest})[enquiry.digest]
    aside: list[Mapping[str, object]] = []
    for submitted in (False, True):
        found = responses.of_enquiry(session, enquiry.id, submitted=submitted)
        for response_id, told in found.items():
            on, apart = changes.parted(new, answering.typed(old, told), where)
            leads = None if submitted and enquiry.mode is Mode.ANONYMOUS else response_id
            own = {"enquiry_id": enquiry.id, "mode": enquiry.mode, "response_id": leads, "submitted": submitted}
            aside += [
                {"id": identifier(), **own, "version": number, "question": name, "value": told[name]} for name in apart
            ]
            left = {name: answering.as_text(on[name]) if name in on else None for name in apart}
            responses.keep(session, response_id, values=left)
        if submitted and enquiry.mode is not Mode.ANONYMOUS:
            versions.remember(session, sorted(found), version=number)
    versions.set_apart(session, aside)
