"""Walking on after some answers changed comes to what a whole walk comes to, and settles no more than it must."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.questionnaire import flow, resettling, settling
from audit.questionnaire.flow import Way, rewalk, walk
from audit.questionnaire.ground import Ground
from audit.questionnaire.instances import Where, put
from audit.questionnaire.loader import loads
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.values import Answers, Entries, Value

TODAY = date(2026, 3, 15)
LOG = loads("""
name: log
version: "1"
respondent: institution
languages: [en]
title: Log
choices:
  towns:
    - {name: osh, label: Osh, attributes: {country: kg}}
    - {name: bishkek, label: Bishkek, attributes: {country: kg}}
    - {name: almaty, label: Almaty, attributes: {country: kz}}
sections:
  - name: first
    label: First
    questions:
      - {name: wanted, type: integer, label: Wanted}
      - {name: country, type: select_one, label: Country, choices: [{name: kg, label: KG}, {name: kz, label: KZ}]}
      - name: panels
        type: repeat
        label: Panels
        relevant: ${wanted} != 9
        least: 1
        questions:
          - name: town
            type: select_one
            label: Town
            choices: towns
            or_other: true
            choice_filter: country = ${country}
          - {name: speakers, type: integer, label: Speakers, relevant: "${town} != 'osh'"}
          - {name: so_far, type: calculate, calculation: "indexed-repeat(${so_far}, ${panels}, position(..) - 1)"}
          - {name: before, type: calculate, calculation: "coalesce(indexed-repeat(${after}, ${panels}, position(..) - 1), 0)"}
          - {name: after, type: calculate, calculation: "${before} + coalesce(${speakers}, 0)"}
          - name: people
            type: repeat
            label: People
            count: ${speakers}
            questions:
              - {name: sex, type: select_one, label: Sex, choices: [{name: w, label: W}, {name: m, label: M}]}
              - {name: led, type: text, label: Led, relevant: "${sex} = 'w' and ${town} = 'almaty'"}
          - {name: shown, type: text, label: Shown, relevant: "count(${people}) > 1"}
      - {name: total, type: calculate, calculation: "sum(${speakers})"}
      - {name: last, type: calculate, calculation: "indexed-repeat(${after}, ${panels}, count(${panels}))"}
  - name: second
    label: Second
    relevant: ${total} > 3
    questions:
      - {name: remark, type: text, label: Remark, relevant: "count(${sex}) > 0"}
      - {name: towns_again, type: rank, label: Towns, choices: towns, choice_filter: "country = ${country}"}
