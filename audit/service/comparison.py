"""A body over its cycles, beside its peers, and its units by dimensions: what auditors and management compare."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from audit.analysis import benchmark
from audit.analysis import comparison as over_time
from audit.analysis.report import Benchmark, CycleComparison, HeatMap, Report
from audit.errors import Mistake, Mistaken, message
from audit.lifecycle import AUDITORS, READERS, Sharing
from audit.service import showing
from audit.service.actors import Actor, require_role
from audit.service.history import record
from audit.store import queries, reading, writing
from audit.store.models import BenchmarkTerms

Text = dict[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared of a body; empty where no audit of it is closed. `maps` are those of its latest report."""

    body_id: str
    name: Text
    synthetic: bool
    sharing: Sharing
    may_change: bool
    cycles: tuple[CycleComparison, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    maps: tuple[HeatMap, ...] = ()


def compared(session: Session, actor: Actor, body_id: str) -> Compared:
    """Return the comparisons of a body, for its auditors and management.

    Bodies that the actor reads anyway and those that have agreed stand by name; all others that take part stand behind
    quartiles only.
    """
    with reading(session):
        row = showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=READERS)
        reports = _reports(session, body_id)
        own = reports[-1] if reports else None
        named, peers = _others(session, actor, body_id) if own else ([], [])
        return Compared(
            body_id=body_id,
            name=dict(row.name),
            synthetic=row.synthetic,
            sharing=_sharing(session, body_id),
            may_change=not actor.roles_for(body_id).isdisjoint(AUDITORS),
            cycles=over_time.cycles(reports),
            benchmarks=tuple(benchmark.benchmarks(own, peers, named)) if own else (),
            maps=(own.heat_maps or ()) if own else (),
        )


def share(session: Session, actor: Actor, body_id: str, sharing: str) -> None:
    """Keep how a body may appear in others' comparisons; for its auditors. Mistaken for a word that is none."""
    with writing(session):
        showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=AUDITORS)
        if sharing not in list(Sharing):
            wrong, remedy = message("this is no way to take part"), message("Choose one of the three.")
            raise Mistaken((Mistake("unknown-sharing", (), wrong, remedy),))
        terms = session.get(BenchmarkTerms, body_id) or BenchmarkTerms(body_id=body_id)
        terms.sharing = Sharing(sharing)
        session.add(terms)
        record(session, actor, "benchmark-sharing", body_id=body_id, sharing=sharing)


def _reports(session: Session, body_id: str) -> list[Report]:
    """Return the reports in force of a body, the earliest first."""
    return [Report.model_validate_json(kept.report) for _, kept in queries.reports_in_force(session, body_id)]


def _sharing(session: Session, body_id: str) -> Sharing:
    terms = session.get(BenchmarkTerms, body_id)
    return Sharing.UNNAMED if terms is None else terms.sharing


def _others(session: Session, actor: Actor, body_id: str) -> tuple[list[Report], list[Report]]:
    """Return the latest reports of the bodies that are seen by name and of those behind quartiles."""
    named: list[Report] = []
    peers: list[Report] = []
    for other in queries.bodies(session):
        sharing = _sharing(session, other.id)
        is_read = not actor.roles_for(other.id).isdisjoint(READERS)
        if other.id == body_id or (sharing is Sharing.NONE and not is_read):
            continue
        latest = _reports(session, other.id)[-1:]
        (named if is_read or sharing is Sharing.NAMED else peers).extend(latest)
    return named, peers
