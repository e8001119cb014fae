"""Files as LimeSurvey really writes them: languages of their own, sections without rows, rows out of order, HTML."""

import pytest

from audit.questionnaire import limesurvey
from audit.questionnaire.limesurvey.document import document
from audit.questionnaire.limesurvey.tables import survey
from audit.questionnaire.markup import plain

QUESTIONS = """
<questions><rows>
<row><qid>2</qid><parent_qid>0</parent_qid><gid>1</gid><type>S</type><title>b</title><question>Second</question>
<question_order>10</question_order><language>fr</language></row>
<row><qid>1</qid><parent_qid>0</parent_qid><gid>1</gid><type>S</type><title>a</title><question>First</question>
<question_order>9</question_order><language>fr</language></row>
<row><qid>3</qid><parent_qid>1</parent_qid><gid>1</gid><type>T</type><title>x</title><question>Below</question>
<question_order>1</question_order><language>fr</language></row>
</rows></questions>"""
GROUPS = "<groups><rows><row><gid>1</gid><group_name>G</group_name><language>fr</language></row></rows></groups>"
FILE = f"""<?xml version="1.0" encoding="UTF-8"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>
<DBVersion>178</DBVersion><languages><language>fr</language></languages>{GROUPS}{QUESTIONS}
<themes><theme><sid>1</sid><config><options><font>noto</font></options></config></theme></themes></document>""".encode()


def test_languages_stand_at_the_head_of_the_file_too() -> None:
    assert survey(document(FILE)).languages == ("fr",)


def test_questions_are_asked_in_their_order_and_not_in_the_order_of_rows() -> None:
    assert [each.code for each in survey(document(FILE)).questions.values()] == ["a", "b"]


def test_subquestions_may_stand_among_the_questions() -> None:
    assert [each.code for each in survey(document(FILE)).questions["1"].subquestions] == ["x"]


def test_a_section_without_rows_is_listed_with_the_number_of_its_things() -> None:
    said = [str(each.wrong) for each in limesurvey.read(FILE).skipped]
    assert "the section 'themes' is not carried over (rows: 1)" in said


def test_a_survey_without_settings_comes_over_under_a_name() -> None:
    found = limesurvey.read(FILE).questionnaire
    assert found is not None
    assert (found.name, found.title) == ("survey", {"fr": "survey"})


@pytest.mark.parametrize(
    ("html", "text", "lost"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo", ()),
        ("a<br />b<br>c", "a\nb\nc", ()),
        ("<ul><li>a</li><li>b</li></ul>", "– a\n\n– b", ()),
        ('<a href="https://un.org">the site</a>', "the site (https://un.org)", ()),
        ('<a href="javascript:alert(1)">here</a>', "here", ()),
        ("<style>p {color: red}</style>text", "text", ()),
        ("<script>let x = '{age}';</script>text", "text", ("script",)),
        ('<img src="a.png" alt="A map"/> and words', "A map and words", ("img",)),
        ("2 &lt; 3 &amp; 4&nbsp;%", "2 < 3 & 4\u00a0%", ()),
        ("if a < b then", "if a < b then", ()),
        ("<b>unclosed", "unclosed", ()),
        ("", "", ()),
    ],
)
def test_html_becomes_words(html: str, text: str, lost: tuple[str, ...]) -> None:
    found = plain(html)
    assert (found.text, found.lost) == (text, lost)
