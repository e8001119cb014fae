"""The page on LimeSurvey names every type, attribute and function that the reader knows."""

import re

import pytest

from audit.questionnaire.limesurvey.attributes import KNOWN, TELLING_ATTRIBUTES
from audit.questionnaire.limesurvey.calls import FUNCTIONS
from audit.questionnaire.limesurvey.forms import FORMS
from audit.wording import ROOT

PAGE = (ROOT / "docs" / "limesurvey.md").read_text(encoding="utf-8")
SINES = {"sin", "cos", "tan", "asin", "acos", "atan", "atan2"}


@pytest.mark.parametrize("code", FORMS)
def test_every_type_has_its_row(code: str) -> None:
    rows = [line.split("|")[1] for line in PAGE.replace("\\|", "¦").splitlines() if line.startswith("| `")]
    assert any(f"`{code.replace('|', '¦')}`" in row for row in rows)


def test_every_attribute_stands_on_the_page() -> None:
    assert not {name for name in KNOWN | TELLING_ATTRIBUTES.keys() if f"`{name}`" not in PAGE}


def test_every_function_stands_on_the_page() -> None:
    assert not {name for name in FUNCTIONS.keys() - SINES if not re.search(rf"`{name}[`(]", PAGE)}
