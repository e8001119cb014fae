"""What comes over from another format: the questionnaire, its YAML, and the list of what stayed behind."""

from dataclasses import dataclass

from audit.errors import Mistake
from audit.questionnaire.schema import Questionnaire


@dataclass(frozen=True, slots=True)
class Carried:
    """A questionnaire read from another format, as far as it could be carried.

    `questionnaire` is None where nothing could be made of the file; `text_of_yaml` is then empty. Each of `skipped` says
    with its place (sheet, row, column, or the element of a file) what stayed behind or came over changed, and why;
    its severity is a warning where the questionnaire can be used without it, as it nearly always can.
    """

    questionnaire: Questionnaire | None
    text_of_yaml: str
    skipped: tuple[Mistake, ...]
