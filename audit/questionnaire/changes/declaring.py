"""What an author declares of the changes she made: as strict as computed or stricter, never looser."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from audit.errors import Mistake, Mistaken, message
from audit.questionnaire.changes.change import RANKS, Change, Meaning
from audit.questionnaire.changes.floors import STRICTER
from audit.questionnaire.schema import Mode, Questionnaire

CONFIDENTIALITY = {Mode.NAMED: 0, Mode.CONFIDENTIAL: 1, Mode.ANONYMOUS: 2}
MEANINGS = {
    Meaning.TYPING: message("typing"),
    Meaning.KEPT: message("meaning kept"),
    Meaning.CHANGED: message("meaning changed"),
}


def declared(changes: Sequence[Change], declarations: Mapping[str, str]) -> tuple[Change, ...]:
    """Return the changes with the classes declared for their keys; Mistaken for one that is looser than computed.

    What is not declared stays as computed. A word that is no class and a key of no change are mistakes too.
    """
    mistakes: list[Mistake] = []
    known = {change.key: change for change in changes}
    for key, word in declarations.items():
        if key not in known or word not in RANKS:
            wrong = message("nothing of this kind was changed: %(key)s", key=key)
            mistakes.append(Mistake("unknown-change", (), wrong, message("Compare the versions again.")))
        elif RANKS[Meaning(word)] < RANKS[known[key].least]:
            wrong = message("this change is more than “%(declared)s”", declared=MEANINGS[Meaning(word)])
            remedy = message("Declare it “%(least)s” or stricter.", least=MEANINGS[known[key].least])
            mistakes.append(Mistake("declared-looser", known[key].place, wrong, remedy))
    if mistakes:
        raise Mistaken(tuple(mistakes))
    return tuple(replace(each, meaning=Meaning(declarations.get(each.key, each.meaning))) for each in changes)


def loosened(old: Questionnaire, new: Questionnaire) -> tuple[str, ...]:
    """Return the names of what the new version would keep less to itself than respondents were promised.

    They are questions that stop being sensitive or begin to be published in people's own words, breakdowns that were
    not there, and `confidentiality` where its mode or thresholds are looser.
    """
    found = [
        name
        for name, question in old.every.items()
        if name in new.every and any(_looser(question, new.every[name], key) for key in STRICTER)
    ]
    found += [each for each in new.disaggregate_by if each not in old.disaggregate_by]
    before, after = old.confidentiality, new.confidentiality
    if before is not None and (
        after is None
        or CONFIDENTIALITY[after.mode] < CONFIDENTIALITY[before.mode]
        or after.threshold < before.threshold
        or after.sensitive_threshold < before.sensitive_threshold
    ):
        found.append("confidentiality")
    return tuple(found)


def _looser(before: object, after: object, key: str) -> bool:
    stricter = STRICTER[key]
    return getattr(before, key, stricter) is stricter and getattr(after, key, stricter) is not stricter
