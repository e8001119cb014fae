"""What the interface answers: frozen models, made from what the use cases hand out."""

from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from audit.analysis.report import Scorecard, Withheld
from audit.analysis.report.comparisons import HeatMap
from audit.analysis.report.follow_up import Action, Finding
from audit.analysis.report.projections import Projection
from audit.analysis.report.reports import ScorePoint, TrendPoint
from audit.analysis.report.scorecards import Table
from audit.analysis.report.stock_flows import StockFlow
from audit.analysis.rules import RuleName
from audit.lifecycle import ActionState, State
from audit.questionnaire.schema import Mode, Respondent, Sex
from audit.web.api.problems import Fault

Text = dict[str, str]
Item = TypeVar("Item")


class Answer(BaseModel):
    """The parent of every answer: frozen, and made of a value of the same fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class Page(Answer, Generic[Item]):
    """Some things of a list in a fixed order; `next` is the cursor of the following ones, null at the end."""

    items: tuple[Item, ...]
    next: str | None = None


class BodyLevel(Answer):
    """A level of posts."""

    name: str
    label: Text
    decision_making: bool = False


class BodyUnit(Answer):
    """A unit that people are invited by."""

    name: str
    label: Text


class Body(Answer):
    """An audited body."""

    id: str
    name: Text
    levels: tuple[BodyLevel, ...]
    units: tuple[BodyUnit, ...]
    synthetic: bool


class HeadCount(Answer):
    """How many people stood at each level on a day, by sex."""

    on: date
    counts: dict[str, dict[Sex, int]]


class Enquiry(Answer):
    """One questionnaire of an audit, with what its respondents are promised."""

    id: str
    audit_id: str
    questionnaire_name: str
    version: str
    title: Text
    respondent: Respondent
    languages: tuple[str, ...]
    minutes: int | None
    questions: int
    digest: str
    mode: Mode
    threshold: int
    sensitive_threshold: int
    rules: RuleName
    notice_digest: str | None


class Audit(Answer):
    """One cycle of a body."""

    id: str
    body_id: str
    body_name: Text
    synthetic: bool
    title: Text
    cycle: str
    period_start: date
    period_end: date
    reference_date: date
    languages: tuple[str, ...]
    deadline: date | None
    state: State
    opened_on: date | None
    closed_on: date | None
    enquiries: tuple[Enquiry, ...]


class UnitProgress(Answer):
    """How far a unit is, as far as it may be seen."""

    name: str
    label: Text
    invited: int | Withheld
    submitted: int | Withheld


class Progress(Answer):
    """How far an enquiry is; `exact` is false where `submitted` is rounded down to a multiple of the threshold."""

    enquiry_id: str
    title: Text
    respondent: Respondent
    mode: Mode
    threshold: int
    invited: int
    submitted: int | Withheld
    exact: bool
    by_unit: tuple[UnitProgress, ...] = ()


class QuestionnaireCard(Answer):
    """A questionnaire on the shelf."""

    name: str
    version: str
    title: Text
    respondent: Respondent
    languages: tuple[str, ...]
    questions: int
    minutes: int | None
    mode: Mode
    threshold: int
    sensitive_threshold: int


class QuestionnaireText(Answer):
    """A questionnaire whole: its digest, its text as YAML, and the same as data."""

    name: str
    version: str
    digest: str
    yaml: str
    data: dict[str, Any]


class Checked(Answer):
    """What is wrong with a questionnaire; nothing where it can be used."""

    usable: bool
    mistakes: tuple[Fault, ...] = ()


class Scorecards(Answer):
    """The scorecards of a closed audit, one a questionnaire, with the digest of the report they stand in."""

    report: str
    scorecards: tuple[Scorecard, ...]


class QuestionnaireTables(Answer):
    """The publishable tables of one questionnaire."""

    questionnaire: str
    tables: tuple[Table, ...]


class Tables(Answer):
    """The publishable tables of a closed audit."""

    report: str
    questionnaires: tuple[QuestionnaireTables, ...]


class Trends(Answer):
    """How a body's figures moved from cycle to cycle, and where they lead."""

    report: str
    parity: tuple[TrendPoint, ...]
    scores: tuple[ScorePoint, ...]
    projections: tuple[Projection, ...] = ()
    stock_flows: tuple[StockFlow, ...] = ()
    heat_maps: tuple[HeatMap, ...] = ()


class DocumentKind(Answer):
    """A kind of document that a closed audit can be exported as."""

    name: str
    title: str
    media_type: str
    suffix: str


class Findings(Answer):
    """The agreed findings of a closed audit and the promises of its body up to its cycle."""

    as_of: date
    findings: tuple[Finding, ...]
    actions: tuple[Action, ...]


class Promise(Answer):
    """A promise of a body as it is kept."""

    id: str
    audit_id: str
    body_id: str
    cycle: str
    number: int
    what: Text
    responsible: str
    due: date
    state: ActionState
    note: str
    reported_on: date | None
    finding_id: str | None
    finding: int | None
    edition: int
    late: bool


class Link(Answer):
    """A personal link, at the only moment it is told."""

    participation_id: str
    label: str
    url: str


class Links(Answer):
    """The personal links that were made."""

    links: tuple[Link, ...]
