"""`paritet parity` as it is typed: figures, warnings, refusals and the code it ends with."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit.cli import main

DATA = Path(__file__).parent.parent / "data"


def parity(*arguments: str) -> Result:
    return CliRunner(env={"PARITET_LANG": "en"}).invoke(main, ["parity", *arguments])


def test_one_group_is_judged_with_the_keys_of_the_scorecard() -> None:
    result = parity("--women", "14", "--men", "16", "--json")
    assert json.loads(result.stdout) == {
        "groups": [
            {
                "name": "all",
                "label": {},
                "decision_making": False,
                "women": 14,
                "men": 16,
                "other": 0,
                "share": 14 / 30,
                "gap": -10 / 3,
                "at_parity": False,
                "posts_to_parity": 1,
                "score": 100 * (14 / 30) / 0.47,
                "verdict": "women_under",
                "weight": None,
            }
        ],
        "warnings": [],
    }


def test_a_group_is_said_in_words_and_figures() -> None:
    assert parity("--women", "1", "--men", "3").stdout.splitlines()[1].split("  ")[-1] == "women under-represented"


def test_a_table_is_recomputed_and_its_defect_named_on_stderr() -> None:
    result = parity(str(DATA / "heads_of_mission_misc.csv"))
    assert result.exit_code == 0
    assert "line 7, group 'United States, chiefs of mission listed Dec 2004': warning: " in result.stderr
    assert "16%, but the counts give 15.43%" in result.stderr


def test_a_warning_is_data_with_the_printed_and_the_computed_figure() -> None:
    warnings = json.loads(parity(str(DATA / "un_permanent_missions.csv"), "--json").stdout)["warnings"]
    assert [(one["code"], one["line"], one["printed"], one["computed"]) for one in warnings] == [
        ("percentage-truncated", 5, 15.0, 100 * 30 / 193)
    ]


def test_a_table_speaks_russian_when_asked() -> None:
    result = parity(str(DATA / "heads_of_mission_misc.csv"), "--lang", "ru")
    assert "напечатанная доля женщин — 16 %, а по численности получается 15,43 %" in result.stderr.replace(
        "\u00a0", " "
    )


def test_a_table_with_a_mistake_ends_with_one(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("group,women,men\na,-1,2\n", encoding="utf-8")
    result = parity(str(table), "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{table}: line 2, column 'women': ")


def test_a_table_that_is_not_there_ends_with_one_and_its_name(tmp_path: Path) -> None:
    result = parity(str(tmp_path / "none.csv"))
    assert result.exit_code == 1
    assert "none.csv" in result.stderr


@pytest.mark.parametrize(
    "arguments", [(), ("--women", "3"), ("--women", "-1", "--men", "2"), ("t.csv", "--women", "1", "--men", "1")]
)
def test_wrong_usage_ends_with_two(arguments: tuple[str, ...]) -> None:
    assert parity(*arguments).exit_code == 2


@pytest.mark.parametrize("option", ["--women", "--men", "--other", "--vacancies"])
def test_more_people_than_a_table_may_have_is_wrong_usage(option: str) -> None:
    result = parity("--women", "1", "--men", "1", option, "1" + "0" * 30)
    assert (result.exit_code, option in result.stderr, "Traceback" in result.output) == (2, True, False)


@pytest.mark.parametrize(
    ("vacancies", "said"),
    [
        ("0", "No post falls vacant, so nothing can change"),
        (
            "1",
            "Vacancies: 1. Women to appoint for parity: 1 at best; in 1 of 2 cases of who leaves it cannot be reached",
        ),
        ("2", "Vacancies: 2. Women to appoint for parity, depending on who leaves: 1–2"),
        ("4", "Vacancies: 4. Women to appoint for parity, whoever leaves: 2"),
        ("9", "There are fewer posts than vacancies: give at most as many vacancies as women and men"),
    ],
)
def test_coming_vacancies_say_how_many_must_go_to_women(vacancies: str, said: str) -> None:
    assert parity("--women", "1", "--men", "3", "--vacancies", vacancies).output.splitlines()[-1] == said


def test_coming_vacancies_cannot_be_given_for_a_table() -> None:
    assert parity("table.csv", "--vacancies", "2").exit_code == 2


def test_dated_vacancies_say_before_which_day_parity_cannot_come() -> None:
    days = ("--vacancy", "2027-03-01:man", "--vacancy", "2028-06-30:man", "--vacancy", "2029-01-01")
    result = parity("--women", "1", "--men", "7", *days)
    assert result.output.splitlines()[-2:] == [
        "1 January 2029: Vacancies: 3. Women to appoint for parity: 3 at best; "
        "in 1 of 2 cases of who leaves it cannot be reached",
        "Parity cannot be reached before 1 January 2029",
    ]
    told = json.loads(parity("--women", "1", "--men", "7", *days, "--json").output)["timetable"]
    assert (told["earliest"], told["assured"], len(told["days"])) == ("2029-01-01", None, 3)


def test_vacancies_that_bring_no_parity_say_so() -> None:
    result = parity("--women", "1", "--men", "7", "--vacancy", "2027-03-01")
    assert result.output.splitlines()[-1] == "Parity cannot be reached by 1 March 2027 with these vacancies"


FLOWS = """\
group,women,men,women_appointed,men_appointed,women_left,men_left,women_promoted,men_promoted
Directors,1,3,1,0,0,1,,
Support,8,4,2,1,1,1,0,0
"""


def test_a_table_with_flows_is_carried_forward(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(FLOWS, encoding="utf-8")
    lines = parity(str(table), "--since", "2026-06-30").output.splitlines()
    assert [line.partition(":")[0] for line in lines[-3:]] == ["Directors", "Support", "All levels together"]
    assert lines[-3].startswith("Directors: parity about 2027; ")
    told = json.loads(parity(str(table), "--since", "2026-06-30", "--json").output)["stock_flow"]
    assert (told[0]["group"], told[0]["year"], len(told[0]["stages"])) == ("Directors", 2027, 30)


@pytest.mark.parametrize(
    "arguments",
    [
        ("t.csv", "--vacancy", "2027-03-01"),
        ("--women", "1", "--men", "3", "--since", "2026-06-30"),
        ("--women", "1", "--men", "3", "--vacancy", "soon"),
        ("--women", "1", "--men", "3", "--vacancy", "2027-03-01:somebody"),
        ("--women", "0", "--men", "3", "--vacancy", "2027-03-01:woman"),
    ],
)
def test_what_cannot_be_asked_of_the_future_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert parity(*arguments).exit_code == 2
