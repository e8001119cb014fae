"""Who answered a question while it meant something else must not be told by subtraction from other tables."""

from audit.analysis.gate import Gate, of_parts
from audit.analysis.report import Reason
from audit.analysis.suppression import Hidden
from audit.analysis.tally import Count, Tally


def hidden(gate: Gate, tally: Tally, *, split: frozenset[str]) -> Hidden:
    """Return the groups of a table that are withheld; of a split question all, where one of them misses few people.

    Its earlier respondents are missing in each of its groups, and the groups of any other question have them. Where
    they are fewer than the threshold in a group, the difference would say of somebody who answered early what she is.
    """
    found = gate.hidden(tally)
    groups = of_parts(tally)
    if tally.question not in split or not any(0 < _missing(each) < gate.least(tally) for each in groups.values()):
        return found
    return dict.fromkeys(groups, Reason.COMPLEMENT) | found


def _missing(count: Count) -> int:
    return count.size - count.answered
