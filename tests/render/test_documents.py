"""There is one registry of documents: each has its own word, its own ending, and every asker finds the same."""

import pytest

from audit.cli.audits import export
from audit.cli.report import report
from audit.render.documents import DOCUMENTS, FORMATS, Wish
from tests.render.sample import regional_centre


def test_every_document_has_a_word_and_an_ending_of_its_own() -> None:
    endings = {each.own_ending for each in DOCUMENTS.values()}
    assert len(FORMATS) == len(endings) == len(DOCUMENTS)


def test_the_commands_offer_every_document() -> None:
    for command in (export, report):
        (option,) = [each for each in command.params if each.name == "kind"]
        assert list(option.type.choices) == list(FORMATS)  # type: ignore[attr-defined] # a choice has them


def test_a_workbook_tells_how_far_its_rows_are_and_is_the_same() -> None:
    report = regional_centre()
    named = next(part for part in report.parts if part.rows)
    many = named.model_copy(update={"rows": named.rows * (450 // len(named.rows) + 1)})
    long = report.model_copy(update={"parts": tuple(many if part is named else part for part in report.parts)})
    heard: list[float] = []
    told = DOCUMENTS["workbook"].made(long, Wish("en", told=heard.append))
    assert told == DOCUMENTS["workbook"].made(long, Wish("en"))
    assert heard == sorted(heard)
    assert 90 <= len(heard) <= 120
    assert (heard[0], 0.95 < heard[-1] < 1) == (0, True)


def test_what_hears_of_a_workbook_can_end_it() -> None:
    class Enough(Exception):
        """Nobody waits any more."""

    def ends(_part: float) -> None:
        raise Enough

    with pytest.raises(Enough):
        DOCUMENTS["workbook"].made(regional_centre(), Wish("en", told=ends))
