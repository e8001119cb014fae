"""An instance with one open audit whose survey has the section that is measured, three times."""

import json
from pathlib import Path

from sqlalchemy.orm import Session

from audit import store
from audit.service import definitions
from audit.store import schema
from bench.ours import SECTIONS, settings
from bench.visitor import CHOICES, QUESTIONS
from tests import build


def instance(folder: Path) -> str:
    """Make the instance in a folder and return the path of one respondent's middle section."""
    schema.upgrade(settings(folder).database_url)
    return f"/r/{invited(folder, 1)[0]}/{SECTIONS[1]}"


def invited(folder: Path, people: int) -> tuple[str, ...]:
    """Open the audit in the instance of a folder, invite so many people and return their tokens."""
    shelf = folder / "shelf"
    shelf.mkdir()
    for name, text in {**build.SHELF, "small-staff": _survey()}.items():
        (shelf / f"{name}.yaml").write_text(text, encoding="utf-8")
    definitions.SHELF = shelf
    engine = store.engine(settings(folder).database_url)
    with Session(engine, expire_on_commit=False) as session:
        work = build.field_work(session, people=people)
    engine.dispose()
    return tuple(work.tokens)


def _survey() -> str:
    """Return the survey as its author's text (JSON is YAML)."""
    offered = [{"name": str(each), "label": {"en": f"Choice {each}"}} for each in range(1, CHOICES + 1)]
    survey = {
        "name": "small-staff",
        "version": "1",
        "respondent": "staff",
        "languages": ["en"],
        "title": {"en": "Survey"},
        "choices": {"agree": offered},
        "sections": [{"name": name, "label": {"en": name}, "questions": _questions(name)} for name in SECTIONS],
    }
    return json.dumps(survey)


def _questions(section: str) -> list[dict[str, object]]:
    plain = {"type": "select_one", "choices": "agree"}
    return [
        plain | {"name": f"{section}{number}", "label": {"en": f"Question {number}"}} for number in range(QUESTIONS)
    ]
