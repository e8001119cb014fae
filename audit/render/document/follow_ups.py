"""The chapters beside the figures: contradictions, findings and actions, and what does not agree in the data."""

from collections.abc import Iterator

from audit.analysis.report import Action, Finding, FollowUp, Report
from audit.errors import mark
from audit.lifecycle import ACTION_STATES, FINDING_KINDS, PRIORITIES
from audit.render import consistency
from audit.render.contradictions import contradictions
from audit.render.document.blocks import Block, Heading, Paragraph, Table, Tone
from audit.render.words import day, label
from audit.wording import number, say


def contradicted(report: Report, language: str) -> tuple[Block, ...]:
    """Tell what the institution says and its staff do not confirm."""
    blocks: list[Block] = []
    for one in contradictions(report, language):
        blocks += [Heading(one.name), Paragraph(f"{one.institution}. {one.staff}.")]
    return tuple(blocks)


def followed(follow_up: FollowUp | None, language: str) -> tuple[Block, ...]:
    """Tell the findings, each with what it rests on, and the actions, those that are late marked in words."""
    if follow_up is None or not (follow_up.findings or follow_up.actions):
        return ()
    return (
        Paragraph(say(language, "As it stood on %(day)s.", day=day(follow_up.as_of, language)), Tone.SOFT),
        *(block for each in follow_up.findings for block in _finding(each, language)),
        *_actions(follow_up, language),
    )


def _finding(one: Finding, language: str) -> Iterator[Block]:
    yield Heading(f"{one.number}. {label(one.title, language)}")
    kind, priority = say(language, FINDING_KINDS[one.kind]), say(language, PRIORITIES[one.priority])
    yield Paragraph(f"{kind[:1].upper()}{kind[1:]}, {priority}.", Tone.SOFT)
    if label(one.text, language):
        yield Paragraph(label(one.text, language))
    if one.grounds:
        grounds = "; ".join(
            label(each.label, language, each.indicator)
            + (f" ({number(language, each.score, 1)})" if each.score is not None else "")
            for each in one.grounds
        )
        yield Paragraph(say(language, "Rests on: %(grounds)s.", grounds=grounds))


def _actions(follow_up: FollowUp, language: str) -> Iterator[Block]:
    if not follow_up.actions:
        return
    head = (mark("No."), mark("Action"), mark("Responsible"), mark("Due"), mark("State"))
    rows = tuple(
        (
            str(each.number),
            _what(each, language),
            each.responsible,
            day(each.due, language),
            _state(each, follow_up, language),
        )
        for each in follow_up.actions
    )
    words = tuple(say(language, word) for word in head)
    yield Table(say(language, "What the body promised"), words, rows, (6, 44, 20, 15, 15), frozenset())


def _what(one: Action, language: str) -> str:
    said = label(one.what, language)
    return f"{said} – {one.note}" if one.note else said


def _state(one: Action, follow_up: FollowUp, language: str) -> str:
    said = say(language, ACTION_STATES[one.state])
    return say(language, "%(state)s, late", state=said) if one.late(follow_up.as_of) else said


def disagreeing(report: Report, language: str) -> tuple[Block, ...]:
    """Tell what does not agree within the audit's data, the gravest first, with what to do."""
    said = consistency.said(report.inconsistencies or (), language)
    if not said:
        return ()
    head = tuple(say(language, word) for word in (mark("How grave"), mark("What does not agree"), mark("What to do")))
    rows = tuple((each.weight, each.sentence, each.remedy) for each in said)
    return (Table(say(language, "Notes of the checks"), head, rows, (15, 50, 35)),)
