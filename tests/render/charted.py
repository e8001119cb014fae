"""Reports to draw charts of: worked answers of every shipped set, edge cases, and the longest labels anybody writes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from itertools import product
from typing import Any

from audit.analysis import assembly
from audit.analysis.report import (
    Axis,
    Caution,
    Group,
    HeatMap,
    Reason,
    Report,
    Verdict,
    Withheld,
)
from audit.analysis.rules import LATEST, THRESHOLD, RuleName, RuleSet
from audit.questionnaire import loader
from audit.questionnaire.answers import read_file
from audit.questionnaire.schema import Mode, Respondent
from audit.render import charts
from audit.render.charts import Chart
from tests.content.worked import HERE, SHELF
from tests.render.ahead import looking_ahead
from tests.render.sample import group, institution, parity_by_level, regional_centre, representation, staff

LANGUAGES = ("en", "ru")
#: As wide as pages and documents ask for: a phone, the columns of a laptop's page, a document.
WIDTHS = (320.0, 440.0, 534.0, 640.0)
SETS = {
    "regional-centre-institution": "weak",
    "foreign-ministry-institution": "fair",
    "international-partners": "weak",
    "civil-society-voice": "fair",
    "staff-survey-short": "weak",
    "staff-survey": "fair",
}
FILES = {"foreign-ministry-institution": "ministry"}
ABSURD = {
    "en": "Principal advisers and heads of departments, divisions, sections and fieldpresencescoordinationoffices",
    "ru": "Главные советники и руководители департаментов, управлений и межведомственнокоординационныхучастков",
}
SMALL = Withheld(withheld=Reason.SMALL)


@cache
def worked(name: str, rules: RuleSet = THRESHOLD) -> Report:
    """Return the report of a shipped set's worked answers, as the command line makes it."""
    asked = loader.load(SHELF / f"{name}.yaml")
    answers = read_file(asked, str(HERE / f"{FILES.get(name, name)}.{SETS[name]}.synthetic.json"))
    named = asked.respondent is Respondent.INSTITUTION
    facts = assembly.AuditFacts(
        body={"en": "Body", "ru": "Орган"},
        title=dict(asked.title),
        synthetic=True,
        languages=LANGUAGES,
        cycle="2026",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 12, 31),
        reference_date=date(2026, 6, 30),
        closed_on=date(2027, 1, 15),
    )
    mode = Mode.NAMED if named else Mode.ANONYMOUS
    return assembly.build(facts, [assembly.EnquiryFacts(asked, "", mode, 5, 10, 0, answers, rules=rules)])


def of_levels(*levels: Group, **changes: Any) -> Report:  # noqa: ANN401 - fields of a report
    """The sample's report with other levels and nothing but its institution's set."""
    dimension = representation().model_copy(update={"indicators": (parity_by_level(levels),)})
    card = institution().scorecard.model_copy(update={"dimensions": (dimension,)})
    return regional_centre(parts=(institution().model_copy(update={"scorecard": card}),), parity_trend=(), **changes)


def nobody(name: str) -> Group:
    """A level without anybody."""
    return group(name, 0, 0, score=None, verdict=Verdict.NOBODY, posts=None)


def one_post(name: str, women: int = 0) -> Group:
    """A level of a single post."""
    return group(name, women, 1 - women, score=None, verdict=Verdict.SINGLE_POST, posts=None)


