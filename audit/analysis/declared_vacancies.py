"""The coming vacancies that an institutional set declares, read from its answers and led towards parity."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.analysis.dated_vacancies import Stand, Vacancy, timetable
from audit.analysis.declared_flows import rule_for
from audit.analysis.parity import Rule, judge
from audit.analysis.report import ALL, NoWay, Scope, Text, VacancyDay, VacancyPath, Verdict
from audit.analysis.vacancies import Path
from audit.questionnaire.agreements import Vacancies
from audit.questionnaire.answers import Answers
from audit.questionnaire.parts import Row
from audit.questionnaire.schema import HeadcountQuestion, Questionnaire, SelectOneQuestion
from audit.questionnaire.values import Sex

Counts = tuple[int, int, int]
#: Whom there are too few of, by the verdict.
WANTED = {Verdict.WOMEN_UNDER: Sex.WOMEN, Verdict.MEN_UNDER: Sex.MEN}


@dataclass(frozen=True, slots=True)
class Posts:
    """A group of rows of a head-count: who is in post, and which posts fall vacant."""

    group: str
    scope: Scope
    label: Text
    counts: Counts
    falling: tuple[Vacancy, ...]


def vacancy_paths(questionnaire: Questionnaire, answers: Answers, *, since: date) -> Iterator[VacancyPath]:
    """Lead the groups of every head-count with declared vacancies to parity: decisions, all levels, each level.

    Vacancies before `since`, the day that the head-count speaks of, and entries without a day or a level are left out.
    A group with a row that was not answered has no path.
    """
    for declared in questionnaire.vacancies:
        question, stock = questionnaire.questions.get(declared.of), answers.get(declared.of)
        if isinstance(question, HeadcountQuestion) and isinstance(stock, Mapping):
            falling = tuple(_falling(questionnaire, answers, declared, since))
            rule = rule_for(questionnaire, declared.of)
            for posts in _groups(question.rows, stock, falling):
                yield _path(posts, rule, name=declared.name)


def _falling(
    questionnaire: Questionnaire, answers: Answers, declared: Vacancies, since: date
) -> Iterator[tuple[str, Vacancy]]:
    """Yield the level and the vacancy of every entry that tells both."""
    entries = answers.get(declared.log)
    held_by = _sexes(questionnaire, declared.held_by)
    for entry in entries if isinstance(entries, Sequence) and not isinstance(entries, str) else ():
        if isinstance(entry, Mapping):
            level, day = entry.get(declared.level), entry.get(declared.on)
            if isinstance(level, str) and isinstance(day, date) and day >= since:
                yield level, Vacancy(day, held_by.get(str(entry.get(declared.held_by or ""))))


def _sexes(questionnaire: Questionnaire, name: str | None) -> Mapping[str, Sex]:
    """Return which choices of the question on who holds a post mean a woman or a man."""
    question = questionnaire.every.get(name or "")
    if not isinstance(question, SelectOneQuestion):
        return {}
    counted = ((choice.name, choice.counts_as) for choice in question.choices)
    return {choice: Sex(sex) for choice, sex in counted if sex in (Sex.WOMEN, Sex.MEN)}


def _groups(
    rows: Sequence[Row], stock: Mapping[str, object], falling: Sequence[tuple[str, Vacancy]]
) -> Iterator[Posts]:
    every, deciding = [row.name for row in rows], [row.name for row in rows if row.decision_making]
    single = ((row.name, Scope.LEVELS, row.label, [row.name]) for row in rows)
    chosen = ((ALL, Scope.DECISION_MAKING, {}, deciding), (ALL, Scope.LEVELS, {}, every), *single)
    for group, scope, label, among in chosen:
        if among and all(row in stock for row in among):
            coming = tuple(vacancy for level, vacancy in falling if level in among)
            yield Posts(group, scope, label, _counted(stock, among), coming)


def _counted(stock: Mapping[str, object], among: Sequence[str]) -> Counts:
    cells = [cell for row in among if isinstance(cell := stock.get(row), Mapping)]
    women, men, other = (sum(int(cell.get(sex, 0)) for cell in cells) for sex in (Sex.WOMEN, Sex.MEN, Sex.OTHER))
    return women, men, other


def _path(posts: Posts, rule: Rule, *, name: str) -> VacancyPath:
    women, men, other = posts.counts
    wanted = WANTED.get(judge(women, men, other=other, rule=rule).verdict)
    told = VacancyPath(
        name=name, group=posts.group, scope=posts.scope, label=posts.label, women=women, men=men, to=wanted or ""
    )
    refused = _refusal(posts, rule)
    if refused is not None or wanted is None:
        return told.model_copy(update={"refused": refused})
    found = timetable(women, men, posts.falling, other=other, rule=rule)
    days = tuple(_day(each, wanted) for each in found.stands)
    return told.model_copy(update={"days": days, "earliest": found.earliest.on if found.earliest else None})


def _refusal(posts: Posts, rule: Rule) -> NoWay | None:
    women, men, other = posts.counts
    standing = judge(women, men, other=other, rule=rule)
    if standing.at_parity is None:
        return NoWay.NO_VERDICT
    if standing.at_parity:
        return NoWay.REACHED
    if not posts.falling:
        return NoWay.NO_VACANCIES
    leaving = {sex: sum(each.held_by is sex for each in posts.falling) for sex in (Sex.WOMEN, Sex.MEN)}
    too_many = leaving[Sex.WOMEN] > women or leaving[Sex.MEN] > men or len(posts.falling) > women + men
    return NoWay.INCONSISTENT if too_many else None


def _day(stand: Stand, wanted: Sex) -> VacancyDay:
    """Return what is possible by a day, counted in appointments of those there are too few of."""
    path = stand.path
    cases = [_of(wanted, path, case.appointed) for case in path.cases]
    needed = [min(case) for case in cases if case]
    sure = set(range(path.vacancies + 1)).intersection(*cases) if cases else set()
    return VacancyDay(
        on=stand.on,
        vacancies=path.vacancies,
        least=min(needed, default=None),
        most=max(needed, default=None),
        assured=min(sure, default=None),
    )


def _of(wanted: Sex, path: Path, appointed: Iterable[int]) -> frozenset[int]:
    """Return the numbers of appointed women as those of the sex that is wanted."""
    return frozenset(number if wanted is Sex.WOMEN else path.vacancies - number for number in appointed)
