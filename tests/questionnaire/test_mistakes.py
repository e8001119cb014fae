"""Every mistake of an author is named with its place, what is wrong and what to do; nothing else is blamed for it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.errors import DefinitionError
from audit.questionnaire import loader

FOLDER = Path(__file__).resolve().parent.parent / "questionnaires"
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "mistakes.yaml").read_text(encoding="utf-8"))
BASES = {name: (FOLDER / f"{name}.yaml").read_text(encoding="utf-8") for name in ("institution", "staff", "log")}


def _changed(case: dict[str, Any]) -> str:
    text = BASES[case["in"]]
    for old, new in case["change"]:
        assert old in text
        text = text.replace(old, new) if case.get("everywhere") else text.replace(old, new, 1)
    return text


@pytest.mark.parametrize("case", CASES, ids=[case["name"].replace(" ", "-") for case in CASES])
def test_what_is_said_of(case: dict[str, Any]) -> None:
    _, mistakes = loader.examined(_changed(case))
    assert [f"{each.severity.value} {each.code}: {each}" for each in mistakes] == case["says"]


@pytest.mark.parametrize("name", BASES)
def test_the_unchanged_questionnaire_has_no_mistake(name: str) -> None:
    assert loader.examined(BASES[name])[1] == ()


def test_the_corpus_holds_at_least_forty_kinds() -> None:
    assert len({said.split(":")[0] for case in CASES for said in case["says"]}) >= 40


def test_a_warning_alone_does_not_refuse() -> None:
    text = BASES["institution"].replace("{en: Posts, ru: Должности}", "{en: Posts}")
    assert loader.loads(text).questions["posts"].label == {"en": "Posts"}


def test_no_line_of_the_tiny_sets_can_be_spoilt_into_a_crash() -> None:
    for base in BASES.values():
        lines = base.splitlines(keepends=True)
        for number in range(len(lines)):
            for spoilt in (
                lines[number] * 2,
                "",
                lines[number].replace(":", ": [", 1),
                lines[number].replace("{", "", 1),
            ):
                _said("".join([*lines[:number], spoilt, *lines[number + 1 :]]))


def _said(text: str) -> int:
    try:
        return len(loader.examined(text)[1])
    except DefinitionError as refusal:
        return len(refusal.mistakes)
