"""Who is asking: an actor with her roles by body, and the one check that every use case makes first."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.errors import Refused, message
from audit.lifecycle import Role, State, Step, refusal


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who is signed in, or the command line; no roles, no rights."""

    user_id: str | None
    administrator: bool = False
    roles: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    name: str = ""

    def roles_for(self, body_id: str) -> frozenset[Role]:
        """Return what the actor is to a body; an administrator is one to every body."""
        own = self.roles.get(body_id, frozenset())
        return own | {Role.ADMINISTRATOR} if self.administrator else own


SYSTEM = Actor(user_id=None, administrator=True, name="system")


def require_step(actor: Actor, body_id: str, *, step: Step, state: State) -> None:
    """Raise Refused unless the actor may take this step of an audit of this body now."""
    refused = refusal(actor.roles_for(body_id), step, state)
    if refused is not None:
        raise refused


def require_role(actor: Actor, body_id: str, *, allowed: frozenset[Role]) -> None:
    """Raise Refused unless the actor is one of the allowed to this body."""
    if actor.roles_for(body_id).isdisjoint(allowed):
        raise Refused("wrong-role", message("Your role does not allow this. Ask an administrator for access"))


def require_administrator(actor: Actor) -> None:
    """Raise Refused unless the actor administers the instance."""
    if not actor.administrator:
        raise Refused("wrong-role", message("Only an administrator may do this"))
