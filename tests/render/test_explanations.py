"""Every kind of explanation says its sentence, in both languages, word for word."""

from typing import Any

import pytest

from audit.analysis.report import (
    Chosen,
    DimensionScore,
    Explanation,
    Held,
    IndicatorScore,
    MeanOfChoices,
    MeanOfScale,
    Named,
    NoScore,
    ParityOfLevels,
    ParityOfOne,
    Pointed,
    QuestionnaireIdentity,
    RateRatio,
    Reason,
    Scorecard,
    StatementScore,
    Threshold,
    Verdict,
    Why,
    Withheld,
)
from audit.render import explanations
from tests.render.sample import text

UNDER, PARITY, OVER = Verdict.WOMEN_UNDER, Verdict.AT_PARITY, Verdict.MEN_UNDER
QUESTION = Named(name="policy", label=text("Is a policy adopted?", "Принята ли политика?"))
DRAFT = Pointed(name="draft", label=text("Drafted", "Проект"), points=50)


def indicator(
    explanation: Explanation | None, score: float | Withheld | None = None, **changes: object
) -> IndicatorScore:
    given: dict[str, Any] = {"name": "i", "measure": "m", "weight": 1.0, "explanation": explanation, "score": score}
    return IndicatorScore(**(given | changes))


def said(explanation: Explanation, score: float | Withheld | None, language: str) -> str:
    return explanations.of_indicator(indicator(explanation, score), language)


def held(verdict: Verdict, few: int, base: int, begins: int | None, score: float | None, **changes: object) -> Held:
    sex = "men" if verdict is OVER else "women"
    given = {"name": "all", "sex": sex, "held": few, "base": base, "begins": begins, "verdict": verdict, "score": score}
    return Held.model_validate(given | changes)


def pooled(group: Held, *, decision_making: bool = True, curve: str = "band") -> ParityOfOne:
    return ParityOfOne(group=group, decision_making=decision_making, curve=curve)


DIRECTORS = held(PARITY, 1, 3, None, 100.0, name="director", label=text("Directors", "Директора"), weight=1)
SUPPORT = held(OVER, 4, 11, 5, 77.369, name="support", label=text("Support staff", "Поддержка"), weight=1)
HEAD = Named(name="head", label=text("Head", "Руководитель"))
STAFF = Named(name="staff", label=text("Staff", "Сотрудники"))
LEVELS = ParityOfLevels(
    levels=(DIRECTORS, SUPPORT), weakest="support", curve="band", unjudged=(HEAD,), unanswered=(STAFF,)
)


@pytest.mark.parametrize(
    ("told", "score", "english", "russian"),
    [
        (
            pooled(held(UNDER, 1, 4, 2, 53.191)),
            53.191,
            "53.2, because 1 of 4 decision-making posts is held by a woman; parity begins at 2 of 4.",
            "53,2, потому что женщина занимает 1 из 4 постов уровня принятия решений; паритет начинается с 2 из 4.",
        ),
        (
            pooled(held(UNDER, 0, 21, 10, 0.0)),
            0.0,
            "0.0, because 0 of 21 decision-making posts are held by women; parity begins at 10 of 21.",
            "0,0, потому что женщины занимают 0 из 21 поста уровня принятия решений; паритет начинается с 10 из 21.",
        ),
        (
            pooled(held(OVER, 1, 5, 2, 42.553)),
            42.553,
            "42.6, because 1 of 5 decision-making posts is held by a man; parity begins at 2 of 5.",
            "42,6, потому что мужчина занимает 1 из 5 постов уровня принятия решений; паритет начинается с 2 из 5.",
        ),
        (
            pooled(held(OVER, 2, 6, 3, 70.922)),
            70.922,
            "70.9, because 2 of 6 decision-making posts are held by men; parity begins at 3 of 6.",
            "70,9, потому что мужчины занимают 2 из 6 постов уровня принятия решений; паритет начинается с 3 из 6.",
        ),
        (
            pooled(held(UNDER, 6, 14, 7, 91.185), decision_making=False),
            91.185,
            "91.2, because 6 of 14 are women; parity begins at 7 of 14.",
            "91,2, потому что женщин 6 из 14; паритет начинается с 7 из 14.",
        ),
        (
            pooled(held(PARITY, 1, 3, None, 100.0), decision_making=False),
            100.0,
            "100.0, because 1 of 3 is a woman, which is parity.",
            "100,0, потому что женщин 1 из 3: это паритет.",
        ),
        (
            pooled(held(PARITY, 14, 29, None, 96.552), decision_making=False, curve="linear"),
            96.552,
            "96.6, because 14 of 29 are women: parity, but the curve “linear” gives 100 to an exact half only.",
            "96,6, потому что женщин 14 из 29: это паритет, но кривая «linear» даёт 100 только точной половине.",
        ),
        (
            pooled(held(OVER, 1, 9, 4, 100.0), decision_making=False),
            100.0,
            "100.0, because 1 of 9 is a man, and only too few women would lower this score.",
            "100,0, потому что мужчин 1 из 9, а эту оценку снизила бы только нехватка женщин.",
        ),
        (
            pooled(held(UNDER, 1, 9, None, 23.641), decision_making=False),
            23.641,
            "23.6, because 1 of 9 is a woman; parity cannot be reached while so many are another or undisclosed.",
            "23,6, потому что женщин 1 из 9; паритет недостижим, пока у стольких людей пол другой или не указан.",
        ),
    ],
)
def test_one_group_is_explained_by_places(told: ParityOfOne, score: float, english: str, russian: str) -> None:
    assert (said(told, score, "en"), said(told, score, "ru")) == (english, russian)


