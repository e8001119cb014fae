"""What looks like a head-count or a share and is none is not held against one: who came and left, and growth."""

from dataclasses import replace

from audit.analysis import consistency
from audit.questionnaire import answers, loader
from tests.analysis import auditing

ROWS = auditing.INSTITUTION.split("        rows:\n", 1)[1].split("      - name: selection", 1)[0]
MOVED = "".join(
    f"      - name: {name}\n        type: headcount\n        label: {{en: {name}, ru: {name}}}\n        rows:\n{ROWS}"
    for name in ("came", "gone")
)
FLOWS = "flows: [{name: staff, of: posts, appointed: came, left: gone}]\n"
WITH_MOVES = auditing.INSTITUTION.replace("indicators:\n", f"{MOVED}indicators:\n")
SOME = {"head": {"women": 0, "men": 1}, "staff": {"women": 2, "men": 1}}


def found(text: str, **given: object) -> set[str]:
    """Which checks find something where, asked by this text, nothing else disagrees."""
    asked = loader.loads(text)
    read = answers.read(asked, {**auditing.GIVEN, **given})
    own = replace(auditing.institution(), questionnaire=asked, answers=read)
    return {each.check for each in consistency.found(auditing.spoilt(asked=(own,)))}


def test_who_came_and_left_is_nobody_s_head_count() -> None:
    assert found(WITH_MOVES + FLOWS, came=SOME, gone=SOME) == set()


def test_the_same_rows_that_are_no_moves_are_held_against_the_head_count() -> None:
    assert found(WITH_MOVES, came=SOME, gone=SOME) == {"level-not-as-counted"}


def test_a_rule_that_asks_for_more_than_before_compares_two_amounts() -> None:
    growth = auditing.INSTITUTION.replace("at_least: 0.15", "at_least: 1")
    assert found(growth, women_budget=1200) == set()


def test_a_part_of_a_whole_is_still_held_against_it() -> None:
    assert found(auditing.INSTITUTION, women_budget=1200) == {"share-above-whole"}
