"""The rules of scoring as workbook formulas: a function a measure, over its answers' rows (`docs/formulas.md`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from audit.analysis.report import IndicatorScore
from audit.errors import mark
from audit.render.words import band
from audit.wording import number, percent, say


@dataclass(frozen=True, slots=True)
class Leaf:
    """One answer under an indicator: its export column, its label, its value; `part` is women, men or other."""

    column: str
    label: str
    value: object
    part: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an indicator stands: its row, the answers in the rows after it, its cell on the sheet Parity.

    `pointed` says that the codebook knows the points of every answer.
    """

    row: int
    leaves: tuple[Leaf, ...]
    parity: str
    pointed: bool

    def cells(self, column: str) -> list[str]:
        """The cells of the numeric answers in a column."""
        return [
            f"{column}{self.row + at}"
            for at, leaf in enumerate(self.leaves, start=1)
            if column == "E" or isinstance(leaf.value, int | float)
        ]

    def of(self, column: str) -> str:
        """The cell of the answer with an export column; empty where there is none."""
        return next((f"D{self.row + at}" for at, leaf in enumerate(self.leaves, start=1) if leaf.column == column), "")


@dataclass(frozen=True, slots=True)
class Worked:
    """The formulas of a value and a score; an empty one leaves the server's figure as a number."""

    value: str = ""
    score: str = ""


def parity(indicator: IndicatorScore, place: Place) -> Worked:
    """Refer to the sheet Parity."""
    return Worked(score=place.parity)


def choice(indicator: IndicatorScore, place: Place) -> Worked:
    """Add the points of what was chosen, at most 100; a survey's mean stands as it was published."""
    if place.leaves and place.pointed:
        return Worked(score=f"MIN(100,{'+'.join(place.cells('E'))})")
    numbers = place.cells("D")
    return Worked(value=numbers[0], score=f"D{place.row}") if len(numbers) == 1 else Worked()


def likert(indicator: IndicatorScore, place: Place) -> Worked:
    """Take the mean of the items' means (a survey) or of the answers' points (a named set)."""
    numbers = place.cells("D")
    if numbers:
        return Worked(value=f"AVERAGE({','.join(numbers)})", score=f"D{place.row}")
    if place.leaves and place.pointed:
        return Worked(value=f"AVERAGE({','.join(place.cells('E'))})", score=f"D{place.row}")
    return Worked()


def share(indicator: IndicatorScore, place: Place) -> Worked:
    """Divide the amount by the whole and hold it against the threshold."""
    numbers = place.cells("D")
    if len(numbers) != 2:
        return Worked()
    return Worked(value=f"{numbers[0]}/{numbers[1]}", score=threshold(indicator, f"D{place.row}"))


def count(indicator: IndicatorScore, place: Place) -> Worked:
    """Hold the number against the threshold."""
    numbers = place.cells("D")
    return Worked(value=numbers[0], score=threshold(indicator, f"D{place.row}")) if len(numbers) == 1 else Worked()


def rate_ratio(indicator: IndicatorScore, place: Place) -> Worked:
    """Divide women's rate of passing by men's; the score is 100·min(r, 1/r)."""
    question = place.leaves[0].column.split("/")[0] if place.leaves else ""
    passed, entered = indicator.rule.get("passed"), indicator.rule.get("entered")
    read = [place.of(f"{question}/{row}/{sex}") for row in (passed, entered) for sex in ("women", "men")]
    if not all(read):
        return Worked()
    women, men, women_in, men_in = read
    r = f"D{place.row}"
    return Worked(value=f"({women}/{women_in})/({men}/{men_in})", score=f"IF({r}=0,0,100*MIN({r},1/{r}))")


def threshold(indicator: IndicatorScore, value: str) -> str:
    """Return the formula of a value against `at_least` and `at_most`, the lower score of two."""
    points = []
    least, most = indicator.rule.get("at_least"), indicator.rule.get("at_most")
    if least is not None:
        points.append(f"MAX(0,MIN(100,100*{value}/{least!r}))" if least else f"IF({value}>=0,100,0)")
    if most is not None:
        beyond = f"MAX(0,100*(2-{value}/{most!r}))" if most > 0 else "0"
        points.append(f"IF({value}<={most!r},100,{beyond})")
    return f"MIN({','.join(points)})" if points else ""


MEASURES: Mapping[str, Callable[[IndicatorScore, Place], Worked]] = {
    "parity": parity,
    "choice": choice,
    "likert": likert,
    "share": share,
    "count": count,
    "threshold": count,
    "rate_ratio": rate_ratio,
}
NAMES = {
    "parity": mark("parity of women and men"),
    "choice": mark("points of the choice"),
    "likert": mark("mean of the scale, 0–100"),
    "share": mark("share of the whole"),
    "count": mark("number"),
    "threshold": mark("number"),
    "rate_ratio": mark("women’s rate over men’s rate; below 0.80 flagged"),
}


def told(indicator: IndicatorScore, language: str) -> str:
    """Say an indicator's rule in words."""
    said = [say(language, NAMES[indicator.measure]) if indicator.measure in NAMES else indicator.measure]
    if indicator.measure == "parity":
        lower, upper = band(indicator.rule)
        edges = {"lower": number(language, lower * 100), "upper": percent(language, upper)}
        said.append(say(language, "%(lower)s–%(upper)s or the nearest possible split", **edges))
    for name, template in (("at_least", mark("at least %(value)s")), ("at_most", mark("at most %(value)s"))):
        if indicator.rule.get(name) is not None:
            said.append(say(language, template, value=_figure(indicator, float(indicator.rule[name]), language)))
    return ", ".join(said)


def _figure(indicator: IndicatorScore, value: float, language: str) -> str:
    if indicator.measure == "share":
        return percent(language, value, 0 if round(value * 100, 6).is_integer() else 1)
    return number(language, value, 0 if value.is_integer() else 2)
