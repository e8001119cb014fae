"""What a report says of a questionnaire that changed while it was asked."""

from datetime import date

from audit.analysis.report.scorecards import Table
from audit.analysis.report.values import Value


class PartVersion(Value):
    """A version that was asked, and since when."""

    version: str
    digest: str
    since: date


class FormerTable(Value):
    """What was answered to a question while it meant something else: until this version, all respondents together.

    It is withheld alike where few answered and where nobody did, and never broken down.
    """

    version: str
    table: Table