""")  # noqa: E501 - expressions are whole lines

numbers = st.integers(0, 4) | st.just(9)
towns = st.sampled_from(["osh", "bishkek", "almaty", "other"])
person = st.fixed_dictionaries({}, optional={"sex": st.sampled_from("wm"), "led": st.just("yes")})
panel = st.fixed_dictionaries(
    {},
    optional={
        "town": towns,
        "town_other": st.just("Talas"),
        "speakers": numbers,
        "people": st.lists(person, max_size=3).map(tuple),
    },
)
everything = st.fixed_dictionaries(
    {},
    optional={
        "wanted": numbers,
        "country": st.sampled_from(["kg", "kz"]),
        "panels": st.lists(panel, max_size=3).map(tuple),
        "remark": st.just("none"),
        "towns_again": st.permutations(["osh", "bishkek", "almaty"]).map(tuple),
    },
)
change = st.one_of(
    st.tuples(st.just("wanted"), numbers | st.none()),
    st.tuples(st.just("country"), st.sampled_from(["kg", "kz", None])),
    st.tuples(st.just("panels"), st.lists(panel, max_size=3).map(tuple) | st.none()),
    st.tuples(st.sampled_from(["panels/1", "panels/2", "panels/4"]), panel),
    st.tuples(st.sampled_from(["panels/1/town", "panels/2/town"]), towns | st.none()),
    st.tuples(st.sampled_from(["panels/1/town_other", "panels/2/town_other"]), st.just("Naryn") | st.none()),
    st.tuples(st.sampled_from(["panels/1/speakers", "panels/3/speakers"]), numbers | st.none()),
    st.tuples(st.sampled_from(["panels/1/people/1/sex", "panels/2/people/2/sex"]), st.sampled_from(["w", "m", None])),
)


def _changed(answers: Answers, path: str, value: Value | None) -> Answers:
    steps = path.split("/")
    where: Where = tuple(int(step) if place % 2 else step for place, step in enumerate(steps[: len(steps) // 2 * 2]))
    if len(steps) % 2:
        return put(answers, where, {steps[-1]: value})
    emptied = put(answers, where, dict.fromkeys(("town", "town_other", "speakers", "people")))
    return put(emptied, where, value if isinstance(value, dict) else {})


@settings(max_examples=150, deadline=None)
@given(answers=everything, changes=st.lists(change, min_size=1, max_size=4))
def test_walking_on_comes_to_what_a_whole_walk_comes_to(
    answers: Answers, changes: list[tuple[str, Value | None]]
) -> None:
    way = walk(LOG, answers, TODAY)
    for path, value in changes:
        answers = _changed(answers, path, value)
        way = rewalk(way, answers, [path])
        whole = walk(LOG, answers, TODAY)
        assert (way, way.dropped, way.read_only) == (whole, whole.dropped, whole.read_only)


@settings(max_examples=50, deadline=None)
@given(answers=everything)
def test_a_second_walk_changes_nothing(answers: Answers) -> None:
    once = walk(LOG, answers, TODAY)
    assert walk(LOG, once.values, TODAY) == once


def test_the_way_before_stays_as_it_was() -> None:
    before = walk(LOG, {"wanted": 1, "panels": ({"speakers": 2},)}, TODAY)
    values = before.values
    rewalk(before, {"wanted": 9, "panels": ({"speakers": 2},)}, ["wanted"])
    assert before == walk(LOG, {"wanted": 1, "panels": ({"speakers": 2},)}, TODAY)
    assert before.values == values


def _long() -> Questionnaire:
    """Return 900 questions: a chain of twenty that hang on the first, and many that hang on nothing or in entries."""
    lines = [
        "{name: q0, type: integer, label: Q}",
        *(f"{{name: q{n}, type: integer, label: Q, relevant: '${{q{n - 1}}} > 0'}}" for n in range(1, 20)),
        *(f"{{name: p{n}, type: integer, label: Q, relevant: '${{p{n - 1}}} > 0'}}" for n in range(1, 400)),
        "{name: p0, type: integer, label: Q}",
    ]
    members = "".join(
        f"\n          - {{name: m{n}, type: integer, label: M, relevant: '${{m0}} > {n}'}}" for n in range(1, 48)
    )
    return loads(
        "name: long\nversion: '1'\nrespondent: institution\nlanguages: [en]\ntitle: L\nsections:\n  - name: s\n"
        "    label: S\n    questions:\n" + "".join(f"      - {line}\n" for line in lines)
        + "      - name: r\n        type: repeat\n        label: R\n        questions:\n"
        "          - {name: m0, type: integer, label: M}" + members
    )  # fmt: skip


def _entries(number: int) -> Entries:
    return tuple({"m0": 50} for _ in range(number))


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names that are settled while the test goes on."""
    names: list[str] = []

    def settle(ground: Ground, where: Where, name: str) -> None:
        names.append(name)
        settling.settle(ground, where, name)

    monkeypatch.setattr(flow, "settle", settle)
    monkeypatch.setattr(resettling, "settle", settle)
    return names


def test_only_what_hangs_on_an_answer_is_settled_anew(settled: list[str]) -> None:
    questionnaire = _long()
    answers: dict[str, Value] = {**{f"q{n}": 1 for n in range(20)}, "r": _entries(10)}
    way = walk(questionnaire, answers, TODAY)
    assert len(settled) > 900
    settled.clear()
    again = rewalk(way, answers | {"q17": 2}, ["q17"])
    assert settled == ["q17", "q18"]
    settled.clear()
    rewalk(again, answers | {"q17": 0}, ["q17"])
    assert settled == ["q17", "q18", "q19"]


def test_in_a_repeat_only_the_entry_is_settled_anew(settled: list[str]) -> None:
    questionnaire = _long()
    entries = _entries(10)
    way: Way = walk(questionnaire, {"r": entries}, TODAY)
    settled.clear()
    rewalk(way, {"r": (*entries[:9], {"m0": 20})}, ["r/10/m0"])
    assert len(settled) == len(["r", *(f"m{n}" for n in range(48))])
