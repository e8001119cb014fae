"""What an author declared in the later of two versions, beside the differences that can be computed."""

from collections.abc import Iterator

from audit.errors import message
from audit.questionnaire.changes.change import Change, Meaning, What
from audit.questionnaire.changes.comparing import Where, edited
from audit.questionnaire.revisions import lies_between
from audit.questionnaire.schema import Questionnaire


def revised(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """Yield a change at every question of both versions of which the author says so since the old one."""
    for number, revision in enumerate(new.revisions):
        if not lies_between(old.version, revision.since, new.version):
            continue
        for name in revision.of:
            if name in new.every and name in old.every:
                where = Where(f"questions/{name}", (message("question '%(name)s'", name=name),), (name,))
                said = where.at(f"revisions/{number}", message("as declared"))
                yield edited(said, What.EDITED, {}, revision.label or {}, Meaning(revision.change))
