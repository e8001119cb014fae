"""Every check of the catalogue fires on what it is for and is silent where everything, or nearly, agrees."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from audit.analysis.consistency import LOOKS, Facts, found
from audit.analysis.report import CATALOGUE, Inconsistency, Reason, Weight, Withheld
from audit.analysis.staff_list import Headcount, StaffList
from audit.questionnaire import answers, loader
from audit.questionnaire.values import Sex
from audit.render import consistency
from tests.analysis import auditing
from tests.analysis.auditing import BEFORE, CLEAN, END, START, TODAY, institution, last, spoilt, staff, survey

DAY = timedelta(days=1)
DOCS = Path(__file__).parent.parent.parent / "docs" / "consistency.md"


def posts(head: tuple[int, int], others: tuple[int, int]) -> dict[str, dict[str, int]]:
    return {name: {"women": pair[0], "men": pair[1]} for name, pair in (("head", head), ("staff", others))}


def stages(*women: int) -> dict[str, dict[str, int]]:
    return {
        name: {"women": count, "men": 2} for name, count in zip(("applied", "listed", "appointed"), women, strict=True)
    }


def asked(**changes: object) -> Facts:
    return spoilt(asked=(institution(**changes), survey()))


def polled(**changes: int) -> Facts:
    return spoilt(asked=(institution(), survey(**changes)))


def before(**changes: object) -> Facts:
    return spoilt(last=last(institution(**changes)))


def without_level() -> Facts:
    card = institution().card
    assert card is not None
    dimension = card.dimensions[0]
    parity = dimension.indicators[0]
    fewer = parity.model_copy(update={"groups": tuple(g for g in parity.groups if g.name != "staff")})
    kept = dimension.model_copy(update={"indicators": (fewer, *dimension.indicators[1:])})
    return replace(CLEAN, asked=(replace(institution(), card=card.model_copy(update={"dimensions": (kept,)})),))


def appeared() -> Facts:
    facts = without_level()
    return replace(CLEAN, last=last(facts.asked[0]))


def evidence(day: date | None) -> Facts:
    return spoilt(asked=(replace(institution(), evidence={"posts": (day,)}),))


def two_sets(policy: str) -> Facts:
    twin = loader.loads(auditing.INSTITUTION.replace("name: centre", "name: twin"))
    given = answers.read(twin, {**auditing.GIVEN, "policy": policy})
    return spoilt(asked=(institution(), replace(institution(), questionnaire=twin, answers=given)))


FIRES: dict[str, Facts] = {
    "levels-missing": asked(posts={"head": {"women": 1, "men": 3}}, everybody=4, share=25),
    "nobody-counted": asked(posts=posts((0, 0), (0, 0)), everybody=0, share=None),
    "share-above-whole": asked(women_budget=1001),
    "funnel-grows": asked(selection=stages(10, 11, 2)),
    "same-figure-twice": asked(everybody=31),
    "same-question-twice": two_sets("no"),
    "printed-share": asked(share=33.4),
    "level-not-as-counted": asked(posts=posts((2, 3), (8, 17))),
    "no-headcount": spoilt(staff=StaffList(auditing.LEVELS)),
    "level-not-counted": spoilt(staff=staff(counts={"head": auditing.COUNTS["head"]})),
    "headcount-after-period": spoilt(staff=staff(on=END + DAY)),
    "headcount-before-period": spoilt(staff=staff(on=START - DAY)),
    "headcount-off-reference": spoilt(staff=staff(on=END - DAY)),
    "reference-outside-period": spoilt(reference_date=END + DAY),
    "periods-overlap": spoilt(last=last(BEFORE, end=START)),
    "period-skipped": spoilt(last=last(BEFORE, end=START - 2 * DAY)),
    "evidence-before-period": evidence(START - DAY),
    "evidence-after-period": evidence(END + DAY),
    "evidence-after-closing": evidence(TODAY + DAY),
    "evidence-missing": spoilt(asked=(replace(institution(), evidence={"posts": ()}),)),
    "date-ahead": asked(adopted=(TODAY + DAY).isoformat()),
    "survey-exceeds-headcount": polled(submitted=31, invited=31),
    "invited-exceeds-headcount": polled(invited=31),
    "submitted-exceeds-invited": polled(invited=23),
    "sex-exceeds-headcount": polled(women=11, men=13),
    "sexes-answer-unequally": polled(women=13, men=17),
    "few-answered": polled(submitted=14),
    "level-vanished": without_level(),
    "level-appeared": appeared(),
    "level-jumped": before(posts=posts((1, 3), (4, 8))),
    "figures-copied": before(),
    "indicator-fell-away": asked(policy="no"),
    "version-changed": spoilt(
        last=last(
            replace(
                BEFORE,
                card=None
                if BEFORE.card is None
                else BEFORE.card.model_copy(
                    update={"questionnaire": BEFORE.card.questionnaire.model_copy(update={"version": "1"})}
                ),
            )
        )
    ),
}
SILENT: dict[str, Facts] = {
    "levels-missing": asked(posts=None),
    "nobody-counted": asked(posts=posts((0, 0), (0, 1))),
    "share-above-whole": asked(women_budget=1000),
    "funnel-grows": asked(selection=stages(10, 10, 10)),
    "same-figure-twice": asked(everybody=None),
    "same-question-twice": two_sets("yes"),
    "printed-share": asked(share=33),
    "level-not-as-counted": spoilt(staff=staff(counts={"head": auditing.COUNTS["head"]})),
    "no-headcount": spoilt(staff=None),
    "level-not-counted": spoilt(staff=staff(counts={**auditing.COUNTS, "staff": {Sex.WOMEN: 0, Sex.MEN: 0}})),
    "headcount-after-period": spoilt(staff=staff(on=END)),
    "headcount-before-period": spoilt(staff=staff(on=START)),
    "headcount-off-reference": spoilt(staff=staff(on=END + DAY)),
    "reference-outside-period": spoilt(reference_date=START),
    "periods-overlap": spoilt(last=None),
    "period-skipped": spoilt(last=last(BEFORE, end=START - DAY)),
    "evidence-before-period": evidence(START),
    "evidence-after-period": evidence(END),
    "evidence-after-closing": evidence(TODAY),
    "evidence-missing": evidence(None),
    "date-ahead": asked(adopted=TODAY.isoformat()),
    "survey-exceeds-headcount": polled(submitted=30),
    "invited-exceeds-headcount": polled(invited=30),
    "submitted-exceeds-invited": polled(invited=24),
    "sex-exceeds-headcount": polled(women=10, men=14),
    "sexes-answer-unequally": polled(women=10, men=14),
    "few-answered": polled(submitted=15),
    "level-vanished": before(posts=posts((1, 3), (0, 0)), everybody=4, share=25),
    "level-appeared": before(posts=posts((1, 3), (0, 0)), everybody=4, share=25),
    "level-jumped": before(posts=posts((3, 3), (9, 17))),
    "figures-copied": before(posts=posts((1, 3), (9, 16))),
    "indicator-fell-away": spoilt(last=last(institution(policy="no"))),
    "version-changed": spoilt(last=None),
}


def test_the_catalogue_the_looks_and_their_tests_are_of_the_same_checks() -> None:
    assert list(CATALOGUE) == list(LOOKS)
    assert set(CATALOGUE) == set(FIRES) == set(SILENT)


def test_where_everything_agrees_nothing_is_found() -> None:
    assert found(CLEAN) == ()


@pytest.mark.parametrize("check", FIRES)
def test_a_check_fires(check: str) -> None:
    told = [each for each in found(FIRES[check]) if each.check == check]
    assert told
    for language in ("en", "ru"):
        assert all("%(" not in said.sentence + said.remedy for said in consistency.said(told, language))


@pytest.mark.parametrize("check", SILENT)
def test_a_check_is_silent_where_it_nearly_fires(check: str) -> None:
    assert check not in {each.check for each in found(SILENT[check])}


def test_the_gravest_is_said_first() -> None:
    weights = [
        CATALOGUE[each.check].weight
        for each in found(asked(women_budget=1001, share=40, adopted="2030-01-01", policy="no"))
    ]
    assert weights == [Weight.IMPOSSIBLE, Weight.IMPOSSIBLE, Weight.DOUBTFUL, Weight.NOTE]


def test_what_is_withheld_is_not_compared() -> None:
    hidden = Withheld(withheld=Reason.OPEN)
    assert found(spoilt(asked=(institution(), replace(survey(), submitted=hidden, invited=hidden)))) == ()


def test_the_head_count_nearest_to_the_reference_date_is_looked_at() -> None:
    old = Headcount(START, {"head": {Sex.WOMEN: 0, Sex.MEN: 0}, "staff": {Sex.WOMEN: 0, Sex.MEN: 0}})
    assert found(spoilt(staff=StaffList(auditing.LEVELS, (old, *staff().headcounts)))) == ()


def test_a_stage_that_is_left_out_hides_no_growth() -> None:
    given = {name: cells for name, cells in stages(10, 10, 11).items() if name != "listed"}
    assert "funnel-grows" in {each.check for each in found(asked(selection=given))}


def test_a_sentence_names_what_disagrees() -> None:
    said = consistency.said(found(FIRES["funnel-grows"]), "en")[0]
    assert said.sentence == "“Selection”, women: 11 at “Short-listed” and only 10 at “Applied” before it"


def test_a_share_is_told_with_the_digits_it_needs() -> None:
    said = consistency.said(found(FIRES["printed-share"]), "ru")[0]
    assert "33,4" in said.sentence
    assert "33,33" in said.sentence


def documented() -> str:
    rows = [
        f"| `{name}` | {check.weight.value} | {check.sentence} | {check.remedy} |" for name, check in CATALOGUE.items()
    ]
    return "\n".join(["| check | weight | what it says | what to do |", "|---|---|---|---|", *rows])


def test_the_catalogue_is_documented_as_it_is() -> None:
    assert documented() in DOCS.read_text(encoding="utf-8")


def test_a_disagreement_is_kept_as_json() -> None:
    for facts in FIRES.values():
        for each in found(facts):
            assert Inconsistency.model_validate_json(each.model_dump_json()) == each
