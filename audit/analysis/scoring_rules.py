"""Scoring rules as named, versioned data: other weights, bands, curves and levels than a questionnaire itself gives.

A set that an audit was once scored by is never changed: a change is a new version beside the old one.
"""

import hashlib
import json
from typing import Annotated, Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from audit.analysis.report import ScoringRule
from audit.errors import Mistake, Mistaken, message
from audit.questionnaire.indicators import Indicator, ParityIndicator
from audit.questionnaire.parts import Exact, Name, Part, Text
from audit.questionnaire.schema import Questionnaire, ScaleLevel

Positive = Annotated[Exact, Field(gt=0)]


class ParityRules(Part):
    """How head-counts are judged and scored; None keeps what the questionnaire says (`docs/formulas.md`)."""

    target: Annotated[Exact, Field(gt=0, lt=1)] | None = None
    band: tuple[Exact, Exact] | None = None
    curve: Literal["band", "linear", "eige", "undp"] | None = None
    direction: Literal["both", "women"] | None = None
    base: Literal["binary", "all"] | None = None

    @model_validator(mode="after")
    def _band_runs_forward(self) -> "ParityRules":
        if self.band is not None and not 0 < self.band[0] <= self.band[1] < 1:
            raise ValueError("a band runs from a smaller to a larger share between 0 and 1")
        return self


class ScoringRules(Part):
    """A named version of rules; what it leaves out stays as the questionnaire has it.

    `dimensions` and `indicators` give weights by name, `scale` the levels of scores from their thresholds upwards,
    `min_coverage` (0–1) holds for every dimension.
    """

    name: Name
    version: str
    label: Text
    about: Text = Field(default_factory=dict)
    parity: ParityRules = ParityRules()
    mean: Literal["arithmetic", "geometric"] | None = None
    min_coverage: Annotated[Exact, Field(ge=0, le=1)] | None = None
    scale: tuple[ScaleLevel, ...] = ()
    dimensions: dict[str, Positive] = Field(default_factory=dict)
    indicators: dict[str, Positive] = Field(default_factory=dict)

    @property
    def identity(self) -> ScoringRule:
        """Return how a report names the rules that it is scored by."""
        content = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(text.encode()).hexdigest()
        return ScoringRule(name=self.name, version=self.version, digest=digest, label=dict(self.label))

    def applied(self, questionnaire: Questionnaire) -> Questionnaire:
        """Return the questionnaire as these rules score it; what is asked stays."""
        given = {"mean": self.mean, "min_coverage": self.min_coverage, "scale": self.scale or None}
        changes: dict[str, object] = {key: value for key, value in given.items() if value is not None}
        changes["dimensions"] = tuple(
            part.model_copy(
                update={
                    "weight": self.dimensions.get(part.name, part.weight),
                    "min_coverage": part.min_coverage if self.min_coverage is None else self.min_coverage,
                }
            )
            for part in questionnaire.dimensions
        )
        changes["indicators"] = tuple(self._indicator(one) for one in questionnaire.indicators)
        return questionnaire.model_copy(update=changes)

    def _indicator(self, indicator: Indicator) -> Indicator:
        changes: dict[str, object] = {"weight": self.indicators.get(indicator.name, indicator.weight)}
        if isinstance(indicator, ParityIndicator):
            changes |= {key: value for key, value in self.parity if value is not None}
        return indicator.model_copy(update=changes)


def loads(text: str, *, file: str = "") -> ScoringRules:
    """Read a rule set from YAML; raises Mistaken with everything that is wrong in it."""
    try:
        return ScoringRules.model_validate(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - makes texts only
    except yaml.YAMLError as error:
        wrong = message("this is not valid YAML: %(said)s", said=str(error).split("\n")[0])
        raise Mistaken((Mistake("yaml", (), wrong, message("Correct the line."), file=file),)) from None
    except ValidationError as error:
        raise Mistaken(tuple(_mistake(each["loc"], file) for each in error.errors())) from None


def _mistake(place: tuple[int | str, ...], file: str) -> Mistake:
    where = ".".join(map(str, place)) or "name"
    wrong = message("'%(key)s' is missing, unknown or of another kind than is meant here", key=where)
    return Mistake("rule-set", (), wrong, message("See the rule sets in the folder rules."), file=file)
