"""Alpha behind its gate: what is told, what is withheld, and that a reader pins no answer by it."""

import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

import pytest

from audit.analysis import reliability
from audit.analysis.disclosure import protect
from audit.analysis.joint_answers import Joint
from audit.analysis.report import Reason, Reliability, Withheld
from audit.analysis.rules import LATEST, Rule, RuleName
from audit.analysis.tally import tallies
from audit.questionnaire.answers import Answers
from tests.analysis.audits import AGREE, a_survey
from tests.analysis.test_statistics_reliability import alpha

ITEMS = ("voice", "fair", "heard", "excluded", "trust")
Row = tuple[int, ...]
World = tuple[Row, ...]


def matrix(**more: object) -> dict[str, object]:
    items = [{"name": name, "label": name, "reverse": name == "excluded"} for name in ITEMS]
    return {"name": "climate", "type": "matrix", "label": "Climate", "choices": AGREE, "items": items, **more}


def rows(people: int, *, seed: int = 1) -> list[Row]:
    """People more or less of their own mind, on five items from 1 to 5 (the reversed one already mirrored)."""
    chance = random.Random(seed)  # noqa: S311 - reproducible answers, not a secret
    minds = [chance.randint(1, 5) for _ in range(people)]
    return [tuple(min(5, max(1, mind + chance.choice((-2, -1, 0, 1, 2)))) for _ in ITEMS) for mind in minds]


def said(answered: Sequence[Row]) -> list[Answers]:
    """The answers behind such rows, women and men by turns."""
    return [
        {
            "sex": "woman" if place % 2 else "man",
            "climate": {
                name: str(6 - step if name == "excluded" else step) for name, step in zip(ITEMS, row, strict=True)
            },
        }
        for place, row in enumerate(answered)
    ]


def told(responses: Sequence[Answers], *, rule: Rule | None = None, **more: object) -> Reliability:
    """What is told of the matrix."""
    survey, by = a_survey(matrix(**more)), rule or Rule()
    tables = protect(survey, tallies(survey, responses), by)
    return reliability.reliabilities(survey, responses, tables, by)[0]


def test_alpha_is_told_to_one_decimal() -> None:
    answered = rows(120)
    expected = alpha(answered)
    assert expected is not None
    found = told(said(answered))
    assert (found.items, found.n, found.alpha) == (5, 120, round(float(expected), 1))


def test_whoever_leaves_an_item_out_is_left_out() -> None:
    expected = alpha(rows(120))
    assert expected is not None
    silent: list[Answers] = [{"sex": sex, "climate": {"voice": "1"}} for sex in ("woman", "man") for _ in range(30)]
    assert told(said(rows(120)) + silent).alpha == round(float(expected), 1)


def test_whoever_shares_sex_with_too_few_is_left_out() -> None:
    """Nine who name another sex are a group of the tables, and too few to exchange answers with."""
    expected = alpha(rows(120))
    assert expected is not None
    others: list[Answers] = [{**each, "sex": "another"} for each in said([(1, 5, 1, 5, 1)] * 4 + [(5, 1, 2, 1, 4)] * 5)]
    assert told(said(rows(120)) + others).alpha == round(float(expected), 1)


def test_how_many_are_told_are_those_of_the_item_that_the_fewest_answered() -> None:
    """Whether somebody who left out one statement left out another is published nowhere."""
    unfair: Answers = {"sex": "woman", "climate": {name: "dk" if name == "fair" else "3" for name in ITEMS}}
    unheard: Answers = {"sex": "woman", "climate": {name: "dk" if name == "heard" else "3" for name in ITEMS}}
    neither: Answers = {"sex": "man", "climate": {"voice": "3", "excluded": "3", "trust": "3"}}
    both: Answers = {"sex": "man", "climate": dict.fromkeys(ITEMS, "3")}
    apart, together = [*said(rows(120)), unfair, unheard], [*said(rows(120)), neither, both]
    assert told(apart).n == told(together).n == 121


def test_below_twice_the_threshold_alpha_is_withheld() -> None:
    gone = Withheld(withheld=Reason.SMALL)
    assert (told(said(rows(9))).alpha, told(said(rows(9))).n) == (gone, gone)


def test_a_sensitive_matrix_needs_twice_the_sensitive_threshold() -> None:
    assert told(said(rows(19)), sensitive=True).alpha == Withheld(withheld=Reason.SMALL)


def test_a_withheld_item_withholds_alpha_with_its_reason() -> None:
    same = [(5, *row[1:]) for row in rows(8)]
    assert told(said(same)).alpha == Withheld(withheld=Reason.UNANIMOUS)


