"""What changed since the last cycle in a way that asks for an explanation: levels gone, figures copied, points lost."""

from collections.abc import Iterator, Mapping

from audit.analysis.consistency.facts import Facts, noted
from audit.analysis.report import ALL, Group, Inconsistency, IndicatorScore, Scorecard

#: A level has jumped when it lost or gained at least so many people and half of its larger size.
LEAST_JUMP = 5
FULL_SCORE = 100.0
Pair = tuple[IndicatorScore, IndicatorScore]


def level_vanished(facts: Facts) -> Iterator[Inconsistency]:
    """Yield levels that had people in the last cycle and are not there now."""
    for before, now in _pairs(facts):
        present = _levels(now)
        for name, group in _levels(before).items():
            if _people(group) and name not in present and present:
                said = {"indicator": _label(now), "level": _label(group), "cycle": _cycle(facts)}
                yield noted("level-vanished", now.name, people=_people(group), **said)


def level_appeared(facts: Facts) -> Iterator[Inconsistency]:
    """Yield levels that were not there in the last cycle."""
    for before, now in _pairs(facts):
        known = _levels(before)
        for name, group in _levels(now).items():
            if _people(group) and known and name not in known:
                said = {"indicator": _label(now), "level": _label(group), "cycle": _cycle(facts)}
                yield noted("level-appeared", now.name, **said)


def level_jumped(facts: Facts) -> Iterator[Inconsistency]:
    """Yield levels that halved or doubled since the last cycle, by five people at least."""
    for before, now in _pairs(facts):
        present = _levels(now)
        for name, group in _levels(before).items():
            if name not in present:
                continue
            old, new = _people(group), _people(present[name])
            if abs(new - old) >= max(LEAST_JUMP, max(old, new) / 2):
                said = {"indicator": _label(now), "level": _label(group), "cycle": _cycle(facts)}
                yield noted("level-jumped", now.name, before=old, after=new, **said)


def figures_copied(facts: Facts) -> Iterator[Inconsistency]:
    """Yield head-counts of several levels whose every number is that of the last cycle."""
    for before, now in _pairs(facts):
        old, new = _levels(before), _levels(now)
        counts = [{name: (g.women, g.men, g.other) for name, g in levels.items()} for levels in (old, new)]
        if len(new) > 1 and counts[0] == counts[1] and any(map(_people, new.values())):
            yield noted("figures-copied", now.name, indicator=_label(now), cycle=_cycle(facts))


def indicator_fell_away(facts: Facts) -> Iterator[Inconsistency]:
    """Yield choices that had full points in the last cycle and have none now, such as a policy that is gone."""
    for before, now in _pairs(facts):
        if now.measure == "choice" and before.score == FULL_SCORE and now.score == 0:
            yield noted("indicator-fell-away", now.name, indicator=_label(now), cycle=_cycle(facts))


def version_changed(facts: Facts) -> Iterator[Inconsistency]:
    """Yield questionnaires that are asked in another version than in the last cycle."""
    for before, now in _cards(facts):
        old, new = before.questionnaire, now.questionnaire
        if old.version != new.version:
            said = {"survey": new.title or {"en": new.name}, "cycle": _cycle(facts)}
            yield noted("version-changed", version={"en": new.version}, earlier={"en": old.version}, **said)


def _cards(facts: Facts) -> Iterator[tuple[Scorecard, Scorecard]]:
    """Yield the scorecards of each questionnaire that both cycles asked, the earlier first."""
    earlier = {part.scorecard.questionnaire.name: part.scorecard for part in facts.last.parts} if facts.last else {}
    for asked in facts.asked:
        if asked.card is not None and asked.questionnaire.name in earlier:
            yield earlier[asked.questionnaire.name], asked.card


def _pairs(facts: Facts) -> Iterator[Pair]:
    """Yield each indicator as it was and as it is, of those measured in both cycles."""
    for before, now in _cards(facts):
        known = {each.name: each for dimension in before.dimensions for each in dimension.indicators}
        for dimension in now.dimensions:
            yield from ((known[each.name], each) for each in dimension.indicators if each.name in known)


def _levels(indicator: IndicatorScore) -> Mapping[str, Group]:
    return {group.name: group for group in indicator.groups if group.name != ALL}


def _people(group: Group) -> int:
    return group.women + group.men + group.other


def _label(named: IndicatorScore | Group) -> dict[str, str]:
    return named.label or {"en": named.name}


def _cycle(facts: Facts) -> dict[str, str]:
    return {"en": facts.last.cycle if facts.last else ""}
