"""Lists of choices that several questions have: written once, under a name, as an author would."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from audit.questionnaire.limesurvey.work import Made


def shared(sections: Sequence[Made]) -> dict[str, object]:
    """Put names in the place of lists that stand more than once; return the lists by their names."""
    having = list(_having(sections))
    counted = Counter(_told(made) for made in having)
    names: dict[str, str] = {}
    lists: dict[str, object] = {}
    for made in having:
        told = _told(made)
        if counted[told] < 2:
            continue
        if told not in names:
            names[told] = f"{made.fields['name']}_choices"
            lists[names[told]] = made.fields["choices"]
        made.fields["choices"] = names[told]
    return lists


def _having(sections: Sequence[Made]) -> Iterator[Made]:
    for section in sections:
        questions = section.fields["questions"]
        if isinstance(questions, list):
            yield from (question for question in questions if "choices" in question.fields)


def _told(made: Made) -> str:
    choices = made.fields["choices"]
    fields = [choice.fields for choice in choices] if isinstance(choices, list) else choices
    return json.dumps(fields, sort_keys=True, ensure_ascii=False)