def test_levels_are_explained_by_their_mean_the_lowest_and_what_takes_no_part() -> None:
    assert said(LEVELS, 88.685, "en") == (
        "88.7, the mean of 2 levels: Directors 100.0; Support staff 77.4. Lowest is “Support staff”, where 4 of 11 are "
        "men; parity begins at 5 of 11. Not judged, with one person or nobody: “Head”. Not answered: “Staff”."
    )
    assert said(LEVELS, 88.685, "ru") == (
        "88,7 — среднее 2 уровней: Директора 100,0; Поддержка 77,4. Ниже всего «Поддержка», где мужчин 4 из 11; "
        "паритет начинается с 5 из 11. Не оцениваются, так как там один человек или никого: «Руководитель». "
        "Без ответа: «Сотрудники»."
    )


def test_weighted_levels_show_their_weights() -> None:
    heavy = SUPPORT.model_copy(update={"weight": 2.5})
    told = ParityOfLevels(levels=(DIRECTORS, heavy), weakest="support", curve="band")
    assert said(told, 83.835, "en") == (
        "83.8, the weighted mean of 2 levels: Directors 100.0 (weight 1); Support staff 77.4 (weight 2.5). "
        "Lowest is “Support staff”, where 4 of 11 are men; parity begins at 5 of 11."
    )
    assert said(told, 83.835, "ru") == (
        "83,8 — взвешенное среднее 2 уровней: Директора 100,0 (вес 1); Поддержка 77,4 (вес 2,5). "
        "Ниже всего «Поддержка», где мужчин 4 из 11; паритет начинается с 5 из 11."
    )


def test_a_lone_level_is_explained_as_one_group() -> None:
    told = ParityOfLevels(levels=(SUPPORT,), weakest="support", curve="band", unjudged=(HEAD,))
    assert said(told, 77.369, "en") == (
        "77.4, because 4 of 11 are men; parity begins at 5 of 11. Not judged, with one person or nobody: “Head”."
    )
    assert said(told, 77.369, "ru") == (
        "77,4, потому что мужчин 4 из 11; паритет начинается с 5 из 11. "
        "Не оцениваются, так как там один человек или никого: «Руководитель»."
    )


@pytest.mark.parametrize(
    ("choices", "score", "english", "russian"),
    [
        (
            (DRAFT,),
            50.0,
            "50.0, because the answer is “Drafted”: 50 of 100 points.",
            "50,0, потому что выбран ответ «Проект»: 50 из 100 баллов.",
        ),
        (
            (DRAFT, Pointed(name="room", label=text("A room", "Комната"), points=None)),
            50.0,
            "50.0, the points of all that was chosen: Drafted (50); A room (no points).",
            "50,0 — баллы всего, что выбрано: Проект (50); Комната (без баллов).",
        ),
        (
            (DRAFT, Pointed(name="leave", label=text("Leave", "Отпуск"), points=62.5)),
            100.0,
            "100.0, the points of all that was chosen: Drafted (50); Leave (62.5). More than 100 points count as 100.",
            "100,0 — баллы всего, что выбрано: Проект (50); Отпуск (62,5). Больше 100 баллов считаются как 100.",
        ),
    ],
)
def test_a_choice_is_explained_by_its_points(
    choices: tuple[Pointed, ...], score: float, english: str, russian: str
) -> None:
    told = Chosen(choices=choices)
    assert (said(told, score, "en"), said(told, score, "ru")) == (english, russian)


