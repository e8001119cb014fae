"""A form over which the rows of `expressions.yaml` are evaluated, and the scope that a row describes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from audit.questionnaire import instances
from audit.questionnaire.evaluation import NO_NUMBER, Scope
from audit.questionnaire.ground import Ground
from audit.questionnaire.instances import HERE, Where
from audit.questionnaire.loader import loads
from audit.questionnaire.plan import planned
from audit.questionnaire.values import Absence, Absent, Answers, Value

CORPUS: Sequence[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("expressions.yaml").read_text(encoding="utf-8")
)
TODAY = date(2026, 3, 15)
FORM = loads("""\
name: expressions
version: "1"
respondent: institution
languages: [en, ru]
title: {en: Expressions, ru: Выражения}
choices:
  steps: [{name: "1", label: {en: one, ru: один}}, {name: "2", label: {en: two, ru: два}},
    {name: "3", label: {en: three, ru: три}}, {name: "4", label: {en: four, ru: четыре}}]
  towns: [{name: almaty, label: {en: Almaty, ru: Алматы}, attributes: {region: south, size: "2000000"}},
    {name: aktau, label: {en: Aktau, ru: Актау}, attributes: {region: west, size: "200000"}},
    {name: shymkent, label: {en: Shymkent, ru: Шымкент}, attributes: {region: south, size: "1200000"}}]
sections:
  - name: only
    label: {en: Only, ru: Одна}
    questions:
      - {name: x, type: text, label: {en: X, ru: Икс}}
      - {name: y, type: text, label: {en: Y, ru: Игрек}}
      - name: posts
        type: headcount
        label: {en: Posts, ru: Должности}
        rows: [{name: head, label: {en: Head, ru: Глава}}, {name: director, label: {en: Directors, ru: Директора}}]
      - name: climate
        type: matrix
        label: {en: Climate, ru: Обстановка}
        choices: steps
        items: [{name: voice, label: {en: Voice, ru: Голос}}, {name: fair, label: {en: Fair, ru: Честно}}]
      - name: policy
        type: select_one
        label: {en: Policy, ru: Правило}
        choices: [{name: "yes", label: {en: "Yes, adopted", ru: "Да, принято"}},
          {name: draft, label: {en: Drafted, ru: Проект}}, {name: dk, label: {en: Don't know, ru: Не знаю}}]
      - {name: town, type: select_one, label: {en: Town, ru: Город}, choices: towns}
      - name: people
        type: repeat
        label: {en: People, ru: Люди}
        questions:
          - {name: who, type: text, label: {en: Name, ru: Имя}}
          - {name: age, type: integer, label: {en: Age, ru: Возраст}}
          - {name: speaks, type: select_multiple, label: {en: Languages, ru: Языки},
             choices: [{name: ru, label: {en: Russian, ru: русский}}, {name: kk, label: {en: Kazakh, ru: казахский}}]}
          - name: trips
            type: repeat
            label: {en: Trips, ru: Поездки}
            questions:
              - {name: place, type: text, label: {en: Where to, ru: Куда}}
              - {name: nights, type: integer, label: {en: Nights, ru: Ночей}}
""")


def typed(written: Any) -> Any:  # noqa: ANN401 - whatever YAML gives
    """Return what the corpus writes as the value it stands for."""
    if isinstance(written, float):
        return Decimal(str(written))
    if isinstance(written, list):
        return tuple(typed(each) for each in written)
    if isinstance(written, dict) and set(written) == {"absent"}:
        return Absent(Absence(written["absent"]))
    if isinstance(written, dict) and set(written) == {"number"}:
        return NO_NUMBER
    if isinstance(written, dict) and set(written) == {"time"}:
        return time.fromisoformat(written["time"])
    if isinstance(written, dict):
        return {key: typed(value) for key, value in written.items()}
    return written


def scope(
    answers: Answers,
    where: Where = HERE,
    *,
    language: str = "en",
    seed: str = "form",
    **named: Any,  # noqa: ANN401 - fields of Scope
) -> Scope:
    """Return the scope of an expression that stands in an entry of the form, over answers as they are."""
    frames: dict[Where, dict[str, Value]] = {HERE: {}}
    entries: dict[str, int] = {}
    for place, inner in instances.instances(FORM, answers):
        frames[place] = dict(inner)
        repeats = ((name, inner.get(name)) for name in ("people", "trips"))
        entries |= {instances.path(place, name): len(listed) for name, listed in repeats if isinstance(listed, tuple)}
    ground = Ground(FORM, planned(FORM), answers, TODAY, language, seed, frames, entries=entries)
    return replace(ground.scope(where), **named)


def scope_of(case: Mapping[str, Any]) -> Scope:
    """Return the scope that a row of the corpus describes."""
    where: Where = tuple(case.get("inside", ()))
    own = typed(case.get("self", {"absent": "not_answered"}))
    told = {key: case[key] for key in ("language", "seed") if key in case}
    return scope(typed(case.get("answers", {})), where, own=own, columns=case.get("columns", {}), **told)
