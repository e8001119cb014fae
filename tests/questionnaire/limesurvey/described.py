"""The descriptions of surveys that the tests write files of: one YAML each, and the long one that is worked out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.questionnaire.limesurvey import long_survey

SURVEYS = Path(__file__).parent / "surveys"
NAMES = (*sorted(path.stem for path in SURVEYS.glob("*.yaml")), "long")


def described(name: str) -> Mapping[str, Any]:
    """Return the description of a survey, with what the tests expect of it."""
    if name == "long":
        return long_survey.described()
    found: Mapping[str, Any] = yaml.safe_load((SURVEYS / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
