"""Puts the one Report of an audit together: scorecards, codebooks, rows of named sets, and trends over its cycles."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version

from audit.analysis import (
    codebook,
    contradictions,
    declared_flows,
    declared_vacancies,
    disclosure,
    grading,
    heat_map,
    inference,
    projection,
    reliability,
    scorecard,
    tally,
    trends,
)
from audit.analysis import versions as asked_versions
from audit.analysis.consistency import reported
from audit.analysis.disclosure import Rule
from audit.analysis.earlier import Earlier
from audit.analysis.report import (
    Document,
    HeatMap,
    Part,
    Reason,
    Report,
    Scorecard,
    StockFlow,
    Text,
    VacancyPath,
    Withheld,
)
from audit.analysis.rules import THRESHOLD, RuleSet
from audit.analysis.staff_list import StaffList
from audit.questionnaire.answers import Answers, Value
from audit.questionnaire.documents import Dates, documents
from audit.questionnaire.flow import walk
from audit.questionnaire.schema import Mode, Questionnaire, Respondent

SOFTWARE = f"paritet {version('paritet')}"


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """What the Report says of the audit itself; `synthetic` marks invented data."""

    body: Text
    title: Text
    synthetic: bool
    languages: tuple[str, ...]
    cycle: str
    period_start: date
    period_end: date
    reference_date: date
    closed_on: date


@dataclass(frozen=True, slots=True)
class EnquiryFacts:
    """One questionnaire as frozen on the audit, what was promised to its respondents, and what they answered.

    `paper` is how many of the responses an auditor typed in from paper.

    `before` is what the latest report of this audit published of it, where there was one. `versions` are those
    that were asked, where it changed meanwhile. `rules` is the rule set that
    its figures are made publishable under. `dates` are the days of the documents that a named set was answered with.
    """

    questionnaire: Questionnaire
    digest: str
    mode: Mode
    threshold: int
    sensitive_threshold: int
    invited: int
    responses: Sequence[Answers] = field(repr=False)
    paper: int = 0
    before: Earlier | None = field(default=None, repr=False)
    rules: RuleSet = THRESHOLD
    versions: asked_versions.Versions = field(default_factory=asked_versions.Versions)
    dates: Dates = field(default_factory=dict, repr=False)


def build(
    audit: AuditFacts, parts: Sequence[EnquiryFacts], earlier: Sequence[Report] = (), *, staff: StaffList | None = None
) -> Report:
    """Return the Report of an audit; trends are read from the earlier reports of the same body and from this one.

    `staff` is what the body itself has recorded of its people, to hold answers against.
    """
    asked = [part.questionnaire for part in parts]
    told = inference.between(asked, [_part(part, audit.closed_on) for part in parts])
    report = Report(
        **asdict(audit),
        rule_version=THRESHOLD.label,
        software=SOFTWARE,
        parts=contradictions.between(asked, told, staff=staff, on=audit.reference_date),
    )
    cycles = sorted((*earlier, report), key=lambda each: each.reference_date)
    trended = report.model_copy(
        update={
            "parity_trend": tuple(point for each in cycles for point in trends.parity_points(each)),
            "score_trend": tuple(point for each in cycles for point in trends.score_points(each)),
        }
    )
    answered = [(part.questionnaire, _walked(part, audit.closed_on)) for part in parts]
    last = max(earlier, key=lambda each: each.reference_date, default=None)
    return trended.model_copy(
        update={
            "projections": projection.projections(trended),
            "stock_flows": _stock_flows(answered, audit.reference_date),
            "vacancies": _vacancies(answered, audit.reference_date),
            "heat_maps": _heat_maps(answered, trended.parts),
            "inconsistencies": reported.inconsistencies(trended, answered, staff=staff, last=last),
        }
    )


def _walked(part: EnquiryFacts, today: date) -> Answers:
    """Return the answers and calculations of an institution's set; none of a survey."""
    if part.questionnaire.respondent is not Respondent.INSTITUTION:
        return {}
    return walk(part.questionnaire, _united(part.responses), today).values


def _heat_maps(asked: Sequence[tuple[Questionnaire, Answers]], parts: Sequence[Part]) -> tuple[HeatMap, ...] | None:
    """Return units by dimensions of the surveys; None where there is none."""
    pairs = zip(asked, parts, strict=True)
    found = [heat_map.heat_maps(questionnaire, part.scorecard.tables) for (questionnaire, _), part in pairs]
    return tuple(each for maps in found for each in maps) or None


