"""An audit opens only where every text is there in its languages; translators' sheets go out and come back."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from audit.errors import Mistaken, NotFound
from audit.questionnaire import loader, translation
from audit.questionnaire.translation import Record, State
from audit.service import audits, translating, versions
from audit.service.actors import SYSTEM
from tests import build

STAFF = build.SHELF["small-staff"]
LACKING = STAFF.replace("{en: I am heard, ru: Меня слышат}", "{en: I am heard}")


def put(shelf: Path, text: str) -> None:
    (shelf / "small-staff.yaml").write_text(text, encoding="utf-8")


def keep(shelf: Path, state: State) -> None:
    """Keep a state of the title's Russian, of the source text that stands there."""
    records = {"ru": {"title": Record(state, translation.strings.fingerprint("Small staff survey"))}}
    (shelf / "translations").mkdir()
    (shelf / "translations" / "small-staff.yaml").write_text(translation.written(records), encoding="utf-8")


def opened(session: Session, **changes: object) -> None:
    draft = build.an_audit(session, build.a_body(session).id, **changes)
    audits.open_audit(session, SYSTEM, draft.id, today=build.TODAY)


def test_a_language_with_a_gap_keeps_an_audit_from_opening_and_the_gap_is_named(session: Session, shelf: Path) -> None:
    put(shelf, LACKING)
    with pytest.raises(Mistaken) as refused:
        opened(session)
    (mistake,) = refused.value.mistakes
    assert str(mistake) == (
        "questionnaire 'small-staff', section 'work', question 'heard', key 'label': in 'ru' the text is missing. "
        "Complete the translation, or take 'ru' out of the audit’s languages."
    )


def test_a_language_that_the_audit_is_not_held_in_may_have_gaps(session: Session, shelf: Path) -> None:
    put(shelf, LACKING)
    opened(session, languages=("en",))


@pytest.mark.parametrize("state", [State.DRAFT, State.MACHINE])
def test_a_translation_that_nobody_has_read_keeps_it_from_opening(session: Session, shelf: Path, state: State) -> None:
    keep(shelf, state)
    with pytest.raises(Mistaken):
        opened(session)


def test_a_translation_that_was_read_opens(session: Session, shelf: Path) -> None:
    keep(shelf, State.REVIEWED)
    opened(session)


def test_of_many_gaps_the_first_are_named_and_the_rest_counted(shelf: Path) -> None:
    found = loader.loads(STAFF.replace("languages: [en, ru]", "languages: [en, ru, kk]"))
    said = translating.mistakes(found, languages=("kk",))
    texts = len(translation.entries(found))
    assert len(said) == translating.MOST_NAMED + 1
    assert str(said[-1].wrong) == f"{texts - translating.MOST_NAMED} more texts lack something in 'kk'"


def test_a_live_questionnaire_is_not_changed_into_one_with_gaps(session: Session) -> None:
    work = build.field_work(session)
    found = versions.compare(session, SYSTEM, work.audit.id, enquiry_id=work.staff, text=LACKING)
    assert [mistake.code for mistake in found.mistakes] == ["language-has-gaps"]


def test_the_shelf_says_how_far_each_language_is(shelf: Path) -> None:
    put(shelf, LACKING)
    found = {each.name: each for each in translating.shelf()}
    assert (found["small-staff"].lacking("ru"), found["small-staff"].lacking("en")) == (1, 0)
    assert found["small-institution"].gaps == ()


def test_a_sheet_comes_back_as_two_texts_and_nothing_is_written(shelf: Path) -> None:
    book = load_workbook(io.BytesIO(translating.sheet("small-staff", language="kk", spoken="en")))
    book["texts"]["D2"] = "Сауалнама"
    out = io.BytesIO()
    book.save(out)
    before = (shelf / "small-staff.yaml").read_text(encoding="utf-8")
    taken, text, states = translating.take("small-staff", out.getvalue(), file="sheet.xlsx")
    assert (taken.changed, loader.loads(text).title["kk"]) == (1, "Сауалнама")
    assert "state: draft" in states
    assert (shelf / "small-staff.yaml").read_text(encoding="utf-8") == before


def test_what_is_not_there_has_no_translations(shelf: Path) -> None:
    with pytest.raises(NotFound):
        translating.standing("nothing")
    with pytest.raises(NotFound):
        translating.take("nothing", b"", file="x")
    with pytest.raises(Mistaken, match="not the tag of a language"):
        translating.sheet("small-staff", language="xx_YY", spoken="en")
