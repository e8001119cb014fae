"""Operations that read: bodies, audits, questionnaires and what closed audits published."""

from flask import Response

from audit import wording
from audit.analysis.report import Report, digest
from audit.errors import NotFound, message
from audit.questionnaire.plain import plain
from audit.render.documents import DOCUMENTS, Document
from audit.service import audits, bodies, definitions, reporting
from audit.service.follow_up import actions
from audit.service.views import AuditView
from audit.web import access
from audit.web.api import models
from audit.web.api.operations import Call, page
from audit.worker.wishing import wish


def list_bodies(call: Call) -> models.Page[models.Body]:
    """Return the bodies that the token is for."""
    found = bodies.list_bodies(call.session, call.actor)
    return page({each.id: models.Body.model_validate(each) for each in found}, call.query)


def read_body(call: Call) -> models.Body:
    """Return one body with its levels and units."""
    return models.Body.model_validate(bodies.body(call.session, call.actor, call.path["body_id"]))


def list_headcounts(call: Call) -> models.Page[models.HeadCount]:
    """Return the head-counts of a body."""
    found = bodies.headcounts(call.session, call.actor, call.path["body_id"])
    return page({each.on.isoformat(): models.HeadCount.model_validate(each) for each in found}, call.query)


def read_headcount(call: Call) -> models.HeadCount:
    """Return the head-count of a day; NotFound when nobody counted then."""
    found = bodies.headcounts(call.session, call.actor, call.path["body_id"])
    kept = next((each for each in found if each.on.isoformat() == call.path["day"]), None)
    if kept is None:
        raise NotFound("unknown-headcount", message("There is no head-count of this day"))
    return models.HeadCount.model_validate(kept)


def list_actions(call: Call) -> models.Page[models.Promise]:
    """Return the promises of a body, the nearest last day first."""
    found = actions.plan(call.session, call.actor, call.path["body_id"], today=call.today)
    return page({f"{each.due}/{each.id}": models.Promise.model_validate(each) for each in found}, call.query)


def list_audits(call: Call) -> models.Page[models.Audit]:
    """Return the audits of the body."""
    found = audits.audits(call.session, call.actor)
    return page({each.id: models.Audit.model_validate(each) for each in found}, call.query)


def read_audit(call: Call) -> models.Audit:
    """Return one audit with its enquiries."""
    return models.Audit.model_validate(audits.audit(call.session, call.actor, call.path["audit_id"]))


def list_progress(call: Call) -> models.Page[models.Progress]:
    """Return how far each enquiry is, as far as the disclosure rules let it be seen."""
    found = audits.progress(call.session, call.actor, call.path["audit_id"])
    return page({each.enquiry_id: models.Progress.model_validate(each) for each in found}, call.query)


def list_questionnaires(call: Call) -> models.Page[models.QuestionnaireCard]:
    """Return the questionnaires on the shelf."""
    found = definitions.questionnaires()
    return page({each.name: models.QuestionnaireCard.model_validate(each) for each in found}, call.query)


def read_questionnaire(call: Call) -> models.QuestionnaireText:
    """Return one questionnaire whole."""
    text = definitions.shelved(call.path["name"])
    asked = definitions.parsed(text)
    return models.QuestionnaireText(
        name=asked.name, version=asked.version, digest=definitions.digest(text), yaml=text, data=plain(asked)
    )


def read_report(call: Call) -> Report:
    """Return the report of a closed audit, whole, as it was frozen."""
    return reporting.report(call.session, call.actor, call.path["audit_id"])


def read_scorecards(call: Call) -> models.Scorecards:
    """Return the scorecards of a closed audit."""
    told = read_report(call)
    return models.Scorecards(report=digest(told), scorecards=tuple(part.scorecard for part in told.parts))


def read_tables(call: Call) -> models.Tables:
    """Return the publishable tables of a closed audit."""
    told = read_report(call)
    cards = [part.scorecard for part in told.parts]
    found = [models.QuestionnaireTables(questionnaire=each.questionnaire.name, tables=each.tables) for each in cards]
    return models.Tables(report=digest(told), questionnaires=tuple(found))


def read_trends(call: Call) -> models.Trends:
    """Return the trends of a closed audit."""
    told = read_report(call)
    return models.Trends(
        report=digest(told),
        parity=told.parity_trend,
        scores=told.score_trend,
        projections=told.projections or (),
        stock_flows=told.stock_flows or (),
        heat_maps=told.heat_maps or (),
    )


def read_findings(call: Call) -> models.Findings:
    """Return the agreed findings of a closed audit and the promises up to its cycle."""
    told = actions.following(call.session, call.actor, call.path["audit_id"], today=call.today)
    return models.Findings(as_of=told.as_of, findings=told.findings, actions=told.actions)


def list_documents(call: Call) -> models.Page[models.DocumentKind]:
    """Return which documents a closed audit is exported as."""
    read_report(call)
    language = access.language()
    found = {
        name: models.DocumentKind(
            name=name, title=wording.say(language, each.title), media_type=each.media_type, suffix=each.suffix
        )
        for name, each in DOCUMENTS.items()
    }
    return page(found, call.query)


def read_document(call: Call) -> Response:
    """Return a document of a closed audit; who took which is remembered."""
    one, shown, name = named_document(call, call.path["document"], call.query.language)
    told = reporting.export(call.session, call.actor, shown.id, document=name)
    wanted = wish(
        call.session,
        call.actor,
        shown,
        document=one,
        language=call.query.language,
        today=call.today,
        layout=call.query.layout,
    )
    content = one.made(told, wanted)
    return as_file(content, one, name=name)


def as_file(content: bytes, one: Document, *, name: str) -> Response:
    """Return a document as a file of this name."""
    return Response(content, mimetype=one.media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def named_document(call: Call, name: str, language: str) -> tuple[Document, AuditView, str]:
    """Return a document by its name, the audit it is wanted of, and what its file is called in a language."""
    one = DOCUMENTS.get(name)
    if one is None:
        raise NotFound("no-document", message("There is no such document. Their list stands one address higher"))
    shown = audits.audit(call.session, call.actor, call.path["audit_id"])
    reporting.require_language(language, asked_in=shown.languages)
    return one, shown, reporting.file_name(shown.cycle, name, language=language, suffix=one.suffix)
