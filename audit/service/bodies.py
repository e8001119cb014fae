"""Bodies that are audited: their levels, units and dated head-counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from audit.analysis import dated_headcounts
from audit.errors import Message, Mistake, Mistaken, message
from audit.lifecycle import AUDITORS, READERS, Role
from audit.questionnaire.schema import Sex
from audit.service import holding, showing, staffing, texts
from audit.service.actors import Actor, require_administrator, require_role
from audit.service.history import record
from audit.store import queries, reading, writing
from audit.store.models import Body, Headcount, Level, Membership, Unit

Text = dict[str, str]


@dataclass(frozen=True, slots=True)
class LevelDraft:
    """A level of posts, as given."""

    name: str
    label: Text
    decision_making: bool = False


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit, as given."""

    name: str
    label: Text


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """A body, as given; `synthetic` marks an invented one for good."""

    name: Text
    levels: tuple[LevelDraft, ...] = ()
    units: tuple[UnitDraft, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body as it is kept."""

    id: str
    name: Text
    levels: tuple[LevelDraft, ...]
    units: tuple[UnitDraft, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class HeadcountView:
    """A head-count of a day: level → sex → people."""

    on: date
    counts: Mapping[str, Mapping[Sex, int]]


def create_body(session: Session, actor: Actor, draft: BodyDraft) -> BodyView:
    """Keep a new body, for an administrator or an auditor of another one; she becomes an auditor of it."""
    if not any(Role.AUDITOR in roles for roles in actor.roles.values()):
        require_administrator(actor)
    _check(draft)
    with writing(session):
        row = Body(name=dict(draft.name), synthetic=draft.synthetic)
        _arrange(row, draft)
        session.add(row)
        session.flush()
        if actor.user_id is not None and not actor.administrator:
            session.add(Membership(user_id=actor.user_id, body_id=row.id, role=Role.AUDITOR))
        record(session, actor, "body-created", body_id=row.id)
        return _view(row)


def update_body(session: Session, actor: Actor, body_id: str, draft: BodyDraft) -> BodyView:
    """Change a body's names, levels and units; a level that has head-counts cannot go."""
    _check(draft)
    with writing(session):
        row = showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=AUDITORS)
        _check_levels_stay(draft, {each.level for each in queries.headcounts(session, body_id)})
        row.name = dict(draft.name)
        row.synthetic = row.synthetic or draft.synthetic
        _arrange(row, draft)
        record(session, actor, "body-changed", body_id=body_id)
        session.flush()
        return _view(row)


def list_bodies(session: Session, actor: Actor) -> tuple[BodyView, ...]:
    """Return the bodies the actor has a role in; an administrator sees all."""
    with reading(session):
        return tuple(_view(row) for row in queries.bodies(session) if actor.roles_for(row.id))


def body(session: Session, actor: Actor, body_id: str) -> BodyView:
    """Return one body; NotFound when there is none for this actor."""
    with reading(session):
        return _view(showing.body_for(session, actor, body_id))


def record_headcount(
    session: Session, actor: Actor, body_id: str, *, on: date, counts: Mapping[str, Mapping[Sex, int]]
) -> HeadcountView:
    """Keep (or replace) the head-count of a day; raises Mistaken for unknown levels and negative numbers."""
    with writing(session):
        row = showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=AUDITORS)
        _check_counts({level.name for level in row.levels}, counts)
        return _keep(session, actor, body_id, HeadcountView(on, {level: dict(of) for level, of in counts.items()}))


def bring_headcounts(
    session: Session, actor: Actor, body_id: str, *, file: str, content: bytes
) -> tuple[HeadcountView, ...]:
    """Keep (or replace) the head-counts of a table, or none; raises Mistaken. Nobody waits while it is read."""
    with reading(session):
        row = showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=AUDITORS)
        levels = staffing.staff_list(session, row).levels
    counted = dated_headcounts.read(content, levels, today=date.today(), file=file)
    with writing(session):
        known = {level.name for level in showing.body_for(session, actor, body_id).levels}
        for each in counted:
            _check_counts(known, each.counts)
        return tuple(_keep(session, actor, body_id, HeadcountView(each.on, each.counts)) for each in counted)


