"""What figures of a questionnaire have to do with each other: the same figure twice, a share and its counts, flows."""

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from audit.questionnaire.parts import Exact, Name, Part

#: A number question, or a part of a head-count: `posts/head/women`; `*` stands for every row or column.
Figure = Annotated[str, Field(pattern=r"^[A-Za-z_][\w.-]*(/([\w.-]+|\*)/(women|men|other|\*))?$")]


class Agreement(Part):
    """Figures that are asked more than once and have to be the same."""

    name: Name
    figures: Annotated[tuple[Figure, ...], Field(min_length=2)]


class PrintedShare(Part):
    """A percent question that gives the share of women (of women and men) in a head-count or in one of its rows."""

    percent: Name
    counts: Name
    row: Name | None = None


class Flows(Part):
    """Who came to the levels of a head-count, left them and rose from them, so that its levels can be carried forward.

    `of` is the head-count of those in post, its rows from the highest level down; the others have the same rows.
    `years` is the time in which the flows were counted.
    """

    name: Name
    of: Name
    appointed: Name
    left: Name
    promoted: Name | None = None
    years: Annotated[Exact, Field(gt=0)] = Fraction(1)

    @property
    def moves(self) -> tuple[str, ...]:
        """The head-counts of those who came, left and rose, as far as they are asked."""
        return tuple(filter(None, (self.appointed, self.left, self.promoted)))


class Vacancies(Part):
    """The posts that fall vacant: a repeat with an entry for each post, and what of an entry tells level and day.

    `of` is the head-count of those in post; the choices of `level` are called as its rows. `held_by` asks who holds the
    post; its choices say by `counts_as` which of them is a woman or a man.
    """

    name: Name
    of: Name
    log: Name
    level: Name
    on: Name
    held_by: Name | None = None
