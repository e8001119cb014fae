"""The sender of messages to webhooks, beside the maker of documents: neither waits for the other."""

import logging
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from audit import config, store
from audit.analysis.assembly import SOFTWARE
from audit.config import Settings
from audit.service.webhooks import addresses, sending, signing, whys
from audit.service.webhooks.sending import Due, Outcome
from audit.store import moments
from audit.worker import posting

LOGGER = logging.getLogger("audit.worker")
#: How often it is looked whether a message is due (seconds).
LOOKS_AGAIN = 1.0
#: After the database could not be asked.
LOOKS_AGAIN_LATER = 15.0


def begin() -> threading.Thread:
    """Send from now on, for as long as this process lives; a message that is cut off is sent again by the next one."""
    settings = config.settings(os.environ)
    sender = threading.Thread(target=_send_on, args=(settings,), name="webhooks", daemon=True)
    sender.start()
    return sender


def _send_on(settings: Settings) -> None:
    engine = store.engine(config.standing_database_url(os.environ))
    sessions = store.sessions(engine)
    while True:
        try:
            is_idle = not send_due(sessions, settings, now=moments.now())
        except SQLAlchemyError as error:
            LOGGER.error("webhooks-broke", extra={"error": type(error).__name__})
            time.sleep(LOOKS_AGAIN_LATER)
        else:
            time.sleep(LOOKS_AGAIN if is_idle else 0)


def send_due(sessions: sessionmaker[Session], settings: Settings, *, now: datetime) -> int:
    """Send what is due, at once for each webhook, and return how many messages that were."""
    with sessions() as session:
        taken = sending.take(session, now=now)
    if not taken:
        return 0
    with ThreadPoolExecutor(max_workers=len(taken)) as pool:
        outcomes = list(pool.map(lambda due: attempt(due, settings), taken))
    with sessions() as session:
        for due, outcome in zip(taken, outcomes, strict=True):
            # Chance of no secret: it only keeps receivers from being asked all at the same moment.
            sending.note(session, due, outcome, now=max(moments.now(), now), chance=random.random())  # noqa: S311
            LOGGER.info("webhook-sent", extra={"status": outcome.status, "milliseconds": outcome.milliseconds})
    return len(taken)


def attempt(due: Due, settings: Settings) -> Outcome:
    """Send a message once."""
    keys = [signing.opened(each, key=settings.secrets.key) for each in due.secrets]
    if keys[0] is None:
        return Outcome(0, why=whys.UNSEALED)
    try:
        target = addresses.target(due.address, settings.webhook_networks)
    except addresses.Unreachable as refusal:
        return Outcome(0, why=refusal.why)
    body = sending.body(due, base_url=settings.base_url)
    signed = signing.headers(f"msg_{due.id}", body, at=int(time.time()), keys=filter(None, keys))
    named = {"Content-Type": "application/json", "User-Agent": f"Paritet ({SOFTWARE})", "Connection": "close"}
    return posting.post(target, body, {**named, **signed})
