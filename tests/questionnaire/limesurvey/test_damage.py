"""Whatever is wrong in single cells of a file, the rest comes over and can be used."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import DefinitionError
from audit.questionnaire import limesurvey, loader
from tests.questionnaire.limesurvey.described import described
from tests.questionnaire.limesurvey.writer import lss

FILES = [lss(described(name), new=new).decode() for name in ("demonstration", "demands") for new in (False, True)]
CELL = re.compile(r"(?<=<!\[CDATA\[)[^]]*(?=\]\]>)")
JUNK = st.sampled_from(
    ["", "-1", "0", "N", "Y", "{", "${x}", "<b>", "self", "age", "1e999", "тест", "a" * 300, "'\"", "(("]
)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_damaged_survey_comes_over_or_is_refused_in_words(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(FILES))
    cells = list(CELL.finditer(text))
    for _ in range(data.draw(st.integers(1, 12))):
        cell = cells[data.draw(st.integers(0, len(cells) - 1))]
        junk = data.draw(JUNK).ljust(len(cell[0]))[: len(cell[0])]
        text = text[: cell.start()] + junk + text[cell.end() :]
    try:
        carried = limesurvey.read(text.encode())
    except DefinitionError as refusal:
        assert refusal.mistakes  # noqa: PT017 - a refusal is a result here, as good as the other
        return
    assert carried.questionnaire is not None
    assert loader.loads(carried.text_of_yaml) == carried.questionnaire


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_a_survey_without_some_of_its_rows_comes_over(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(FILES))
    rows = re.findall(r"<row>.*?</row>", text, re.DOTALL)
    for row in data.draw(st.lists(st.sampled_from(rows), max_size=15, unique=True)):
        text = text.replace(row, "", 1)
    carried = limesurvey.read(text.encode())
    assert carried.questionnaire is not None
