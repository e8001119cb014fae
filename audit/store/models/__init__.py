"""Every table, by what it keeps."""

from audit.store.models.answers import Answer, Participation, Response
from audit.store.models.audits import Audit, Definition, Enquiry, Event, Snapshot
from audit.store.models.authoring import OwnQuestionnaire, PublishedQuestionnaire, QuestionnaireEdition
from audit.store.models.base import Base, identifier
from audit.store.models.benchmark import BenchmarkTerms
from audit.store.models.bodies import Body, Headcount, Level, Unit
from audit.store.models.evidence import Evidence, EvidenceDate
from audit.store.models.follow_up import Action, Finding
from audit.store.models.jobs import Job
from audit.store.models.paper import PaperForm
from audit.store.models.people import Membership, NoRole, User
from audit.store.models.readings import TextReading
from audit.store.models.tokens import ApiAnswer, ApiToken
from audit.store.models.versions import EnquiryVersion, FormerAnswer, ResponseVersion
from audit.store.models.webhooks import Webhook, WebhookAttempt, WebhookMessage
from audit.store.models.word_templates import WordTemplate

__all__ = [
    "Action",
    "Answer",
    "ApiAnswer",
    "ApiToken",
    "Audit",
    "Base",
    "BenchmarkTerms",
    "Body",
    "Definition",
    "Enquiry",
    "EnquiryVersion",
    "Event",
    "Evidence",
    "EvidenceDate",
    "Finding",
    "FormerAnswer",
    "Headcount",
    "Job",
    "Level",
    "Membership",
    "NoRole",
    "OwnQuestionnaire",
    "PaperForm",
    "Participation",
    "PublishedQuestionnaire",
    "QuestionnaireEdition",
    "Response",
    "ResponseVersion",
    "Snapshot",
    "TextReading",
    "Unit",
    "User",
    "Webhook",
    "WebhookAttempt",
    "WebhookMessage",
    "WordTemplate",
    "identifier",
]
