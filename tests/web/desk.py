"""A desk to answer at: the journey's pages over a service kept in memory, so that each state can be made by hand."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from audit import wording
from audit.analysis.rules import RuleName
from audit.errors import AuditError, InvalidAnswers, Mistake, message
from audit.lifecycle import Role, State
from audit.questionnaire import answers as reading
from audit.questionnaire import flow, loader
from audit.questionnaire.schema import Mode, Respondent
from audit.service import responding
from audit.service.notice import Notice
from audit.service.responding import Progress, Receipt, Saved, Sitting
from audit.service.views import AuditView, EnquiryView
from audit.web import install_pages, respond

EVERY_KIND = Path(__file__).with_name("every_kind.yaml")
TOKEN = "T0ken-of_a-personal-link"
DAY = date(2026, 6, 30)


@dataclass
class Desk:
    """One link and what lies behind it."""

    text: str = field(default_factory=lambda: EVERY_KIND.read_text(encoding="utf-8"))
    answers: dict[str, Any] = field(default_factory=dict)
    language: str | None = None
    state: Progress = Progress.NEW
    refuses: AuditError | None = None
    mode: Mode = Mode.ANONYMOUS
    submissions: int = 0

    def __post_init__(self) -> None:
        self.questionnaire = loader.loads(self.text)
        self.digest = loader.digest(self.questionnaire)

    def arrive(self, _session: object, token: str) -> Sitting:
        if self.refuses is not None:
            raise self.refuses
        assert token == TOKEN
        return Sitting(
            audit=_audit(),
            enquiry=self._enquiry(),
            questionnaire=self.questionnaire,
            answers={} if self.state is Progress.SUBMITTED else dict(self.answers),
            language=self.language,
            state=self.state,
            notice=self._notice(),
        )

    def save(self, session: object, token: str, answers: Mapping[str, Any], *, language: str | None = None) -> Saved:
        for name, raw in answers.items():
            read = reading.read(self.questionnaire, {name: raw})
            self.answers.pop(name, None)
            self.answers |= read
        self.language = language or self.language
        self.state = Progress.DRAFT
        return Saved(self.arrive(session, token), {})

    @contextmanager
    def sit(self, session: object, token: str) -> Iterator[responding.Desk]:
        def keep(answers: Mapping[str, Any], language: str | None) -> Saved:
            return self.save(session, token, answers, language=language)

        yield responding.Desk(self.arrive(session, token), keep)

    def submit(self, _session: object, _token: str, *, today: date) -> Receipt:
        missing = flow.missing(self.questionnaire, self.answers, today)
        if missing and self.state is not Progress.SUBMITTED:
            told = message("answer is missing")
            raise InvalidAnswers(tuple(Mistake("required", (), told, told) for _ in missing))
        repeated = self.state is Progress.SUBMITTED
        self.submissions += not repeated
        self.state = Progress.SUBMITTED
        return Receipt("PR7K-40XQ", None, "a1" * 32, self._notice(), repeated)

    def _enquiry(self) -> EnquiryView:
        asked = self.questionnaire
        return EnquiryView(
            id="e1",
            audit_id="a1",
            questionnaire_name=asked.name,
            version=asked.version,
            title=dict(asked.title),
            respondent=Respondent.STAFF,
            languages=tuple(asked.languages),
            minutes=asked.minutes,
            questions=len(asked.questions),
            digest=self.digest,
            mode=self.mode,
            threshold=5,
            sensitive_threshold=10,
            notice_digest="a1" * 32,
            rules=RuleName.THRESHOLD,
        )

    def _notice(self) -> Notice:
        rows = (Role.ADMINISTRATOR, Role.AUDITOR) if self.mode is Mode.NAMED else ()
        body, title = dict(_audit().body_name), dict(_audit().title)
        return Notice(body, title, self.mode, 5, 10, rows, (Role.AUDITOR, Role.MANAGEMENT), DAY, "a1" * 32, rows == ())


def _audit() -> AuditView:
    return AuditView(
        id="a1",
        body_id="b1",
        body_name={"ru": "Региональный центр", "en": "Regional centre"},
        synthetic=False,
        title={"ru": "Гендерный аудит 2026 года", "en": "Gender audit 2026"},
        cycle="2026",
        period_start=date(2026, 1, 1),
        period_end=DAY,
        reference_date=DAY,
        languages=("ru", "en"),
        deadline=DAY,
        state=State.OPEN,
        opened_on=date(2026, 6, 1),
        closed_on=None,
        enquiries=(),
    )


class NoSession:
    """Stands where the database session would."""

    def close(self) -> None:
        """Nothing to close."""


def application(desk: Desk, patch: pytest.MonkeyPatch) -> Flask:
    """Return the pages of the journey over this desk."""
    for name in ("arrive", "sit", "save", "submit"):
        patch.setattr(responding, name, getattr(desk, name))
    app = Flask("paritet", root_path=str(wording.ROOT))
    app.config.update(SECRET_KEY="kept for tests only", PARITET_LANGUAGE="ru", TESTING=True)
    app.extensions["paritet.sessions"] = NoSession
    install_pages(app, (respond.blueprint, respond.institution))
    return app
