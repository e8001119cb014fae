"""Free text leaves read, in great enough number, in no order, and never by subtraction."""

import random
from collections.abc import Sequence

import pytest

from audit.analysis.disclosure import Rule, protect_texts
from audit.analysis.free_text import Written
from audit.analysis.report import Reason, Texts, Withheld
from audit.lifecycle import Reading
from audit.questionnaire.schema import TextQuestion

RULE = Rule(5, 10)
WISHES = TextQuestion(name="wishes", type="text", label={"en": "Wishes"}, publish=True)
READ, LEFT_OUT = Reading.LEFT_STANDING, Reading.LEFT_OUT


def _written(people: int, reading: Reading = READ) -> list[Written]:
    return [Written(f"wish {number}", reading) for number in range(people)]


def _published(
    written: Sequence[Written], *, question: TextQuestion = WISHES, before: Texts | None = None, seed: int = 1
) -> Texts:
    return protect_texts(question, written, RULE, lot=random.Random(seed), before=before)  # noqa: S311 - reproducible


def _words(published: Texts) -> list[str]:
    return [] if isinstance(published.texts, Withheld) else sorted(published.texts)


@pytest.mark.parametrize(("people", "told"), [(9, 0), (10, 10)])
def test_texts_need_twice_the_people_of_a_figure(people: int, told: int) -> None:
    assert len(_words(_published(_written(people)))) == told


@pytest.mark.parametrize(("people", "told"), [(19, 0), (20, 20)])
def test_texts_on_a_sensitive_question_need_twice_as_many_again(people: int, told: int) -> None:
    asked = WISHES.model_copy(update={"sensitive": True})
    assert len(_words(_published(_written(people), question=asked))) == told


def test_nothing_is_published_while_one_text_is_unread() -> None:
    published = _published([*_written(20), Written("I am the only visa officer")])
    assert published.texts == Withheld(withheld=Reason.UNREAD)


def test_a_text_that_is_left_out_counts_for_nothing() -> None:
    assert _published([*_written(9), *_written(5, LEFT_OUT)]).texts == Withheld(withheld=Reason.SMALL)


def test_an_empty_text_was_not_written() -> None:
    assert _published([*_written(9), Written("  ", READ)]).texts == Withheld(withheld=Reason.SMALL)


def test_the_auditors_wording_stands_in_place_of_what_was_written() -> None:
    redacted = Written("Mr A of visas shouts", Reading.REDACTED, "[a superior] shouts")
    words = _words(_published([*_written(10), redacted]))
    assert ("[a superior] shouts" in words, any("visas" in each for each in words)) == (True, False)


def test_a_redacted_text_says_what_is_left_of_it() -> None:
    with pytest.raises(ValueError, match="left out"):
        Written("Mr A shouts", Reading.REDACTED, " ")


def test_blanks_by_which_a_hand_is_known_are_gone() -> None:
    assert "more light" in _words(_published([*_written(10), Written("  more \n\n light ", READ)]))


def test_the_order_tells_nothing_of_who_wrote_first() -> None:
    """The same lot draws the same order, whoever wrote first."""
    forwards, backwards = _published(_written(12)), _published(_written(12)[::-1])
    assert forwards == backwards


def test_another_lot_draws_another_order() -> None:
    assert _published(_written(12)).texts != _published(_written(12), seed=2).texts


def test_a_question_that_was_not_to_be_published_is_refused() -> None:
    with pytest.raises(ValueError, match="never to be published"):
        _published(_written(30), question=WISHES.model_copy(update={"publish": False}))


def test_a_few_late_texts_cannot_be_told_by_subtraction() -> None:
    before = _published(_written(12))
    later = _published(_written(15), before=before)
    assert (_words(later), later.late) == (_words(before), 3)


def test_late_texts_appear_when_they_are_enough() -> None:
    later = _published(_written(22), before=_published(_written(12)))
    assert (len(_words(later)), later.late) == (22, 0)


def test_a_text_that_is_taken_back_disappears_at_once() -> None:
    now = [*_written(11), Written("wish 11", LEFT_OUT)]
    assert "wish 11" not in _words(_published(now, before=_published(_written(12))))


def test_published_texts_stand_while_late_ones_are_unread() -> None:
    before = _published(_written(12))
    later = _published([*_written(12), *(Written(f"late {number}") for number in range(15))], before=before)
    assert (_words(later), later.late) == (_words(before), 15)