def headcount_table(session: Session, actor: Actor, body_id: str, *, language: str) -> bytes:
    """Return the head-counts of a body as a workbook that `bring_headcounts` reads, in a language's words."""
    with reading(session):
        row = showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=AUDITORS)
        listed = staffing.staff_list(session, row)
        days = sorted(listed.headcounts, key=lambda each: each.on)
        return dated_headcounts.table(days, listed.levels, language)


def headcounts(session: Session, actor: Actor, body_id: str) -> tuple[HeadcountView, ...]:
    """Return the head-counts of a body, the earliest first."""
    days: dict[date, dict[str, dict[Sex, int]]] = {}
    with reading(session):
        row = showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=READERS)
        order = [level.name for level in row.levels]
        for each in sorted(queries.headcounts(session, body_id), key=lambda count: order.index(count.level)):
            days.setdefault(each.counted_on, {}).setdefault(each.level, {})[each.sex] = each.people
    return tuple(HeadcountView(on=on, counts=days[on]) for on in sorted(days))


def _keep(session: Session, actor: Actor, body_id: str, counted: HeadcountView) -> HeadcountView:
    holding.hold(session, {"body_id": body_id})
    queries.forget_headcount(session, body_id, on=counted.on)
    for level, people in counted.counts.items():
        for sex, number in people.items():
            session.add(Headcount(body_id=body_id, counted_on=counted.on, level=level, sex=Sex(sex), people=number))
    record(session, actor, "headcount-recorded", body_id=body_id, on=counted.on.isoformat())
    return counted


def _check(draft: BodyDraft) -> None:
    parts: tuple[LevelDraft | UnitDraft, ...] = (*draft.levels, *draft.units)
    labels = [text for part in parts for text in (part.name, *part.label.values())]
    mistakes = texts.check((*draft.name.values(), *labels))
    if not any(text.strip() for text in draft.name.values()):
        mistakes.append(_mistake("no-name", message("the body has no name"), message("Give it one.")))
    for names in ([level.name for level in draft.levels], [unit.name for unit in draft.units]):
        mistakes += [
            _mistake(
                "named-twice",
                message("'%(name)s' stands twice", name=name),
                message("Give every level and every unit its own name."),
            )
            for name in sorted({each for each in names if names.count(each) > 1})
        ]
    if mistakes:
        raise Mistaken(tuple(mistakes))


def _check_levels_stay(draft: BodyDraft, counted: set[str]) -> None:
    gone = sorted(counted - {level.name for level in draft.levels})
    if gone:
        raise Mistaken(
            tuple(
                _mistake(
                    "level-has-headcounts",
                    message("the level '%(name)s' has head-counts", name=name),
                    message("Keep the level, or rename its label instead."),
                )
                for name in gone
            )
        )


def _check_counts(levels: set[str], counts: Mapping[str, Mapping[Sex, int]]) -> None:
    mistakes = [
        _mistake(
            "unknown-level",
            message("the body has no level '%(name)s'", name=name),
            message("Use the names of the body's levels."),
        )
        for name in counts
        if name not in levels
    ] + [
        _mistake(
            "negative-headcount",
            message("the number of people at level '%(name)s' is negative", name=name),
            message("Enter 0 or more."),
        )
        for name, people in counts.items()
        if min(people.values(), default=0) < 0
    ]
    if mistakes:
        raise Mistaken(tuple(mistakes))


def _mistake(code: str, wrong: Message, remedy: Message) -> Mistake:
    return Mistake(code, (), wrong, remedy)


def _arrange(row: Body, draft: BodyDraft) -> None:
    levels = {level.name: level for level in row.levels}
    units = {unit.name: unit for unit in row.units}
    row.levels = [levels.get(each.name) or Level(name=each.name) for each in draft.levels]
    row.units = [units.get(each.name) or Unit(name=each.name) for each in draft.units]
    for position, (level, given) in enumerate(zip(row.levels, draft.levels, strict=True)):
        level.position, level.label, level.decision_making = position, dict(given.label), given.decision_making
    for position, (unit, named) in enumerate(zip(row.units, draft.units, strict=True)):
        unit.position, unit.label = position, dict(named.label)


def _view(row: Body) -> BodyView:
    return BodyView(
        id=row.id,
        name=dict(row.name),
        levels=tuple(LevelDraft(each.name, dict(each.label), each.decision_making) for each in row.levels),
        units=tuple(UnitDraft(each.name, dict(each.label)) for each in row.units),
        synthetic=row.synthetic,
    )
