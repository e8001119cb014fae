"""What each question type of LimeSurvey becomes, from the demonstration survey that holds them all."""

from typing import Any

import pytest

from audit.questionnaire import limesurvey
from tests.questionnaire.limesurvey.described import described
from tests.questionnaire.limesurvey.writer import lss

SURVEY = limesurvey.read(lss(described("demonstration"), new=True)).questionnaire


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("short", {"type": "text", "max_length": 40}),
        ("long", {"type": "text", "appearance": "multiline"}),
        ("huge", {"type": "text", "appearance": "multiline"}),
        ("age", {"type": "integer", "required": True}),
        ("born", {"type": "date"}),
        ("meeting", {"type": "datetime"}),
        ("radio", {"type": "select_one", "or_other": True, "randomize": True}),
        ("drop", {"type": "select_one", "appearance": "minimal"}),
        ("listed", {"type": "select_one"}),
        ("listed_comment", {"type": "text"}),
        ("agree", {"type": "select_one", "required": False}),
        ("gender", {"type": "select_one"}),
        ("five", {"type": "select_one"}),
        ("info", {"type": "note"}),
        ("older", {"type": "calculate"}),
        ("media", {"type": "select_multiple", "or_other": True}),
        ("why", {"type": "select_multiple"}),
        ("why_SQ001comment", {"type": "text"}),
        ("sums", {"type": "note", "appearance": "heading"}),
        ("sums_work", {"type": "decimal"}),
        ("slide_x", {"type": "range", "start": 0, "end": 50, "step": 5}),
        ("names_SQ001", {"type": "text"}),
        ("order", {"type": "rank"}),
        ("five_points", {"type": "matrix"}),
        ("tenpoints", {"type": "matrix", "required": True}),
        ("uncertain", {"type": "matrix"}),
        ("change", {"type": "matrix"}),
        ("flexible", {"type": "matrix"}),
        ("columns", {"type": "matrix"}),
        ("dual_0", {"type": "matrix"}),
        ("dual_1", {"type": "matrix"}),
        ("figures_SQ001_y2", {"type": "range", "start": 0, "end": 20, "step": 5}),
        ("typed_SQ002_y1", {"type": "decimal"}),
        ("boxes_SQ001", {"type": "select_multiple"}),
        ("cells_SQ001_y1", {"type": "text"}),
    ],
)
def test_a_type_becomes_its_like(name: str, wanted: dict[str, Any]) -> None:
    assert SURVEY is not None
    question = SURVEY.questions[name]
    assert {key: getattr(question, key) for key in wanted} == wanted


@pytest.mark.parametrize("name", ["tongue", "paper"])
def test_a_type_without_a_counterpart_stays_behind(name: str) -> None:
    assert SURVEY is not None
    assert name not in SURVEY.questions


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("five", ["1", "2", "3", "4", "5"]),
        ("tenpoints", [str(step) for step in range(1, 11)]),
        ("uncertain", ["Y", "U", "N"]),
        ("change", ["I", "S", "D"]),
        ("agree", ["Y", "N"]),
        ("dual_1", ["1", "2"]),
        ("boxes_SQ002", ["y1", "y2"]),
    ],
)
def test_answers_that_a_type_brings_keep_their_codes(name: str, wanted: list[str]) -> None:
    assert SURVEY is not None
    assert [choice.name for choice in getattr(SURVEY.questions[name], "choices", ())] == wanted


def test_a_text_quotes_earlier_answers_and_what_is_worked_out() -> None:
    assert SURVEY is not None
    assert SURVEY.questions["end"].label["en"] == "You chose ${radio}; ${worked_out}"
