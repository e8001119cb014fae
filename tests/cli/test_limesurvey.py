"""`paritet convert` and `paritet check` read LimeSurvey's structures, and what they write is in order."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit.cli import main
from audit.questionnaire import limesurvey
from tests.questionnaire.limesurvey.described import NAMES, described
from tests.questionnaire.limesurvey.writer import lss

#: Surveys that hold mistakes of their own, beside what has no counterpart here.
MISTAKEN = {"broken": 1, "equations": 1}


def _paritet(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"PARITET_LANG": None, "LC_ALL": "C.UTF-8"})


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def source(name: str, tmp_path: Path) -> Path:
    path = tmp_path / f"{name}.lss"
    path.write_bytes(lss(described(name), new=True))
    return path


def test_a_survey_converts_into_a_file_without_mistakes(source: Path) -> None:
    target = source.with_suffix(".yaml")
    converted = _paritet("convert", str(source), str(target))
    assert (converted.exit_code, _paritet("check", str(target)).exit_code) == (0, 0)


def test_every_remark_is_told_with_its_place(source: Path) -> None:
    target = str(source.with_suffix(".yaml"))
    told = json.loads(_paritet("convert", "--json", str(source), target).stdout)["skipped"]
    skipped = limesurvey.read(source).skipped
    assert [(each["code"], each["place"]) for each in told] == [
        (each.code, [str(part) for part in each.place]) for each in skipped
    ]


def test_check_says_whether_the_survey_itself_is_wrong(source: Path, name: str) -> None:
    assert _paritet("check", str(source)).exit_code == MISTAKEN.get(name, 0)


def test_what_is_no_survey_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "page.lss"
    source.write_text("<html/>", encoding="utf-8")
    result = _paritet("convert", str(source), str(tmp_path / "out.yaml"))
    assert (result.exit_code, (tmp_path / "out.yaml").exists()) == (1, False)


@pytest.mark.parametrize(("asked", "kept"), [((), "staff"), (("--respondent", "institution"), "institution")])
def test_who_answers_is_staff_unless_somebody_says(asked: tuple[str, ...], kept: str, tmp_path: Path) -> None:
    source, target = tmp_path / "s.lss", tmp_path / "s.yaml"
    source.write_bytes(lss(described("conditions"), new=True))
    result = CliRunner().invoke(main, ["convert", str(source), str(target), *asked])
    assert result.exit_code == 0
    assert f"respondent: {kept}\n" in target.read_text(encoding="utf-8")
