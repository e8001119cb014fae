"""Answers of several people are put together, and nobody's answer takes another's place unseen."""

from audit.questionnaire.merging import Conflict, Filed, Merged, merged

HEAD, STAFF, OTHER = ({"women": women, "men": 1} for women in (1, 2, 3))


def test_different_questions_and_equal_answers_are_joined() -> None:
    found = merged([Filed("a", {"x": 1, "y": "same"}), Filed("b", {"y": "same", "z": 2})], chosen={})
    assert found == Merged({"x": 1, "y": "same", "z": 2}, ())


def test_rows_of_a_grid_that_several_people_filled_are_joined() -> None:
    found = merged([Filed("a", {"posts": {"head": HEAD}}), Filed("b", {"posts": {"staff": STAFF}})], chosen={})
    assert found.answers == {"posts": {"head": HEAD, "staff": STAFF}}


def test_a_row_that_differs_is_a_conflict_and_is_not_taken() -> None:
    one, two = {"head": HEAD}, {"head": OTHER, "staff": STAFF}
    found = merged([Filed("a", {"posts": one, "x": 1}), Filed("b", {"posts": two})], chosen={})
    assert found == Merged({"x": 1}, (Conflict("posts", (("a", one), ("b", two))),))


def test_a_value_that_several_gave_stands_once_with_the_first_of_them() -> None:
    found = merged([Filed("a", {"x": 1}), Filed("b", {"x": 1}), Filed("c", {"x": 2})], chosen={})
    assert found.conflicts == (Conflict("x", (("a", 1), ("c", 2))),)


def test_the_chosen_source_holds_where_it_answered() -> None:
    filed = [Filed("a", {"x": 1, "y": 1}), Filed("b", {"x": 2}), Filed("c", {"y": 3})]
    found = merged(filed, chosen={"x": "b", "y": "b"})
    assert (found.answers, [each.question for each in found.conflicts]) == ({"x": 2}, ["y"])


def test_repeats_that_differ_are_a_conflict_as_a_whole() -> None:
    one, two = ({"where": "Osh"},), ({"where": "Khujand"},)
    assert merged([Filed("a", {"m": one}), Filed("b", {"m": two})], chosen={}).conflicts
