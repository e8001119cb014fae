"""One report is told in one way: what a p-value and a reversed statement look like, wherever they are shown."""

import io

import pytest
from openpyxl import load_workbook

from audit.analysis.report import Contradiction, Gap, Part
from audit.render.charts import gaps
from audit.render.contradictions import contradictions
from audit.render.excel import workbook
from audit.render.words import chance, late, p_value, statement
from tests.render.sample import institution, regional_centre, staff

WORDS = {"en": "(disagreement counts as favourable)", "ru": "(положительный ответ — несогласие)"}


@pytest.mark.parametrize(
    ("language", "p", "said"),
    [
        ("en", 0.0, "p < 0.001"),
        ("ru", 0.00099, "p < 0,001"),
        ("en", 0.001, "p = 0.001"),
        ("ru", 0.0123, "p = 0,012"),
        ("en", 1.0, "p = 1.000"),
    ],
)
def test_a_chance_is_never_said_to_be_nothing(language: str, p: float, said: str) -> None:
    assert p_value(language, p) == said
    assert chance(language, p) == said.removeprefix("p ").removeprefix("= ")


def _reversed() -> Part:
    part = staff()
    found = tuple(gap.model_copy(update={"reverse": gap.item == "voice"}) for gap in part.scorecard.gaps)
    return part.model_copy(update={"scorecard": part.scorecard.model_copy(update={"gaps": found})})


def _gap(part: Part) -> Gap:
    return next(gap for gap in part.scorecard.gaps if gap.item == "voice")


@pytest.mark.parametrize("language", WORDS)
def test_a_reversed_statement_says_what_is_favourable(language: str) -> None:
    plain, marked = statement(_gap(staff()), language), statement(_gap(_reversed()), language)
    assert marked == f"{plain} {WORDS[language]}"


@pytest.mark.parametrize("language", WORDS)
def test_chart_table_and_description_mark_a_reversed_statement(language: str) -> None:
    chart = gaps(regional_centre(parts=(_reversed(),)), language)
    assert chart is not None
    assert sum(WORDS[language] in row[0] for row in chart.rows) == 1
    assert WORDS[language] in chart.alt


@pytest.mark.parametrize("language", WORDS)
def test_the_workbook_marks_a_reversed_statement_and_bounds_its_chance(language: str) -> None:
    book = load_workbook(io.BytesIO(workbook(regional_centre(parts=(institution(), _reversed())), language)))
    sheet = book.worksheets[3]
    marked = [row for row in sheet.iter_rows(min_row=2) if WORDS[language] in str(row[1].value)]
    assert len(marked) == 1
    least = {"en": "0.001", "ru": "0,001"}[language]
    assert marked[0][12].number_format == f'[<0.001]"<\u00a0{least}";0.000'


NEVER = ({"en": "Never", "ru": "Никогда"},)
SAID = {"en": "(favourable: “Never”)", "ru": "(положительный ответ — «Никогда»)"}


def _asked_how_often() -> Part:
    """The staff survey with an item of which the questionnaire names the favourable answer, in tables and gaps."""
    part = staff()
    card = part.scorecard
    gaps_ = tuple(gap.model_copy(update={"favours": NEVER}) if gap.item == "voice" else gap for gap in card.gaps)
    tables = tuple(one.model_copy(update={"favours": NEVER}) if one.item == "voice" else one for one in card.tables)
    return part.model_copy(update={"scorecard": card.model_copy(update={"gaps": gaps_, "tables": tables})})


@pytest.mark.parametrize("language", SAID)
def test_chart_and_workbook_name_the_answer_that_the_questionnaire_calls_favourable(language: str) -> None:
    chart = gaps(regional_centre(parts=(_asked_how_often(),)), language)
    assert chart is not None
    assert sum(row[0].endswith(SAID[language]) for row in chart.rows) == 1
    assert SAID[language] in chart.alt
    book = load_workbook(io.BytesIO(workbook(regional_centre(parts=(institution(), _asked_how_often())), language)))
    for sheet, column in ((book.worksheets[3], 1), (book.worksheets[4], 2)):
        assert any(str(row[column].value).endswith(SAID[language]) for row in sheet.iter_rows(min_row=2))


@pytest.mark.parametrize("language", SAID)
def test_an_item_says_which_late_answers_it_does_not_count(language: str) -> None:
    part = staff()
    gap = _gap(part)
    assert late(part.scorecard, gap, language) == ""
    tables = tuple(
        one.model_copy(update={"late": 2}) if (one.question, one.item) == (gap.question, gap.item) else one
        for one in part.scorecard.tables
    )
    card = part.scorecard.model_copy(update={"tables": tables})
    said = {"en": "2 late answer sets are not counted here", "ru": "2 поздних ответа здесь не учтены"}[language]
    assert late(card, gap, language) == said
    report = regional_centre(parts=(institution(), part.model_copy(update={"scorecard": card})))
    rows = load_workbook(io.BytesIO(workbook(report, language))).worksheets[3].iter_rows(min_row=2)
    assert [str(row[1].value).endswith(f"({said})") for row in rows].count(True) == 1


def test_a_named_answer_is_left_out_of_the_kept_text_of_items_that_have_none() -> None:
    gap = _gap(staff())
    assert "favours" not in gap.model_dump(mode="json")
    assert gap.model_copy(update={"favours": NEVER}).model_dump(mode="json")["favours"] == [NEVER[0]]


def test_a_contradiction_marks_a_reversed_statement() -> None:
    found = Contradiction(
        name="heard",
        label={"en": "Heard"},
        indicator="policy",
        score=100.0,
        at_least=70.0,
        questionnaire="staff",
        question="climate",
        item="excluded",
        text={"en": "I am left out"},
        reverse=True,
        favourable=0.2,
        favourable_below=0.5,
        n=20,
    )
    part = institution()
    card = part.scorecard.model_copy(update={"contradictions": (found,)})
    report = regional_centre(parts=(part.model_copy(update={"scorecard": card}),))
    assert [each.staff for each in contradictions(report, "en")] == [
        "“I am left out” (disagreement counts as favourable): 20% answered favourably (answers: 20)"
    ]
