"""Whether figures that are declared to agree are there: the questions, of the right kind, and their rows."""

from collections.abc import Iterator

from audit.errors import Mistake, message
from audit.questionnaire import schema
from audit.questionnaire.draft import Draft
from audit.questionnaire.places import Path

NUMBERS = ("integer", "decimal", "percent", "money", "calculate")
COUNTS = ("headcount",)
EVERY = "*"


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what keeps agreements, printed shares and flows from being looked at."""
    whole = draft.questionnaire
    for number, agreement in enumerate(whole.agreements):
        for place, figure in enumerate(agreement.figures):
            yield from _figure(draft, ("agreements", number, "figures", place), figure)
    for number, printed in enumerate(whole.printed_shares):
        at: Path = ("printed_shares", number)
        yield from _question(draft, (*at, "percent"), printed.percent, kinds=("percent",))
        yield from _question(draft, (*at, "counts"), printed.counts, kinds=COUNTS)
        if printed.row is not None:
            yield from _row(draft, (*at, "row"), printed.counts, row=printed.row)
    for number, flows in enumerate(whole.flows):
        for key in ("of", "appointed", "left", "promoted"):
            name = getattr(flows, key)
            if name is not None:
                yield from _flow(draft, ("flows", number, key), name, of=flows.of)


def _flow(draft: Draft, path: Path, name: str, *, of: str) -> Iterator[Mistake]:
    found = list(_question(draft, path, name, kinds=COUNTS))
    yield from found
    stock, own = draft.questionnaire.questions.get(of), draft.questionnaire.questions.get(name)
    if found or not isinstance(stock, schema.HeadcountQuestion) or not isinstance(own, schema.HeadcountQuestion):
        return
    for row in own.rows:
        if row.name not in [each.name for each in stock.rows]:
            yield from _row(draft, path, of, row=row.name)


def _figure(draft: Draft, path: Path, figure: str) -> Iterator[Mistake]:
    name, *parts = figure.split("/")
    yield from _question(draft, path, name, kinds=COUNTS if parts else NUMBERS)
    if parts and parts[0] != EVERY:
        yield from _row(draft, path, name, row=parts[0])


def _question(draft: Draft, path: Path, name: str, *, kinds: tuple[str, ...]) -> Iterator[Mistake]:
    if name not in draft.written:
        wrong = message("there is no question '%(name)s'", name=name)
        yield draft.unknown("unknown-question", path, wrong, word=name, known=sorted(draft.written))
        return
    question = draft.questionnaire.questions.get(name)
    if question is not None and question.type not in kinds:
        wrong = message("'%(name)s' is of type %(type)s, which cannot be compared here", name=name, type=question.type)
        remedy = message("Name a question of type %(known)s.", known=", ".join(kinds))
        yield draft.error("figure-of-wrong-type", path, wrong, remedy=remedy)


def _row(draft: Draft, path: Path, name: str, *, row: str) -> Iterator[Mistake]:
    question = draft.questionnaire.questions.get(name)
    if not isinstance(question, schema.HeadcountQuestion):
        return
    known = [each.name for each in question.rows]
    if row not in known:
        wrong = message("question '%(name)s' has no row '%(row)s'", name=name, row=row)
        yield draft.unknown("unknown-row", path, wrong, word=row, known=known)
