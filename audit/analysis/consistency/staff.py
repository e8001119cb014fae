"""Head-counts of the body against the answers of the institution, against who was invited and against who answered."""

from collections.abc import Iterator

from audit.analysis.consistency.facts import Asked, Facts, listed, noted
from audit.analysis.report import ALL, Inconsistency, TableGroup
from audit.analysis.staff_list import Headcount, StaffList
from audit.questionnaire.values import Sex

UNEQUAL = 10
HUNDRED = 100


def no_headcount(facts: Facts) -> Iterator[Inconsistency]:
    """Yield that the body has levels or surveys and was never counted."""
    if facts.staff is not None and not facts.staff.headcounts:
        yield noted("no-headcount")


def level_not_counted(facts: Facts) -> Iterator[Inconsistency]:
    """Yield levels of the body that its head-count says nothing of."""
    for staff, nearest in _nearest(facts):
        lacking = [level.label for level in staff.levels if level.name not in nearest.counts]
        if lacking:
            yield noted("level-not-counted", day=nearest.on, levels=listed(lacking))


def level_not_as_counted(facts: Facts) -> Iterator[Inconsistency]:
    """Yield levels that the institution and the body's head-count, by the same name, count differently.

    Who came, left or rose is counted by the same levels, and is nobody's head-count.
    """
    for staff, nearest in _nearest(facts):
        labels = {level.name: level.label for level in staff.levels}
        for asked in facts.institutions:
            moves = {name for flows in asked.questionnaire.flows for name in flows.moves}
            for question, grid in asked.grids():
                if not set(grid) <= set(labels) or not question.sum_rows or question.name in moves:
                    continue
                for name, cells in grid.items():
                    for sex in (Sex.WOMEN, Sex.MEN):
                        own = nearest.counts.get(name, {}).get(sex)
                        if own is not None and own != cells.get(sex, 0):
                            said = {"level": labels[name], "question": question.label}
                            figures = {"answered": cells.get(sex, 0), "counted": own}
                            yield noted("level-not-as-counted", question.name, column=sex, **said, **figures)


def survey_exceeds_headcount(facts: Facts) -> Iterator[Inconsistency]:
    """Yield surveys that more people answered than there are."""
    for asked, nearest in _of_staff(facts):
        if isinstance(asked.submitted, int) and asked.submitted > nearest.total:
            survey = asked.questionnaire.title
            yield noted("survey-exceeds-headcount", survey=survey, submitted=asked.submitted, people=nearest.total)


def invited_exceeds_headcount(facts: Facts) -> Iterator[Inconsistency]:
    """Yield surveys that more people were invited to than there are."""
    for asked, nearest in _of_staff(facts):
        if isinstance(asked.invited, int) and asked.invited > nearest.total:
            survey = asked.questionnaire.title
            yield noted("invited-exceeds-headcount", survey=survey, invited=asked.invited, people=nearest.total)


def submitted_exceeds_invited(facts: Facts) -> Iterator[Inconsistency]:
    """Yield surveys that more people answered than were invited; of answer files nobody knows who was."""
    for asked in facts.surveys:
        if isinstance(asked.submitted, int) and isinstance(asked.invited, int) and asked.submitted > asked.invited > 0:
            figures = {"submitted": asked.submitted, "invited": asked.invited}
            yield noted("submitted-exceeds-invited", survey=asked.questionnaire.title, **figures)


def few_answered(facts: Facts) -> Iterator[Inconsistency]:
    """Yield surveys that less than half of those invited answered."""
    for asked in facts.surveys:
        if isinstance(asked.submitted, int) and isinstance(asked.invited, int) and 2 * asked.submitted < asked.invited:
            figures = {"submitted": asked.submitted, "invited": asked.invited}
            yield noted("few-answered", survey=asked.questionnaire.title, **figures)


def sex_exceeds_headcount(facts: Facts) -> Iterator[Inconsistency]:
    """Yield surveys that more women or men answered, as published, than there are."""
    for asked, nearest in _of_staff(facts):
        for sex, group in _sexes(asked).items():
            people = nearest.people(sex)
            if isinstance(group.n, int) and group.n > people:
                survey = asked.questionnaire.title
                yield noted("sex-exceeds-headcount", column=sex, survey=survey, answered=group.n, people=people)


def sexes_answer_unequally(facts: Facts) -> Iterator[Inconsistency]:
    """Yield surveys of which the share of women, as published, is ten points or more off that of the staff."""
    for asked, nearest in _of_staff(facts):
        groups = _sexes(asked)
        answered = [groups[sex].n if sex in groups else None for sex in (Sex.WOMEN, Sex.MEN)]
        counted = [nearest.people(sex) for sex in (Sex.WOMEN, Sex.MEN)]
        if not all(isinstance(n, int) for n in answered) or not sum(counted):
            continue
        women, men = (n for n in answered if isinstance(n, int))
        if women + men and 100 * abs(women * sum(counted) - counted[0] * (women + men)) >= UNEQUAL * (
            women + men
        ) * sum(counted):
            shares = {"answered": HUNDRED * women / (women + men), "counted": HUNDRED * counted[0] / sum(counted)}
            yield noted("sexes-answer-unequally", survey=asked.questionnaire.title, **shares)


def _nearest(facts: Facts) -> Iterator[tuple[StaffList, Headcount]]:
    """Yield the staff list with the head-count nearest to the reference date, where there is one."""
    nearest = facts.staff.nearest(facts.reference_date) if facts.staff else None
    if facts.staff is not None and nearest is not None:
        yield facts.staff, nearest


def _of_staff(facts: Facts) -> Iterator[tuple[Asked, Headcount]]:
    """Yield the surveys that only staff answer, with the head-count to hold them against."""
    for _, nearest in _nearest(facts):
        yield from ((asked, nearest) for asked in facts.surveys if asked.questionnaire.respondent == "staff")


def _sexes(asked: Asked) -> dict[Sex, TableGroup]:
    """Return the published groups of women and of men of the breakdown question itself, as largest n of any table."""
    found: dict[Sex, TableGroup] = {}
    for table in asked.card.tables if asked.card else ():
        for group in table.groups:
            if table.by == ALL or group.counts_as not in (Sex.WOMEN, Sex.MEN) or not isinstance(group.n, int):
                continue
            sex = Sex(group.counts_as)
            held = found[sex].n if sex in found else 0
            if isinstance(held, int) and group.n > held:
                found[sex] = group
    return found
