"""What would change a total most, in the reader's language: what each step takes and what it brings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from audit.analysis.report import (
    Answer,
    Choose,
    EvenRates,
    Improvement,
    MovePosts,
    PostMove,
    RaiseAnswers,
    Reach,
    Scope,
    Scorecard,
)
from audit.render.precision import figure, share
from audit.render.reasons import amount
from audit.render.words import label, quoted
from audit.wording import count, number, percent, say

LEAST_GAIN = 0.05


@dataclass(frozen=True, slots=True)
class Advice:
    """One line of the list: what to do, what it takes beside a recommendation, which indicator, and the gain."""

    title: str
    takes: str
    about: str
    gain: str


def steps(card: Scorecard, language: str) -> tuple[Advice, ...]:
    """Return what would change a scorecard's total most, the greatest gain first."""
    scopes = {each.name: each.scope for dimension in card.dimensions for each in dimension.indicators}
    return tuple(_advice(one, scopes.get(one.indicator), language) for one in card.improvements or ())


def _advice(one: Improvement, scope: Scope | None, language: str) -> Advice:
    takes = takes_said(one, language)
    if scope is Scope.DECISION_MAKING and isinstance(one.step, MovePosts):
        # A level at parity by the nearest split may still be the one to move: without its aim this reads as a mistake.
        takes = say(language, "%(takes)s (for parity at decision-making level as a whole)", takes=takes)
    advised = label(one.recommendation, language) if one.recommendation else ""
    name = label(one.label, language, one.indicator)
    about = name if one.score is None else f"{name}: {number(language, one.score, 1)}"
    return Advice(advised or takes, takes if advised else "", about, gain_said(one, language))


def takes_said(one: Improvement, language: str) -> str:
    """Say what a step takes; that there is no answer yet comes first."""
    said = TAKES[one.step.kind](one.step, language)
    if one.missing is None or isinstance(one.step, Answer):
        return said
    return say(language, "There is no answer yet; most would come of this: %(step)s", step=said)


def gain_said(one: Improvement, language: str) -> str:
    """Say the points that a step brings; at most so many where the answer is still open."""
    if one.gain is None:
        return say(language, "coverage %(share)s", share=percent(language, one.coverage or 0))
    if one.gain < LEAST_GAIN:
        return say(language, "less than +%(points)s", points=number(language, 0.1, 1))
    points = number(language, one.gain, 1)
    return f"+{points}" if one.missing is None else say(language, "up to +%(points)s", points=points)


def _posts(step: MovePosts, language: str) -> str:
    return count(
        language,
        "%(n)d place must change hands: %(levels)s",
        "%(n)d places must change hands: %(levels)s",
        sum(move.posts for move in step.moves),
        levels="; ".join(_move(move, language) for move in step.moves),
    )


def _move(move: PostMove, language: str) -> str:
    level = label(move.label, language, move.name)
    if move.to == "women":
        return count(language, "%(level)s – %(n)d to a woman", "%(level)s – %(n)d to women", move.posts, level=level)
    return count(language, "%(level)s – %(n)d to a man", "%(level)s – %(n)d to men", move.posts, level=level)


def _choose(step: Choose, language: str) -> str:
    goal = {one.name for one in step.goal}
    kept = [one for one in step.now if one.name in goal]
    added = [(one.label, one.name) for one in step.goal if one not in kept]
    if kept:
        return say(language, "in addition %(choices)s", choices=quoted(language, added))
    if not step.now:
        return quoted(language, added)
    now = quoted(language, ((one.label, one.name) for one in step.now))
    return say(language, "%(goal)s instead of %(now)s", now=now, goal=quoted(language, added))


def _reach(step: Reach, language: str) -> str:
    said = share if step.share else figure
    goal = said(language, step.goal, *(() if step.now is None else (step.now,)))
    reached = goal if step.now is None else _from_to(said(language, step.now, step.goal), goal, language)
    if step.figure is None or step.whole is None:
        return reached
    values = {"part": figure(language, step.figure), "whole": amount(language, step.whole, step.currency)}
    divided = say(language, "%(part)s of %(whole)s", **values)
    return f"{reached} ({divided})"


def _from_to(now: str, goal: str, language: str) -> str:
    return say(language, "from %(now)s to %(goal)s", now=now, goal=goal)


def _rates(step: EvenRates, language: str) -> str:
    values = {"row": label(step.label, language, step.row), "entered": step.entered, "now": step.now}
    if step.sex == "women":
        return count(
            language,
            "%(row)s: %(n)d woman of %(entered)d instead of %(now)d",
            "%(row)s: %(n)d women of %(entered)d instead of %(now)d",
            step.goal,
            **values,
        )
    return count(
        language,
        "%(row)s: %(n)d man of %(entered)d instead of %(now)d",
        "%(row)s: %(n)d men of %(entered)d instead of %(now)d",
        step.goal,
        **values,
    )


def _scale(step: RaiseAnswers, language: str) -> str:
    if step.now is None:
        return say(language, "the best answers")
    return say(language, "answers rise from %(now)s to 100 on the scale", now=number(language, step.now, 1))


def _answer(step: Answer, language: str) -> str:
    if not step.label:
        return say(language, "Answer what it is worked out from")
    return say(language, "Answer the question %(question)s", question=quoted(language, [(step.label, step.question)]))


TAKES: Mapping[str, Callable[[Any, str], str]] = {
    "posts": _posts,
    "choose": _choose,
    "reach": _reach,
    "rates": _rates,
    "scale": _scale,
    "answer": _answer,
}