@pytest.mark.parametrize(
    ("base", "english", "russian"),
    [
        (21, "62.5, the mean points of 21 answers.", "62,5 — средний балл 21 ответа."),
        (22, "62.5, the mean points of 22 answers.", "62,5 — средний балл 22 ответов."),
        (None, "62.5, the mean points of the answers.", "62,5 — средний балл ответов."),
    ],
)
def test_a_survey_s_choice_is_explained_by_its_base(base: int | None, english: str, russian: str) -> None:
    told = MeanOfChoices(base=base)
    assert (said(told, 62.5, "en"), said(told, 62.5, "ru")) == (english, russian)


@pytest.mark.parametrize(
    ("told", "score", "english", "russian"),
    [
        (
            Threshold(kind="share", value=0.105, at_least=0.15, part=21000, whole=200000, currency="USD"),
            70.0,
            "70.0, because the share is 10.5% (21,000 of 200,000 USD); the goal is at least 15%.",
            "70,0, потому что доля составляет 10,5\u00a0% (21\u00a0000 из 200\u00a0000 USD); "
            "цель — не менее 15\u00a0%.",
        ),
        (
            Threshold(kind="share", value=0.1499, at_least=0.15, part=1499, whole=10000),
            99.933,
            "99.9, because the share is 14.99% (1,499 of 10,000); the goal is at least 15%.",
            "99,9, потому что доля составляет 14,99\u00a0% (1\u00a0499 из 10\u00a0000); цель — не менее 15\u00a0%.",
        ),
        (
            Threshold(kind="share", value=0.3, at_most=0.25),
            80.0,
            "80.0, because the share is 30%; the goal is at most 25%.",
            "80,0, потому что доля составляет 30\u00a0%; цель — не более 25\u00a0%.",
        ),
        (
            Threshold(kind="count", value=2, at_least=4),
            50.0,
            "50.0, because the figure is 2; the goal is at least 4.",
            "50,0, потому что значение составляет 2; цель — не менее 4.",
        ),
        (
            Threshold(kind="count", value=10.004, at_most=10),
            99.96,
            "100.0, because the figure is 10.004; the goal is at most 10.",
            "100,0, потому что значение составляет 10,004; цель — не более 10.",
        ),
    ],
)
def test_a_value_is_explained_by_its_goal_and_never_looks_like_it(
    told: Threshold, score: float, english: str, russian: str
) -> None:
    assert (said(told, score, "en"), said(told, score, "ru").replace("\u202f", "\u00a0")) == (english, russian)


def rates(women: tuple[int, int], men: tuple[int, int], *, flagged: bool = False, p: float | None = None) -> RateRatio:
    return RateRatio(
        women_passed=women[0],
        women_entered=women[1],
        men_passed=men[0],
        men_entered=men[1],
        ratio=(women[0] / women[1]) / (men[0] / men[1]),
        flag_below=0.8,
        flagged=flagged,
        p=p,
    )