def only_women(name: str, women: int) -> Group:
    """A level that women alone hold."""
    return group(name, women, 0, score=0.0, verdict=Verdict.MEN_UNDER, posts=women // 2)


def at_parity(name: str, each: int) -> Group:
    """A level of as many women as men."""
    return group(name, each, each, score=100.0, verdict=Verdict.AT_PARITY, posts=0)


def all_withheld() -> Report:
    """A survey whose every figure is withheld, with a heat map of one shown square among withheld ones."""
    gap = dict.fromkeys(("women_favourable", "men_favourable", "difference"), SMALL)
    card = staff().scorecard
    hidden = card.model_copy(update={"gaps": tuple(each.model_copy(update=gap) for each in card.gaps)})
    part = staff().model_copy(update={"scorecard": hidden, "submitted": SMALL})
    return regional_centre(parts=(part,), parity_trend=(), heat_maps=(squares(SMALL),))


def squares(*hidden: Withheld | None) -> HeatMap:
    """Units by dimensions: every kind of square, from 0 to 100, without answers and withheld for every reason."""
    columns = tuple(Axis(name=name, label=text) for name, text in TOPICS.items())
    shown = (tuple(100.0 * at / 3 for at in range(4)), (48.0, 51.0, 54.9, 55.0), (61.5, 73.0, 88.0, None))
    every = hidden or tuple(Withheld(withheld=each) for each in Reason)
    kept = tuple((one, 40.0, one, one) for one in every)
    rows = tuple(
        Axis(name=f"unit-{at}", label={"en": f"Unit {at}", "ru": f"Отдел {at}"}) for at in range(3 + len(kept))
    )
    return HeatMap(
        questionnaire="staff",
        by="unit",
        label={"en": "Your unit?", "ru": "Ваш отдел?"},
        rows=rows,
        columns=columns,
        cells=(*shown, *kept),
    )


TOPICS = {
    "opportunities": {"en": "Opportunities", "ru": "Возможности"},
    "load": {"en": "Workload and care", "ru": "Нагрузка и семья"},
    "safety": {"en": "Safety from harassment", "ru": "Защита от домогательств"},
    "voice": {"en": "Voice", "ru": "Голос"},
}


def renewed() -> Report:
    """A trend whose last cycle asked something else than those before it."""
    points = regional_centre().parity_trend
    last = points[-1].cycle
    told = {"cautions": (Caution.OTHER_MEANING,)}
    return looking_ahead(
        parity_trend=tuple(each.model_copy(update=told if each.cycle == last else {}) for each in points)
    )


LONG = {
    "en": "Principal advisers, heads of departments and their deputies in the field presences",
    "ru": "Главные советники, руководители департаментов и их заместители в полевых представительствах",
}


def harsh() -> Report:
    """Long labels, empty and one-sided levels, hundreds of people, and a cycle a year for eight years."""
    levels: list[Group] = [
        group("none", 0, 0, score=None, verdict=Verdict.NOBODY, posts=None),
        group("one", 1, 0, score=None, verdict=Verdict.SINGLE_POST, posts=None),
        group("thin", 1, 340, 12, score=0.6, verdict=Verdict.WOMEN_UNDER, posts=160),
        group("thick", 212, 3, score=2.9, verdict=Verdict.MEN_UNDER, posts=98),
        group("all", 214, 343, 12, score=81.7, verdict=Verdict.WOMEN_UNDER, posts=48),
    ]
    named = tuple(level.model_copy(update={"label": {} if level.name == "all" else LONG}) for level in levels)
    dimension = representation()
    dimension = dimension.model_copy(update={"label": LONG, "indicators": (parity_by_level(named),)})
    part = institution()
    card = part.scorecard.model_copy(update={"dimensions": (dimension, *part.scorecard.dimensions[1:])})
    plain = regional_centre()
    points = tuple(
        point.model_copy(update={"cycle": str(year), "reference_date": point.reference_date.replace(year=year)})
        for year, point in product(range(2019, 2027), plain.parity_trend[4:])
    )
    return regional_centre(parts=(part.model_copy(update={"scorecard": card}), plain.parts[1]), parity_trend=points)


def longest(report: Report) -> Report:
    """The report with every label as long as nobody should write one."""
    return Report.model_validate(_long(report.model_dump(mode="json")))


def _long(value: Any) -> Any:  # noqa: ANN401 - a report's JSON
    if isinstance(value, list):
        return [_long(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value and set(value) <= {"en", "ru"}:
        return ABSURD
    return {key: _long(each) for key, each in value.items()}


CASES: Mapping[str, Callable[[], Report]] = {
    "ahead": lambda: looking_ahead(heat_maps=(squares(),)),
    "harsh": harsh,
    "longest": lambda: longest(looking_ahead(heat_maps=(squares(),))),
    "renewed": renewed,
    "nobody": lambda: of_levels(nobody("head"), nobody("director"), nobody("all")),
    "one post": lambda: of_levels(one_post("head"), nobody("director"), one_post("all")),
    "only women": lambda: of_levels(one_post("head", 1), only_women("director", 6), only_women("all", 7)),
    "parity": lambda: of_levels(at_parity("head", 1), at_parity("director", 4), at_parity("all", 5)),
    "thousands": lambda: of_levels(
        at_parity("head", 1500), group("director", 3, 98765, 4000, score=0.0, verdict=Verdict.WOMEN_UNDER, posts=48000)
    ),
    "all withheld": all_withheld,
    "rounded": lambda: worked("staff-survey", LATEST[RuleName.HESA]),
    **{name: partial(worked, name) for name in SETS},
}


@cache
def case(name: str) -> Report:
    """Return one of the reports."""
    return CASES[name]()


@cache
def drawn(name: str, language: str) -> tuple[Chart, ...]:
    """Return every chart of one of the reports."""
    return (*charts.charts(case(name), language), *charts.further(case(name), language))


def every() -> Iterator[tuple[str, str, Chart]]:
    """Yield every chart of every report in both languages."""
    for name in CASES:
        for language in LANGUAGES:
            yield from ((name, language, chart) for chart in drawn(name, language))
