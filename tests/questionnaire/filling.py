"""A questionnaire with every type of question, its Excel form, and a hand that fills the form in."""

import io
from collections.abc import Mapping

import openpyxl

from audit.analysis.blank import blank
from audit.questionnaire import loader
from audit.questionnaire.schema import Confidentiality, Mode, Questionnaire
from audit.render.blank_excel import excel

COLUMNS = {"women": 4, "men": 5, "other": 6}
EVERY_TYPE = loader.loads("""
name: every-type
version: "1"
respondent: institution
languages: [en, ru]
title: {en: Every type, ru: Все типы}
choices:
  agree:
    - {name: "1", label: {en: Disagree, ru: Не согласна}}
    - {name: "2", label: {en: Agree, ru: Согласна}}
    - {name: dk, absent: dont_know, label: {en: I do not know, ru: Не знаю}}
  topics:
    - {name: peace, label: {en: Peace, ru: Мир}}
    - {name: water, label: {en: Water, ru: Вода}}
    - {name: climate, label: {en: Climate, ru: Климат}}
sections:
  - name: one
    label: {en: "Facts: people/posts", ru: "Факты: люди/должности"}
    questions:
      - {name: words, type: text, label: {en: Words, ru: Слова}}
      - {name: whole, type: integer, constraint: . >= 0, label: {en: Whole, ru: Целое}}
      - {name: number, type: decimal, label: {en: Number, ru: Число}}
      - {name: part, type: percent, label: {en: Part, ru: Доля}}
      - {name: fund, type: money, currency: USD, label: {en: Fund, ru: Фонд}}
      - {name: since, type: date, label: {en: Since, ru: С какого дня}}
      - {name: at, type: time, label: {en: At, ru: Когда}}
      - {name: meeting, type: datetime, label: {en: Meeting, ru: Встреча}}
      - {name: rating, type: range, start: 0, end: 10, label: {en: Rating, ru: Оценка}}
      - {name: seen, type: acknowledge, label: {en: Read and seen, ru: Прочитано}}
      - {name: page, type: link, label: {en: Page, ru: Страница}}
      - {name: proof, type: file, label: {en: Proof, ru: Подтверждение}}
      - {name: posts, type: headcount, label: {en: Posts, ru: Должности},
         rows: [{name: head, label: {en: Head, ru: Руководство}}, {name: staff, label: {en: Staff, ru: Сотрудники}}]}
  - name: two
    label: {en: Choices, ru: Выбор}
    questions:
      - {name: topic, type: select_one, choices: topics, or_other: true, label: {en: Topic, ru: Тема}}
      - {name: several, type: select_multiple, choices: topics, or_other: true, label: {en: Several, ru: Несколько}}
      - {name: order, type: rank, choices: topics, label: {en: Order, ru: Порядок}}
      - {name: views, type: matrix, choices: agree, label: {en: Views, ru: Мнения},
         items: [{name: voice, label: {en: Voice, ru: Голос}}, {name: credit, label: {en: Credit, ru: Признание}}]}
      - {name: total, type: calculate, calculation: "${whole} + 1"}
  - name: three
    label: {en: Missions, ru: Миссии}
    relevant: ${whole} > 0
    questions:
      - name: missions
        type: repeat
        label: {en: Missions, ru: Миссии}
        questions:
          - {name: where, type: text, label: {en: Where, ru: Куда}}
          - {name: people, type: headcount, label: {en: People, ru: Люди},
             rows: [{name: led, label: {en: Led, ru: Руководили}}]}
""")
#: What a hand writes, and what must come of it, question by question.
WRITTEN: Mapping[str, object] = {
    "words": "=1+1 ёлка",
    "whole": 12,
    "number": 0.3,
    "part": "25 %",
    "fund": 1000.5,
    "since": "31.12.2025",
    "at": "14:30",
    "meeting": "2025-12-31 14:30",
    "rating": 7,
    "seen": "I confirm this",
    "page": "https://example.org/a",
    "posts/head/women": 1,
    "posts/head/men": 2,
    "posts/staff/women": 3,
    "posts/staff/men": 0,
    "posts/staff/other": 1,
    "topic": "Other, please specify",
    "topic_other": "Trade",
    "several/water": "x",
    "several/peace": "да",
    "order/peace": 3,
    "order/water": 1,
    "order/climate": 2,
    "views/voice": "Agree",
    "views/credit": "I do not know",
    "missions/1/where": "Osh",
    "missions/1/people/led/women": 2,
    "missions/1/people/led/men": 0,
    "missions/3/where": "Khujand",
}


def form(questionnaire: Questionnaire = EVERY_TYPE, language: str = "en") -> bytes:
    """Return the empty Excel form of a questionnaire."""
    promised = Confidentiality(mode=Mode.NAMED)
    return excel(blank(questionnaire, loader.digest(questionnaire), promised=promised), language)


def filled(written: Mapping[str, object], content: bytes) -> bytes:
    """Return a form with texts and numbers written into the cells of some keys; KeyError where there is no such key."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = {
        sheet.cell(row, 1).value: (sheet, row)
        for sheet in book.worksheets
        for row in range(1, sheet.max_row + 1)
        if not sheet.title.startswith("_")
    }
    for key, value in written.items():
        column = COLUMNS.get(key.rpartition("/")[2])
        sheet, row = rows[key.rpartition("/")[0] if column else key]
        cell = sheet.cell(row, column or 4)
        assert not cell.protection.locked, f"{key} is locked"
        cell.value = value  # type: ignore[assignment]  # what a hand writes
        if isinstance(value, str):
            cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
