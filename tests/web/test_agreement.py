"""One figure is the same wherever it is told: on pages, in every document, and to programs."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.questionnaire.schema import Mode
from audit.service import audits, people, responding, tokens
from audit.service.actors import SYSTEM
from audit.service.tokens import Scope
from audit.store.models import Answer, Participation, Response, identifier
from tests import build, formats
from tests.web.api.conftest import TODAY, Program
from tests.web.browsing import Visitor

LIKERT = """\
dimensions:
  - {name: climate, label: {en: Climate, ru: Климат}}
indicators:
  - {name: heard, dimension: climate, measure: likert, of: heard}
"""
#: Of twelve women seven agree, of eleven men eight: 15 of 23. Of thirteen men and women on posts four are women.
SAID = [*[("woman", "3")] * 7, *[("woman", "1")] * 5, *[("man", "3")] * 8, *[("man", "2")] * 3]
FAVOURABLE, PARITY = 15 / 23, 4 / 14


@pytest.fixture
def closed(session: Session, shelf: Path) -> build.FieldWork:
    """A closed audit in which 23 people said whether they are heard."""
    text = build.SHELF["small-staff"].replace("sections:\n", LIKERT + "sections:\n", 1)
    (shelf / "small-staff.yaml").write_text(text, encoding="utf-8")
    work = build.field_work(session, people=0)
    own = {"enquiry_id": work.staff, "mode": Mode.ANONYMOUS, "submitted": True}
    for sex, heard in SAID:
        person, response = identifier(), identifier()
        session.execute(insert(Participation).values(**own, id=person, key=person * 2, label=person))
        session.execute(insert(Response).values(**own, id=response))
        for question, value in (("sex", sex), ("heard", heard)):
            session.execute(insert(Answer).values(response_id=response, question=question, value=json.dumps(value)))
    session.commit()
    responding.save_as(session, SYSTEM, work.audit.id, enquiry_id=work.institution, answers={"posts": build.POSTS})
    responding.submit_as(session, SYSTEM, work.audit.id, enquiry_id=work.institution, today=build.TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    return work


@pytest.fixture
def program(app: Flask, session: Session, closed: build.FieldWork, a_person: Callable[..., people.UserView]) -> Program:
    """A program of an auditor."""
    user = people.grant(session, SYSTEM, a_person("p@example.org").id, body_id=closed.body.id, role=Role.AUDITOR)
    actor = people.actor_for(session, user.id)
    made = tokens.make(session, actor, closed.body.id, name="robot", scopes=tuple(Scope), days=1, today=TODAY)
    return Program(app.test_client(), made.secret)


def _figures(cards: list[dict[str, Any]]) -> tuple[float, float]:
    """Return the favourable share of all who answered `heard`, and the share of women on all posts."""
    tables = [table for card in cards for table in card["tables"] if table["question"] == "heard"]
    favourable = {group["favourable"] for table in tables for group in table["groups"] if group["name"] == "all"}
    indicators = [each for card in cards for dimension in card["dimensions"] for each in dimension["indicators"]]
    shares = {group["share"] for each in indicators for group in each.get("groups", ()) if group["name"] == "all"}
    (one,), (other,) = favourable, shares
    return one, other


def test_programs_are_told_the_figures_in_full(program: Program, closed: build.FieldWork) -> None:
    path = f"/audits/{closed.audit.id}"
    cards = program.get(f"{path}/scorecards").get_json()["scorecards"]
    report = program.get(f"{path}/report").get_json()
    handed = json.loads(program.get(f"{path}/documents/report-json").data)
    assert handed == report
    assert [part["scorecard"] for part in report["parts"]] == cards
    assert _figures(cards) == (FAVOURABLE, PARITY)


@pytest.mark.parametrize("document", ["workbook", "report-pdf", "report-word", "report-html"])
def test_every_document_tells_the_figures_that_programs_are_told(
    document: str, program: Program, closed: build.FieldWork
) -> None:
    kind = {"workbook": "xlsx", "report-pdf": "pdf", "report-word": "docx", "report-html": "html"}[document]
    sent = program.get(f"/audits/{closed.audit.id}/documents/{document}?language=en")
    _tells("\n".join(formats.texts(f"file.{kind}", sent.data)))


def test_the_pages_tell_the_figures_that_programs_are_told(
    closed: build.FieldWork, a_person: Callable[..., people.UserView], session: Session, app: Flask
) -> None:
    user = a_person("auditor@example.org")
    people.grant(session, SYSTEM, user.id, body_id=closed.body.id, role=Role.AUDITOR)
    auditor = Visitor(app)
    auditor.sign_in("auditor@example.org")
    told: list[str] = []
    for address in (f"/results/{closed.audit.id}", f"/audits/{closed.audit.id}/scorecard"):
        auditor.get(address)
        told.append(auditor.text)
    _tells("\n".join(told))


def _tells(text: str) -> None:
    """Require each figure, precise or rounded as people read it, within a longer text."""
    for figure in (FAVOURABLE, PARITY):
        precise, shown = str(figure)[:10], rf"{100 * figure:.0f}(?:\.\d)?\s?%|{100 * figure:.1f}\s?%"
        assert precise in text or re.search(rf"(?<![\d.])(?:{shown})", text), figure
