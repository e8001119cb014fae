"""Strata and weighting that cannot be worked out are named with their place and a remedy."""

from pathlib import Path

import pytest

from audit.questionnaire import loader

FOLDER = Path(__file__).resolve().parent.parent / "questionnaires"
INSTITUTION = (FOLDER / "institution.yaml").read_text(encoding="utf-8")
STAFF = (FOLDER / "staff.yaml").read_text(encoding="utf-8")
RATE = "of: posts, passed: head, entered: other_posts}"
GOOD = "{name: all, passed: head, entered: other_posts}"
SURVEY = STAFF.replace("disaggregate_by: [sex]", "disaggregate_by: [sex]\nweighting: WEIGHTING")


def said(text: str) -> list[str]:
    """What is said of a questionnaire, without the line."""
    _, mistakes = loader.examined(text)
    return [f"{each.code}: {str(each).split(': ', 1)[1]}" for each in mistakes]


def strata(*declared: str) -> str:
    return INSTITUTION.replace(RATE, f"{RATE[:-1]}, strata: [{', '.join(declared)}]}}")


def weighting(declared: str) -> str:
    return SURVEY.replace("WEIGHTING", declared)


@pytest.mark.parametrize(
    "text",
    [
        strata(GOOD),
        strata(GOOD.replace("name: all", "name: some, of: posts, label: {en: Some, ru: Часть}")),
        weighting("{headcount: posts, cap: 3}"),
        weighting("{by: sex, levels: {woman: [head], man: [others, more]}}"),
    ],
)
def test_what_can_be_worked_out_has_no_mistake(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ([GOOD, GOOD], "duplicate-stratum: there is another stratum 'all'. Give one of them another name."),
        (
            [GOOD.replace("passed: head", "passed: hed")],
            "unknown-row: question 'posts' has no row 'hed'. Did you mean 'head'?",
        ),
        (
            [GOOD.replace("name: all", "name: all, of: pots")],
            "unknown-question: there is no question 'pots'. Did you mean 'posts'?",
        ),
        (
            [GOOD.replace("name: all", "name: all, of: policy")],
            "stratum-not-headcount: strata are counted in a head-count, 'policy' is select_one. Name a head-count.",
        ),
    ],
)
def test_strata_that_cannot_be_compared(declared: list[str], expected: str) -> None:
    assert said(strata(*declared)) == [expected]


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("{by: sex}", "by-and-levels"),
        ("{levels: {woman: [head]}}", "by-and-levels"),
        ("{by: years, levels: {woman: [head]}}", "unknown-breakdown"),
        ("{by: sex, levels: {woman: [head], men: [others], man: [more]}}", "unknown-choice"),
        ("{by: sex, levels: {woman: [head]}}", "level-without-rows"),
        ("{by: sex, levels: {woman: [head], man: [head]}}", "row-twice"),
    ],
)
def test_weighting_that_cannot_be_worked_out(declared: str, code: str) -> None:
    assert [each.split(":")[0] for each in said(weighting(declared))] == [code]


def test_an_institution_is_not_weighted() -> None:
    text = INSTITUTION.replace("respondent: institution\n", "respondent: institution\nweighting: {cap: 2}\n")
    assert [each.split(":")[0] for each in said(text)] == ["weighting-of-institution"]


def test_a_correction_is_one_of_two() -> None:
    assert loader.loads(STAFF).correction == "holm"
    text = STAFF.replace("disaggregate_by", "correction: benjamini_hochberg\ndisaggregate_by", 1)
    assert loader.loads(text).correction == "benjamini_hochberg"


def test_a_cap_below_one_is_refused() -> None:
    assert said(weighting("{cap: 0.5}"))


def test_a_questionnaire_without_them_keeps_its_digest() -> None:
    """What is not said is not in the text that the digest is of."""
    assert not {"strata", "weighting", "correction"} & set(loader.canonical(loader.loads(INSTITUTION)).split('"'))
