"""The words of comparisons: why two cycles differ in more than the body, and where a body stands among its peers."""

from audit.analysis.report import Caution, Kind, Place
from audit.errors import mark

CAUTIONS = {
    Caution.OTHER_VERSION: mark("another version of the questionnaire"),
    Caution.OTHER_RULES: mark("scored by other rules"),
    Caution.OTHER_MEANING: mark("asked in another meaning"),
    Caution.OTHER_WORDS: mark("in other words"),
    Caution.OTHER_MEASURE: mark("measured otherwise"),
    Caution.OTHER_WEIGHT: mark("of another weight"),
    Caution.NEW: mark("for the first time"),
    Caution.GONE: mark("no longer asked"),
}
PLACES = {
    Place.LOWEST: mark("in the lowest quarter"),
    Place.MIDDLE: mark("in the middle half"),
    Place.HIGHEST: mark("in the highest quarter"),
}
KINDS = {
    Kind.TOTAL: mark("Total"),
    Kind.DIMENSION: mark("Dimension"),
    Kind.INDICATOR: mark("Indicator"),
    Kind.SHARE: mark("Share of women"),
}