def _stock_flows(asked: Sequence[tuple[Questionnaire, Answers]], since: date) -> tuple[StockFlow, ...] | None:
    """Return what declared flows lead to; None where none are declared."""
    carried = [declared_flows.stock_flows(questionnaire, answers, since=since) for questionnaire, answers in asked]
    return tuple(flow for each in carried for flow in each) or None


def _vacancies(asked: Sequence[tuple[Questionnaire, Answers]], since: date) -> tuple[VacancyPath, ...] | None:
    """Return how declared vacancies lead to parity; None where none are declared."""
    led = [declared_vacancies.vacancy_paths(questionnaire, answers, since=since) for questionnaire, answers in asked]
    return tuple(path for each in led for path in each) or None


def judged(
    questionnaire: Questionnaire,
    responses: Sequence[Answers],
    *,
    digest: str,
    rule: Rule,
    today: date,
    before: Earlier | None = None,
    split: frozenset[str] = frozenset(),
) -> Scorecard:
    """Judge an institution by its answers, a survey by the tables that the disclosure gate lets out.

    An institution has one answer set; where several people gave parts of it, the first answer to a question counts.
    """
    if questionnaire.respondent is Respondent.INSTITUTION:
        return scorecard.judge(questionnaire, digest=digest, today=today, answers=_united(responses))
    tables = disclosure.protect(
        questionnaire, tally.tallies(questionnaire, responses), rule, before=before, split=split
    )
    card = scorecard.judge(questionnaire, digest=digest, today=today, tables=tables)
    alphas = reliability.reliabilities(
        questionnaire, responses, tables, rule, before=before.reliability if before else None
    )
    told = inference.items(questionnaire, tables).model_copy(update={"reliability": alphas})
    return card.model_copy(update={"statistics": told})


def _united(responses: Sequence[Answers]) -> Answers:
    united: dict[str, Value] = {}
    for response in responses:
        united = {**response, **united}
    return united


def _part(enquiry: EnquiryFacts, today: date) -> Part:
    is_named = enquiry.mode is Mode.NAMED
    rules = THRESHOLD if is_named else enquiry.rules
    rule = Rule(enquiry.threshold, enquiry.sensitive_threshold, rules)
    answered = len(enquiry.responses)
    is_small = not is_named and 0 < answered < enquiry.threshold
    card = judged(
        enquiry.questionnaire,
        enquiry.responses,
        digest=enquiry.digest,
        rule=rule,
        today=today,
        before=None if is_named else enquiry.before,
        split=enquiry.versions.split,
    )
    asked = enquiry.questionnaire
    given = _documents(enquiry) if is_named else ()
    rows = [codebook.row(asked, walk(asked, each, today).values) for each in enquiry.responses] if is_named else []
    return Part(
        respondent=enquiry.questionnaire.respondent,
        mode=enquiry.mode,
        threshold=enquiry.threshold,
        sensitive_threshold=enquiry.sensitive_threshold,
        invited=rules.count(enquiry.invited),
        submitted=Withheld(withheld=Reason.SMALL) if is_small else rules.count(answered),
        scorecard=grading.documented(card, asked, given),
        codebook=asked_versions.entries(asked, enquiry.versions),
        rows=asked_versions.rows(enquiry.versions, rows) if is_named else (),
        versions=enquiry.versions.told(),
        former=() if is_named else asked_versions.tables(enquiry.versions, rule),
        renewed=tuple(sorted(enquiry.versions.renewed)),
        rules="" if rules is THRESHOLD else rules.label,
        paper=_typed_in(enquiry, rules),
        documents=given,
    )


def _documents(enquiry: EnquiryFacts) -> tuple[Document, ...]:
    """Return what an institution gave as evidence; of people's own sets nothing, for it might say whose it is."""
    asked = enquiry.questionnaire
    if asked.respondent is not Respondent.INSTITUTION:
        return ()
    return tuple(
        Document(
            question=each.question,
            where=each.where,
            label=asked.every[each.question].label,
            name=each.name,
            dated=each.dated,
        )
        for each in documents(asked, _united(enquiry.responses), enquiry.dates)
    )


def _typed_in(enquiry: EnquiryFacts, rules: RuleSet) -> int | Withheld | None:
    """Return how many answers were typed in from paper; withheld where they, or the others, are a small group."""
    if not enquiry.paper:
        return None
    others = len(enquiry.responses) - enquiry.paper
    smallest = min(enquiry.paper, others) if others else enquiry.paper
    if enquiry.mode is not Mode.NAMED and smallest < enquiry.threshold:
        return Withheld(withheld=Reason.SMALL)
    return rules.count(enquiry.paper)
