"""LimeSurvey's expressions in our dialect: every name of a variable, every operator, every function, every refusal."""

from typing import Any

import pytest

from audit.questionnaire.expression import parsed
from audit.questionnaire.limesurvey import dialect, trees
from audit.questionnaire.limesurvey.document import document
from audit.questionnaire.limesurvey.meanings import Untranslatable
from audit.questionnaire.limesurvey.names import named
from audit.questionnaire.limesurvey.remarks import Remarks
from audit.questionnaire.limesurvey.tables import survey
from audit.questionnaire.limesurvey.variables import Variables
from tests.questionnaire.limesurvey.writer import lss

LINES = [["a", "A"], ["b", "B"]]
POINTS = [["x", "X", 1], ["y", "Y", 4]]
DESCRIBED: dict[str, Any] = {
    "sid": "7",
    "languages": ["en"],
    "title": "Variables",
    "groups": [
        {
            "name": "All",
            "questions": [
                {"qid": 1, "code": "one", "type": "L", "other": "Y", "answers": POINTS, "text": "One"},
                {"qid": 2, "code": "many", "type": "M", "other": "Y", "lines": LINES, "text": "Many"},
                {"qid": 3, "code": "table", "type": "F", "lines": LINES, "answers": POINTS, "text": "Table"},
                {"qid": 4, "code": "dual", "type": "1", "lines": LINES, "answers": POINTS, "answers2": POINTS,
                 "text": "Dual"},
                {"qid": 5, "code": "cells", "type": ";", "lines": LINES, "columns": [["c", "C"]], "text": "Cells"},
                {"qid": 6, "code": "boxes", "type": ":", "lines": LINES, "columns": [["c", "C"]], "text": "Boxes",
                 "attributes": {"multiflexible_checkbox": "1"}},
                {"qid": 7, "code": "parts", "type": "K", "lines": LINES, "text": "Parts"},
                {"qid": 8, "code": "rank", "type": "R", "answers": POINTS, "text": "Rank"},
                {"qid": 9, "code": "listed", "type": "O", "answers": POINTS, "text": "Listed"},
                {"qid": 10, "code": "why", "type": "P", "lines": LINES, "text": "Why"},
                {"qid": 11, "code": "day", "type": "D", "text": "Day"},
                {"qid": 12, "code": "num", "type": "N", "text": "Number"},
                {"qid": 13, "code": "words", "type": "X", "text": "Words"},
            ],
        }
    ],
}  # fmt: skip
SURVEY = survey(document(lss(DESCRIBED, new=True)))
VARIABLES = Variables(SURVEY, named(SURVEY, Remarks()))


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("one.NAOK == 'x'", "${one} = 'x'"),
        ("7X1X1.NAOK == 'x'", "${one} = 'x'"),
        ("7X1X1other == 'z'", "${one_other} = 'z'"),
        ("'x' == one", "${one} = 'x'"),
        ("one.value > 2", "if(${one} = 'x', 1, if(${one} = 'y', 4, 0)) > 2"),
        ("7X1X2a == 'Y'", "selected(${many}, 'a')"),
        ("many_other != ''", "${many_other} != ''"),
        ("many_a", "selected(${many}, 'a')"),
        ("!many_a.NAOK", "not(selected(${many}, 'a'))"),
        ("many_a == ''", "not(selected(${many}, 'a'))"),
        ("many_a != ''", "selected(${many}, 'a')"),
        ("is_empty(many.NAOK)", "count-selected(${many}) = 0"),
        ("table_a.NAOK == 'x'", "${table/a} = 'x'"),
        ("7X1X3b == 'x'", "${table/b} = 'x'"),
        ("dual_b_1 == 'y'", "${dual_1/b} = 'y'"),
        ("7X1X4b#0 == 'y'", "${dual_0/b} = 'y'"),
        ("cells_a_c == 'q'", "${cells_a_c} = 'q'"),
        ("boxes_b_c == 1", "selected(${boxes_b}, 'c')"),
        ("sum(parts) > 2", "coalesce(sum(${parts_a}, ${parts_b}), 0) > 2"),
        ("rank_2 == 'x'", "selected-at(${rank}, 1) = 'x'"),
        ("listedcomment != ''", "${listed_comment} != ''"),
        ("why_acomment != ''", "${why_acomment} != ''"),
        ("day > '2020-01-01'", "${day} > '2020-01-01'"),
        ("num == 1 or num == 2 and num != 3", "${num} = 1 or ${num} = 2 and ${num} != 3"),
        ("(num == 1 or num == 2) and num != 3", "(${num} = 1 or ${num} = 2) and ${num} != 3"),
        ("num - (1 - 2) - 3", "${num} - (1 - 2) - 3"),
        ("num / 2 * 3", "${num} div 2 * 3"),
        ("one + '!'", "concat(${one}, '!')"),
        ("one.shown == 'X'", "jr:choice-name(${one}, '${one}') = 'X'"),
        ("one eq 'x' AND num lt 3", "${one} = 'x' and ${num} < 3"),
        ("list(table)", "join(', ', ${table/a}, ${table/b})"),
        ("implode('; ', one, num)", "join('; ', ${one}, ${num})"),
        ("countif('x', table)", "if(${table/a} = 'x', 1, 0) + if(${table/b} = 'x', 1, 0)"),
        ("fmod(num, 3) == 1", "((${num}) mod (3)) = 1"),
        ("is_numeric(one)", "string(number(${one})) != ''"),
        ("date('d.m.Y', strtotime(day))", "format-date(date(${day}), '%d.%m.%Y')"),
        ("regexMatch('/^[0-9]{4}$/', one)", "regex(${one}, '[0-9]{4}')"),
        ("one == \"it's\"", "${one} = \"it's\""),
    ],
)  # fmt: skip
def test_an_expression_is_said_in_our_dialect(theirs: str, ours: str) -> None:
    said = dialect.translated(theirs, VARIABLES)
    assert (said, parsed(said).source) == (ours, ours)


