"""No answer follows from an alpha that is told: every small world, and a world beside it for larger ones."""

import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest

from audit.analysis import reliability
from audit.analysis.disclosure import protect
from audit.analysis.exchange import room
from audit.analysis.joint_answers import Columns, Grouped, Joint, Shown, read
from audit.analysis.report import Reliability, Table
from audit.analysis.rules import Rule
from audit.analysis.tally import tallies
from audit.questionnaire.answers import Answers
from audit.wording import rounded
from tests.analysis.audits import a_survey
from tests.analysis.test_reliability import ITEMS, matrix, no_gate, rows, said

GROUP = 80
SURVEY = a_survey(matrix(), by=("sex", "level"))
LEVELS = ("senior", "middle", "junior", "support")

#: Of one group: how many say yes to the first of two items, to the second, and to both.
Yes = tuple[int, int, int]
Shows = Callable[[Joint], object]


def gate(joint: Joint) -> object:
    """What the program shows of a world: alpha, or that it is withheld."""
    found = reliability.alpha(joint)
    if found is None or reliability.tells(joint, found):
        return None
    return rounded(found, reliability.DIGITS)


def _joint(groups: Sequence[Yes]) -> Joint:
    """Count people of groups of which the tables by sex are published."""
    cells: dict[Grouped, Columns] = {
        ((str(place),),): (Counter({1: first, 0: GROUP - first}), Counter({1: second, 0: GROUP - second}))
        for place, (first, second, _) in enumerate(groups)
    }
    totals: Counter[int] = Counter()
    for first, second, both in groups:
        totals.update({2: both, 1: first + second - 2 * both, 0: GROUP - first - second + both})
    items = tuple(sum(own, Counter[int]()) for own in zip(*cells.values(), strict=True))
    return Joint(items, totals, cells)


def _worlds(said_yes: Sequence[tuple[int, int]]) -> Iterator[tuple[Yes, ...]]:
    """Yield every world of groups of whom so many say yes to each item."""
    every = [range(max(0, first + second - GROUP), min(first, second) + 1) for first, second in said_yes]
    for both in itertools.product(*every):
        yield tuple((*yes, together) for yes, together in zip(said_yes, both, strict=True))


def _pinned(groups: int, step: int, shows: Shows) -> tuple[int, int]:
    """Return in how many pictures a count of both answers is known by alpha alone, and in how many alpha is told."""
    pinned = told = 0
    each = [(first, second) for first in range(4, GROUP - 3, step) for second in range(4, GROUP - 3, step)]
    for said_yes in itertools.combinations_with_replacement(each, groups):
        alike: dict[object, list[tuple[Yes, ...]]] = defaultdict(list)
        for world in _worlds(said_yes):
            alike[shows(_joint(world))].append(world)
        told += len(alike.keys() - {None})
        pinned += sum(_is_known(worlds) for worlds in alike.values())
    return pinned, told


def _is_known(worlds: Sequence[tuple[Yes, ...]]) -> bool:
    """Tell whether all these worlds agree on how many say yes twice: of all, or of one group."""
    counted = [[both for _, _, both in world] for world in worlds]
    return len({sum(each) for each in counted}) == 1 or any(len(set(own)) == 1 for own in zip(*counted, strict=True))


@pytest.mark.parametrize(("groups", "step"), [(1, 4), (2, 24)])
def test_in_no_world_does_alpha_told_or_withheld_tell_how_many_gave_two_answers(groups: int, step: int) -> None:
    pinned, told = _pinned(groups, step, gate)
    assert (pinned, told > 0) == (0, True)


def test_the_reader_pins_answers_where_every_alpha_is_told_to_two_decimals() -> None:
    assert _pinned(1, 12, no_gate)[0] > 0


def test_the_reader_pins_answers_by_an_alpha_told_up_to_its_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reliability, "tells", lambda *_: False)
    assert _pinned(1, 12, gate)[0] > 0


