"""Every paragraph of the source document is asked about, every item names its paragraph, and the pages say so."""

import re

import pytest

from audit.questionnaire import frameworks
from tests.content.pages import DOCS, PARTNERS, SOURCE_DOCUMENT, filled, serving, shelf

DOCUMENT = frameworks.shelved()[SOURCE_DOCUMENT]
REFERENCES = [f"{SOURCE_DOCUMENT}/{item.name}" for item in DOCUMENT.items]
# How many recommendations each of the document's five priorities has.
PRIORITIES = {"1": 10, "2": 8, "3": 7, "4": 6, "5": 7}
FOLLOW_UPS = ("_evidence", "_amount", "_date")
CENTRE = "regional-centre-institution"


def test_the_framework_holds_every_recommendation_in_its_order() -> None:
    expected = [f"{priority}.{number}" for priority, count in PRIORITIES.items() for number in range(1, count + 1)]
    assert [item.name for item in DOCUMENT.items] == expected


@pytest.mark.parametrize("reference", REFERENCES)
def test_every_recommendation_has_its_item_among_the_partners(reference: str) -> None:
    own = "r" + reference.partition("/")[2].replace(".", "_")
    assert own in serving()[reference][PARTNERS]


def test_every_item_of_the_partners_names_its_paragraph() -> None:
    partners = next(each for each in shelf() if each.name == PARTNERS)
    served = {path.partition("/")[0] for by_set in serving().values() for path in by_set.get(PARTNERS, ())}
    unnamed = [name for name in partners.questions if name not in served and not name.endswith(FOLLOW_UPS)]
    assert unnamed == ["remarks"]


def test_every_follow_up_belongs_to_an_item() -> None:
    partners = next(each for each in shelf() if each.name == PARTNERS)
    followed = {name.rpartition("_")[0] for name in partners.questions if name.endswith(FOLLOW_UPS)}
    assert followed == {"r" + item.name.replace(".", "_") for item in DOCUMENT.items}


@pytest.mark.parametrize("reference", [each for each in REFERENCES if "/5." in each])
def test_the_centre_answers_for_the_whole_of_priority_five(reference: str) -> None:
    assert serving()[reference].get(CENTRE)


@pytest.mark.parametrize("framework", frameworks.shelved().values(), ids=frameworks.shelved())
def test_a_framework_speaks_both_languages(framework: frameworks.Framework) -> None:
    texts = [framework.title, *(item.label for item in framework.items)]
    assert all(set(text) == {"ru", "en"} and all(text.values()) for text in texts)


def test_what_was_not_compared_with_a_published_text_is_marked() -> None:
    marked = {
        framework.name: [item.name for item in framework.items if not item.verified]
        for framework in frameworks.shelved().values()
    }
    assert marked == {
        **{name: [] for name in frameworks.shelved()},
        "un-swap": ["1", "2", "3", "4", "6", "7", "12", "14", "16", "17"],
        "ilo-pga": ["1", "3", "9"],
    }


@pytest.mark.parametrize("page", ["recommendations.md", "questionnaires.md"])
def test_the_tables_of_the_pages_are_fresh(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert filled(text) == text, "write them anew: python -m tests.content.pages"


def test_the_page_gives_every_dimension_its_weight_and_reason() -> None:
    text = (DOCS / "questionnaires.md").read_text(encoding="utf-8")
    for questionnaire in shelf():
        section = text.partition(f"\n## {questionnaire.name}\n")[2].partition("\n## ")[0]
        told = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \| .+ \|$", section, re.MULTILINE))
        assert told == {each.name: f"{float(each.weight):g}" for each in questionnaire.dimensions}, questionnaire.name
