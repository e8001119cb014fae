"""Calculations that grow with every step stay within what a machine can hold."""

from datetime import date

from audit.questionnaire.flow import walk
from audit.questionnaire.gathering import LONGEST_TEXT
from audit.questionnaire.loader import loads

HEAD = """\
name: growing
version: "1"
respondent: staff
languages: [en]
title: {en: Growing}
sections:
  - name: only
    label: {en: Only}
    questions:
      - {name: step0, type: text, label: {en: Begin}}
"""


def _chain(worked_out: str) -> str:
    steps = ((worked_out.replace("LAST", f"${{step{number - 1}}}"), number) for number in range(1, 61))
    return HEAD + "".join(f'      - {{name: step{at}, type: calculate, calculation: "{said}"}}\n' for said, at in steps)


def test_a_text_written_twice_by_each_of_sixty_calculations_is_cut() -> None:
    told = walk(loads(_chain("concat(LAST, LAST)")), {"step0": "twice"}, date(2026, 3, 2)).values["step60"]
    assert (isinstance(told, str), len(str(told))) == (True, LONGEST_TEXT)


def test_a_number_squared_by_each_of_sixty_calculations_is_no_number() -> None:
    assert "step60" not in walk(loads(_chain("LAST * LAST")), {"step0": "7"}, date(2026, 3, 2)).values
