"""What the institution says and its staff do not see is listed once both sides are publishable, and never otherwise."""

from datetime import date
from pathlib import Path

from audit.analysis import assembly
from audit.analysis.assembly import AuditFacts, EnquiryFacts
from audit.analysis.report import Contradiction
from audit.questionnaire import answers, loader
from audit.questionnaire.schema import Mode

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


def listed(*enquiries: EnquiryFacts) -> list[tuple[Contradiction, ...]]:
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
    return [part.scorecard.contradictions for part in assembly.build(facts, enquiries).parts]


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
