"""What the path of a `${…}` finds in answers: a value, a part of a grid, or people added up.

- `${name}` of a matrix is the list of the choices given to its items, in their order; `${name/item}` is one of them.
- A head-count path may stop early and then adds up what is below: `${posts}` is everybody, `${posts/women}` all women,
  `${posts/head}` everybody in the row `head`, `${posts/head/women}` one cell; `total` stands for every row or column.
  Rows that are not filled in add nothing; where nothing at all is filled in, the sum is unanswered and not 0.
- A path that leads nowhere is unanswered (the loader refuses such paths beforehand).
"""

from collections.abc import Iterator, Mapping

from audit.questionnaire.evaluation import UNANSWERED, Found
from audit.questionnaire.schema import HeadcountQuestion, MatrixQuestion, Question
from audit.questionnaire.values import Absent, Sex, Value

TOTAL = "total"


def found(questions: Mapping[str, Question], answers: Mapping[str, Value], path: str) -> Found:
    """Return what stands at a path in the answers."""
    name, _, inside = path.partition("/")
    value = answers.get(name, UNANSWERED)
    if isinstance(value, tuple):
        return tuple(each for each in value if isinstance(each, str))
    if not isinstance(value, Mapping):
        return UNANSWERED if inside else value
    question = questions.get(name)
    if isinstance(question, MatrixQuestion):
        return _item(question, value, inside) if inside else _chosen(question, value)
    if isinstance(question, HeadcountQuestion):
        return _people(question, value, inside.split("/") if inside else [])
    return UNANSWERED


def _item(question: MatrixQuestion, value: Mapping[str, object], name: str) -> Found:
    given = value.get(name, UNANSWERED)
    return given if isinstance(given, str | Absent) else UNANSWERED


def _chosen(question: MatrixQuestion, value: Mapping[str, object]) -> tuple[str, ...]:
    given = (value.get(item.name) for item in question.items)
    return tuple(each for each in given if isinstance(each, str))


def _people(question: HeadcountQuestion, value: Mapping[str, object], parts: list[str]) -> Found:
    rows = [row.name for row in question.rows]
    columns = [sex.value for sex in Sex]
    wanted = [part for part in parts if part != TOTAL or part in rows]
    row = wanted.pop(0) if wanted and wanted[0] in rows else None
    column = wanted.pop(0) if wanted and wanted[0] in columns else None
    if wanted:
        return UNANSWERED
    counts = list(_counts(value, [row] if row else rows, [column] if column else columns))
    return sum(counts) if counts else UNANSWERED


def _counts(value: Mapping[str, object], rows: list[str], columns: list[str]) -> Iterator[int]:
    for row in rows:
        cells = value.get(row)
        if isinstance(cells, Mapping):
            yield from (cells[column] for column in columns if isinstance(cells.get(column), int))
