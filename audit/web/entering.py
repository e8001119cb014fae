"""Entries that a post adds, takes away, opens or speaks of too late."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from audit.errors import mark
from audit.questionnaire import flow, instances
from audit.questionnaire.schema import RepeatQuestion
from audit.questionnaire.values import Answers
from audit.web.fields import Posted
from audit.web.forms import SectionForm
from audit.web.journey import Taken, given
from audit.web.visit import Visit

LONGEST_NUMBER = 9
MOVED = mark(
    "Entries were added or taken away here meanwhile, on another page. What you typed is below and not saved yet: "
    "see that it stands in the right entry, then press the button again."
)


def moved(way: flow.Way, counted: Iterable[str]) -> frozenset[str]:
    """Return the repeats that had another number of entries, `repeat:3`, on the page that was posted."""
    told = (each.rpartition(":") for each in counted)
    return frozenset(path for path, _, count in told if path in way.entries and str(way.entries[path]) != count)


def leaving(posted: Posted) -> tuple[str, ...]:
    """Return the path of the entry that is taken away; what was typed in it need not be right."""
    return (posted["-remove"],) if posted.get("-remove") else ()


def opened(posted: Posted) -> str:
    """Return the entry that a page shown again after a mistake keeps open."""
    shown = [name.rpartition("/")[0] for name in posted.getlist("-shown") if "/" in name]
    return shown[0] if shown else ""


def turned(here: Visit, form: SectionForm, taken: Taken, *, wrong: Mapping[str, str]) -> Taken:
    """Return what a post brings with the entry it adds or takes away, unless something is to be mended first."""
    if wrong:
        return replace(taken, faults={**taken.faults, **{path: {"": said} for path, said in wrong.items()}})
    posted = here.posted
    path = posted.get("-add") or posted.get("-remove", "").rpartition("/")[0]
    if taken.faults or not path or path not in form or path not in taken.way.relevant:
        return taken
    question = here.edition.questionnaire.at(path)
    if not isinstance(question, RepeatQuestion) or question.count is not None:
        return taken
    number = posted.get("-remove", "").rpartition("/")[2] if "-remove" in posted else ""
    values = _added(taken, path, question) if "-add" in posted else _removed(taken, path, question, number)
    kept = {**taken.kept, **given(values, [path.partition("/")[0]])}
    return replace(taken, kept=kept, values=values, way=here.way(values))


def stays(form: SectionForm, way: flow.Way, wants: str, named: str) -> tuple[str | None, str | None]:
    """Return the entry to open and the anchor to go to after a button that leads back to the same page."""
    match wants:
        case "add":
            entry = f"{named}/{way.entries.get(named, 1)}"
            return entry, f"q-{entry}"
        case "open":
            return named, f"q-{named}"
        case "remove":
            return None, f"q-{named.rpartition('/')[0]}"
    path = next((each for each in (named, named.rpartition("/")[0]) if each in form), "")
    return path.rpartition("/")[0] or None, f"q-{path}" if path else None


def unseen(form: SectionForm, way: flow.Way, fresh: Iterable[str]) -> Iterator[str]:
    """Yield what nobody has seen of questions not spoken of: in entries only those of open ones, and new entries.

    What cannot be changed is no reason to show a page again.
    """
    for field in form.questions if form.repeats else ():
        known = sum(each.name.startswith(f"{field.name}/") for each in form.questions)
        if field.asked.fixed and known < len(field.asked.members) * way.entries.get(field.name, 0):
            yield field.name
    locked = way.read_only if form.lockable else frozenset()
    seen = {name.rpartition("/")[0] for name in form.spoken}
    for path in fresh:
        entry = path.rpartition("/")[0]
        if path in locked:
            continue
        if not entry or (entry in seen and way.value(path) is None):
            yield path


def reoffered(here: Visit, form: SectionForm, way: flow.Way) -> Iterator[str]:
    """Yield the unanswered questions whose choices have changed with the answers that were just given."""
    live = [each for each in form.questions if each.asked.live and each.asked.options and each.name in way.relevant]
    if not live:
        return
    before = here.way()
    for field in live:
        offered = [each.name for each in way.offered(field.name)]
        given_before = [each.name for each in before.offered(field.name)]
        if offered and offered != given_before and not isinstance(way.value(field.name), str | tuple | Mapping):
            yield field.name


def _added(taken: Taken, path: str, question: RepeatQuestion) -> Answers:
    where, name = instances.parted(path)
    count = taken.way.entries.get(path, 0)
    if count >= question.most:
        return taken.values
    return instances.put(taken.values, instances.entry(where, name, count + 1), {})


def _removed(taken: Taken, path: str, question: RepeatQuestion, number: str) -> Answers:
    where, name = instances.parted(path)
    listed = instances.given(taken.values, where).get(name)
    entries = listed if isinstance(listed, tuple) else ()
    if not number.isdecimal() or len(number) > LONGEST_NUMBER or len(entries) <= question.least:
        return taken.values
    if not 0 < int(number) <= len(entries):
        return taken.values
    left = (*entries[: int(number) - 1], *entries[int(number) :])
    return instances.put(taken.values, where, {name: left})
