"""Every operation of the interface, a line or two each: the addresses and the description come from here."""

from audit.analysis.report import Report
from audit.service.tokens import Scope
from audit.web.api import answers, making, models, reading, webhooks, writing
from audit.web.api.models import Page
from audit.web.api.operations import Operation
from audit.web.api.parameters import DocumentWish, Listing, Nothing

BODY, AUDIT = "/bodies/{body_id}", "/audits/{audit_id}"
DAY, ENQUIRY = "/bodies/{body_id}/head-counts/{day}", "/audits/{audit_id}/enquiries/{enquiry_id}"
WEBHOOK, JOB = "/webhooks/{webhook_id}", "/jobs/{job_id}"

#: What stands in an address, by the name of the part.
PARTS: dict[str, dict[str, object]] = {
    "body_id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "audit_id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "enquiry_id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "job_id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "webhook_id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "message_id": {"type": "string", "pattern": "^msg_[0-9a-f]{32}$"},
    "day": {"type": "string", "format": "date"},
    "name": {"type": "string", "pattern": "^[a-z0-9_-]{1,100}$"},
    "document": {"type": "string", "pattern": "^[a-z-]{1,40}$"},
}

READ = (
    Operation("GET", "/bodies", "list_bodies", Scope.BODIES_READ, "Bodies",
              reading.list_bodies, Page[models.Body], Listing),
    Operation("GET", BODY, "read_body", Scope.BODIES_READ, "One body", reading.read_body, models.Body),
    Operation("GET", f"{BODY}/head-counts", "list_head_counts", Scope.BODIES_READ, "Head-counts of a body",
              reading.list_headcounts, Page[models.HeadCount], Listing),
    Operation("GET", DAY, "read_head_count", Scope.BODIES_READ, "The head-count of a day",
              reading.read_headcount, models.HeadCount),
    Operation("GET", f"{BODY}/actions", "list_actions", Scope.FOLLOW_UP_READ, "Promises of a body",
              reading.list_actions, Page[models.Promise], Listing),
    Operation("GET", "/audits", "list_audits", Scope.AUDITS_READ, "Audits",
              reading.list_audits, Page[models.Audit], Listing),
    Operation("GET", AUDIT, "read_audit", Scope.AUDITS_READ, "One audit with its enquiries",
              reading.read_audit, models.Audit),
    Operation("GET", f"{AUDIT}/enquiries", "list_enquiries", Scope.AUDITS_READ, "Enquiries and how far they are",
              reading.list_progress, Page[models.Progress], Listing),
    Operation("GET", "/questionnaires", "list_questionnaires", Scope.QUESTIONNAIRES_READ, "Questionnaires",
              reading.list_questionnaires, Page[models.QuestionnaireCard], Listing),
    Operation("GET", "/questionnaires/{name}", "read_questionnaire", Scope.QUESTIONNAIRES_READ,
              "One questionnaire, as YAML and as data", reading.read_questionnaire, models.QuestionnaireText),
    Operation("GET", f"{AUDIT}/report", "read_report", Scope.REPORTS_READ, "The report of a closed audit, whole",
              reading.read_report, Report),
    Operation("GET", f"{AUDIT}/scorecards", "read_scorecards", Scope.REPORTS_READ, "Scorecards of a closed audit",
              reading.read_scorecards, models.Scorecards),
    Operation("GET", f"{AUDIT}/tables", "read_tables", Scope.REPORTS_READ, "Tables of a closed audit",
              reading.read_tables, models.Tables),
    Operation("GET", f"{AUDIT}/trends", "read_trends", Scope.REPORTS_READ, "Trends up to a closed audit",
              reading.read_trends, models.Trends),
    Operation("GET", f"{AUDIT}/findings", "read_findings", Scope.FOLLOW_UP_READ, "Findings and promises of an audit",
              reading.read_findings, models.Findings),
    Operation("GET", f"{AUDIT}/documents", "list_documents", Scope.REPORTS_READ, "Documents of a closed audit",
              reading.list_documents, Page[models.DocumentKind], Listing),
    Operation("GET", f"{AUDIT}/documents/{{document}}", "read_document", Scope.REPORTS_READ,
              "One document, as a file", reading.read_document, None, DocumentWish, file=True),
)  # fmt: skip

