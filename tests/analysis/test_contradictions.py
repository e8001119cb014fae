"""What the institution says and its staff do not see is listed once both sides are publishable, and never otherwise."""

from datetime import date
from pathlib import Path

from audit.analysis import assembly
from audit.analysis.assembly import AuditFacts, EnquiryFacts
from audit.analysis.report import Contradiction, Counted, Scope
from audit.analysis.staff_list import Headcount, StaffLevel, StaffList
from audit.questionnaire import answers, loader
from audit.questionnaire.schema import Mode
from audit.questionnaire.values import Sex
from audit.render import contradictions

TINY = Path(__file__).parent.parent / "questionnaires"
INSTITUTION = (TINY / "institution.yaml").read_text(encoding="utf-8")
STAFF = loader.load(TINY / "staff.yaml")
DECLARED = """
contradictions:
  - name: unseen
    label: {en: Staff do not see the policy, ru: Сотрудники не видят политики}
    indicator: policy
    at_least: 70
    against: {questionnaire: tiny-staff, question: views, item: voice, favourable_below: 0.5}
"""


def institution(*, policy: str = "yes", declared: str = DECLARED) -> EnquiryFacts:
    asked = loader.loads(INSTITUTION + declared)
    return EnquiryFacts(asked, "d1", Mode.NAMED, 5, 10, invited=1, responses=[answers.read(asked, {"policy": policy})])


def staff(*, heard: int, unheard: int) -> EnquiryFacts:
    said = ["2"] * heard + ["1"] * unheard
    responses = [answers.read(STAFF, {"sex": "woman", "views": {"voice": each}}) for each in said]
    return EnquiryFacts(STAFF, "d2", Mode.ANONYMOUS, 5, 10, invited=60, responses=responses)


def listed(*enquiries: EnquiryFacts, recorded: StaffList | None = None) -> list[tuple[Contradiction, ...]]:
    day = date(2025, 12, 31)
    facts = AuditFacts(
        body={"en": "Centre"},
        title={"en": "Audit"},
        synthetic=True,
        languages=("en", "ru"),
        cycle="2025",
        period_start=date(2025, 1, 1),
        period_end=day,
        reference_date=day,
        closed_on=day,
    )
    return [part.scorecard.contradictions for part in assembly.build(facts, enquiries, staff=recorded).parts]


def test_a_pair_is_listed_at_the_institution_with_both_figures() -> None:
    found, of_staff = listed(institution(), staff(heard=8, unheard=22))
    assert of_staff == ()
    assert [(each.name, each.score, each.item, each.favourable, each.n) for each in found] == [
        ("unseen", 100.0, "voice", 8 / 30, 30)
    ]
    assert (found[0].text, found[0].at_least, found[0].favourable_below) == (
        {"en": "I am heard", "ru": "Меня слышат"},
        70,
        0.5,
    )


def test_the_order_of_questionnaires_does_not_matter() -> None:
    assert [len(each) for each in listed(staff(heard=8, unheard=22), institution())] == [0, 1]


def test_a_low_score_contradicts_nothing() -> None:
    assert listed(institution(policy="no"), staff(heard=8, unheard=22))[0] == ()


def test_a_share_at_the_limit_does_not_contradict() -> None:
    assert listed(institution(), staff(heard=15, unheard=15))[0] == ()


def test_too_few_answers_say_nothing() -> None:
    assert listed(institution(), staff(heard=1, unheard=3))[0] == ()


def test_what_nobody_may_read_in_a_unanimous_group_is_not_read_here() -> None:
    assert listed(institution(), staff(heard=0, unheard=6))[0] == ()


def test_an_unscored_indicator_contradicts_nothing() -> None:
    assert listed(institution(policy="na"), staff(heard=8, unheard=22))[0] == ()


def test_a_survey_that_was_not_held_contradicts_nothing() -> None:
    assert listed(institution()) == [()]


def test_an_item_that_was_not_asked_contradicts_nothing() -> None:
    other = DECLARED.replace("item: voice", "item: pay")
    assert listed(institution(declared=other), staff(heard=8, unheard=22))[0] == ()


STAFF_LIST = StaffList(
    (StaffLevel("head", {"en": "Head"}, True), StaffLevel("staff", {"en": "Staff"})),
    (Headcount(date(2025, 12, 31), {"head": {Sex.WOMEN: 1, Sex.MEN: 3}, "staff": {Sex.WOMEN: 9, Sex.MEN: 7}}),),
)
OF_HEADCOUNT = DECLARED.replace("indicator: policy", "headcount: all")


def test_a_head_count_at_parity_that_staff_do_not_feel_is_listed_with_its_people() -> None:
    found = listed(institution(declared=OF_HEADCOUNT), staff(heard=8, unheard=22), recorded=STAFF_LIST)[0]
    assert [(each.score, each.indicator) for each in found] == [(100.0, "")]
    assert found[0].headcount == Counted(on=date(2025, 12, 31), scope=Scope.LEVELS, women=10, men=10)
    said = contradictions._said(found[0], "en")
    assert said.institution == "By the head-count of 31 December 2025 women hold 10 of 20 posts: 100 of 100"


def test_decision_making_levels_alone_are_far_from_parity_and_contradict_nothing() -> None:
    declared = OF_HEADCOUNT.replace("headcount: all", "headcount: decision_making")
    assert listed(institution(declared=declared), staff(heard=8, unheard=22), recorded=STAFF_LIST)[0] == ()


def test_without_a_head_count_there_is_nothing_to_contradict() -> None:
    assert listed(institution(declared=OF_HEADCOUNT), staff(heard=8, unheard=22))[0] == ()


def test_a_questionnaire_that_stands_in_is_asked_where_the_first_is_not_there() -> None:
    declared = DECLARED.replace("tiny-staff", "long-staff").rstrip() + (
        "\n    otherwise: [{questionnaire: tiny-staff, question: views, item: voice, favourable_below: 0.5}]\n"
    )
    found = listed(institution(declared=declared), staff(heard=8, unheard=22))[0]
    assert [each.questionnaire for each in found] == ["tiny-staff"]
