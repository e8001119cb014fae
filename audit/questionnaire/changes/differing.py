"""Compares two versions of a questionnaire part by part: by their names, never by where they stand."""

from collections.abc import Iterator, Mapping, Sequence

from audit.errors import message
from audit.questionnaire.changes.change import Change, Meaning, What
from audit.questionnaire.changes.comparing import Where, edited, fields, listed
from audit.questionnaire.changes.revising import revised
from audit.questionnaire.parts import Choice, Part
from audit.questionnaire.schema import MatrixQuestion, Question, Questionnaire, Section

SELECTS = ("select_one", "select_multiple", "rank", "matrix")
#: What a question holds that is compared by the names of its own parts.
PARTS = frozenset({"choices", "items", "rows", "questions"})
HELD = frozenset(
    {
        *("sections", "choices", "dimensions", "scale", "indicators", "contradictions", "agreements", "flows"),
        *("vacancies", "revisions"),
    }
)


def difference(old: Questionnaire, new: Questionnaire) -> tuple[Change, ...]:
    """Return every difference between two versions, each with the class that it is at least, in the order of asking.

    Questions, choices, rows and indicators are the same where they have the same name.
    """
    return (
        *fields(Where("questionnaire", ()), old, new, skip=HELD),
        *_sections(old, new),
        *_questions(old, new),
        *_lists(old, new),
        *_measures(old, new),
        *revised(old, new),
    )


def _sections(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    before, after = _named(old.sections), _named(new.sections)
    for name in before.keys() & after.keys():
        asked = tuple(each.name for each in _section(before[name]).questions)
        where = Where(f"sections/{name}", (message("section '%(name)s'", name=name),))
        for change in fields(where, before[name], after[name], skip=frozenset({"questions"})):
            yield change if change.lang else _touching(change, asked)


def _section(part: Part) -> Section:
    assert isinstance(part, Section)  # noqa: S101 - sections are told by their own list
    return part


def _touching(change: Change, questions: tuple[str, ...]) -> Change:
    return Change(
        change.key, change.place, change.what, change.before, change.after, change.least, change.meaning, questions
    )


def _questions(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    for name, question in old.every.items():
        where = _where(old, question)
        if name not in new.every:
            yield edited(where, What.REMOVED, question.label, {}, Meaning.CHANGED)
            continue
        yield from _question(where, question, new.every[name], old=old, new=new)
    for name, question in new.every.items():
        if name not in old.every:
            yield edited(_where(new, question), What.ADDED, {}, question.label, Meaning.CHANGED)
    common = [name for name in old.every if name in new.every]
    if common != [name for name in new.every if name in old.every]:
        yield edited(Where("order", ()), What.MOVED, "", "", Meaning.KEPT)


def _where(questionnaire: Questionnaire, question: Question) -> Where:
    place = (
        message("section '%(name)s'", name=questionnaire.section_of[question.name]),
        message("question '%(name)s'", name=question.name),
    )
    return Where(f"questions/{question.name}", place, (question.name,))


def _question(
    where: Where, before: Question, after: Question, *, old: Questionnaire, new: Questionnaire
) -> Iterator[Change]:
    if old.within[before.name] != new.within[after.name]:
        places = ("/".join(each.within[before.name]) for each in (old, new))
        yield edited(where.at("repeat"), What.MOVED, next(places), next(places), Meaning.CHANGED)
    elif old.section_of[before.name] != new.section_of[after.name]:
        stands = (each.section_of[before.name] for each in (old, new))
        yield edited(where.at("section"), What.MOVED, next(stands), next(stands), Meaning.KEPT)
    yield from fields(where, before, after, skip=PARTS)
    for key, word in (("items", "item"), ("rows", "row")):
        yield from listed(where, getattr(before, key, ()), getattr(after, key, ()), word=word, is_part=True)
    if before.type in SELECTS and after.type in SELECTS and not _shares_a_list(before, after):
        scaled = _is_scale(before, old)
        yield from _choices(where, getattr(before, "choices", ()), getattr(after, "choices", ()), scaled=scaled)


def _shares_a_list(before: Question, after: Question) -> bool:
    name = getattr(before, "list_name", None)
    return name is not None and name == getattr(after, "list_name", None)


def _is_scale(question: Question, questionnaire: Questionnaire) -> bool:
    """Tell whether the order of a question's choices is what they are scored by."""
    measured = {each.of for each in questionnaire.indicators if each.measure == "likert"}
    return isinstance(question, MatrixQuestion) or question.name in measured


def _choices(where: Where, before: Sequence[Choice], after: Sequence[Choice], *, scaled: bool) -> Iterator[Change]:
    yield from listed(where, before, after, word="choice")
    common = [each.name for each in before if each.name in {one.name for one in after}]
    stands = [each.name for each in after if each.name in set(common)]
    if common != stands:
        least = Meaning.CHANGED if scaled else Meaning.KEPT
        yield edited(where.at("order"), What.MOVED, ", ".join(common), ", ".join(stands), least)


def _lists(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """Compare the lists of choices that questions share, each once; it touches all questions that ask by it."""
    for name in dict.fromkeys((*old.choices, *new.choices)):
        users = [each for each in old.every.values() if getattr(each, "list_name", None) == name]
        asked = tuple(each.name for each in users if _keeps_its_list(each, new))
        where = Where(f"choices/{name}", (message("list '%(name)s'", name=name),), asked)
        if name not in old.choices or name not in new.choices:
            what = What.REMOVED if name in old.choices else What.ADDED
            yield edited(where, what, "", "", Meaning.KEPT if not asked else Meaning.CHANGED)
            continue
        scaled = any(_is_scale(each, old) for each in users)
        yield from _choices(where, old.choices[name], new.choices[name], scaled=scaled)


def _keeps_its_list(question: Question, new: Questionnaire) -> bool:
    return question.name in new.every and _shares_a_list(question, new.every[question.name])


def _measures(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    top = Where("", ())
    yield from listed(top, old.dimensions, new.dimensions, word="dimension")
    yield from listed(top, old.scale, new.scale, word="level")
    yield from listed(top, old.indicators, new.indicators, word="indicator", measures=True)
    yield from listed(top, old.contradictions, new.contradictions, word="contradiction")
    yield from listed(top, old.agreements, new.agreements, word="agreement")
    yield from listed(top, old.flows, new.flows, word="flows")
    yield from listed(top, old.vacancies, new.vacancies, word="vacancies")


def _named(parts: Sequence[Part]) -> Mapping[str, Part]:
    return {str(getattr(each, "name", "")): each for each in parts}
