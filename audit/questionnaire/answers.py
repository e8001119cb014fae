"""Answers as typed values, and the one door through which what a file or a form gave becomes them."""

from audit.questionnaire.answer_files import read_file
from audit.questionnaire.reading import plain, read, read_at, value
from audit.questionnaire.values import Absence, Absent, Answers, Entries, Grid, Scalar, Value

__all__ = [
    "Absence",
    "Absent",
    "Answers",
    "Entries",
    "Grid",
    "Scalar",
    "Value",
    "plain",
    "read",
    "read_at",
    "read_file",
    "value",
]