WRITE = (
    Operation("PUT", DAY, "record_head_count", Scope.HEADCOUNTS_WRITE, "Record the head-count of a day",
              writing.record_headcount, models.HeadCount, takes=writing.Counts, current=reading.read_headcount),
    Operation("POST", "/audits", "plan_audit", Scope.AUDITS_WRITE, "Plan an audit",
              writing.plan_audit, models.Audit, takes=writing.Plan, status=201, location="/audits/{id}"),
    Operation("PUT", AUDIT, "change_audit", Scope.AUDITS_WRITE, "Change the plan of an audit",
              writing.change_audit, models.Audit, takes=writing.Plan, current=reading.read_audit),
    Operation("POST", f"{AUDIT}/open", "open_audit", Scope.AUDITS_WRITE, "Open an audit",
              writing.open_audit, models.Audit, takes=Nothing, current=reading.read_audit),
    Operation("POST", f"{AUDIT}/close", "close_audit", Scope.AUDITS_WRITE, "Close an audit",
              writing.close_audit, models.Audit, takes=Nothing, current=reading.read_audit),
    Operation("POST", f"{AUDIT}/reopen", "reopen_audit", Scope.AUDITS_WRITE, "Reopen an audit, with a reason",
              writing.reopen_audit, models.Audit, takes=writing.Reopening, current=reading.read_audit),
    Operation("POST", f"{ENQUIRY}/invitations", "invite", Scope.INVITATIONS_WRITE, "Make personal links, told once",
              writing.invite, models.Links, takes=writing.Invitees, status=201),
    Operation("POST", "/questionnaires/check", "check_questionnaire", Scope.QUESTIONNAIRES_READ,
              "Check a questionnaire", writing.check_questionnaire, models.Checked, takes=writing.Written),
)  # fmt: skip

ANSWERS = (
    Operation("GET", f"{ENQUIRY}/answers", "list_answers", Scope.ANSWERS_READ, "Answers of a named set",
              answers.list_answers, answers.AnswersPage, Listing),
)  # fmt: skip

WEBHOOKS = (
    Operation("GET", f"{BODY}/webhooks", "list_webhooks", Scope.WEBHOOKS_READ, "Webhooks of a body",
              webhooks.list_webhooks, Page[webhooks.Webhook], Listing),
    Operation("POST", f"{BODY}/webhooks", "make_webhook", Scope.WEBHOOKS_WRITE, "Make a webhook; its secret, told once",
              webhooks.make_webhook, webhooks.WebhookWithSecret, takes=webhooks.Chosen, prepare=webhooks.looked_up,
              status=201, location="/webhooks/{id}"),
    Operation("GET", WEBHOOK, "read_webhook", Scope.WEBHOOKS_READ, "One webhook",
              webhooks.read_webhook, webhooks.Webhook),
    Operation("PUT", WEBHOOK, "change_webhook", Scope.WEBHOOKS_WRITE, "Change a webhook",
              webhooks.change_webhook, webhooks.Webhook, takes=webhooks.Chosen, prepare=webhooks.looked_up,
              current=webhooks.read_webhook),
    Operation("POST", f"{WEBHOOK}/secret", "rotate_secret", Scope.WEBHOOKS_WRITE, "Make a new secret, told once",
              webhooks.rotate_secret, webhooks.WebhookWithSecret, takes=Nothing),
    Operation("POST", f"{WEBHOOK}/test", "test_webhook", Scope.WEBHOOKS_WRITE, "Send a test",
              webhooks.test_webhook, webhooks.Delivery, takes=Nothing, status=202),
    Operation("GET", f"{WEBHOOK}/deliveries", "list_deliveries", Scope.WEBHOOKS_READ, "What became of its messages",
              webhooks.list_deliveries, Page[webhooks.Delivery], Listing),
    Operation("POST", f"{WEBHOOK}/deliveries/{{message_id}}/again", "send_again", Scope.WEBHOOKS_WRITE,
              "Send a message once more", webhooks.send_again, webhooks.Delivery, takes=Nothing, status=202),
    Operation("DELETE", WEBHOOK, "end_webhook", Scope.WEBHOOKS_WRITE, "End a webhook",
              webhooks.end_webhook, None, status=204, current=webhooks.read_webhook),
)  # fmt: skip

JOBS = (
    Operation("POST", f"{AUDIT}/jobs", "ask_for_document", Scope.REPORTS_READ, "Ask for a document as a job",
              making.ask, making.Job, takes=making.WantedDocument, status=202, location="/jobs/{id}"),
    Operation("GET", f"{AUDIT}/jobs", "list_jobs", Scope.REPORTS_READ, "Documents asked for",
              making.list_jobs, Page[making.Job], Listing),
    Operation("GET", JOB, "read_job", Scope.REPORTS_READ, "How far a document is", making.read_job, making.Job),
    Operation("GET", f"{JOB}/file", "fetch_document", Scope.REPORTS_READ, "The file of a document that is ready",
              making.fetch, None, file=True),
    Operation("DELETE", JOB, "cancel_job", Scope.REPORTS_READ, "Cancel a document", making.cancel, making.Job),
)  # fmt: skip

OPERATIONS = (*READ, *WRITE, *ANSWERS, *JOBS, *WEBHOOKS)