@pytest.mark.parametrize(
    ("told", "score", "english", "russian"),
    [
        (
            rates((5, 80), (12, 120), flagged=True, p=0.44254),
            62.5,
            "62.5: women 5 of 80, men 12 of 120; a woman’s chance is 0.63 of a man’s. Below four fifths (0.80) it is "
            "flagged: a reason to look closer, no proof. Fisher’s exact test: p = 0.443.",
            "62,5: женщин 5 из 80, мужчин 12 из 120; шанс женщины составляет 0,63 от шанса мужчины. Ниже четырёх пятых "
            "(0,80) ставится отметка: это повод присмотреться, а не доказательство. Точный критерий Фишера: p = 0,443.",
        ),
        (
            rates((799, 1000), (1000, 1001), flagged=True, p=0.00001),
            79.98,
            "80.0: women 799 of 1000, men 1000 of 1001; a woman’s chance is 0.7998 of a man’s. Below four fifths "
            "(0.80) it is flagged: a reason to look closer, no proof. Fisher’s exact test: p < 0.001.",
            "80,0: женщин 799 из 1000, мужчин 1000 из 1001; шанс женщины составляет 0,7998 от шанса мужчины. Ниже "
            "четырёх пятых (0,80) ставится отметка: это повод присмотреться, а не доказательство. "
            "Точный критерий Фишера: p < 0,001.",
        ),
        (
            rates((4, 10), (2, 10)),
            50.0,
            "50.0: women 4 of 10, men 2 of 10; a man’s chance is 0.50 of a woman’s.",
            "50,0: женщин 4 из 10, мужчин 2 из 10; шанс мужчины составляет 0,50 от шанса женщины.",
        ),
        (
            rates((2, 10), (2, 10)),
            100.0,
            "100.0: women 2 of 10, men 2 of 10; the chances of women and men are equal.",
            "100,0: женщин 2 из 10, мужчин 2 из 10; шансы женщин и мужчин равны.",
        ),
        (
            rates((0, 10), (2, 10)),
            0.0,
            "0.0: women 0 of 10, men 2 of 10; no woman passed.",
            "0,0: женщин 0 из 10, мужчин 2 из 10; ни одна женщина не прошла.",
        ),
    ],
)
def test_rates_are_explained_in_people(told: RateRatio, score: float, english: str, russian: str) -> None:
    assert (said(told, score, "en"), said(told, score, "ru")) == (english, russian)


FAIR = StatementScore(name="fair", label=text("Fair", "Справедливо"), mean=40, favourable=0.34)
HEARD = StatementScore(name="heard", label=text("Heard", "Слышат"), mean=75, favourable=0.82)


@pytest.mark.parametrize(
    ("told", "english", "russian"),
    [
        (
            MeanOfScale(statements=(FAIR, HEARD), withheld=1, base=18),
            "57.5, the mean of 2 statements on a scale of 0–100; at least 18 people answered each. "
            "Favourable answers: 58% on average, fewest for “Fair”, 34%. 1 statement is withheld and takes no part.",
            "57,5 — среднее 2 утверждений на шкале 0–100; на каждое ответили не менее 18 человек. "
            "Положительных ответов в среднем 58\u00a0%, меньше всего у «Справедливо»: 34\u00a0%. "
            "1 утверждение скрыто и не участвует.",
        ),
        (
            MeanOfScale(statements=(FAIR, HEARD), withheld=2, base=21),
            "57.5, the mean of 2 statements on a scale of 0–100; at least 21 people answered each. Favourable answers: "
            "58% on average, fewest for “Fair”, 34%. 2 statements are withheld and take no part.",
            "57,5 — среднее 2 утверждений на шкале 0–100; на каждое ответил не менее чем 21 человек. Положительных "
            "ответов в среднем 58\u00a0%, меньше всего у «Справедливо»: 34\u00a0%. "
            "2 утверждения скрыты и не участвуют.",
        ),
        (
            MeanOfScale(statements=(HEARD.model_copy(update={"favourable": None}),), unanswered=5),
            "57.5, the mean of the answers on a scale of 0–100. 5 statements have no answer and take no part.",
            "57,5 — среднее ответов на шкале 0–100. 5 утверждений без ответа не участвуют.",
        ),
        (
            MeanOfScale(statements=(HEARD,)),
            "57.5, the mean of the answers on a scale of 0–100. Favourable answers: 82%.",
            "57,5 — среднее ответов на шкале 0–100. Положительных ответов 82\u00a0%.",
        ),
    ],
)
def test_a_scale_is_explained_by_statements_and_favourable_answers(
    told: MeanOfScale, english: str, russian: str
) -> None:
    assert (said(told, 57.5, "en"), said(told, 57.5, "ru")) == (english, russian)


OUTSIDE = (" It counts neither in the total nor in the coverage.", " Это не входит ни в итог, ни в охват.")


