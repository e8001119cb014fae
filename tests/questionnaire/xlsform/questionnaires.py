"""Questionnaires made at random: every type of question, texts of any letters, grids, repeats, own and shared lists."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from audit.questionnaire import loader
from audit.questionnaire.carrying import Ledger
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.source import LocatedMap

LANGUAGES = ("en", "ru", "ar", "uz-Cyrl")
ODD = st.sampled_from("\n\t*<_&")
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="${}\ufeff\ufffe\uffff") | ODD,
    min_size=1,
    max_size=24,
).filter(lambda text: text.strip() != "")  # fmt: skip
NAME = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.\-]{0,8}", fullmatch=True)
PLAIN_TYPES = ("text", "integer", "decimal", "percent", "date", "time", "datetime", "acknowledge", "link", "note")
POINTS = st.sampled_from(["0", "12.5", "100"])
YES = st.sampled_from(["true", "false"])


def _names(draw: st.DrawFn, most: int, *, least: int = 1) -> list[str]:
    return draw(st.lists(NAME, min_size=least, max_size=most, unique_by=str.casefold))


def _text(draw: st.DrawFn, languages: Sequence[str]) -> dict[str, str]:
    return {language: draw(TEXT) for language in languages}


def _choices(draw: st.DrawFn, languages: Sequence[str], *, scored: bool = True) -> list[dict[str, Any]]:
    found = []
    for name in _names(draw, 4, least=2):
        choice: dict[str, Any] = {"name": name, "label": _text(draw, languages)}
        if scored and draw(st.booleans()):
            choice["score"] = draw(POINTS)
        if draw(st.booleans()):
            keys = [key for key in _names(draw, 2) if key not in ("name", "label")]
            choice["attributes"] = {key: draw(TEXT) for key in keys}
        found.append(choice)
    return found


def _question(
    draw: st.DrawFn, name: str, languages: Sequence[str], lists: Sequence[str], depth: int = 0
) -> dict[str, Any]:
    kinds = [
        *PLAIN_TYPES,
        "select_one",
        "select_multiple",
        "rank",
        "range",
        "matrix",
        "headcount",
        "money",
        "calculate",
    ]
    kind = draw(st.sampled_from(kinds))
    made: dict[str, Any] = {"name": name, "type": kind, "label": _text(draw, languages)}
    if kind in ("select_one", "select_multiple", "rank", "matrix"):
        inline = _choices(draw, languages, scored=kind != "rank")
        made["choices"] = draw(st.sampled_from([*lists, *([inline] * 2)]))
    if kind in ("select_one", "select_multiple"):
        made |= {"or_other": draw(YES), "randomize": draw(YES)}
    if kind == "range":
        made |= {"start": "0", "end": "10", "step": draw(st.sampled_from(["1", "0.5", "2.5"]))}
    if kind == "matrix":
        made["items"] = [{"name": each, "label": _text(draw, languages)} for each in _names(draw, 3)]
    if kind == "headcount":
        rows = [each for each in _names(draw, 3) if each not in ("women", "men", "other", "total")] or ["all"]
        made["rows"] = [{"name": each, "label": _text(draw, languages), "decision_making": draw(YES)} for each in rows]
        made["sum_rows"] = draw(YES)
    if kind == "money":
        made["currency"] = "EUR"
    if kind == "calculate":
        return made | {"calculation": draw(st.sampled_from(["1 + 1", " today() ", "concat('a\n', 'b')"]))}
    return made | _more(draw, kind, languages)


def _more(draw: st.DrawFn, kind: str, languages: Sequence[str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if draw(st.booleans()):
        made["hint"] = _text(draw, languages)
    if kind != "note" and draw(st.booleans()):
        made |= {"required": draw(st.sampled_from(["true", "1 = 1"])), "required_message": _text(draw, languages)}
    if draw(st.booleans()):
        made["relevant"] = draw(st.sampled_from(["today() > '2020-01-01'", "not(false())", " 1 <\n2 "]))
    if kind in ("integer", "decimal") and draw(st.booleans()):
        made |= {"constraint": ". >= 0", "constraint_message": _text(draw, languages)}
    if draw(st.booleans()):
        made |= {"appearance": draw(st.sampled_from(["minimal", "table-list", "w1 hidden", "label"]))}
    if kind != "note" and draw(st.booleans()):
        made |= {"sensitive": "true", "evidence": "expected"}
    return made


def _referring(draw: st.DrawFn, questions: list[dict[str, Any]]) -> None:
    """Let later questions ask about parts of earlier grids."""
    paths = [
        f"{question['name']}/{part['name']}"
        for question in questions
        for part in (*question.get("items", ()), *question.get("rows", ()))
    ]
    paths += [f"{question['name']}/women" for question in questions if question["type"] == "headcount"]
    if paths:
        path = draw(st.sampled_from(paths))
        questions.append(
            {"name": "zz_last", "type": "note", "label": {"en": f"Said: ${{{path}}}"}, "relevant": f"${{{path}}} != ''"}
        )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Return a questionnaire that loads without a mistake."""
    languages = LANGUAGES[: draw(st.integers(1, len(LANGUAGES)))]
    lists = {f"list_{each}": _choices(draw, languages, scored=False) for each in _names(draw, 2)}
    names = draw(st.lists(NAME, min_size=1, max_size=6, unique_by=lambda each: each.casefold().removesuffix("_other")))
    asked = [_question(draw, name, languages, tuple(lists)) for name in names]
    if len(asked) > 2:
        asked[-2:] = [
            {
                "name": asked[-1]["name"] + "_rep",
                "type": "repeat",
                "label": _text(draw, languages),
                "entry_label": _text(draw, languages),
                "least": "1",
                "questions": asked[-2:],
            }
        ]
    _referring(draw, asked)
    half = draw(st.integers(1, len(asked)))
    parts = [part for part in (asked[:half], asked[half:]) if part]
    data = {
        "name": draw(NAME),
        "version": draw(TEXT),
        "respondent": "institution",
        "languages": list(languages),
        "title": _text(draw, languages),
        "choices": lists,
        "sections": [
            {"name": f"s{number}", "label": _text(draw, languages), "questions": part}
            for number, part in enumerate(parts)
        ],
    }
    located = Ledger().converted(data, ())
    assert isinstance(located, LocatedMap)
    found, mistakes = loader.scrutinised(located)
    assert found is not None, [str(each) for each in mistakes]
    return found
