"""Rule sets as named, versioned data: how figures on respondents are made publishable; a report states which one.

A set that was once published under is never changed: a change is a new version beside the old one, so that a report can
be made again by the rule that it was made under.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

LEAST_THRESHOLD = 3
#: Free text is published of this many times the people that a figure needs.
TEXTS_NEED = 2


class RuleName(StrEnum):
    """The rule sets that an enquiry may choose from."""

    THRESHOLD = "threshold"
    HESA = "hesa"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """How figures on respondents are made publishable.

    `threshold` and `sensitive_threshold` are the least respondents of whom anything is said, where an enquiry promises
    no others. What passes is rounded: counts to the nearest multiple of `step` (halves up), shares to the nearest
    multiple of `percent` hundredths and means of `point` points, where these are not 0. A share of fewer than
    `share_base` people is withheld, and so is a mean of `mean_base` people or fewer.
    Raises ValueError where a threshold is below 3 or a step below 1.
    """

    name: RuleName
    version: str
    threshold: int = 5
    sensitive_threshold: int = 10
    step: int = 1
    percent: int = 0
    point: int = 0
    share_base: Fraction = Fraction(0)
    mean_base: int = 0

    def __post_init__(self) -> None:
        if min(self.threshold, self.sensitive_threshold) < LEAST_THRESHOLD:
            raise ValueError(f"a threshold is never below {LEAST_THRESHOLD} respondents")
        if self.step < 1:
            raise ValueError("counts are rounded to multiples of 1 or more")

    @property
    def label(self) -> str:
        """Return the name and version as a report states them, for example `threshold-3`."""
        return f"{self.name}-{self.version}"

    def count(self, people: int) -> int:
        """Return a count as it is shown: the nearest multiple of the step, halves up."""
        return people if self.step == 1 else (2 * people + self.step) // (2 * self.step) * self.step

    @property
    def is_exact(self) -> bool:
        """Tell whether counts are shown as they are."""
        return self.step == 1


#: The counts of HESA's standard: https://www.hesa.ac.uk/about/regulation/data-protection/rounding-and-suppression-anonymise-statistics
RULE_SETS: tuple[RuleSet, ...] = (
    RuleSet(RuleName.THRESHOLD, "3"),
    RuleSet(RuleName.HESA, "1", step=5, percent=1, point=1, share_base=Fraction(45, 2), mean_base=7),
)
#: The sets that a new enquiry may choose, by name: the latest version of each.
LATEST: Mapping[RuleName, RuleSet] = {rules.name: rules for rules in RULE_SETS}
THRESHOLD = LATEST[RuleName.THRESHOLD]


@dataclass(frozen=True, slots=True)
class Rule:
    """What an enquiry promises: the smallest group published (respondents), also of sensitive questions, and the set.

    Raises ValueError when a threshold is below 3.
    """

    threshold: int = THRESHOLD.threshold
    sensitive_threshold: int = THRESHOLD.sensitive_threshold
    rules: RuleSet = THRESHOLD

    def __post_init__(self) -> None:
        if min(self.threshold, self.sensitive_threshold) < LEAST_THRESHOLD:
            raise ValueError(f"a threshold is never below {LEAST_THRESHOLD} respondents")

    def least(self, *, sensitive: bool) -> int:
        """Return the least number of respondents of whom anything is said; never fewer where it is sensitive."""
        return max(self.threshold, self.sensitive_threshold) if sensitive else self.threshold


def rule_set(label: str) -> RuleSet:
    """Return the rule set of a label such as `hesa-1`; KeyError where there is none."""
    return {rules.label: rules for rules in RULE_SETS}[label]
