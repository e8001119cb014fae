"""The executive summary counts people, places and promises in the right forms of Russian and of English."""

import pytest

from audit.analysis.report import Contradiction, FollowUp, Reason, Report, Withheld
from audit.render.narrative import summary
from tests.render import sample
from tests.render.document.sample import FOLLOW_UP

COUNTS = (1, 2, 5, 11, 21, 22, 25)
HIDDEN = Withheld(withheld=Reason.SMALL)
SIDE = Contradiction(
    name="side",
    label={"en": "Policy"},
    indicator="policy",
    score=100.0,
    at_least=70,
    questionnaire="staff",
    question="heard",
    favourable=0.2,
    favourable_below=0.5,
    n=20,
)
#: By number: the form of the Russian noun that goes with it, 0 as in "1 мера", 1 as in "2 меры", 2 as in "5 мер".
FORMS = {1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1, 25: 2}


def _counted(number: int) -> Report:
    """The sample with so many people invited, contradictions and comparisons withheld."""
    report = sample.regional_centre()
    first, survey = report.parts
    card = survey.scorecard
    told = card.gaps[0]
    hidden = told.model_copy(update={"difference": HIDDEN})
    gaps = (told, *(hidden for _ in range(number)))
    changed = card.model_copy(update={"gaps": gaps, "contradictions": (SIDE,) * number})
    part = survey.model_copy(update={"invited": number, "submitted": number, "scorecard": changed})
    return report.model_copy(update={"parts": (first, part)})


def _promised(number: int) -> FollowUp:
    """So many promises, every one of them broken."""
    late = FOLLOW_UP.late()[0]
    return FOLLOW_UP.model_copy(update={"actions": (late,) * number})


def _said(number: int, language: str) -> str:
    return "\n".join(summary(_counted(number), _promised(number), language))


@pytest.mark.parametrize("number", COUNTS)
def test_russian_forms_follow_the_number(number: int) -> None:
    form = FORMS[number]
    said = _said(number, "ru")
    expected = (
        f"Организация обещала {number} {('меру', 'меры', 'мер')[form]}.",
        f"{('Просрочена', 'Просрочены', 'Просрочено')[form]} {number} {('мера', 'меры', 'мер')[form]}.",
        f"В {number} {('случае', 'случаях', 'случаях')[form]} сотрудники не подтверждают",
        f"{number} из {number} {('приглашённого', 'приглашённых', 'приглашённых')[form]}",
        f"{number} {('сравнение', 'сравнения', 'сравнений')[form]}",
    )
    assert [each for each in expected if each not in said] == []


@pytest.mark.parametrize("number", COUNTS)
def test_english_forms_follow_the_number(number: int) -> None:
    said, one = _said(number, "en"), number == 1
    expected = (
        f"The body has promised {number} {'action' if one else 'actions'}.",
        f"{number} {'action is' if one else 'actions are'} late.",
        f"In {number} {'place' if one else 'places'} the institution says",
        f"{number} of {number} {'person' if one else 'people'} invited answered the survey.",
        f"{number} {'comparison' if one else 'comparisons'} of women and men",
    )
    assert [each for each in expected if each not in said] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_sentence_begins_with_a_capital_and_ends_with_one_stop(language: str) -> None:
    for said in summary(_counted(2), FOLLOW_UP, language):
        assert said[0].isupper() or said[0].isdigit() or said[0] in "“«"
        assert said.endswith((".", "!", "?"))
        assert not said.endswith("..")
        assert "  " not in said
        assert "%(" not in said