def _respondents(seed: int) -> list[Answers]:
    chance = random.Random(seed)  # noqa: S311 - reproducible answers, not a secret
    return [{**each, "level": chance.choice(LEVELS)} for each in said(rows(240, seed=seed))]


def _published(responses: Sequence[Answers]) -> tuple[tuple[Table, ...], tuple[Reliability, ...]]:
    """Everything that rests on people's answers: tables by sex and by level, and alpha."""
    tables = protect(SURVEY, tallies(SURVEY, responses), Rule())
    return tables, reliability.reliabilities(SURVEY, responses, tables, Rule())


def _climate(response: Answers) -> dict[str, object]:
    said_to = response["climate"]
    assert isinstance(said_to, Mapping)
    return dict(said_to)


def _exchanged(responses: Sequence[Answers], one: int, other: int, item: str) -> list[Answers]:
    """Exchange two people's answers to an item."""
    changed, own, others = list(responses), _climate(responses[one]), _climate(responses[other])
    own[item], others[item] = others[item], own[item]
    changed[one] = {**responses[one], "climate": own}  # type: ignore[dict-item]  # answers of a matrix, as read
    changed[other] = {**responses[other], "climate": others}  # type: ignore[dict-item]  # answers of a matrix, as read
    return changed


def _pairs(responses: Sequence[Answers]) -> list[tuple[int, int]]:
    """Return people of the same sex and level."""
    alike = [(each["sex"], each["level"]) for each in responses]
    return [(one, other) for one, other in itertools.combinations(range(len(alike)), 2) if alike[one] == alike[other]]


def _read(responses: Sequence[Answers]) -> Joint:
    shown: Shown = {"sex": {None: ()}, "level": {None: ()}}
    return read(SURVEY, responses, {"climate": shown}, least={"climate": 1})["climate"]


def _in_the_middle(responses: list[Answers], chance: random.Random) -> list[Answers]:
    """Exchange answers until alpha lies as near as may be to the figure that is shown of it."""
    shown, pairs = rounded(reliability.alpha(_read(responses)) or 0, reliability.DIGITS), _pairs(responses)
    for one, other in chance.sample(pairs, 60):
        tried = _exchanged(responses, one, other, chance.choice(ITEMS))
        before, after = (abs(float(reliability.alpha(_read(each)) or 0) - float(shown)) for each in (responses, tried))
        responses = tried if after < before else responses
    return responses


def _both(responses: Sequence[Answers], answers: Mapping[str, object]) -> int:
    return sum(answers.items() <= _climate(each).items() for each in responses)


@pytest.mark.parametrize("seed", [1, 2])
def test_beside_an_audit_there_is_one_that_looks_the_same_and_in_which_as_many_gave_no_two_answers(seed: int) -> None:
    """The proof carried out: alike to the last figure, tables by sex and by level at once, and another joint count."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible choice, not a secret
    actual = _respondents(seed)
    expected = _published(actual)
    assert isinstance(expected[1][0].alpha, float)
    middle = _in_the_middle(actual, chance)
    assert _published(middle) == expected
    pairs = _pairs(middle)
    for first, second in itertools.permutations(ITEMS, 2):
        said_by = middle[chance.randrange(len(middle))]
        answers = {item: _climate(said_by)[item] for item in (first, second)}
        beside = (_exchanged(middle, one, other, first) for one, other in chance.sample(pairs, len(pairs)))
        found = next(each for each in beside if _both(each, answers) != _both(middle, answers))
        assert _published(found) == expected


def test_room_is_left_where_sums_can_move_and_none_where_they_cannot() -> None:
    moving = room(_joint([(40, 40, 20)]))
    # All agree: 40 totals of 2; nobody does: 80 totals of 1.
    assert (moving.greatest, moving.low, moving.least, moving.step) == (160, 80, 80, 2)
    assert moving.leaves_open(100, 120)
    assert not moving.leaves_open(100, 105)
    assert not moving.leaves_open(159, 170)
    assert not moving.leaves_open(100, 159)
    assert not moving.leaves_open(81, 120)
