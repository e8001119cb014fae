"""A questionnaire written as YAML is the questionnaire, and reads as an author would have written it."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from audit.questionnaire import loader
from audit.questionnaire.plain import decimal
from audit.questionnaire.writing import yaml_text

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = [*sorted((ROOT / "questionnaires").glob("*.yaml")), *sorted((ROOT / "tests/examples").glob("*.yaml"))]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_comes_back_equal(path: Path) -> None:
    questionnaire = loader.load(path)
    again = loader.loads(yaml_text(questionnaire))
    assert (again, loader.digest(again)) == (questionnaire, loader.digest(questionnaire))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_writing_what_was_written_changes_nothing(path: Path) -> None:
    text = yaml_text(loader.load(path))
    assert yaml_text(loader.loads(text)) == text


TEXT = """\
name: small
version: "1.0"
respondent: staff
languages: [ru, en]
title:
  ru: Опрос
  en: "No"
confidentiality:
  mode: anonymous
  threshold: 7

choices:
  agree:
    - {name: "1", label: {ru: Нет, en: "No: never"}}
    - {name: "2", score: 33.5, label: {ru: Да, en: "Yes"}}

sections:
  - name: first
    label: {ru: Первый, en: First}
    questions:
      - name: fair
        type: select_one
        choices: agree
        required: true
        label: {ru: "Справедливо?", en: "Is it fair?"}
      - name: why
        type: text
        label: {ru: "Почему?", en: "Why?"}
        hint:
          ru: |-
            Две
            строки
          en: Two lines
        relevant: ${fair} = '1'

  - name: second
    label: {ru: Второй, en: Second}
    questions:
      - name: thanks
        type: note
        label: {ru: Спасибо, en: Thank you}
"""


def test_the_text_is_what_an_author_would_have_written() -> None:
    assert yaml_text(loader.loads(TEXT)) == TEXT


@pytest.mark.parametrize(
    ("exact", "written"),
    [
        (Fraction(0), "0"),
        (Fraction(47, 100), "0.47"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(3), "3"),
        (Fraction(120), "120"),
    ],
)
def test_an_exact_number_is_written_as_a_decimal(exact: Fraction, written: str) -> None:
    assert decimal(exact) == Decimal(written)
    assert str(decimal(exact)) == written


def test_a_number_without_a_decimal_is_refused() -> None:
    with pytest.raises(ValueError, match="decimal"):
        decimal(Fraction(1, 3))
