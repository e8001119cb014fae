"""Reading XLSForm workbooks of a thousand and of four thousand questions: seconds, and how memory grows."""

import json
import sys
import tempfile
import time
from pathlib import Path

from audit.questionnaire.workbook import Page, read, written
from audit.questionnaire.xlsform import reading
from bench.measuring import Figure, apart, peak

QUESTIONS = 1_000
LARGER = 4_000
A_PAGE = 20
TARGET_SECONDS = 5.0
LANGUAGES = ("English (en)", "Français (fr)", "العربية (ar)")
HEADER = ("type", "name", "required", "relevant", "constraint", *(f"label::{each}" for each in LANGUAGES))


def run() -> list[Figure]:
    """Read both forms, each in a process of its own, and the smallest one for what the process holds anyway."""
    floor, ours, larger = (apart("bench.xlsform", str(size)) for size in (A_PAGE, QUESTIONS, LARGER))
    above = ours["peak"] - floor["peak"]
    return [
        Figure(f"xlsform, {QUESTIONS} questions to YAML", ours["seconds"], "s", TARGET_SECONDS),
        Figure(f"xlsform, of that the workbook's cells alone ({QUESTIONS})", ours["workbook"], "s"),
        Figure(f"xlsform, {LARGER} questions to YAML", larger["seconds"], "s"),
        Figure(f"xlsform, memory of {QUESTIONS} questions above that of {A_PAGE}", above, "MiB"),
        Figure(
            f"xlsform, memory of {LARGER} over that of {QUESTIONS}", (larger["peak"] - floor["peak"]) / above, "×", 4
        ),
    ]


def form(questions: int) -> bytes:
    """Return a workbook of that many questions on pages of twenty, in three languages, nearly all with conditions."""
    rows: list[tuple[str, ...]] = [HEADER]
    for number in range(questions):
        if number % A_PAGE == 0:
            rows += [("end_group",)] * (number > 0)
            rows.append(("begin_group", f"page_{number}", "", "", "", *(f"Page {number}" for _ in LANGUAGES)))
        asked = ("select_one yn", "", "") if number % 2 else ("integer", "", ". >= 0 and . <= 100")
        relevant = f"${{q{number - 1}}} = 'yes' or ${{q{number - 2}}} > 10" if number % 2 == 0 and number > 1 else ""
        labels = (f"How many of the {number} posts? {each}" for each in LANGUAGES)
        rows.append((asked[0], f"q{number}", "yes", relevant, asked[2], *labels))
    rows.append(("end_group",))
    choices = [("list_name", "name", *HEADER[-3:]), ("yn", "yes", "Yes", "Oui", "نعم"), ("yn", "no", "No", "Non", "لا")]
    return written([Page("survey", rows), Page("choices", choices)])


def main(questions: int) -> None:
    """Read a form of that many questions and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        path.write_bytes(form(questions))
        begun = time.perf_counter()
        read(path)
        read_at = time.perf_counter()
        carried = reading.read(path)
        done = time.perf_counter()
    if carried.questionnaire is None or len(carried.questionnaire.every) != questions:
        raise LookupError("the form did not come over")
    sys.stdout.write(json.dumps({"seconds": done - read_at, "workbook": read_at - begun, "peak": peak()}) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
