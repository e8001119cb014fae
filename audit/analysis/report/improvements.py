"""What would change a total most: steps, what each takes and what it is worth; `audit.render.steps` says it."""

from typing import Annotated, Literal

from pydantic import Field

from audit.analysis.report.explanations import Named, Pointed, Sex
from audit.analysis.report.values import Text, Value, Why


class PostMove(Named):
    """A level at which so many places pass to women, or to men."""

    to: Sex
    posts: int


class MovePosts(Value):
    """Places of a head-count pass between women and men until there is parity."""

    kind: Literal["posts"] = "posts"
    question: str
    moves: tuple[PostMove, ...]


class Choose(Value):
    """Another choice becomes true; `now` is empty where nothing is answered."""

    kind: Literal["choose"] = "choose"
    question: str
    now: tuple[Pointed, ...]
    goal: tuple[Pointed, ...]


class Reach(Value):
    """A value reaches its goal: a number in its own unit, or a share (0–1) with the part that would make it.

    `question` is the value to change in the answers: the part of a share, else the number itself. `figure` is what it
    becomes, None where it is calculated from other answers.
    """

    kind: Literal["reach"] = "reach"
    question: str
    share: bool
    now: float | None
    goal: float
    figure: float | None
    whole: float | None = None
    currency: str | None = None


class EvenRates(Value):
    """So many of those who entered pass, `goal` instead of `now`, so that the rates of women and men come even."""

    kind: Literal["rates"] = "rates"
    question: str
    row: str
    label: Text = Field(default_factory=dict)
    sex: Sex
    now: int
    goal: int
    entered: int


class RaiseAnswers(Value):
    """Answers on a scale rise to its best step; `now` is their mean on 0–100."""

    kind: Literal["scale"] = "scale"
    question: str
    now: float | None


class Answer(Value):
    """A question is answered; the points are what the best answer would bring."""

    kind: Literal["answer"] = "answer"
    question: str
    label: Text


Step = Annotated[
    MovePosts | Choose | Reach | EvenRates | RaiseAnswers | Answer,
    Field(discriminator="kind"),
]


class Improvement(Value):
    """One indicator brought to full marks, or its posts to parity, or its missing answer given at its best.

    `total` is what the scorecard's total would be, worked out by judging it again; `gain` is its growth in points,
    None where there is no total yet. `missing` names the absence that answering would end; the gain is then the most
    that an answer can bring. `coverage` (0–1) is that of the total afterwards.
    """

    indicator: str
    label: Text
    dimension: str
    score: float | None
    step: Step
    missing: Why | None = None
    gain: float | None
    total: float | None
    coverage: float | None
    recommendation: Text | None = None
