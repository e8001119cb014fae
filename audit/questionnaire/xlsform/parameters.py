"""What the column `parameters` says: the ends of a range, random order; the rest steers devices."""

from pyxform.errors import PyXFormError
from pyxform.parsing.parameters import parse

from audit.errors import message
from audit.questionnaire.xlsform.cells import Notes
from audit.questionnaire.xlsform.outline import Node

Parameters = dict[str, str]
KNOWN = frozenset({"start", "end", "step", "randomize", "value", "label", "seed"})


def parameters(node: Node, notes: Notes, *, exact: bool) -> Parameters:
    """Return the parameters of a row by their name; what has no counterpart here is said."""
    cell = node.row.cells["parameters"]
    try:
        given: Parameters = parse(cell.text, node.row.number)
    except PyXFormError:
        wrong = message("these parameters cannot be read")
        notes.wrong("bad-parameters", cell.place, wrong, message("Write them as key=value, with blanks between."))
        return {}
    foreign = [key for key in given if key not in KNOWN]
    if foreign and not exact:
        wrong = message("these parameters steer devices: %(names)s", names=", ".join(foreign))
        notes.lost("parameters", cell.place, wrong, message("Nothing needs doing."))
    return given
