"""What is no survey, is too large or means harm is refused with a sentence before anything is made of it."""

from pathlib import Path

import pytest

from audit.errors import DefinitionError
from audit.questionnaire import limesurvey
from audit.questionnaire.limesurvey import bounds, document
from tests.questionnaire.limesurvey.described import described
from tests.questionnaire.limesurvey.writer import lss

HEAD = b"<?xml version='1.0'?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>"
BOMB = b"""<?xml version='1.0'?><!DOCTYPE document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><document>&c;</document>"""
OUTSIDE = (
    b"""<?xml version='1.0'?><!DOCTYPE document [<!ENTITY x SYSTEM "file:///etc/passwd">]><document>&x;</document>"""
)


def _refusal(content: bytes) -> DefinitionError:
    with pytest.raises(DefinitionError) as refused:
        limesurvey.read(content, file="x.lss")
    return refused.value


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB, "xml-entities"),
        (OUTSIDE, "xml-entities"),
        (b"", "not-xml"),
        (b"not xml", "not-xml"),
        (HEAD, "not-xml"),
        (HEAD + b"\xff\xfe</document>", "not-xml"),
        (b"<?xml version='1.0' encoding='nonsense'?><document/>", "not-xml"),
        (b"<html><body>Log in</body></html>", "not-limesurvey"),
        (b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", "not-a-survey"),
        (b"<document/>", "not-a-survey"),
        (HEAD + b"</document>", "no-questions"),
        (b"PK\x03\x04 and so on", "archive"),
        (HEAD + b"<a>" * 40 + b"</a>" * 40 + b"</document>", "too-deep"),
    ],
)
def test_what_is_no_survey_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert [each.code for each in _refusal(content).mistakes] == [code]


def test_a_refusal_names_the_file_and_the_remedy() -> None:
    said = "x.lss: this file holds no whole survey: LimeSurvey calls it 'Question'. "
    refusal = _refusal(b"<document><LimeSurveyDocType>Question</LimeSurveyDocType></document>")
    assert str(refusal) == said + "Export the survey structure (.lss) from LimeSurvey once more."


def test_broken_xml_is_placed_by_its_line() -> None:
    assert str(_refusal(HEAD + b"\n\n<surveys></document>")).startswith("x.lss: line 3: the file is not whole XML")


def test_a_huge_file_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "huge.lss"
    path.write_bytes(lss(described("long"), new=True))
    monkeypatch.setattr(document, "SIZE_LIMIT", 1024 * 100)
    with pytest.raises(DefinitionError, match="larger than"):
        limesurvey.read(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="cannot be read"):
        limesurvey.read(tmp_path / "none.lss")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "ROW_LIMIT", 100)
    assert [each.code for each in _refusal(lss(described("long"), new=True)).mistakes] == ["too-many-rows"]


def test_a_grid_that_no_one_can_fill_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_CELLS", 3)
    assert [each.code for each in _refusal(lss(described("demonstration"), new=True)).mistakes] == [
        "too-large-a-survey"
    ]


def test_a_path_and_its_bytes_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "survey.lss"
    path.write_bytes(lss(described("conditions"), new=False))
    assert limesurvey.read(path).text_of_yaml == limesurvey.read(path.read_bytes()).text_of_yaml