@pytest.mark.parametrize(
    ("told", "english", "russian"),
    [
        (
            NoScore(why=Why.NOT_ANSWERED, questions=(QUESTION,)),
            "No score: there is no answer (“Is a policy adopted?”). Until there is one, the coverage is lower.",
            "Оценки нет: нет ответа («Принята ли политика?»). Пока его нет, охват ниже.",
        ),
        (
            NoScore(why=Why.DONT_KNOW),
            "No score: the answer is “don’t know”. Until there is one, the coverage is lower.",
            "Оценки нет: ответ — «не знаю». Пока его нет, охват ниже.",
        ),
        (
            NoScore(why=Why.PREFER_NOT_TO_SAY),
            "No score: the answer is “prefer not to say”. Until there is one, the coverage is lower.",
            "Оценки нет: ответ — «предпочитаю не отвечать». Пока его нет, охват ниже.",
        ),
        (
            NoScore(why=Why.NOT_APPLICABLE),
            "No score: this is not applicable." + OUTSIDE[0],
            "Оценки нет: это неприменимо." + OUTSIDE[1],
        ),
        (
            NoScore(why=Why.NOT_SHOWN),
            "No score: after earlier answers this is not asked." + OUTSIDE[0],
            "Оценки нет: после предыдущих ответов этот вопрос не задаётся." + OUTSIDE[1],
        ),
        (
            NoScore(why=Why.NOT_ASKED),
            "No score: this was not asked." + OUTSIDE[0],
            "Оценки нет: об этом не спрашивали." + OUTSIDE[1],
        ),
        (
            NoScore(why=Why.INSUFFICIENT_DATA),
            "No score: published counts cannot give it.",
            "Оценки нет: из публикуемых чисел её не вывести.",
        ),
        (
            NoScore(why=Why.WITHHELD, withheld=Reason.SMALL),
            "No score: withheld: too few in it or beside it.",
            "Оценки нет: скрыто: мало людей здесь или рядом.",
        ),
        (
            NoScore(why=Why.NO_VERDICT, lacks="judged_level"),
            "No score: a group of one person or of nobody is not judged." + OUTSIDE[0],
            "Оценки нет: группу из одного человека или без людей не оценивают." + OUTSIDE[1],
        ),
        (
            NoScore(why=Why.NO_VERDICT, lacks="passing"),
            "No score: rates cannot be compared where no woman or no man entered, or no man passed." + OUTSIDE[0],
            "Оценки нет: доли не сравнить, если не было ни одной женщины или ни одного мужчины либо ни один мужчина "
            "не прошёл." + OUTSIDE[1],
        ),
        (
            NoScore(why=Why.NO_VERDICT, lacks="points"),
            "No score: the answer has no points." + OUTSIDE[0],
            "Оценки нет: у ответа нет баллов." + OUTSIDE[1],
        ),
        (
            NoScore(why=Why.NO_VERDICT, lacks="threshold"),
            "No score: there is no figure to hold against a goal." + OUTSIDE[0],
            "Оценки нет: нет числа, которое можно сравнить с целью." + OUTSIDE[1],
        ),
    ],
)
def test_every_absence_has_its_own_sentence(told: NoScore, english: str, russian: str) -> None:
    assert (said(told, None, "en"), said(told, None, "ru")) == (english, russian)


def test_a_report_made_before_scores_were_explained_says_nothing() -> None:
    assert explanations.of_indicator(indicator(None, 50.0), "en") == ""


def dimension(*indicators: IndicatorScore, **changes: object) -> DimensionScore:
    given: dict[str, Any] = {
        "name": "d",
        "label": text("Means", "Ресурсы"),
        "weight": 1.0,
        "score": 75.0,
        "level": None,
        "coverage": 1.0,
        "indicators": indicators,
    }
    return DimensionScore(**(given | changes))


def named(english: str, russian: str, score: float | Withheld | None, **changes: object) -> IndicatorScore:
    return indicator(None, score, label=text(english, russian), **changes)


def test_a_dimension_is_the_mean_of_its_indicators_and_names_the_others() -> None:
    policy, budget = named("Policy", "Политика", 50.0), named("Budget", "Бюджет", 100.0)
    unknown = named("Training", "Обучение", None, why=Why.DONT_KNOW)
    hidden = named("Climate", "Климат", Withheld(withheld=Reason.SMALL), why=Why.WITHHELD)
    part = dimension(policy, budget, unknown, hidden)
    assert explanations.of_dimension(part, "en") == (
        "75.0, the mean of 2 indicators: Policy 50.0; Budget 100.0. "
        "Without a score: Training (don’t know); Climate (withheld: too few in it or beside it)."
    )
    assert explanations.of_dimension(part, "ru") == (
        "75,0 — среднее 2 показателей: Политика 50,0; Бюджет 100,0. "
        "Без оценки: Обучение (не знаю); Климат (скрыто: мало людей здесь или рядом)."
    )