@pytest.mark.parametrize(
    ("theirs", "reason"),
    [
        ("onee == 'x'", "there is no question 'onee' (did you mean 'one'?)"),
        ("TOKEN:EMAIL == 'x'", "'TOKEN:EMAIL' is a word of LimeSurvey's own"),
        ("one.mandatory == 'Y'", "'one.mandatory' asks for a property of a question"),
        ("one > 'm'", "'>' compares texts by the alphabet"),
        ("words == 1", "question 'words' has no answer here"),
        ("this > 1", "'this' has no meaning here"),
        ("parts > 1", "'parts' is a question of several answers"),
        ("rank_3 == 'x'", "question 'rank' has no part '3'"),
        ("strtolower(one)", "there is no function like 'strtolower' here"),
        ("if(one)", "the arguments of 'if' are not what it takes"),
        ("round()", "the function 'round' at character 1 has a wrong number of arguments (0)"),
        ("substr(one, -3, 2)", "'substr' counts from the end of the text"),
        ("regexMatch('abc', one)", "the pattern stands in no delimiters"),
        ("regexMatch('/a/x', one)", "the pattern has flags that are not known here"),
        ("regexMatch('/^a|b/', one)", "the pattern binds only one of its alternatives to the ends of the text"),
        ("regexMatch(one, one)", "the pattern is worked out only while answering"),
        ("date('H:i')", "'date' shows a time or what has no counterpart here (H)"),
        ("date(one)", "the form of the date is worked out only while answering"),
    ],
)
def test_what_cannot_be_said_is_refused_with_the_reason(theirs: str, reason: str) -> None:
    with pytest.raises(Untranslatable) as refused:
        dialect.translated(theirs, VARIABLES)
    assert str(refused.value.reason) == reason


@pytest.mark.parametrize(
    ("theirs", "kind"),
    [
        ("num = 3", trees.Assigned),
        ("num ==", trees.Unreadable),
        ("num ** 2", trees.Unreadable),
        ("num == 'open", trees.Unreadable),
        ("a; b", trees.Unreadable),
        ("(" * 100 + "1" + ")" * 100, trees.Outsized),
        ("!" * 500 + "num", trees.Outsized),
        ("1 + " * 10_000 + "1", trees.Outsized),
    ],
)
def test_what_cannot_be_read_is_no_expression(theirs: str, kind: type[trees.Unreadable]) -> None:
    with pytest.raises(trees.Unreadable) as refused:
        dialect.translated(theirs, VARIABLES)
    assert type(refused.value) is kind
