"""Whether figures that are declared to agree are there: the questions, of the right kind, and their rows."""

from collections.abc import Iterator

from audit.errors import Mistake, message
from audit.questionnaire import schema
from audit.questionnaire.agreements import Vacancies
from audit.questionnaire.draft import Draft
from audit.questionnaire.places import Path
from audit.questionnaire.revisions import Revision, order

NUMBERS = ("integer", "decimal", "percent", "money", "calculate")
COUNTS = ("headcount",)
#: What an entry of vacancies tells, by the type of question that asks for it.
TOLD = {"level": "select_one", "on": "date", "held_by": "select_one"}
EVERY = "*"


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what keeps agreements, printed shares, flows, vacancies and revisions from being looked at."""
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
    for number, vacancies in enumerate(whole.vacancies):
        yield from _vacancies(draft, ("vacancies", number), vacancies)
    for number, revision in enumerate(whole.revisions):
        yield from _revision(draft, ("revisions", number), revision)


def _revision(draft: Draft, path: Path, declared: Revision) -> Iterator[Mistake]:
    """Yield what is wrong with a revision: a version that is not earlier, questions that are not there."""
    if order(declared.since) >= order(draft.questionnaire.version):
        wrong = message("version '%(since)s' is not earlier than this one", since=declared.since)
        remedy = message("Name the version before the change, and give the questionnaire a later one.")
        yield draft.error("not-earlier", (*path, "since"), wrong, remedy=remedy)
    for place, name in enumerate(declared.of):
        if name not in draft.written:
            wrong = message("there is no question '%(name)s'", name=name)
            at = (*path, "of", place)
            yield draft.unknown("unknown-question", at, wrong, word=name, known=sorted(draft.written))


def _vacancies(draft: Draft, path: Path, declared: Vacancies) -> Iterator[Mistake]:
    """Yield what is wrong with vacancies: their head-count, their repeat, and what an entry of it tells."""
    yield from _question(draft, (*path, "of"), declared.of, kinds=COUNTS)
    yield from _question(draft, (*path, "log"), declared.log, kinds=("repeat",))
    for key, kind in TOLD.items():
        name = getattr(declared, key)
        if name is not None:
            yield from _question(draft, (*path, key), name, kinds=(kind,), within=declared.log)
    level = draft.questionnaire.every.get(declared.level)
    for choice in level.choices if isinstance(level, schema.SelectOneQuestion) else ():
        if choice.absent is None:
            yield from _row(draft, (*path, "level"), declared.of, row=choice.name)


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


def _question(draft: Draft, path: Path, name: str, *, kinds: tuple[str, ...], within: str = "") -> Iterator[Mistake]:
    if name not in draft.written:
        wrong = message("there is no question '%(name)s'", name=name)
        yield draft.unknown("unknown-question", path, wrong, word=name, known=sorted(draft.written))
        return
    asked = draft.questionnaire.every if within else draft.questionnaire.questions
    question = asked.get(name)
    if question is not None and within and draft.questionnaire.within[name] != (within,):
        wrong = message("'%(name)s' is not asked in the entries of '%(repeat)s'", name=name, repeat=within)
        yield draft.error("outside-its-repeat", path, wrong, remedy=message("Name a question of that repeat."))
        return
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
