"""Everything that leaves the program of one audit: pages, files of every format, what programs read, the command line.

A survey is put into a new instance, answered, closed, and looked at as its auditor, as a program with a token, and by
`paritet score` and `paritet report` without an instance. Files are opened to the bottom by `tests.formats`.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask_security.utils import hash_password
from sqlalchemy import insert
from sqlalchemy.orm import Session

from audit import config, store
from audit.analysis.report import Report, canonical
from audit.app import create_app
from audit.cli import main
from audit.lifecycle import Role
from audit.questionnaire.schema import Mode
from audit.render import charts
from audit.render.documents import DOCUMENTS, Wish
from audit.service import audits, definitions, people, reporting, responding, tokens
from audit.service.actors import SYSTEM
from audit.service.tokens import Scope
from audit.store.models import Answer, Participation, Response, identifier
from audit.web.api.operations import BASE
from tests import build, formats
from tests.web.browsing import PASSWORD, Visitor

SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH"
STAFF = "small-staff"

#: What is downloaded of a closed audit: one line a file, the end of whose name says how `tests.formats` reads it.
DOWNLOADS = {"download": "/audits/{audit}/workbook.xlsx"}

#: What programs read of a closed audit, by its address under the audit's.
READ_BY_PROGRAMS = ("report", "scorecards", "tables", "documents/workbook")
BY_PROGRAMS = tuple(f"api {path}" for path in READ_BY_PROGRAMS)

#: Documents that hold no figure of a survey.
WITHOUT_FIGURES = ("codebook",)
#: Documents made of a report: every one that the program offers.
MADE = tuple(name for name in DOCUMENTS if name not in WITHOUT_FIGURES)

Outputs = Mapping[str, list[str]]
Given = Mapping[str, object]


@dataclass(frozen=True)
class Survey:
    """A survey of the name `small-staff` and what each of its respondents answered; `unit` is where each works."""

    text: str
    given: Sequence[Given]
    unit: str = "north"


def everything(folder: Path, empty: Path, survey: Survey, patch: pytest.MonkeyPatch) -> Outputs:
    """Return all texts of everything that leaves the program, by its name; `empty` is a database without rows."""
    patch.setattr(definitions, "SHELF", folder)
    for name, text in (build.SHELF | {STAFF: survey.text}).items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "paritet.sqlite").write_bytes(empty.read_bytes())
    address = f"sqlite:///{folder / 'paritet.sqlite'}"
    secrets = config.Secrets(SECRET, SECRET, SECRET)
    app = create_app(
        config.Settings(
            instance=folder, database_url=address, secrets=secrets, base_url="http://localhost", language="en"
        )
    )
    try:
        with store.sessions(app.extensions["paritet.engine"])() as session, app.app_context():
            return {**_of_the_instance(session, Visitor(app), survey), "score": [_scored(folder, survey)]}
    finally:
        app.extensions["paritet.engine"].dispose()


def _of_the_instance(session: Session, auditor: Visitor, survey: Survey) -> Outputs:
    work = build.field_work(session, people=0)
    _answer(session, work, survey)
    user = build.a_user(session, password_hash=hash_password(PASSWORD))
    people.grant(session, SYSTEM, user.id, body_id=work.body.id, role=Role.AUDITOR)
    auditor.sign_in("a@example.org")
    made = {"audit page": [_page(auditor, f"/audits/{work.audit.id}")]}
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)
    report = reporting.report(session, SYSTEM, work.audit.id)
    made["report"] = formats.texts("report.json", canonical(report).encode())
    made["audit page"] += [_page(auditor, f"/audits/{work.audit.id}")]
    made["scorecard page"] = [_page(auditor, f"/audits/{work.audit.id}/scorecard")]
    made["results page"] = [_page(auditor, f"/results/{work.audit.id}")]
    made |= {name: _file(auditor, path.format(audit=work.audit.id)) for name, path in DOWNLOADS.items()}
    made |= _by_programs(session, auditor, work, user.id)
    made |= {name: _made(name, report) for name in MADE}
    made["charts"] = [
        text
        for chart in charts.charts(report, "en")
        for kind in ("svg", "png")
        for text in _file(auditor, f"/results/{work.audit.id}/{chart.name}.{kind}")
    ]
    return made


def _by_programs(session: Session, auditor: Visitor, work: build.FieldWork, user_id: str) -> Outputs:
    actor = people.actor_for(session, user_id)
    token = tokens.make(session, actor, work.body.id, name="robot", scopes=tuple(Scope), days=1, today=date.today())
    program = auditor.client.application.test_client()
    found = {}
    for name, path in zip(BY_PROGRAMS, READ_BY_PROGRAMS, strict=True):
        address = f"{BASE}/audits/{work.audit.id}/{path}"
        answered = program.get(address, headers={"Authorization": f"Bearer {token.secret}"})
        assert answered.status_code == 200
        ending = "xlsx" if path.startswith("documents") else "json"
        found[name] = formats.texts(f"answer.{ending}", answered.data)
    return found


def _answer(session: Session, work: build.FieldWork, survey: Survey) -> None:
    """Let everybody answer at once, as thousands of visits would take minutes."""
    everybody = [(identifier(), identifier(), each) for each in survey.given]
    own = {"enquiry_id": work.staff, "mode": Mode.ANONYMOUS, "submitted": True}
    units = [(person, survey.unit, True) for person, _, _ in everybody]
    units += [(identifier(), unit, False) for unit in ("north", "south") for _ in range(20)]
    session.execute(
        insert(Participation),
        [
            {**own, "id": person, "key": person * 2, "label": person, "unit": unit, "submitted": submitted}
            for person, unit, submitted in units
        ],
    )
    session.execute(insert(Response), [{**own, "id": response} for _, response, _ in everybody])
    session.execute(
        insert(Answer),
        [
            {"response_id": response, "question": question, "value": json.dumps(value)}
            for _, response, given in everybody
            for question, value in given.items()
        ],
    )
    session.commit()
    responding.save_as(session, SYSTEM, work.audit.id, enquiry_id=work.institution, answers={"posts": build.POSTS})
    responding.submit_as(session, SYSTEM, work.audit.id, enquiry_id=work.institution, today=build.TODAY)


def _page(visitor: Visitor, path: str) -> str:
    return "\n".join(formats.texts("page.html", b"".join(visitor.get(path).iter_encoded())))


def _file(visitor: Visitor, path: str) -> list[str]:
    response = visitor.client.get(path)
    assert response.status_code == 200
    return formats.texts(path, response.data)


def _made(name: str, report: Report) -> list[str]:
    out = io.BytesIO()
    DOCUMENTS[name].write(report, out, Wish("en"))
    return formats.texts(f"report{DOCUMENTS[name].ending}", out.getvalue())


def _scored(folder: Path, survey: Survey) -> str:
    (folder / "answers.json").write_text(json.dumps(survey.given), encoding="utf-8")
    done = CliRunner(env={"PARITET_LANG": "en"}).invoke(
        main, ["score", str(folder / f"{STAFF}.yaml"), str(folder / "answers.json"), "--json"]
    )
    assert done.exit_code == 0, done.output
    return done.stdout
