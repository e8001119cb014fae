"""The columns of an export: stable names, and the answers of one response laid out in them."""

from decimal import Decimal

from audit.analysis import codebook
from audit.questionnaire import answers, loader

TEXT = """
name: columns
version: "1"
respondent: institution
languages: [en, ru]
title: {en: Columns, ru: Столбцы}
choices:
  kinds:
    - {name: a, score: 10, label: {en: A, ru: А}}
    - {name: na, absent: not_applicable, label: {en: Not applicable, ru: Неприменимо}}
sections:
  - name: s
    relevant: "1 = 1"
    label: {en: S, ru: С}
    questions:
      - {name: hello, type: note, label: {en: Hello, ru: Здравствуйте}}
      - {name: kind, type: select_one, choices: kinds, or_other: true, required: "yes", label: {en: Kind, ru: Вид}}
      - {name: many, type: select_multiple, choices: kinds, label: {en: Many, ru: Много}}
      - name: climate
        type: matrix
        choices: kinds
        label: {en: Climate, ru: Климат}
        items:
          - {name: voice, sensitive: true, label: {en: Voice, ru: Голос}}
          - {name: fair, label: {en: Fair, ru: Честно}}
      - name: posts
        type: headcount
        label: {en: Posts, ru: Должности}
        rows:
          - {name: head, label: {en: Head, ru: Глава}}
      - {name: money, type: money, currency: USD, relevant: "${kind} = 'a'", label: {en: Money, ru: Деньги}}
      - {name: since, type: date, label: {en: Since, ru: С}}
"""
QUESTIONNAIRE = loader.loads(TEXT)
ENTRIES = {entry.column: entry for entry in codebook.entries(QUESTIONNAIRE)}


def laid(**raw: object) -> dict[str, object]:
    return codebook.row(QUESTIONNAIRE, answers.read(QUESTIONNAIRE, raw))


def test_columns_follow_the_order_of_asking_and_notes_have_none() -> None:
    assert list(ENTRIES) == [
        "kind",
        "kind_other",
        "many",
        "climate/voice",
        "climate/fair",
        "posts/head/women",
        "posts/head/men",
        "posts/head/other",
        "money",
        "since",
    ]


def test_a_row_has_exactly_the_columns_of_the_codebook() -> None:
    assert list(laid()) == list(ENTRIES)


def test_an_entry_says_choices_points_absences_and_who_was_asked() -> None:
    kind, money = ENTRIES["kind"], ENTRIES["money"]
    assert [(choice.name, choice.score, choice.absent) for choice in kind.choices] == [
        ("a", 10.0, None),
        ("na", None, "not_applicable"),
    ]
    assert (kind.required, kind.relevant) == ("yes", "1 = 1")
    assert money.relevant == "1 = 1 and ${kind} = 'a'"


def test_a_column_of_a_part_is_labelled_in_every_language() -> None:
    assert ENTRIES["posts/head/women"].label == {"en": "Head: women", "ru": "Глава: женщины"}
    assert ENTRIES["kind_other"].label == {"en": "Kind: Other, in words", "ru": "Вид: Другое, словами"}


def test_a_sensitive_item_is_sensitive_alone() -> None:
    assert [ENTRIES[column].sensitive for column in ("climate/voice", "climate/fair")] == [True, False]


def test_values_are_laid_out_as_json_holds_them() -> None:
    row = laid(
        kind="other",
        kind_other="of my own",
        many=["a"],
        climate={"voice": "a"},
        posts={"head": {"women": 1, "men": 0}},
        money=Decimal("10.50"),
        since="2025-12-31",
    )
    assert row == {
        "kind": "other",
        "kind_other": "of my own",
        "many": ["a"],
        "climate/voice": "a",
        "climate/fair": None,
        "posts/head/women": 1,
        "posts/head/men": 0,
        "posts/head/other": 0,
        "money": 10.5,
        "since": "2025-12-31",
    }


def test_an_absence_of_the_whole_is_one_of_every_part() -> None:
    row = laid(climate={"absent": "dont_know"}, posts={"absent": "not_applicable"})
    assert row["climate/fair"] == {"absent": "dont_know"}
    assert row["posts/head/men"] == {"absent": "not_applicable"}


def test_every_statement_has_the_points_that_it_is_scored_by() -> None:
    scaled = loader.loads(
        TEXT.replace("{name: na, absent", "{name: b, label: {en: B, ru: Б}}\n    - {name: na, absent")
        .replace("score: 10, ", "")
        .replace("{name: fair, ", "{name: fair, reverse: true, ")
    )
    found = {entry.column: [choice.score for choice in entry.choices] for entry in codebook.entries(scaled)}
    assert (found["climate/voice"], found["climate/fair"]) == ([0, 100, None], [100, 0, None])
    assert found["kind"] == [None, None, None]
