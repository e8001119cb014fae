"""Which class of change a difference is at least, by the key that differs; what is not named changes the meaning."""

from collections.abc import Mapping

from audit.questionnaire.changes.change import Meaning
from audit.questionnaire.tongues import TEXT_KEYS

#: Looks and words, which only an author can tell to mean something else by now.
TYPING = TEXT_KEYS | {"appearance", "serves", "minutes"}
#: How much is asked for, in which order and languages, but not what.
KEPT = frozenset({"required", "evidence", "randomize", "least", "most", "max_length", "accepts", "languages"})
#: What is never compared: the version says that there is one, and a list is compared where it is written.
NOT_COMPARED = frozenset({"name", "level", "version", "list_name"})

#: A switch that keeps more to itself than before, by the value that does: less is a change of what was promised.
STRICTER: Mapping[str, bool] = {"sensitive": True, "publish": False}


def least(key: str, after: object) -> Meaning:
    """Return the class that a difference in one key is at least; `after` is its new value."""
    if key in TYPING:
        return Meaning.TYPING
    if key in KEPT or (key in STRICTER and after is STRICTER[key]):
        return Meaning.KEPT
    return Meaning.CHANGED
