"""A number that the gate withholds is in nothing that leaves the program: 7,319 women, told apart by three men only."""

import io
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask_security.utils import hash_password
from sqlalchemy import insert
from sqlalchemy.orm import Session

from audit import config, store
from audit.analysis import gate
from audit.analysis.report import Report, canonical
from audit.analysis.suppression import Breakdown, Suppression
from audit.app import create_app
from audit.cli import main
from audit.lifecycle import Role
from audit.questionnaire.schema import Mode
from audit.render import charts
from audit.render.documents import DOCUMENTS, FORMATS, Wish
from audit.service import audits, definitions, people, reporting, responding, tokens
from audit.service.actors import SYSTEM
from audit.service.tokens import Scope
from audit.store.models import Answer, Participation, Response, identifier
from audit.web.api.operations import BASE
from tests import build, formats
from tests.web.browsing import PASSWORD, Visitor

SENTINEL = 7319
SPOKEN = re.compile(r"(?<![\w.,-])7(?:|,|'| |&nbsp;|\u00a0|\u202f)319(?![\w-])")
#: The men's share: one of three.
A_THIRD = re.compile(r"(?<![\d.])33(?: |\u00a0|\u202f|&nbsp;)?%")
SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH"
WOMEN = [("woman", "2")] * SENTINEL
OTHERS = [("man", "1"), ("man", "2"), ("man", "3")]
LIKERT = """\
dimensions:
  - {name: climate, label: {en: Climate, ru: Климат}}
indicators:
  - {name: heard, dimension: climate, measure: likert, of: heard}
"""

#: What is downloaded of a closed audit: one line a file, the end of whose name says how `tests.formats` reads it.
DOWNLOADS = {"workbook": "/audits/{audit}/workbook.xlsx"}

#: What programs read of a closed audit, by its address under the audit's.
READ_BY_PROGRAMS = ("report", "scorecards", "tables", "documents/workbook")
BY_PROGRAMS = tuple(f"api {path}" for path in READ_BY_PROGRAMS)

#: Formats of `paritet export` that hold figures; a codebook holds none.
DATA = ("xlsx", "json", "csv", "parquet", "sav", "ddi")

#: What the worker makes to be read by people: all of it says shares of women and men.
READ = ("report-pdf", "one-page", "report-word", "report-html")

Outputs = Mapping[str, list[str]]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, upgraded_file: Path) -> Outputs:
    """Everything that leaves the program of one audit, by its name."""
    with pytest.MonkeyPatch.context() as patch:
        return _everything(tmp_path_factory.mktemp("sentinel"), upgraded_file, patch)


@pytest.fixture(scope="module")
def leaked(tmp_path_factory: pytest.TempPathFactory, upgraded_file: Path) -> Outputs:
    """The same of a program whose gate withholds nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "breakdown", lambda sizes, _: Breakdown(sizes, {}, {}))
        patch.setattr(Suppression, "hidden", lambda *_: {})
        return _everything(tmp_path_factory.mktemp("leaked"), upgraded_file, patch)


def _everything(folder: Path, empty: Path, patch: pytest.MonkeyPatch) -> Outputs:
    patch.setattr(definitions, "SHELF", folder)
    for name, text in build.SHELF.items():
        asked = text.replace("sections:\n", LIKERT + "sections:\n", 1) if name == "small-staff" else text
        (folder / f"{name}.yaml").write_text(asked, encoding="utf-8")
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
            return {**_of_the_instance(session, Visitor(app)), "score": [_scored(folder)]}
    finally:
        app.extensions["paritet.engine"].dispose()


def _of_the_instance(session: Session, auditor: Visitor) -> Outputs:
    work = build.field_work(session, people=0)
    _answer(session, work)
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
    made |= {kind: _data(kind, report) for kind in DATA}
    made |= _by_programs(session, auditor, work, user.id)
    made |= {name: _document(name, report) for name in READ}
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


def _answer(session: Session, work: build.FieldWork) -> None:
    """Let everybody answer at once, as 7,322 visits would take minutes."""
    everybody = [(identifier(), identifier(), *said) for said in WOMEN + OTHERS]
    own = {"enquiry_id": work.staff, "mode": Mode.ANONYMOUS, "submitted": True}
    units = [(person, "north" if sex == "woman" else "south", True) for person, _, sex, _ in everybody]
    units += [(identifier(), unit, False) for unit in ("north", "south") for _ in range(20)]
    session.execute(
        insert(Participation),
        [
            {**own, "id": person, "key": person * 2, "label": person, "unit": unit, "submitted": submitted}
            for person, unit, submitted in units
        ],
    )
    session.execute(insert(Response), [{**own, "id": response} for _, response, _, _ in everybody])
    session.execute(
        insert(Answer),
        [
            {"response_id": response, "question": question, "value": json.dumps(value)}
            for _, response, sex, heard in everybody
            for question, value in (("sex", sex), ("heard", heard))
        ],
    )
    session.commit()
    responding.save_as(session, SYSTEM, work.audit.id, enquiry_id=work.institution, answers={"posts": build.POSTS})
    responding.submit_as(session, SYSTEM, work.audit.id, enquiry_id=work.institution, today=build.TODAY)


def _data(kind: str, report: Report) -> list[str]:
    out = io.BytesIO()
    FORMATS[kind].write(report, out, Wish("en"))
    return formats.texts(f"report{FORMATS[kind].ending}", out.getvalue())


def _page(visitor: Visitor, path: str) -> str:
    return "\n".join(formats.texts("page.html", b"".join(visitor.get(path).iter_encoded())))


def _file(visitor: Visitor, path: str) -> list[str]:
    response = visitor.client.get(path)
    assert response.status_code == 200
    return formats.texts(path, response.data)


def _document(name: str, report: Report) -> list[str]:
    made = DOCUMENTS[name]
    return formats.texts(f"{name}.{made.suffix}", made.made(report, Wish("en")))


def _scored(folder: Path) -> str:
    (folder / "answers.json").write_text(json.dumps([{"sex": sex, "heard": heard} for sex, heard in WOMEN + OTHERS]))
    done = CliRunner(env={"PARITET_LANG": "en"}).invoke(
        main, ["score", str(folder / "small-staff.yaml"), str(folder / "answers.json"), "--json"]
    )
    assert done.exit_code == 0, done.output
    return done.stdout


def _is_told(outputs: list[str], said: re.Pattern[str] = SPOKEN) -> bool:
    return any(said.search(each) for each in outputs)


COUNTING = ("report", "score", *DOWNLOADS, *DATA, *BY_PROGRAMS)
SHARING = ("charts", "scorecard page", "results page", *READ)


@pytest.mark.parametrize("output", [*COUNTING, *SHARING, "audit page"])
def test_a_withheld_number_is_in_no_byte(output: str, published: Outputs) -> None:
    assert published[output]
    assert not _is_told(published[output])


@pytest.mark.parametrize("output", COUNTING)
def test_it_is_found_where_the_gate_withholds_nothing(output: str, leaked: Outputs) -> None:
    assert _is_told(leaked[output])


@pytest.mark.parametrize("output", SHARING)
def test_a_withheld_share_is_said_where_the_gate_withholds_nothing_and_nowhere_else(
    output: str, published: Outputs, leaked: Outputs
) -> None:
    assert (_is_told(published[output], A_THIRD), _is_told(leaked[output], A_THIRD)) == (False, True)


@pytest.mark.parametrize("said", ["7319", ">7,319<", "7 319 women", "7\u00a0319", "7\u202f319", "7&nbsp;319"])
def test_it_is_found_however_it_is_written(said: str) -> None:
    assert _is_told([said])
