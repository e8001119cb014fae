"""When there would be parity, in the reader's language: the year of a straight line, or why no year is said."""

from audit.analysis.report import NoProjection, Projection
from audit.errors import mark
from audit.wording import count, number, say


def said(projection: Projection, language: str) -> str:
    """Say a projection: the pace and the year, or the reason why none is said."""
    if projection.refused is NoProjection.TOO_FEW:
        return count(
            language,
            "No year of parity is worked out: that takes three cycles, and there is %(n)d",
            "No year of parity is worked out: that takes three cycles, and there are %(n)d",
            projection.points,
        )
    if projection.refused is not None:
        return say(language, REFUSED[projection.refused])
    template = mark("At the pace so far (%(change)s percentage points a year) parity comes about %(year)d")
    change = number(language, projection.change or 0, 1)
    return say(language, template, change=f"+{change}", year=projection.year)


REFUSED = {
    NoProjection.NO_INCREASE: mark("No year of parity is worked out: the share of women has not risen"),
    NoProjection.REACHED: mark("No year of parity is worked out: there is parity already"),
    NoProjection.TOO_FAR: mark("At the pace so far parity is more than 50 years away"),
}
