"""Whom an auditor invites: people typed one a line, each mistake named by its line, and the file with their links."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from audit import wording
from audit.errors import Mistaken
from audit.service.invitations import Invitation, Invitee

MOST_INVITED = 2000
MOST_TOLD = 20
LONGEST_LABEL = 120
LONGEST_FILE_NAME = 120
#: A spreadsheet program reads a cell that begins so as a formula; an East Asian one the wide signs too.
FORMULA = re.compile(r"^[=+\-@\t＝＋－＠]")


@dataclass(frozen=True, slots=True)
class People:
    """The people typed, the line that each stands on, and what is wrong with the lines."""

    invitees: tuple[Invitee, ...]
    lines: tuple[int, ...]
    wrong: tuple[str, ...]


def people(typed: str, unit: str | None, language: str) -> People:
    """Read one person a line; what cannot be a person is named by its line."""
    labels = [(line, " ".join(text.split())) for line, text in enumerate(typed.splitlines(), start=1)]
    named = [(line, label) for line, label in labels if label]
    wrong = [
        wording.say(
            language,
            "Line %(line)d: begin with a letter or a number and use at most %(most)d characters",
            line=line,
            most=LONGEST_LABEL,
        )
        for line, label in named
        if len(label) > LONGEST_LABEL or FORMULA.match(label) or not label.isprintable()
    ]
    if not named:
        wrong.append(wording.say(language, "Write at least one person, one a line"))
    if len(named) > MOST_INVITED:
        wrong.append(wording.say(language, "Invite at most %(most)d people at once", most=MOST_INVITED))
    invitees = tuple(Invitee(label=label, unit=unit) for _, label in named)
    return People(invitees, tuple(line for line, _ in named), tuple(wrong))


def told(refusal: Mistaken, lines: tuple[int, ...], language: str) -> tuple[str, ...]:
    """Say each mistake with the line it stands on; after twenty, how many more there are."""
    said = []
    for mistake in refusal.mistakes[:MOST_TOLD]:
        values = {"wrong": wording.tell(language, mistake.wrong), "remedy": wording.tell(language, mistake.remedy)}
        line = lines[mistake.place[0].values["number"] - 1]
        said.append(wording.say(language, "Line %(line)d: %(wrong)s. %(remedy)s", line=line, **values))
    more = len(refusal.mistakes) - MOST_TOLD
    if more > 0:
        said.append(wording.count(language, "and %(n)d more line", "and %(n)d more lines", more))
    return tuple(said)


def file_name(of: Iterable[Mapping[str, str]], number: int, *, language: str, on: date) -> str:
    """Name the file by how many links it holds and of what: body, audit, unit; no sign that a file system refuses."""
    links = wording.count(language, "%(n)d personal link", "%(n)d personal links", number)
    said = [links, *(wording.in_language(dict(each), language)[0] for each in of), on.isoformat()]
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", " – ".join(said))[:LONGEST_FILE_NAME] + ".csv"


def file(made: Iterable[tuple[Invitation, str]], language: str) -> bytes:
    """Write people and the addresses of their links as a table that a spreadsheet program opens."""
    out = io.StringIO()
    # In quotes, a label with a semicolon stays one cell where semicolons part the cells, as in a Russian Excel.
    table = csv.writer(out, quoting=csv.QUOTE_ALL)
    table.writerow([wording.say(language, "Person"), wording.say(language, "Personal link")])
    table.writerows([one.label, address] for one, address in made)
    return out.getvalue().encode("utf-8-sig")
