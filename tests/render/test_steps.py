"""What would change a total most is said in whole sentences, in both languages."""

from datetime import date
from typing import Any

import pytest

from audit.analysis.report import (
    Answer,
    Choose,
    EvenRates,
    Improvement,
    MovePosts,
    NoProjection,
    Pointed,
    PostMove,
    Projection,
    QuestionnaireIdentity,
    RaiseAnswers,
    Reach,
    Scope,
    Scorecard,
    Step,
    Why,
)
from audit.render import projections, steps
from audit.wording import NO_BREAK_SPACE
from tests.render.sample import text

DRAFT = Pointed(name="draft", label=text("Drafted", "Проект"), points=50)
ADOPTED = Pointed(name="yes", label=text("Adopted", "Принята"), points=100)
DIRECTORS, STAFF = text("Directors", "Директора"), text("Staff", "Сотрудники")


def improvement(step: Step, **changes: object) -> Improvement:
    given: dict[str, Any] = {
        "indicator": "i",
        "label": text("Policy", "Политика"),
        "dimension": "d",
        "score": 50.0,
        "step": step,
        "gain": 5.5556,
        "total": 79.1,
        "coverage": 1.0,
    }
    return Improvement(**(given | changes))


def moves(*given: tuple[dict[str, str], str, int]) -> MovePosts:
    made = [PostMove.model_validate({"name": "l", "label": name, "to": to, "posts": n}) for name, to, n in given]
    return MovePosts(question="posts", moves=tuple(made))


def rates(sex: str, goal: int) -> EvenRates:
    values = {"question": "q", "row": "appointed", "label": text("Appointed", "Назначены"), "sex": sex}
    return EvenRates.model_validate(values | {"now": 0, "goal": goal, "entered": 80})


MONEY = Reach(question="q", share=True, now=0.105, goal=0.15, figure=30000, whole=200000, currency="USD")


@pytest.mark.parametrize(
    ("step", "english", "russian"),
    [
        (
            moves((DIRECTORS, "women", 1)),
            "1 place must change hands: Directors – 1 to a woman",
            "1 место должно перейти: Директора — 1 женщине",
        ),
        (
            moves((DIRECTORS, "women", 2), (STAFF, "men", 1)),
            "3 places must change hands: Directors – 2 to women; Staff – 1 to a man",
            "3 места должны перейти: Директора — 2 женщинам; Сотрудники — 1 мужчине",
        ),
        (
            moves((STAFF, "men", 5)),
            "5 places must change hands: Staff – 5 to men",
            "5 мест должны перейти: Сотрудники — 5 мужчинам",
        ),
        (
            Choose(question="q", now=(DRAFT,), goal=(ADOPTED,)),
            "“Adopted” instead of “Drafted”",
            "«Принята» вместо «Проект»",
        ),
        (
            Choose(question="q", now=(DRAFT,), goal=(DRAFT, ADOPTED)),
            "in addition “Adopted”",
            "добавить «Принята»",
        ),
        (
            MONEY,
            "from 10.5% to 15% (30,000 of 200,000 USD)",
            "с 10,5 % до 15 % (30 000 из 200 000 USD)",
        ),
        (
            Reach(question="q", share=True, now=0.1499, goal=0.15, figure=None),
            "from 14.99% to 15%",
            "с 14,99 % до 15 %",
        ),
        (Reach(question="q", share=False, now=13.5, goal=10, figure=10), "from 13.5 to 10", "с 13,5 до 10"),
        (
            rates("women", 1),
            "Appointed: 1 woman of 80 instead of 0",
            "Назначены: 1 женщина из 80 вместо 0",
        ),
        (
            rates("women", 8),
            "Appointed: 8 women of 80 instead of 0",
            "Назначены: 8 женщин из 80 вместо 0",
        ),
        (
            rates("men", 2),
            "Appointed: 2 men of 80 instead of 0",
            "Назначены: 2 мужчины из 80 вместо 0",
        ),
        (
            RaiseAnswers(question="q", now=57.44),
            "answers rise from 57.4 to 100 on the scale",
            "ответы на шкале поднимаются с 57,4 до 100",
        ),
    ],
)
def test_a_step_says_what_it_takes(step: Step, english: str, russian: str) -> None:
    one = improvement(step)
    said = steps.takes_said(one, "ru").replace(NO_BREAK_SPACE, " ")
    assert (steps.takes_said(one, "en"), said) == (english, russian)


