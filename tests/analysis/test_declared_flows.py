"""Flows that a set declares are read from its answers row by row; what is not answered is not carried."""

from datetime import date

from audit.analysis.declared_flows import stock_flows
from audit.analysis.report import NoStockFlow
from audit.questionnaire import answers, loader
from audit.questionnaire.schema import Questionnaire

SINCE = date(2026, 6, 30)
ROWS = """\
        rows:
          - {name: head, decision_making: true, label: {en: Head}}
          - {name: staff, label: {en: Staff}}
"""


def a_set(more: str = "") -> Questionnaire:
    questions = "".join(
        f"      - name: {name}\n        type: headcount\n        label: {{en: {name}}}\n{ROWS}"
        for name in ("posts", "came", "gone", "rose")
    )
    return loader.loads(
        'name: s\nversion: "1"\nrespondent: institution\nlanguages: [en]\ntitle: {en: S}\n'
        "dimensions: [{name: people, label: {en: People}}]\n"
        f"sections:\n  - name: people\n    label: {{en: People}}\n    questions:\n{questions}"
        f"flows: [{{name: staff, of: posts, appointed: came, left: gone, promoted: rose}}]\n{more}"
    )


def cells(**rows: tuple[int, int]) -> dict[str, dict[str, int]]:
    return {name: {"women": pair[0], "men": pair[1]} for name, pair in rows.items()}


GIVEN = {
    "posts": cells(head=(1, 3), staff=(8, 12)),
    "came": cells(staff=(3, 1)),
    "gone": cells(head=(0, 1), staff=(1, 1)),
    "rose": cells(staff=(1, 0)),
}


def test_declared_flows_are_carried_forward_from_the_reference_date() -> None:
    asked = a_set()
    found = list(stock_flows(asked, answers.read(asked, GIVEN), since=SINCE))
    assert [(each.name, each.group, each.since) for each in found] == [
        ("staff", "head", SINCE),
        ("staff", "staff", SINCE),
        ("staff", "all", SINCE),
    ]
    assert found[0].year == 2027


def test_the_band_of_the_head_counts_own_indicator_is_kept() -> None:
    asked = a_set("indicators: [{name: p, dimension: people, measure: parity, of: posts, band: [0.2, 0.8]}]\n")
    found = list(stock_flows(asked, answers.read(asked, GIVEN), since=SINCE))
    assert {each.refused for each in found} == {NoStockFlow.REACHED}


def test_what_is_not_answered_is_not_carried() -> None:
    asked = a_set()
    for lacking in ("posts", "came", "gone"):
        given = {name: value for name, value in GIVEN.items() if name != lacking}
        assert not list(stock_flows(asked, answers.read(asked, given), since=SINCE))
    assert not list(stock_flows(asked, answers.read(asked, {**GIVEN, "posts": cells(head=(1, 3))}), since=SINCE))


def test_nobody_promoted_may_be_left_out() -> None:
    asked = a_set()
    given = {name: value for name, value in GIVEN.items() if name != "rose"}
    assert list(stock_flows(asked, answers.read(asked, given), since=SINCE))
