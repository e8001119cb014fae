"""The questions of one section on a sheet of an Excel form, each answer beside its key."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from audit.errors import mark
from audit.render.blank_cells import SLANTED, SOFT, check, font, lock, put, total, unlock
from audit.wording import say

LISTS: Final = "_lists"
WIDTHS = {"B": 9, "C": 62, "D": 15, "E": 15, "F": 15, "G": 15}
ANSWERS = "DEFG"
LONGEST_TEXT = 32_767
LINE, PER_LINE = 15.5, 62

PROMPTS = {
    "integer": mark("Write a whole number."),
    "decimal": mark("Write a number."),
    "money": mark("Write a number."),
    "percent": mark("Write a number from 0 to 100, without the per cent sign."),
    "date": mark("Write a date, for example 2025-12-31."),
    "time": mark("Write the time as 14:30."),
    "datetime": mark("Write the day and the time as 2025-12-31 14:30."),
    "link": mark("Write an address that begins with https://"),
}
MARKED = mark("Write x to choose this answer.")
CHOOSE = mark("Choose from the list.")
ORDERED = mark("Write a whole number from 1 to %(last)d.")
BETWEEN = mark("Write a number from %(least)s to %(most)s.")
WRONG = mark("This does not fit the cell")


class Questions:
    """One section's sheet while it is written: `row` is the next free one."""

    def __init__(self, sheet: Worksheet, page: str, words: Mapping[str, str], lists: list[Sequence[str]]) -> None:
        self.sheet, self.page, self.words, self.lists = sheet, page, words, lists
        self.row = 1
        sheet.column_dimensions["A"].hidden = True
        for letter, width in WIDTHS.items():
            sheet.column_dimensions[letter].width = width

    def section(self, section: Mapping[str, Any]) -> None:
        """Write the whole section."""
        self.told(f"{section['number']}. {section['label']['text']}", font(bold=True, size=14))
        self.told(section["condition"], SLANTED)
        self.told(section["hint"]["text"], SOFT)
        self.row += 1
        self.sheet.freeze_panes = "A2"
        for question in section["questions"]:
            self.question(question)
            self.row += 1
        lock(self.sheet)

    def told(self, text: str, face: Font, *, number: str = "") -> None:
        """Write words over the whole width."""
        if not text:
            return
        self.sheet.merge_cells(f"C{self.row}:G{self.row}")
        if number:
            put(self.sheet, f"B{self.row}", number, face=font(bold=True))
        put(self.sheet, f"C{self.row}", text, face=face)
        self.sheet.row_dimensions[self.row].height = LINE * 1.2 * max(1, -(-len(text) // (PER_LINE * 2)))
        self.row += 1

    def question(self, question: Mapping[str, Any]) -> None:
        """Write a question with what belongs to it and room for its answer."""
        required = f" ({self.words['required']})" if question["required"] else ""
        self.told(question["label"]["text"] + required, font(bold=True), number=question["number"])
        self.told(question["condition"], SLANTED)
        self.told(question["hint"]["text"], SOFT)
        kind = question["kind"]
        if kind == "file":
            self.told(self.words["file"], SLANTED)
        elif kind == "headcount":
            self.people(question)
        elif kind in ("select_multiple", "rank", "matrix"):
            self.parts(question)
        elif question["path"]:
            self.single(question)
        self.told(question["evidence"] and f"{question['evidence']} {self.words['file']}", SOFT)

    def people(self, question: Mapping[str, Any]) -> None:
        """Write a head-count: women, men, another or undisclosed, and totals as formulas."""
        top = self.row
        for letter, word in zip("CDEFG", ("level", "women", "men", "other", "total"), strict=True):
            put(self.sheet, f"{letter}{top}", self.words[word], face=font(bold=True), shaded=True)
        self.sheet.row_dimensions[top].height = LINE * 2
        for part in question["parts"]:
            self.row += 1
            self.line(f"{question['path']}/{part['name']}", part["label"]["text"])
            for letter in "DEF":
                unlock(self.sheet, f"{letter}{self.row}")
            total(self.sheet, f"G{self.row}", f"D{self.row}:F{self.row}")
        self.check(f"D{top + 1}:F{self.row}", PROMPTS["integer"], type="whole", operator="between", formula1="0",
                   formula2="9999999")  # fmt: skip
        if question["sums"]:
            last = self.row
            self.row += 1
            put(self.sheet, f"C{self.row}", self.words["total"], face=font(bold=True), shaded=True)
            for letter in ANSWERS:
                total(self.sheet, f"{letter}{self.row}", f"{letter}{top + 1}:{letter}{last}")
        self.row += 1

    def parts(self, question: Mapping[str, Any]) -> None:
        """Write a line for each choice to mark or to number, or for each statement with the choices as a list."""
        kind, path = question["kind"], question["path"]
        self.told({"rank": self.words["order"], "matrix": self.words["each"]}.get(kind, self.words["several"]), SOFT)
        top = self.row
        for part in question["parts"] if kind == "matrix" else question["choices"]:
            alone = f" ({self.words['alone']})" if part.get("alone") else ""
            self.line(f"{path}/{part['name']}", part["label"]["text"] + alone, number=part.get("number", ""))
            self.answer(merged=kind == "matrix")
            self.row += 1
        cells = f"D{top}:D{self.row - 1}"
        if kind == "matrix":
            self.offer(cells, [choice["label"]["text"] for choice in question["choices"]], CHOOSE)
        elif kind == "rank":
            last = len(question["choices"])
            prompt = say(self.page, ORDERED, last=last)
            self.check(cells, prompt, type="whole", operator="between", formula1="1", formula2=str(last))
        else:
            self.offer(cells, ["x"], MARKED)
        self.other(question, ticked=kind == "select_multiple")

    def single(self, question: Mapping[str, Any]) -> None:
        """Write one answer cell across the width, with a list or a check of what may stand in it."""
        kind = question["kind"]
        self.line(question["path"], question["unit"])
        self.answer(merged=True, lines=question["lines"])
        cell = f"D{self.row}"
        if question["choices"]:
            own = question["other"]
            labels = [choice["label"]["text"] for choice in question["choices"]]
            self.offer(cell, [*labels, *([own["text"]] if own else [])], CHOOSE)
        else:
            self.typed(cell, kind, question)
        self.row += 1
        self.other(question, ticked=False)

    def typed(self, cell: str, kind: str, question: Mapping[str, Any]) -> None:
        """Check what is typed into a cell by the type of its question."""
        prompt = PROMPTS.get(kind, "")
        bounds = question["bounds"]
        if bounds:
            least, most = (f"{bound:g}" for bound in bounds)
            prompt = say(self.page, BETWEEN, least=least, most=most)
            self.check(cell, prompt, type="decimal", operator="between", formula1=least, formula2=most)
        elif kind in ("integer", "decimal", "money"):
            shape = "whole" if kind == "integer" else "decimal"
            self.check(cell, prompt, type=shape, operator="between", formula1="-99999999999999",
                       formula2="99999999999999")  # fmt: skip
        elif kind == "date":
            self.sheet[cell].number_format = "yyyy-mm-dd"
            self.check(cell, prompt, type="date", operator="greaterThan", formula1="1")
        else:
            # A per cent sign or a clock typed into a number's cell would silently become a fraction of it.
            self.sheet[cell].number_format = "@"
            longest = str(min(question["length"] or LONGEST_TEXT, LONGEST_TEXT))
            self.check(cell, prompt, type="textLength", operator="lessThanOrEqual", formula1=longest)

    def other(self, question: Mapping[str, Any], *, ticked: bool) -> None:
        """Write room for the answer in own words, where there is one."""
        if question["other"] is None:
            return
        path, label = question["path"], question["other"]["text"]
        if ticked:
            self.line(f"{path}/other", label)
            self.answer(merged=False)
            self.offer(f"D{self.row}", ["x"], MARKED)
            self.row += 1
        self.line(f"{path}_other", f"{label}:")
        self.answer(merged=True)
        self.sheet[f"D{self.row}"].number_format = "@"
        self.row += 1

    def line(self, key: str, label: str, *, number: str = "") -> None:
        """Write an answer's key, number and label."""
        put(self.sheet, f"A{self.row}", key)
        put(self.sheet, f"B{self.row}", number, face=SOFT)
        put(self.sheet, f"C{self.row}", label)
        self.sheet.row_dimensions[self.row].height = LINE * max(1.1, -(-len(label) // PER_LINE))

    def answer(self, *, merged: bool, lines: int = 1) -> None:
        """Open the cell of an answer, over the whole width where it is merged."""
        letters = ANSWERS if merged else ANSWERS[0]
        if merged:
            self.sheet.merge_cells(f"D{self.row}:G{self.row}")
        for letter in letters:
            unlock(self.sheet, f"{letter}{self.row}")
        if lines > 1:
            self.sheet.row_dimensions[self.row].height = LINE * 1.2 * lines

    def offer(self, cells: str, texts: Sequence[str], prompt: str) -> None:
        """Let cells take only what is chosen from a list."""
        if texts not in self.lists:
            self.lists.append(texts)
        letter = get_column_letter(1 + self.lists.index(texts))
        self.check(cells, prompt, type="list", formula1=f"'{LISTS}'!${letter}$1:${letter}${len(texts)}")

    def check(self, cells: str, prompt: str, **rule: str) -> None:
        """Check what is written into cells; `prompt` is said in the form's language."""
        told = say(self.page, prompt) if prompt else ""
        check(self.sheet, cells, prompt=told, wrong=say(self.page, WRONG), **rule)
