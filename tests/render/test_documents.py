"""There is one registry of documents: each has its own word, its own ending, and every asker finds the same."""

from audit.cli.audits import export
from audit.cli.report import report
from audit.render.documents import DOCUMENTS, FORMATS


def test_every_document_has_a_word_and_an_ending_of_its_own() -> None:
    endings = {each.own_ending for each in DOCUMENTS.values()}
    assert len(FORMATS) == len(endings) == len(DOCUMENTS)


def test_the_commands_offer_every_document() -> None:
    for command in (export, report):
        (option,) = [each for each in command.params if each.name == "kind"]
        assert list(option.type.choices) == list(FORMATS)  # type: ignore[attr-defined] # a choice has them
