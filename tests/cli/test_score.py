"""`paritet score` as it is typed: the normative example, a survey behind the gate, words, refusals."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from audit.cli import main

EXAMPLES = Path(__file__).parent.parent / "examples"
INSTITUTION, ANSWERS = str(EXAMPLES / "institution.yaml"), str(EXAMPLES / "institution.answers.json")
STAFF = str(EXAMPLES / "staff.yaml")
RAW = json.loads(Path(ANSWERS).read_text(encoding="utf-8"))


def score(*arguments: str) -> Result:
    return CliRunner(env={"PARITET_LANG": "en"}).invoke(main, ["score", *arguments])


def written(folder: Path, data: object, name: str = "answers.json") -> str:
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    return str(path)


def survey(people: int, *, women: int) -> list[dict[str, Any]]:
    return [
        {
            "sex": "woman" if at < women else "man",
            "level": "other_staff",
            "climate": {"voice": str(1 + at % 5), "fair_promotion": str(1 + at % 4), "excluded": str(1 + at % 3)},
        }
        for at in range(people)
    ]


def covers(wanted: Any, got: Any) -> bool:  # noqa: ANN401 - any JSON
    if isinstance(wanted, dict):
        return all(key in got and covers(value, got[key]) for key, value in wanted.items())
    if isinstance(wanted, list):
        return len(wanted) == len(got) and all(map(covers, wanted, got))
    return bool(wanted == got)


def test_the_normative_example_gives_its_scorecard_to_the_last_digit() -> None:
    wanted = json.loads((EXAMPLES / "institution.scorecard.json").read_text(encoding="utf-8"))
    result = score(INSTITUTION, ANSWERS, "--json")
    assert result.exit_code == 0
    assert covers(wanted, json.loads(result.stdout))


def test_the_scorecard_is_read_as_a_tree() -> None:
    lines = score(INSTITUTION, ANSWERS).stdout.splitlines()
    assert lines[1] == "Total: 73.6; Meets; coverage 100%"
    assert lines[2] == "  Representation: 73.7; Meets; coverage 100%; weight 2"
    assert (
        "    Staff by level on the reference date (parity_by_level): 89.5; weight 2; weakest level: Support staff"
        in lines
    )


def test_the_tree_speaks_russian_when_asked() -> None:
    lines = score(INSTITUTION, ANSWERS, "--lang", "ru").stdout.replace("\u00a0", " ").splitlines()
    assert lines[1] == "Итог: 73,6; Соответствует; охват 100 %"


def test_a_set_in_csv_gives_the_same_score(tmp_path: Path) -> None:
    flat = {
        f"{name}/{row}/{sex}": count
        for name in ("posts", "recruitment")
        for row, cells in RAW[name].items()
        for sex, count in cells.items()
    } | {key: value for key, value in RAW.items() if not isinstance(value, dict)}
    path = tmp_path / "answers.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, flat)
        writer.writeheader()
        writer.writerow(flat)
    assert json.loads(score(INSTITUTION, str(path), "--json").stdout)["score"] == 73.56578704982961


def test_several_files_of_a_survey_are_one_survey(tmp_path: Path) -> None:
    people = survey(30, women=15)
    whole = score(STAFF, written(tmp_path, people), "--json").stdout
    halves = [written(tmp_path, people[:10], "a.json"), written(tmp_path, people[10:], "b.json")]
    assert json.loads(score(STAFF, *halves, "--json").stdout) == json.loads(whole)


def test_a_survey_comes_with_tables_and_gaps(tmp_path: Path) -> None:
    card = json.loads(score(STAFF, written(tmp_path, survey(30, women=15)), "--json").stdout)
    assert [gap["item"] for gap in card["gaps"]] == ["voice", "fair_promotion", "excluded"]
    assert {table["by"] for table in card["tables"]} == {"all", "sex", "level"}
    assert 0 < card["score"] < 100


def test_a_group_below_the_threshold_is_withheld_by_name(tmp_path: Path) -> None:
    card = json.loads(score(STAFF, written(tmp_path, survey(30, women=3)), "--json").stdout)
    by_sex = next(table for table in card["tables"] if table["by"] == "sex" and table["item"] == "voice")
    women = next(group for group in by_sex["groups"] if group["name"] == "woman")
    assert set(women["counts"]) == set(women["n"]) == {"withheld"}
    assert card["gaps"][0]["difference"] == women["n"]


def test_what_is_withheld_is_said_in_words(tmp_path: Path) -> None:
    assert "withheld: " in score(STAFF, written(tmp_path, survey(30, women=3))).stdout


def test_an_answer_that_is_missing_lowers_the_coverage_with_a_warning(tmp_path: Path) -> None:
    partial = {key: value for key, value in RAW.items() if key != "posts"}
    result = score(INSTITUTION, written(tmp_path, partial), "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["dimensions"][0]["why"] == "insufficient_data"
    assert "question 'posts'" in result.stderr
    assert "warning" in result.stderr


def test_an_answer_beyond_its_constraint_is_refused_in_the_authors_words(tmp_path: Path) -> None:
    file = written(tmp_path, RAW | {"mediation_women": 300000})
    result = score(INSTITUTION, file, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    said = f"{file}: question 'mediation_women': Enter an amount between 0 and the total. Correct the answer."
    assert said in result.stderr


def test_an_institution_has_one_answer_set() -> None:
    result = score(INSTITUTION, ANSWERS, ANSWERS)
    assert result.exit_code == 1
    assert "an institution has one answer set, and 2 were given" in result.stderr


def test_the_mistakes_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    files = [written(tmp_path, {"sex": "neither"}, "a.json"), written(tmp_path, {"climat": {}}, "b.json")]
    result = score(STAFF, *files)
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == files


@pytest.mark.parametrize("missing", ["questionnaire", "answers"])
def test_a_file_that_is_not_there_ends_with_one_and_its_name(missing: str, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere.json")
    result = score(*((nowhere, ANSWERS) if missing == "questionnaire" else (INSTITUTION, nowhere)))
    assert result.exit_code == 1
    assert result.stderr.startswith(nowhere)


def test_answers_must_be_given() -> None:
    assert score(INSTITUTION).exit_code == 2


def test_choices_are_named_by_their_labels() -> None:
    said = score(INSTITUTION, ANSWERS, "--lang", "ru").stdout
    assert "Принята ли гендерная политика? (policy_adopted): 50,0; вес 1; значение Проект" in said


def test_a_reversed_statement_is_marked_among_favourable_answers(tmp_path: Path) -> None:
    lines = score(STAFF, written(tmp_path, survey(30, women=15))).stdout.splitlines()
    gaps = lines[lines.index("Women and men, favourable answers") + 1 :]
    assert ["(disagreement counts as favourable)" in line for line in gaps] == [False, False, True]


def test_what_does_not_agree_is_a_warning_and_scores_all_the_same(tmp_path: Path) -> None:
    rows = {**RAW["recruitment"], "appointed": {"women": 90, "men": 1, "other": 0}}
    result = score(INSTITUTION, written(tmp_path, {**RAW, "recruitment": rows}))
    assert result.exit_code == 0
    assert "women: 90 at “" in result.stderr
    assert "Check the numbers with whoever gave them." in result.stderr


def test_answers_that_agree_bring_no_warning_of_that_kind() -> None:
    assert "Check the numbers" not in score(INSTITUTION, ANSWERS).stderr


RANKED = """\
name: ranked
version: "1"
respondent: institution
languages: [en]
title: Ranked
sections:
  - name: only
    label: Only
    questions:
      - name: order
        type: rank
        label: Order
        choices: [{name: a, label: A}, {name: b, label: B}]
"""


def test_an_order_that_is_not_whole_is_to_be_corrected_and_not_called_missing(tmp_path: Path) -> None:
    form = tmp_path / "ranked.yaml"
    form.write_text(RANKED, encoding="utf-8")
    said = score(str(form), written(tmp_path, {"order": ["b"]})).stderr
    assert "Correct the answer." in said
    assert "coverage is lower" not in said
