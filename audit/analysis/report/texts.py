"""What people wrote in their own words, as far as it is published: read by an auditor, in no order, of no time."""

from operator import not_

from pydantic import Field

from audit.analysis.report.values import Text, Value, Withheld


class Texts(Value):
    """The published answers to one question of free text; made by the disclosure gate alone.

    They stand in an order drawn by lot, without groups and without time. `late` were written after an earlier report
    of the same audit and wait until there are enough of them.
    """

    question: str
    label: Text = Field(default_factory=dict)
    texts: tuple[str, ...] | Withheld
    late: int = Field(default=0, exclude_if=not_)
