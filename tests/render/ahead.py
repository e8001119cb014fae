"""What lies ahead of the sample's body: posts that fall vacant and flows carried forward, worked out as a report is."""

from datetime import date
from typing import Any

from audit.analysis.flow_rates import LevelFlows
from audit.analysis.report import ALL, NoWay, Report, Scope, VacancyDay, VacancyPath
from audit.analysis.stock_flow import Setting, carried
from tests.render.sample import DIRECTORS, PROFESSIONALS, SUPPORT, regional_centre

SINCE = date(2026, 6, 30)


def way(name: str, women: int, men: int, **given: Any) -> VacancyPath:  # noqa: ANN401 - fields of a path
    """A way of one level, or of all together, to parity."""
    labels = {each.name: each.label for each in (DIRECTORS, PROFESSIONALS, SUPPORT)}
    told = {"scope": Scope.LEVELS, "label": labels.get(name, {}), "to": "women", **given}
    return VacancyPath(name="posts", group=name, women=women, men=men, **told)


def fall(on: date, vacancies: int, *needed: int | None) -> VacancyDay:
    """Posts that have fallen vacant by a day; `needed`: least, most, assured."""
    least, most, assured = (*needed, None, None, None)[:3]
    return VacancyDay(on=on, vacancies=vacancies, least=least, most=most, assured=assured)


FIRST, SECOND, THIRD = date(2027, 3, 1), date(2028, 6, 30), date(2029, 9, 15)
WAYS = (
    way(ALL, 1, 3, scope=Scope.DECISION_MAKING, days=(fall(FIRST, 1), fall(SECOND, 2, 1, 1, 1)), earliest=SECOND),
    way(ALL, 14, 15, refused=NoWay.REACHED, to=""),
    way("professional", 6, 8, days=(fall(FIRST, 2, 1, 2), fall(THIRD, 3, 1, 2, 2)), earliest=FIRST),
    way("support", 7, 4, days=(fall(SECOND, 1, 1, 1, 1),), earliest=SECOND, to="men"),
    way("director", 1, 2, days=(fall(THIRD, 1),)),
    way("head", 0, 1, refused=NoWay.NO_VERDICT, to=""),
)
FLOWS = (
    LevelFlows("head", (0, 1), appointed=(0, 0), left=(0, 0), decision_making=True),
    LevelFlows("director", (1, 2), appointed=(1, 0), left=(0, 1), decision_making=True),
    LevelFlows("professional", (6, 8), appointed=(2, 1), left=(1, 2)),
    LevelFlows("support", (7, 4), appointed=(1, 1), left=(1, 1)),
)


def looking_ahead(**changes: object) -> Report:
    """The sample's report with vacancies and flows."""
    return regional_centre(**{"vacancies": WAYS, "stock_flows": carried(FLOWS, Setting(SINCE)), **changes})
