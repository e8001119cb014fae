"""`paritet import` brings filled forms into an institution's set and overwrites nothing unseen."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from audit.cli import main
from audit.questionnaire import loader
from audit.questionnaire.values import Sex
from audit.service import bodies, responding
from audit.service.actors import SYSTEM
from tests import build
from tests.questionnaire.filling import filled, form

pytestmark = pytest.mark.usefixtures("shelf")
SET = loader.loads(build.INSTITUTION)
POSTS = {"posts/head/women": 1, "posts/head/men": 1, "posts/staff/women": 3, "posts/staff/men": 9}


def _import(url: str, *arguments: object, language: str = "en") -> Result:
    environment = {"PARITET_DATABASE_URL": url, "PARITET_LANG": language}
    return CliRunner().invoke(main, ["import", "2025", *map(str, arguments)], env=environment)


def _excel(folder: Path, written: dict[str, object], name: str = "form.xlsx") -> Path:
    path = folder / name
    path.write_bytes(filled(written, form(SET)))
    return path


def _kept(session: Session, work: build.FieldWork) -> object:
    session.expire_all()
    return responding.arrive_as(session, SYSTEM, work.audit.id, enquiry_id=work.institution).answers


def test_a_filled_form_becomes_the_set(session: Session, database_url: str, tmp_path: Path) -> None:
    work = build.field_work(session)
    result = _import(database_url, _excel(tmp_path, {**POSTS, "remark": "ёлка"}))
    assert (result.exit_code, result.stdout) == (0, "2 answers taken in\n")
    head, staff = {"women": 1, "men": 1, "other": 0}, {"women": 3, "men": 9, "other": 0}
    assert _kept(session, work) == {"posts": {"head": head, "staff": staff}, "remark": "ёлка"}


def test_parts_that_several_people_filled_are_put_together(session: Session, database_url: str, tmp_path: Path) -> None:
    work = build.field_work(session)
    one = _excel(tmp_path, {key: POSTS[key] for key in POSTS if "head" in key}, "one.xlsx")
    two = _excel(tmp_path, {key: POSTS[key] for key in POSTS if "staff" in key}, "two.xlsx")
    remark = tmp_path / "remark.json"
    remark.write_text(json.dumps({"remark": "R"}), encoding="utf-8")
    assert _import(database_url, one, two, remark).exit_code == 0
    assert set(_kept(session, work)["posts"]) == {"head", "staff"}  # type: ignore[index]  # a mapping


def test_answers_that_differ_are_listed_and_nothing_is_taken(
    session: Session, database_url: str, tmp_path: Path
) -> None:
    work = build.field_work(session)
    one, two = (_excel(tmp_path, {"remark": text}, f"{text}.xlsx") for text in ("A", "B"))
    refused = _import(database_url, one, two)
    assert refused.exit_code == 1
    assert "question 'remark': the answers differ" in refused.stderr
    assert all(f'{file}: "{text}"' in refused.stderr for file, text in ((one, "A"), (two, "B")))
    assert _kept(session, work) == {}
    assert _import(database_url, one, two, "--prefer", two).exit_code == 0
    assert _kept(session, work) == {"remark": "B"}


def test_what_is_kept_is_not_overwritten_unless_the_file_is_preferred(
    session: Session, database_url: str, tmp_path: Path
) -> None:
    work = build.field_work(session)
    assert _import(database_url, _excel(tmp_path, {"remark": "A"})).exit_code == 0
    later = _excel(tmp_path, {"remark": "B"}, "later.xlsx")
    refused = _import(database_url, later)
    assert (refused.exit_code, 'kept: "A"' in refused.stderr) == (1, True)
    assert _import(database_url, later, "--prefer", "kept").stdout == "0 answers taken in\n"
    assert _kept(session, work) == {"remark": "A"}
    assert _import(database_url, later, "--prefer", later).exit_code == 0
    assert _kept(session, work) == {"remark": "B"}


def test_a_mistake_is_said_by_file_sheet_and_cell_in_russian(
    session: Session, database_url: str, tmp_path: Path
) -> None:
    build.field_work(session)
    refused = _import(database_url, _excel(tmp_path, {"posts/head/women": "две"}), language="ru")
    assert refused.exit_code == 1
    assert "form.xlsx: лист «1. People», ячейка D5" in refused.stderr


def test_a_form_of_an_earlier_version_is_taken_with_a_word_of_what_has_changed(
    session: Session, database_url: str, tmp_path: Path
) -> None:
    work = build.field_work(session)
    earlier = loader.loads(build.INSTITUTION.replace('version: "1"', 'version: "0"'))
    path = tmp_path / "old.xlsx"
    path.write_bytes(filled({"remark": "A"}, form(earlier)))
    result = _import(database_url, path)
    assert (result.exit_code, "this form is of version 0, and version 1 is asked" in result.stderr) == (0, True)
    assert _kept(session, work) == {"remark": "A"}


def test_an_unknown_file_to_prefer_is_refused(session: Session, database_url: str, tmp_path: Path) -> None:
    build.field_work(session)
    refused = _import(database_url, _excel(tmp_path, {"remark": "A"}), "--prefer", "other.xlsx")
    assert "'other.xlsx' is none of the files that are brought in" in refused.stderr


def test_a_table_of_head_counts_becomes_those_of_the_body(session: Session, database_url: str, tmp_path: Path) -> None:
    work = build.field_work(session)
    table = tmp_path / "counts.csv"
    table.write_text("date;level;women;men\n31.12.2025;head;1;1\n31.12.2025;staff;3;9\n", encoding="utf-8")
    result = _import(database_url, table)
    assert (result.exit_code, result.stdout) == (0, "1 head-count taken in\n")
    session.expire_all()
    (kept,) = bodies.headcounts(session, SYSTEM, work.body.id)
    assert {level: of[Sex.MEN] for level, of in kept.counts.items()} == {"head": 1, "staff": 9}


def test_a_table_of_head_counts_comes_by_itself(session: Session, database_url: str, tmp_path: Path) -> None:
    build.field_work(session)
    table = tmp_path / "counts.csv"
    table.write_text("date,level,women,men\n2025-12-31,head,1,1\n", encoding="utf-8")
    result = _import(database_url, table, _excel(tmp_path, {**POSTS}))
    assert result.exit_code == 1
    assert "Bring it by itself" in result.stderr
    result = _import(database_url, table)
    assert (result.exit_code, "there is no row for level 'staff'" in result.stderr) == (1, True)
