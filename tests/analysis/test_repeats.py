"""A participation log is measured over all its entries, stands in columns entry by entry, and enters no tally."""

from datetime import date
from typing import Any

from audit.analysis import codebook, tally
from audit.analysis.blank import blank
from audit.analysis.report import Scorecard
from audit.analysis.scorecard import judge
from audit.questionnaire import answers, loader
from audit.questionnaire.schema import Confidentiality, Mode

TODAY = date(2026, 3, 15)
LOG = loader.loads("""
name: log
version: "1"
respondent: institution
languages: [en]
title: Log
dimensions:
  - {name: voice, label: Voice}
sections:
  - name: all
    label: All
    questions:
      - name: delegations
        type: repeat
        label: Delegations
        questions:
          - {name: where, type: text, label: Where}
          - {name: held, type: select_one, label: Held, choices: [{name: "yes", label: Y}, {name: "no", label: N}]}
          - name: people
            type: headcount
            label: People
            relevant: ${held} != 'no'
            sum_rows: false
            rows:
              - {name: took_part, label: Took part}
              - {name: spoke, label: Spoke}
          - {name: days, type: integer, label: Days}
          - name: panels
            type: repeat
            label: Panels
            questions:
              - {name: topics, type: rank, label: Topics, choices: [{name: a, label: A}, {name: b, label: B}]}
      - {name: proof, type: file, label: Proof}
      - {name: at, type: time, label: At}
      - {name: agreed, type: acknowledge, label: Agreed}
      - {name: origin, type: hidden, default: web}
indicators:
  - {name: speakers, dimension: voice, measure: parity, of: delegations/people, rows: [spoke]}
  - {name: passing, dimension: voice, measure: rate_ratio, of: delegations/people, passed: spoke, entered: took_part}
  - {name: all_days, dimension: voice, measure: count, of: delegations/days, at_least: 10}
  - {name: sent, dimension: voice, measure: threshold, of: delegations, at_least: 4}
  - {name: everybody, dimension: voice, measure: count, of: delegations/people, at_least: 40}
""")


def _people(took_part: tuple[int, int], spoke: tuple[int, int]) -> dict[str, dict[str, int]]:
    rows = {"took_part": took_part, "spoke": spoke}
    return {row: {"women": women, "men": men} for row, (women, men) in rows.items()}


TWO: dict[str, Any] = {
    "delegations": [
        {"where": "Osh", "people": _people((4, 6), (1, 3)), "days": 3},
        {"where": "Astana", "people": _people((6, 4), (2, 2)), "days": 4, "panels": [{"topics": ["b", "a"]}]},
    ],
    "at": "14:30",
    "agreed": "ok",
    "proof": f"sha256:{'0' * 64}/note.pdf",
}


def _judged(raw: dict[str, Any]) -> dict[str, Any]:
    card: Scorecard = judge(LOG, digest="", today=TODAY, answers=answers.read(LOG, raw))
    return {one.name: one for dimension in card.dimensions for one in dimension.indicators}


def test_counts_of_all_entries_are_pooled_row_by_row() -> None:
    speakers = _judged(TWO)["speakers"]
    spoke = speakers.groups[0]
    assert (spoke.name, spoke.women, spoke.men) == ("spoke", 3, 5)
    assert speakers.sources[0].question == "delegations/people"


def test_rates_are_of_all_entries_together() -> None:
    assert _judged(TWO)["passing"].value == (3 / 10) / (5 / 10)


def test_numbers_are_added_up_and_entries_and_people_are_counted() -> None:
    found = _judged(TWO)
    assert [found[name].value for name in ("all_days", "sent", "everybody")] == [7, 2, 28]
    assert [found[name].score for name in ("all_days", "sent", "everybody")] == [70, 50, 70]


def test_nothing_is_pooled_over_a_gap() -> None:
    gap = {"delegations": [*TWO["delegations"], {"people": {"took_part": {"women": 1, "men": 1}}}]}
    found = _judged(gap)
    assert found["speakers"].why == "not_answered"
    assert found["speakers"].rule["unanswered_rows"] == ["spoke"]
    assert found["all_days"].why == "not_answered"


def test_an_entry_that_was_not_asked_lacks_nothing() -> None:
    beside = {"delegations": [*TWO["delegations"], {"held": "no", "days": 0}]}
    spoke = _judged(beside)["speakers"].groups[0]
    assert (spoke.women, spoke.men) == (3, 5)


def test_without_entries_there_is_no_answer() -> None:
    assert {one.why for one in _judged({}).values()} == {"not_answered"}


def test_a_member_stands_in_the_list_of_columns_once_and_in_a_row_entry_by_entry() -> None:
    columns = [entry.column for entry in codebook.entries(LOG)]
    assert columns == [
        "delegations",
        "delegations/#/where",
        "delegations/#/held",
        *(f"delegations/#/people/{row}/{sex}" for row in ("took_part", "spoke") for sex in ("women", "men", "other")),
        "delegations/#/days",
        "delegations/#/panels",
        "delegations/#/panels/#/topics",
        "proof",
        "at",
        "agreed",
        "origin",
    ]
    row = codebook.row(LOG, answers.read(LOG, TWO))
    shown = ("delegations", "delegations/2/where", "delegations/2/people/spoke/men", "delegations/2/panels/1/topics")
    assert [row[column] for column in shown] == [2, "Astana", 2, ["b", "a"]]
    assert (row["at"], row["delegations/1/panels"]) == ("14:30", None)


def test_a_row_comes_back_as_the_answers_it_was() -> None:
    given = answers.read(LOG, TWO)
    assert answers.read(LOG, answers.plain(given)) == given


def test_repeats_orders_files_and_times_enter_no_tally() -> None:
    assert tally.columns(LOG) == ()


def test_a_blank_form_has_room_for_entries_numbered_one_by_one() -> None:
    form = blank(LOG, "", promised=Confidentiality(mode=Mode.NAMED))
    numbers = [question.number for question in form.sections[0].questions if question.number]
    assert numbers[:7] == ["1.1", "1.1.1 (1)", "1.1.2 (1)", "1.1.3 (1)", "1.1.4 (1)", "1.1.5 (1)", "1.1.5.1 (1.1)"]
    assert sum(number.startswith("1.1.1 ") for number in numbers) == 3
    assert numbers[-3:] == ["1.2", "1.3", "1.4"]
