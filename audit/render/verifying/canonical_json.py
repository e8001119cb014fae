"""A report as JSON held against the one that is kept: its digest is worked out anew from what it says."""

import hashlib
import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from audit.analysis.report import Report, canonical
from audit.render.verifying.claims import Claim, Compared, Difference, Kept, Kind, loaded, refused

ABSENT = object()


def claim(file: Path) -> Claim:
    """Read a report's file; its claim is the digest of what it says now, however it is spaced and ordered."""
    content = loaded(file)
    if not isinstance(content, dict) or not {"parts", "cycle", "body"} <= set(content):
        raise refused("no-report", file)
    try:
        text = canonical(Report.model_validate_json(json.dumps(content)))
    except (ValidationError, ValueError):
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return Claim(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), content=json.loads(text))


def compare(_file: Path, claimed: Claim, kept: tuple[Kept, ...]) -> Compared:
    """Hold every value of the file against the kept report."""
    told = json.loads(canonical(kept[0].report))
    return Compared(_leaves(told), tuple(differing(claimed.content, told)))


def differing(file: Any, report: Any, place: str = "") -> Iterator[Difference]:  # noqa: ANN401 - whatever JSON can hold
    """Yield where two JSON values part, by the path of keys and numbers (from 0)."""
    if isinstance(file, dict) and isinstance(report, dict):
        for key in sorted({*file, *report}):
            yield from differing(file.get(key, ABSENT), report.get(key, ABSENT), f"{place}/{key}")
    elif isinstance(file, list) and isinstance(report, list):
        for at, (one, other) in enumerate(zip_longest(file, report, fillvalue=ABSENT)):
            yield from differing(one, other, f"{place}/{at}")
    elif file is ABSENT:
        yield Difference(place, Kind.REMOVED, None, report)
    elif report is ABSENT:
        yield Difference(place, Kind.ADDED, file, None)
    elif file != report or isinstance(file, bool) is not isinstance(report, bool):
        yield Difference(place, Kind.CHANGED, file, report)


def _leaves(value: object) -> int:
    if isinstance(value, dict):
        return sum(map(_leaves, value.values()))
    return sum(map(_leaves, value)) if isinstance(value, list) else 1
