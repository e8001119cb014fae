"""What `paritet verify` found, as sentences and as data."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audit import wording
from audit.analysis.report import Report
from audit.errors import mark
from audit.render.verifying import Claim, Compared, Kept
from audit.render.verifying.claims import KIND_NAMES

PRINTED, LONGEST = 50, 80
UNCOMPUTED = mark(
    "Worked out by a spreadsheet program and not recomputed here: %(n)d; the formulas themselves are compared"
)
UNCHANGED = mark("Unchanged in all that is compared: it says what the report of %(cycle)s, closed on %(day)s, says")
CARRIED = mark("Compared with what the file itself carries: %(part)s. They follow the report and are no part of it")
SKEWED = mark("Written by %(software)s: where it laid sheets out differently, that counts as a difference")


def as_data(file: Path, claimed: Claim, kept: Kept, found: Compared, retired: str) -> dict[str, Any]:
    """Return the outcome for `--json`."""
    return {
        "file": str(file),
        "verdict": "changed" if found.differences else "unchanged",
        "digest": claimed.digest,
        "report": {
            "digest": kept.digest,
            "cycle": kept.report.cycle,
            "closed_on": kept.report.closed_on.isoformat(),
            "retired_on": retired or None,
        },
        "compared": found.places,
        "not_recomputed": found.uncomputed,
        "written_by": found.skewed or None,
        "not_compared": list(found.beside),
        "compared_with_the_file_itself": found.carried or None,
        "differences": [
            {"place": each.place, "kind": each.kind, "file": _plain(each.file), "report": _plain(each.report)}
            for each in found.differences
        ],
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | float | bool | list | dict) else str(value)


def lines(report: Report, found: Compared, retired: str, language: str) -> Iterator[str]:
    """Say whether the file is unchanged, every place where it differs, and what was not compared."""
    said = {"cycle": report.cycle, "day": report.closed_on.isoformat()}
    if found.differences:
        yield wording.count(
            language,
            "%(n)d place differs from the report of %(cycle)s, closed on %(day)s:",
            "%(n)d places differ from the report of %(cycle)s, closed on %(day)s:",
            len(found.differences),
            **said,
        )
    else:
        yield wording.say(language, UNCHANGED, **said)
    for each in found.differences[:PRINTED]:
        values = {"file": _short(each.file), "report": _short(each.report)}
        between = wording.say(language, "here %(file)s, in the report %(report)s", **values)
        yield f"  {each.place}: {wording.say(language, KIND_NAMES[each.kind])}: {between}"
    if len(found.differences) > PRINTED:
        yield wording.say(language, "  … and %(more)d more", more=len(found.differences) - PRINTED)
    yield wording.say(language, "Places compared: %(n)d", n=found.places)
    if found.uncomputed:
        yield wording.say(language, UNCOMPUTED, n=found.uncomputed)
    if found.skewed:
        yield wording.say(language, SKEWED, software=found.skewed)
    for sheet in found.beside:
        yield wording.say(language, "Not compared: %(sheet)s. It follows the report and is no part of it", sheet=sheet)
    if found.carried:
        yield wording.say(language, CARRIED, part=found.carried)
    if retired:
        yield wording.say(language, "This report was retired on %(day)s: the audit was reopened", day=retired)


def _short(value: object) -> str:
    text = "–" if value is None else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