@pytest.mark.parametrize(
    ("step", "english", "russian"),
    [
        (
            Choose(question="q", now=(), goal=(ADOPTED,)),
            "There is no answer yet; most would come of this: “Adopted”",
            "Ответа ещё нет; больше всего дал бы такой: «Принята»",
        ),
        (
            RaiseAnswers(question="q", now=None),
            "There is no answer yet; most would come of this: the best answers",
            "Ответа ещё нет; больше всего дал бы такой: лучшие ответы",
        ),
        (
            Reach(question="q", share=False, now=None, goal=4, figure=4),
            "There is no answer yet; most would come of this: 4",
            "Ответа ещё нет; больше всего дал бы такой: 4",
        ),
        (
            Answer(question="q", label=text("Who applied?", "Кто подал заявки?")),
            "Answer the question “Who applied?”",
            "Ответить на вопрос «Кто подал заявки?»",
        ),
        (
            Answer(question="q", label={}),
            "Answer what it is worked out from",
            "Ответить на то, из чего это вычисляется",
        ),
    ],
)
def test_a_missing_answer_is_said_first(step: Step, english: str, russian: str) -> None:
    one = improvement(step, missing=Why.NOT_ANSWERED, score=None)
    assert (steps.takes_said(one, "en"), steps.takes_said(one, "ru")) == (english, russian)


@pytest.mark.parametrize(
    ("changes", "english", "russian"),
    [
        ({}, "+5.6", "+5,6"),
        ({"missing": Why.NOT_ANSWERED}, "up to +5.6", "до +5,6"),
        ({"gain": 0.03}, "less than +0.1", "меньше +0,1"),
        ({"gain": None, "coverage": 0.75}, "coverage 75%", "охват 75\u00a0%"),
    ],
)
def test_a_gain_is_said_in_points(changes: dict[str, Any], english: str, russian: str) -> None:
    one = improvement(MONEY, **changes)
    assert (steps.gain_said(one, "en"), steps.gain_said(one, "ru")) == (english, russian)


def test_a_recommendation_comes_first_with_what_it_takes_beneath() -> None:
    advised = improvement(moves((DIRECTORS, "women", 1)), recommendation=text("Plan vacancies", "План вакансий"))
    plain = improvement(moves((DIRECTORS, "women", 1)))
    identity = QuestionnaireIdentity(name="q", version="1", digest="")
    card = Scorecard(
        questionnaire=identity, score=73.6, level=None, coverage=1.0, dimensions=(), improvements=(advised, plain)
    )
    takes = "1 place must change hands: Directors – 1 to a woman"
    assert steps.steps(card, "en") == (
        steps.Advice("Plan vacancies", takes, "Policy: 50.0", "+5.6"),
        steps.Advice(takes, "", "Policy: 50.0", "+5.6"),
    )
    assert steps.steps(card.model_copy(update={"improvements": None}), "en") == ()


def projection(refused: NoProjection | None = None, **changes: object) -> Projection:
    given: dict[str, Any] = {
        "indicator": "i",
        "group": "all",
        "scope": Scope.DECISION_MAKING,
        "points": 3,
        "since": date(2026, 6, 30),
        "share": 0.25,
        "target": 0.5,
        "change": 12.5,
        "year": None if refused else 2028,
        "refused": refused,
    }
    return Projection(**(given | changes))


@pytest.mark.parametrize(
    ("told", "english", "russian"),
    [
        (
            projection(),
            "At the pace so far (+12.5 percentage points a year) parity comes about 2028",
            "При нынешнем темпе (+12,5 процентного пункта в год) паритет — около 2028 года",
        ),
        (
            projection(NoProjection.TOO_FEW, points=1),
            "No year of parity is worked out: that takes three cycles, and there is 1",
            "Год паритета не рассчитан: нужны три цикла, а пока есть 1",
        ),
        (
            projection(NoProjection.TOO_FEW, points=2),
            "No year of parity is worked out: that takes three cycles, and there are 2",
            "Год паритета не рассчитан: нужны три цикла, а пока есть 2",
        ),
        (
            projection(NoProjection.NO_INCREASE),
            "No year of parity is worked out: the share of women has not risen",
            "Год паритета не рассчитан: доля женщин не выросла",
        ),
        (
            projection(NoProjection.REACHED),
            "No year of parity is worked out: there is parity already",
            "Год паритета не рассчитан: паритет уже есть",
        ),
        (
            projection(NoProjection.TOO_FAR),
            "At the pace so far parity is more than 50 years away",
            "При нынешнем темпе до паритета больше 50 лет",
        ),
    ],
)
def test_a_projection_says_its_year_or_its_reason(told: Projection, english: str, russian: str) -> None:
    assert (projections.said(told, "en"), projections.said(told, "ru")) == (english, russian)
