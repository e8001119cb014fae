"""By which rules a report is scored, where they are not the questionnaire's own."""

from pydantic import Field

from audit.analysis.report.values import Text, Value


class ScoringRule(Value):
    """A rule set by name, version and the SHA-256 (hex) of its content."""

    name: str
    version: str
    digest: str
    label: Text = Field(default_factory=dict)
