"""Counting what respondents said."""

from audit.analysis.report import ALL
from audit.analysis.scale import favourable, scale
from audit.analysis.tally import UNDISCLOSED, Tally, columns, tallies
from audit.questionnaire.answers import Absent, Answers
from audit.questionnaire.schema import Absence, Questionnaire
from tests.analysis.audits import AGREE, a_matrix, a_select_one, a_survey

FAIR = a_select_one("fair", AGREE)
WAYS = [{"name": name, "label": name} for name in ("letter", "talk", "call")]


def _tally(questionnaire: Questionnaire, responses: list[Answers], *, by: str = ALL) -> Tally:
    return next(found for found in tallies(questionnaire, responses)[1:] if found.by == by)


def test_a_named_absence_is_counted_and_leaves_the_base() -> None:
    whole = _tally(a_survey(FAIR), [{"fair": "4"}, {"fair": "dk"}, {}]).groups[ALL]
    assert (whole.size, whole.answered, whole.valued, whole.counts["dk"]) == (3, 2, 1, 1)


def test_an_absence_read_from_a_file_is_counted_under_its_choice() -> None:
    whole = _tally(a_survey(FAIR), [{"fair": Absent(Absence.DONT_KNOW)}]).groups[ALL]
    assert (whole.counts["dk"], whole.valued) == (1, 0)


def test_an_absence_that_is_no_choice_is_counted_under_its_own_name() -> None:
    whole = _tally(a_survey(FAIR), [{"fair": Absent(Absence.NOT_APPLICABLE)}]).groups[ALL]
    assert (whole.counts["not_applicable"], whole.answered, whole.valued) == (1, 1, 0)


def test_an_answer_that_was_not_given_is_in_no_count() -> None:
    whole = _tally(a_survey(FAIR), [{"fair": Absent(Absence.NOT_ANSWERED)}, {}]).groups[ALL]
    assert (whole.size, whole.answered, sum(whole.counts.values())) == (2, 0, 0)


def test_who_names_no_group_is_undisclosed() -> None:
    responses: list[Answers] = [
        {"sex": "pnts", "fair": "1"},
        {"sex": Absent(Absence.PREFER_NOT_TO_SAY), "fair": "1"},
        {"fair": "1"},
        {"sex": "man", "fair": "1"},
    ]
    groups = _tally(a_survey(FAIR), responses, by="sex").groups
    assert {name: group.size for name, group in groups.items()} == {
        ALL: 4,
        "woman": 0,
        "man": 1,
        "another": 0,
        UNDISCLOSED: 3,
    }


def test_the_groups_of_a_breakdown_add_up_to_all() -> None:
    responses: list[Answers] = [{"sex": sex, "fair": step} for sex in ("woman", "man", "pnts") for step in "1345"]
    groups = dict(_tally(a_survey(FAIR), responses, by="sex").groups)
    whole = groups.pop(ALL)
    assert whole.counts == {name: sum(group.counts[name] for group in groups.values()) for name in whole.counts}


def test_several_choices_of_one_person_are_one_respondent() -> None:
    ways = {"name": "ways", "type": "select_multiple", "label": "Ways", "choices": WAYS}
    whole = _tally(a_survey(ways), [{"ways": ("letter", "talk")}, {"ways": ("talk",)}]).groups[ALL]
    assert (whole.valued, dict(whole.counts)) == (2, {"letter": 1, "talk": 2, "call": 0})


def test_other_is_a_choice_where_it_may_be_written() -> None:
    way = a_select_one("way", WAYS, or_other="true")
    assert _tally(a_survey(way), [{"way": "other"}]).groups[ALL].counts["other"] == 1


def test_a_breakdown_question_is_never_crossed_with_a_breakdown() -> None:
    questionnaire = a_survey(a_matrix(), by=("sex", "level"))
    crossed = [found for found in tallies(questionnaire, []) if found.question in {"sex", "level"} and found.by != ALL]
    assert crossed == []


def test_free_text_and_numbers_are_not_tabulated() -> None:
    text = {"name": "idea", "type": "text", "label": "Idea"}
    age = {"name": "age", "type": "integer", "label": "Age"}
    assert [question.name for question, _ in columns(a_survey(text, age))] == ["sex"]


def test_points_of_a_reversed_item_are_mirrored() -> None:
    questionnaire = a_survey(a_matrix())
    found = {item.name: scale(questionnaire, question, item) for question, item in columns(questionnaire) if item}
    assert [(found[name].points["1"], found[name].points["5"]) for name in ("voice", "excluded")] == [  # type: ignore[union-attr]  # a matrix has a scale
        (0, 100),
        (100, 0),
    ]


def test_on_a_reversed_item_the_lowest_two_steps_are_favourable() -> None:
    questionnaire = a_survey(a_matrix())
    found = {item.name: scale(questionnaire, question, item) for question, item in columns(questionnaire) if item}
    assert found["excluded"].favourable == {"1", "2"}  # type: ignore[union-attr]  # a matrix has a scale


def test_of_three_steps_only_the_top_one_is_favourable() -> None:
    assert favourable({"no": 0, "partly": 50, "yes": 100}) == {"yes"}  # type: ignore[dict-item]  # whole points


def test_of_four_steps_the_top_two_are_favourable() -> None:
    assert favourable({"1": 0, "2": 33, "3": 67, "4": 100}) == {"3", "4"}  # type: ignore[dict-item]  # whole points


def test_equal_points_are_favourable_together() -> None:
    assert favourable({"a": 0, "b": 50, "c": 50, "d": 100}) == {"b", "c", "d"}  # type: ignore[dict-item]  # whole points


def test_choices_without_points_have_no_scale() -> None:
    questionnaire = a_survey(a_select_one("way", WAYS))
    question, item = columns(questionnaire)[1]
    assert scale(questionnaire, question, item) is None
