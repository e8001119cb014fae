"""The disclosure gate: the only place where raw counts become publishable tables, all tables of an audit together.

What is withheld leaves no number behind: not in its own table, not in a total, not in another breakdown, not in the
table of the breakdown's own question, not in what a later report has more than an earlier one. The rules are in
`docs/decisions/disclosure-control-precedes-every-output.md` and `what-was-published-is-remembered.md`.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from audit import wording
from audit.analysis import earlier, former, free_text
from audit.analysis.coarsening import coarse
from audit.analysis.continuing import Continued
from audit.analysis.earlier import Earlier, key
from audit.analysis.families import ITSELF
from audit.analysis.free_text import Written
from audit.analysis.gate import Gate
from audit.analysis.report import ALL, Reason, Table, TableGroup, Text, Texts, Withheld
from audit.analysis.rules import Rule
from audit.analysis.scale import Scale, Tabulated
from audit.analysis.suppression import Hidden
from audit.analysis.tally import UNDISCLOSED, Count, Tally, choices
from audit.errors import mark
from audit.questionnaire.schema import Questionnaire, TextQuestion

__all__ = ["Rule", "protect", "protect_texts"]


def protect(
    questionnaire: Questionnaire,
    tallies: Sequence[Tally],
    rule: Rule,
    *,
    before: Earlier | None = None,
    split: frozenset[str] = frozenset(),
) -> tuple[Table, ...]:
    """Turn all tallies of a questionnaire into publishable tables under one rule, in their order.

    Every table has the group `all`, every choice of its breakdown, and `undisclosed` where somebody named no group.
    Of an enquiry that was published before, a table changes only by late answers that could stand as a table of their
    own under the same hidden groups. Otherwise it stands as it was, and says how many answers it does not count.
    Rounded tables stand always: the exact ones, from which alone late answers could be told apart, are not kept.
    `split` are questions that meant something else in an earlier version: who answered them then is missing in their
    tables and counted in all others, and no group may tell that they were few (`former.hidden`).
    """
    gate = Gate.of(questionnaire, tallies, rule)
    if before is None:
        return tuple(
            coarse(_table(gate, tally, former.hidden(gate, tally, split=split)), rule.rules) for tally in tallies
        )
    if not rule.rules.is_exact:
        return tuple(_standing(gate, tally, before) for tally in tallies)
    continued = Continued.of(gate, tallies, before)
    return tuple(_continued(continued, tally) for tally in tallies)


def protect_texts(
    question: TextQuestion, written: Sequence[Written], rule: Rule, *, lot: Random, before: Texts | None = None
) -> Texts:
    """Turn what people wrote, and an auditor has read, into publishable texts, in an order drawn by `lot`.

    `lot` must not be guessable (`random.SystemRandom`). `before` is what the last report of the same audit published.
    Raises ValueError for a question that does not say `publish: true`.
    """
    texts, late = free_text.publishable(question, written, rule), 0
    if before is not None and not isinstance(before.texts, Withheld):
        texts, late = free_text.continued(before.texts, written, question=question, rule=rule)
    drawn = texts if isinstance(texts, Withheld) else tuple(lot.sample(texts, len(texts)))
    return Texts(question=question.name, label=question.label, texts=drawn, late=late)


def _continued(continued: Continued, tally: Tally) -> Table:
    """Return the table that follows the published one: with the late answers, or as it stood."""
    published = continued.before.table(tally)
    if published is None:
        return _table(continued.gate, tally, continued.before.withheld(tally))
    if continued.changes(tally):
        return _table(continued.gate, tally, earlier.hidden(published))
    return published.model_copy(update={"late": max(0, continued.late[key(tally)][ALL].people)})


def _standing(gate: Gate, tally: Tally, before: Earlier) -> Table:
    """Return a rounded table as it was published, with the rounded number of people who answered since."""
    published = before.table(tally)
    if published is None:
        return _table(gate, tally, before.withheld(tally))
    late = published.late + tally.groups[ALL].size - before.submitted
    return published.model_copy(update={"late": gate.rule.rules.count(max(0, late))})


def _table(gate: Gate, tally: Tally, hidden: Hidden) -> Table:
    question, item = gate.items[tally.question, tally.item]
    steps = gate.scale(tally)
    return Table(
        question=tally.question,
        item=tally.item,
        label=item.label if item else question.label,
        by=tally.by,
        choices={choice.name: choice.label for choice in choices(question)},
        groups=tuple(
            _group(_identity(gate, tally, name), hidden.get(name, count), steps)
            for name, count in tally.groups.items()
            if not _is_nobodys_choice(name) or count.size or name in hidden
        ),
        reverse=item is not None and item.reverse,
        favours=_favours(question, steps),
    )


def _favours(question: Tabulated, steps: Scale | None) -> tuple[Text, ...]:
    """Return the labels of the choices that the author names favourable; nothing where the steps' order decides."""
    if steps is None or not steps.is_said:
        return ()
    return tuple(choice.label for choice in choices(question) if choice.name in steps.favourable)


def _group(identity: Mapping[str, Any], shown: Count | Reason, steps: Scale | None) -> TableGroup:
    if isinstance(shown, Reason):
        gone = Withheld(withheld=shown)
        return TableGroup(**identity, n=gone, counts=gone, favourable=gone, mean=gone)
    counts = dict(shown.counts)
    if steps is None or not shown.valued:
        return TableGroup(**identity, n=shown.valued, counts=counts, favourable=None, mean=None)
    agreeing = sum(counts[choice] for choice in steps.favourable)
    points = sum((value * counts[choice] for choice, value in steps.points.items()), Fraction(0))
    return TableGroup(
        **identity,
        n=shown.valued,
        counts=counts,
        favourable=float(Fraction(agreeing, shown.valued)),
        mean=float(points / shown.valued),
    )


def _is_nobodys_choice(name: str) -> bool:
    """Tell whether a group is no choice of its own, so that it is not printed when nobody is in it."""
    return name == UNDISCLOSED or name.endswith(ITSELF)


def _identity(gate: Gate, tally: Tally, name: str) -> dict[str, Any]:
    """Return what a group is called, what it is a part of, and which sex it counts as."""
    above = tally.within.get(name, "")
    choice = gate.groups[tally.by].get(name)
    if choice is None:
        return {"name": name, "label": _label(gate, tally, name), "within": above}
    return {"name": name, "label": _label(gate, tally, name), "counts_as": choice.counts_as, "within": above}


def _label(gate: Gate, tally: Tally, name: str) -> Text:
    """Return what a group is called in every language of the questionnaire; a part is called after its whole."""
    above = tally.within.get(name)
    choice = gate.groups[tally.by].get(name)
    if above is None and choice is not None:
        return choice.label
    said = {ALL: mark("All respondents"), UNDISCLOSED: mark("Not disclosed")}.get(name, mark("no part of it"))
    own = choice.label if choice else {each: wording.say(each, said) for each in gate.questionnaire.languages}
    if above is None:
        return own
    whole = _label(gate, tally, above)
    return {language: f"{whole.get(language, '')} › {text}" for language, text in own.items()}
