"""Whether repeats can be asked: not too deep, no more entries at least than at most, a count that alone decides."""

from collections.abc import Iterator

from audit.errors import Mistake, message
from audit.questionnaire import schema
from audit.questionnaire.draft import Draft
from audit.questionnaire.places import Path

DEEPEST = 3


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield repeats within too many others, and numbers of entries that contradict each other."""
    for path, question in draft.questions():
        if isinstance(question, schema.RepeatQuestion):
            yield from _repeat(draft, path, question)


def _repeat(draft: Draft, path: Path, question: schema.RepeatQuestion) -> Iterator[Mistake]:
    around = draft.questionnaire.within.get(question.name, ())
    if len(around) >= DEEPEST:
        wrong = message("a repeat stands within %(depth)d others", depth=len(around))
        remedy = message("Nest at most %(deepest)d repeats; ask the innermost as a table or a text.", deepest=DEEPEST)
        yield draft.error("repeat-too-deep", path, wrong, remedy=remedy)
    fields = schema.RepeatQuestion.model_fields
    said = [key for key in ("least", "most") if getattr(question, key) != fields[key].default]
    if question.count is not None and said:
        wrong = message("'count' alone says how many entries there are")
        yield draft.error("count-and-least", (*path, said[0]), wrong, remedy=message("Remove '%(key)s', or 'count'.",
                                                                                  key=said[0]))  # fmt: skip
    elif question.least > question.most:
        wrong = message("there cannot be at least %(least)d and at most %(most)d entries",
                        least=question.least, most=question.most)  # fmt: skip
        yield draft.error("least-above-most", (*path, "least"), wrong, remedy=message("Exchange them, or correct one."))
