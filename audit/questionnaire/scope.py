"""What an expression is evaluated over: answers, the entry of a repeat it stands in, a choice under test, lists.

A path that begins with `/` (an author wrote `/data/group/name`) is given on as it is: who answers `lookup` or `indexed`
first turns it into the path of a `${…}` by `trees.named`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from audit.questionnaire.operands import UNANSWERED, Plain
from audit.questionnaire.values import Absent, Nodes

Found = str | bool | int | Decimal | date | time | tuple[str, ...] | Absent | Nodes
Result = Plain
# Entries of repeats, the outermost first: (("delegations", 2), ("people", 1)).
Places = tuple[tuple[str, int], ...]


def _unlabelled(question: str, choice: str) -> str:
    return choice


def _one(repeat: str | None) -> int:
    return 1


def _none(repeat: str, places: Places) -> int:
    return 0


def _nothing(path: str, places: Places) -> Found:
    return UNANSWERED


def _no_rows(table: str) -> Sequence[Mapping[str, str]]:
    return ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression is evaluated over; every field but the first two has a value for a form without repeats.

    - `lookup` gives what stands at a path. Within a repeat, a member is that of the same entry; seen from outside, it
      is `Nodes`, one value an entry, absences kept. A repeat by its own name is `Nodes` of its entries' numbers
      (in a repeat within a repeat: of the entries of the same outer entry).
    - `own` is the answer that `.` means (in a calculation: the value it had before, for once()); `today` the day that
      today() and now() mean.
    - `label` is the label of a choice of a question in `language`.
    - `position` is the number, from 1, of the entry that the expression stands in: of the nearest repeat (None), of a
      repeat by its name, or of the repeat around the nearest ("../..", and so on; the nearest where there is none).
    - `count` is the number of entries of a repeat within the places given (and, for what they leave open, around the
      expression); `indexed` what stands at a path as seen from those entries: a path outside them is what `lookup`
      gives, an entry that does not exist holds what is unanswered.
    - `columns` are those of the choice under test in a choice_filter; `table` the rows of a list by its name, each with
      `name`, `label` (in `language`) and its attributes.
    - `seed` makes random(), uuid() and randomize() the same at every walk: join the form's own seed and the question's
      path, so that two questions differ.
    """

    lookup: Callable[[str], Found]
    today: date
    own: Found = UNANSWERED
    language: str = "en"
    label: Callable[[str, str], str] = _unlabelled
    position: Callable[[str | None], int] = _one
    count: Callable[[str, Places], int] = _none
    indexed: Callable[[str, Places], Found] = _nothing
    columns: Mapping[str, Found] = field(default_factory=dict)
    table: Callable[[str], Sequence[Mapping[str, str]]] = _no_rows
    seed: str = ""
