"""What is compared: one body's cycles, a body with its peers, units by dimensions."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from audit.analysis.report.values import Text, Value, Withheld


class Axis(Value):
    """A row or a column of a heat map."""

    name: str
    label: Text = Field(default_factory=dict)


class HeatMap(Value):
    """Scores (0–100) of the groups of a breakdown (rows) by dimensions (columns) of one survey.

    They rest on published means alone. A cell is withheld where the mean of any item of its dimension is, and None
    where nobody of the group answered.
    """

    questionnaire: str
    by: str
    label: Text = Field(default_factory=dict)
    rows: tuple[Axis, ...]
    columns: tuple[Axis, ...]
    cells: tuple[tuple[float | Withheld | None, ...], ...]


class Kind(StrEnum):
    """What a compared figure is."""

    TOTAL = "total"
    DIMENSION = "dimension"
    INDICATOR = "indicator"
    SHARE = "share"


class Caution(StrEnum):
    """Why two cycles are compared with care."""

    OTHER_VERSION = "other_version"
    OTHER_RULES = "other_rules"
    OTHER_MEANING = "other_meaning"
    OTHER_WORDS = "other_words"
    OTHER_MEASURE = "other_measure"
    OTHER_WEIGHT = "other_weight"
    NEW = "new"
    GONE = "gone"


class Cycle(Value):
    """One cycle of a comparison; `rules` are those it is scored by where they are not the questionnaire's own."""

    cycle: str
    reference_date: date
    version: str
    rules: Text | None = None
    cautions: tuple[Caution, ...] = ()


class CycleRow(Value):
    """A figure (0–100) over the cycles, None where it was not there; its change since the cycle before the last.

    `cautions` hold for the change.
    """

    kind: Kind
    name: str
    label: Text = Field(default_factory=dict)
    figures: tuple[float | Withheld | None, ...]
    change: float | None = None
    cautions: tuple[Caution, ...] = ()


class CycleComparison(Value):
    """A questionnaire over the cycles of one body, the earliest first."""

    questionnaire: str
    title: Text = Field(default_factory=dict)
    cycles: tuple[Cycle, ...]
    rows: tuple[CycleRow, ...]


class Place(StrEnum):
    """Where a body stands among its peers."""

    LOWEST = "lowest_quarter"
    MIDDLE = "middle_half"
    HIGHEST = "highest_quarter"


class BenchmarkRow(Value):
    """A figure of a body beside its peers: quartiles and median, rounded to whole points or per cent, or withheld.

    `own` and the peers' figures are scores (0–100), shares of women (0–1) for the kind `share`; `peers` is how many
    bodies stand behind them.
    """

    kind: Kind
    name: str
    label: Text = Field(default_factory=dict)
    own: float | None
    peers: int | Withheld
    lower: float | Withheld | None = None
    median: float | Withheld | None = None
    upper: float | Withheld | None = None
    place: Place | None = None


class NamedPeer(Value):
    """A body that may be seen by name: by its own leave, or because the reader reads its results anyway."""

    body: Text
    cycle: str
    figures: dict[str, float] = Field(default_factory=dict)


class Benchmark(Value):
    """A questionnaire's figures of one body beside those of its peers that were asked and scored alike."""

    questionnaire: str
    title: Text = Field(default_factory=dict)
    version: str
    rows: tuple[BenchmarkRow, ...]
    named: tuple[NamedPeer, ...] = ()