def test_answers_that_go_together_in_everything_are_withheld() -> None:
    """Alpha is 1: whoever disagrees with one statement disagrees with all."""
    assert told(said([(step,) * 5 for step in range(1, 6) for _ in range(8)])).alpha == Withheld(
        withheld=Reason.COMPLEMENT
    )


def test_an_item_on_which_all_agree_is_told_by_its_table_and_hides_nothing() -> None:
    agreed = [(5, *row[1:]) for row in rows(120)]
    assert isinstance(told(said(agreed)).alpha, float)


def test_equal_totals_of_which_there_is_no_alpha_are_withheld_alike() -> None:
    opposite = [(step, 6 - step, 3, step, 6 - step) for step in range(1, 6) for _ in range(8)]
    assert alpha(opposite) is None
    assert told(said([(*row[:3], *row[3:]) for row in opposite])).alpha == Withheld(withheld=Reason.COMPLEMENT)


@pytest.mark.parametrize("seen", [True, False])
def test_an_alpha_once_withheld_stays_withheld(seen: bool) -> None:
    """Or exchanges between early and late answers, which change the tables of the first report, would count."""
    survey, everybody = a_survey(matrix()), said(rows(120))
    few = told(everybody[:9])
    tables = protect(survey, tallies(survey, everybody), Rule())
    found = reliability.reliabilities(survey, everybody, tables, Rule(), before=[few] if seen else [])
    assert isinstance(found[0].alpha, Withheld)


def test_an_alpha_once_published_stands() -> None:
    survey, before = a_survey(matrix()), said(rows(120))
    kept = told(before)
    more = before + said(rows(20, seed=2))
    tables = protect(survey, tallies(survey, more), Rule())
    assert reliability.reliabilities(survey, more, tables, Rule(), before=[kept]) == (kept,)


def test_a_rounding_rule_set_rounds_the_people_of_alpha_too() -> None:
    assert told(said(rows(122)), rule=Rule(rules=LATEST[RuleName.HESA])).n == 120


def test_a_matrix_of_one_item_has_no_alpha() -> None:
    survey = a_survey({**matrix(), "items": [{"name": "voice", "label": "Voice"}]})
    assert reliability.reliabilities(survey, [], protect(survey, tallies(survey, []), Rule()), Rule()) == ()


def no_gate(joint: Joint) -> object:
    """What a program shows that tells every alpha to two decimals."""
    return round(found, 2) if (found := reliability.alpha(joint)) is not None else None


def worlds(items: int, people: int) -> Iterator[World]:
    """Every world of so many people who say 0 or 1 to some items, and of whom two at least differ on each."""
    ways = list(itertools.product((0, 1), repeat=items))
    for world in itertools.combinations_with_replacement(ways, people):
        if all(1 < sum(column) < people - 1 for column in zip(*world, strict=True)):
            yield world


def pinned(items: int, people: int, shows: Callable[[Joint], object]) -> int:
    """In how many pictures a reader of counts and alpha knows how many say one thing to two items, by alpha alone."""
    by_counts: dict[object, list[World]] = defaultdict(list)
    by_all: dict[tuple[object, object], list[World]] = defaultdict(list)
    for world in worlds(items, people):
        counts = tuple(map(sum, zip(*world, strict=True)))
        by_counts[counts].append(world)
        by_all[counts, shows(joint_of(world))].append(world)
    return sum(bool(known(alike) - known(by_counts[counts])) for (counts, _), alike in by_all.items())


def known(alike: Sequence[World]) -> set[tuple[object, ...]]:
    """How many say yes to both of two items, where all worlds agree on it."""
    pairs = itertools.combinations(range(len(alike[0][0])), 2)
    both = {pair: {sum(row[pair[0]] * row[pair[1]] for row in world) for world in alike} for pair in pairs}
    return {(pair, *found) for pair, found in both.items() if len(found) == 1}


def joint_of(world: World) -> Joint:
    return Joint(
        tuple(Counter(column) for column in zip(*world, strict=True)),
        Counter(map(sum, world)),
        {(): tuple(Counter(column) for column in zip(*world, strict=True))},
    )


@pytest.mark.parametrize(("items", "people"), [(2, 6), (2, 20), (3, 7)])
def test_a_gate_that_tells_every_alpha_is_broken(items: int, people: int) -> None:
    assert pinned(items, people, no_gate) > 0


def test_alpha_of_joint_answers_is_that_of_the_rows() -> None:
    answered = tuple(rows(25))
    assert reliability.alpha(joint_of(answered)) == alpha(answered) != Fraction(0)
