"""Moments as programs are told them: kept in UTC, and told with its Z."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator


def _in_utc(kept: datetime) -> datetime:
    return kept if kept.tzinfo is not None else kept.replace(tzinfo=UTC)


#: A moment that the database keeps in UTC without saying so.
Moment = Annotated[datetime, AfterValidator(_in_utc)]
