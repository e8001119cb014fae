"""Somebody is told how many answers are asked of her, not how many blocks they stand in."""

from datetime import date

from audit.questionnaire import answers, counting, flow, loader

QUESTIONNAIRE = loader.loads("""
name: counted
version: "1"
respondent: institution
languages: [en]
title: Counted
choices:
  agree:
    - {name: "1", label: Disagree}
    - {name: "2", label: Agree}
    - {name: dk, absent: dont_know, label: I do not know}
sections:
  - name: s
    label: S
    questions:
      - {name: hello, type: note, label: Hello}
      - {name: heard, type: select_one, choices: agree, label: I am heard}
      - name: climate
        type: matrix
        choices: agree
        label: Climate
        items:
          - {name: voice, label: Voice}
          - {name: fair, label: Fair}
          - {name: open, label: Open}
      - name: posts
        type: headcount
        label: Posts
        rows:
          - {name: head, label: Head}
          - {name: staff, label: Staff}
      - {name: why, type: text, relevant: "${heard} = '1'", label: Why}
      - {name: half, type: calculate, calculation: "1 div 2"}
""")


def _answered(**raw: object) -> int:
    given = answers.read(QUESTIONNAIRE, raw)
    return counting.answered(QUESTIONNAIRE, given, flow.walk(QUESTIONNAIRE, given, date(2026, 3, 2)).relevant)


def test_every_statement_counts_a_headcount_once_and_notes_and_calculations_not_at_all() -> None:
    assert counting.asked(QUESTIONNAIRE) == 6


def test_an_answered_statement_counts_by_itself_also_when_she_does_not_know() -> None:
    assert _answered(climate={"voice": "1", "open": "dk"}) == 2


def test_all_kinds_of_answers_are_counted() -> None:
    posts = {"head": {"women": 1, "men": 0}, "staff": {"women": 2, "men": 3}}
    assert _answered(heard="1", climate={"voice": "1"}, posts=posts, why="Noise") == 4


def test_an_answer_that_is_no_longer_asked_does_not_count() -> None:
    assert _answered(heard="2", why="Noise") == 1


def test_nothing_answered_is_none() -> None:
    assert _answered() == 0
