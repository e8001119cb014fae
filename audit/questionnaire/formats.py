"""Opens a questionnaire in whichever format it comes: YAML, XLSForm, LimeSurvey."""

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path

from audit.errors import DefinitionError, Severity
from audit.questionnaire import loader
from audit.questionnaire.carrying import Carried
from audit.questionnaire.schema import Questionnaire, Respondent
from audit.questionnaire.writing import yaml_text

#: Who reads which ending; readers are loaded when they are needed. Whatever looks like a workbook is refused by ours.
XLSFORM = "audit.questionnaire.xlsform.reading:read"
LIMESURVEY = "audit.questionnaire.limesurvey:read"
READERS: Mapping[str, str] = {
    ".xlsx": XLSFORM,
    ".xls": XLSFORM,
    ".xlsm": XLSFORM,
    ".xlsb": XLSFORM,
    ".ods": XLSFORM,
    ".csv": XLSFORM,
    ".lss": LIMESURVEY,
}
Reader = Callable[..., Carried]


def examine(path: Path | str, *, respondent: Respondent | None = None) -> Carried:
    """Read a questionnaire's file; what is wrong or missing in it is in what is carried.

    `respondent` says who answers where the file does not say so itself. Raises DefinitionError where nothing at all
    can be read.
    """
    where = READERS.get(Path(path).suffix.lower())
    if where is None:
        return _yaml(path)
    module, name = where.split(":")
    read: Reader = getattr(importlib.import_module(module), name)
    return read(Path(path), respondent=respondent)


def _yaml(path: Path | str) -> Carried:
    questionnaire, mistakes = loader.examine(path)
    if questionnaire is None or any(each.severity is Severity.ERROR for each in mistakes):
        return Carried(questionnaire, "", mistakes)
    return Carried(questionnaire, yaml_text(questionnaire), mistakes)


def load(path: Path | str) -> Questionnaire:
    """Load a questionnaire's file of any format; DefinitionError with what is wrong in it.

    What a form holds for devices and servers is left behind here without a word: `paritet check` says it.
    """
    if Path(path).suffix.lower() not in READERS:
        return loader.load(path)
    found = examine(path)
    errors = tuple(each for each in found.skipped if each.severity is Severity.ERROR)
    if errors or found.questionnaire is None:
        raise DefinitionError(errors or found.skipped)
    return found.questionnaire