def test_a_weighted_dimension_shows_the_weights() -> None:
    part = dimension(named("Policy", "Политика", 50.0), named("Budget", "Бюджет", 100.0, weight=3.0), score=87.5)
    assert explanations.of_dimension(part, "en") == (
        "87.5, the weighted mean of 2 indicators: Policy 50.0 (weight 1); Budget 100.0 (weight 3)."
    )
    assert explanations.of_dimension(part, "ru") == (
        "87,5 — взвешенное среднее 2 показателей: Политика 50,0 (вес 1); Бюджет 100,0 (вес 3)."
    )


def test_a_lone_indicator_is_the_dimension() -> None:
    part = dimension(named("Policy", "Политика", 75.0))
    assert explanations.of_dimension(part, "en") == "75.0, the score of the only indicator that has one: Policy 75.0."
    assert explanations.of_dimension(part, "ru") == (
        "75,0 — оценка единственного показателя, у которого она есть: Политика 75,0."
    )


@pytest.mark.parametrize(
    ("changes", "english", "russian"),
    [
        (
            {"why": Why.INSUFFICIENT_DATA, "coverage": 0.5996},
            "No score: 59.96% of the weight has a score, and 60% is needed.",
            "Оценки нет: оценено 59,96\u00a0% веса, а нужно 60\u00a0%.",
        ),
        (
            {"why": Why.WITHHELD, "coverage": 0.0},
            "No score: what it is made from is withheld.",
            "Оценки нет: то, из чего она складывается, скрыто.",
        ),
        (
            {"why": Why.NOT_APPLICABLE, "coverage": None},
            "No score: nothing in it is applicable.",
            "Оценки нет: ничто из этого неприменимо.",
        ),
    ],
)
def test_a_dimension_without_a_score_says_why(changes: dict[str, Any], english: str, russian: str) -> None:
    part = dimension(score=None, **changes)
    assert (explanations.of_dimension(part, "en"), explanations.of_dimension(part, "ru")) == (english, russian)


def total(*dimensions: DimensionScore, **changes: object) -> Scorecard:
    identity = QuestionnaireIdentity(name="q", version="1", digest="")
    given: dict[str, Any] = {
        "questionnaire": identity,
        "score": 70.71,
        "level": None,
        "coverage": 1.0,
        "dimensions": dimensions,
    }
    return Scorecard(**(given | changes))


MEANS = dimension(score=50.0)
PEOPLE = dimension(name="p", label=text("People", "Состав"), score=100.0, weight=2.0)


@pytest.mark.parametrize(
    ("card", "english", "russian"),
    [
        (
            total(MEANS, PEOPLE, score=83.333),
            "83.3, the weighted mean of the dimensions: Means 50.0 (weight 1); People 100.0 (weight 2).",
            "83,3 — взвешенное среднее направлений: Ресурсы 50,0 (вес 1); Состав 100,0 (вес 2).",
        ),
        (
            total(MEANS, MEANS, score=50.0),
            "50.0, the mean of the dimensions: Means 50.0; Means 50.0.",
            "50,0 — среднее направлений: Ресурсы 50,0; Ресурсы 50,0.",
        ),
        (
            total(MEANS, PEOPLE.model_copy(update={"weight": 1.0}), mean="geometric"),
            "70.7, the weighted geometric mean of the dimensions: Means 50.0; People 100.0.",
            "70,7 — взвешенное среднее геометрическое направлений: Ресурсы 50,0; Состав 100,0.",
        ),
        (
            total(MEANS, PEOPLE.model_copy(update={"score": None, "why": Why.INSUFFICIENT_DATA}), score=50.0),
            "50.0, the score of the only dimension that has one: Means 50.0. "
            "Without a score: People (insufficient data).",
            "50,0 — оценка единственного направления, у которого она есть: Ресурсы 50,0. "
            "Без оценки: Состав (недостаточно данных).",
        ),
        (
            total(MEANS, score=None, why=Why.INSUFFICIENT_DATA, coverage=0.4),
            "No score: 40% of the weight has a score, and 60% is needed.",
            "Оценки нет: оценено 40\u00a0% веса, а нужно 60\u00a0%.",
        ),
        (total(score=None), "", ""),
    ],
)
def test_a_total_is_explained_by_its_dimensions(card: Scorecard, english: str, russian: str) -> None:
    assert (explanations.of_total(card, "en"), explanations.of_total(card, "ru")) == (english, russian)
