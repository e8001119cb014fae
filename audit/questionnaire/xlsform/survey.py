"""The sheet of questions of an XLSForm: a row each, grids and repeats as groups of rows."""

from collections.abc import Iterator, Mapping
from typing import cast

from audit import wording
from audit.errors import mark
from audit.questionnaire.plain import Plain, plain
from audit.questionnaire.schema import (
    HeadcountQuestion,
    MatrixQuestion,
    Question,
    Questionnaire,
    RepeatQuestion,
    Section,
)
from audit.questionnaire.values import Sex
from audit.questionnaire.xlsform import own
from audit.questionnaire.xlsform.spreading import Spread
from audit.questionnaire.xlsform.tabling import Table, owned, text_cells

#: The type that collecting devices know for one of ours, where it is another.
TYPES = {"percent": "decimal", "money": "decimal", "link": "text", "datetime": "dateTime"}
TEXTS = ("label", "hint", "required_message", "constraint_message")
FORMULAS = ("relevant", "constraint", "calculation", "default", "choice_filter", "required", "read_only")
OF_GROUPS = ("relevant", "appearance")
CHOOSING = ("select_one", "select_multiple", "rank")
COLUMNS = {Sex.WOMEN: mark("Women"), Sex.MEN: mark("Men"), Sex.OTHER: mark("Another or undisclosed")}
Row = dict[str, str]


class Survey:
    """Lays the questions of a questionnaire out in rows; `inline` are the lists that belong to one question."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.languages = questionnaire.languages
        self.spread = Spread(questionnaire)
        self.inline: dict[str, list[Plain]] = {}

    def table(self) -> Table:
        """Return the sheet of questions."""
        table = Table("survey", self.languages)
        for section in self.questionnaire.sections:
            for row in self._section(section):
                table.add(row)
        return table

    def _section(self, section: Section) -> Iterator[Row]:
        data = plain(section)
        del data["questions"]
        name = self.spread.sections[section.name]
        yield {"type": "begin_group", "appearance": "field-list", **self._row(data, name, ("relevant",))}
        for question in section.questions:
            yield from self._question(question)
        yield {"type": "end_group"}

    def _question(self, question: Question) -> Iterator[Row]:
        data = plain(question)
        del data["type"]
        name = self.spread.out[question.name]
        match question:
            case MatrixQuestion():
                yield from self._matrix(question, data, name)
            case HeadcountQuestion():
                yield from self._headcount(question, data, name)
            case RepeatQuestion():
                yield from self._repeat(question, data, name)
            case _:
                yield self._single(question, data, name)

    def _single(self, question: Question, data: dict[str, Plain], name: str) -> Row:
        kind = TYPES.get(question.type, question.type)
        row: Row = {"type": kind}
        if question.type in CHOOSING:
            row["type"] = f"{kind} {self._list(data, name, row)}"
            row["type"] += " or_other" if data.pop("or_other", False) else ""
            if data.pop("randomize", False):
                row["parameters"] = "randomize=true"
        if question.type == "range":
            row["parameters"] = " ".join(
                f"{key}={own.scalar(plain_value(question, key))}" for key in ("start", "end", "step")
            )
            for key in ("start", "end", "step"):
                data.pop(key, None)
        if "trigger" in data:
            row["trigger"] = f"${{{self.spread.out.get(str(data['trigger']), str(data.pop('trigger')))}}}"
            data.pop("trigger", None)
        if kind != question.type and question.type != "datetime":
            row |= owned({"type": question.type})
        return {**row, **self._row(data, name, (*FORMULAS, "appearance"))}

    def _list(self, data: dict[str, Plain], name: str, row: Row) -> str:
        """Return the name of a question's list; a list of its own goes into the sheet under the question's name."""
        choices = data.pop("choices")
        if isinstance(choices, str):
            return list_name_of(choices)
        list_name, number = name, 1
        while list_name in self.inline or any(list_name == list_name_of(each) for each in self.questionnaire.choices):
            number += 1
            list_name = f"{name}_{number}"
        self.inline[list_name] = cast(list[Plain], choices)
        row |= owned({"inline": True})
        return list_name

    def _row(self, data: Mapping[str, Plain], name: str, known: tuple[str, ...]) -> Row:
        """Return the cells of what XLSForm has columns for, and of the rest."""
        row: Row = {"name": name}
        rest: dict[str, Plain] = {}
        for key, value in data.items():
            if key == "name":
                rest |= {key: value} if value != name else {}
            elif key in TEXTS and isinstance(value, dict) and (value or key == "label"):
                lost = {code: each for code, each in value.items() if not self._returns(each)}
                row |= text_cells(key, {code: self._there(each) for code, each in value.items() if code not in lost})
                rest |= {key: dict(lost)} if lost else {}
            elif key in known and self._returns(value) and own.scalar(value).strip():
                row[key] = own.scalar(self._there(value))
            else:
                rest[key] = value
        return {**row, **owned(rest)}

    def _there(self, value: Plain) -> Plain:
        return self.spread.there(value) if isinstance(value, str) else value

    def _returns(self, value: Plain) -> bool:
        return not isinstance(value, str) or self.spread.returns(value)

    def _matrix(self, question: MatrixQuestion, data: dict[str, Plain], name: str) -> Iterator[Row]:
        begin: Row = {"type": "begin_group", "appearance": "table-list", **owned({"type": "matrix"})}
        list_name = self._list(data, name, begin)
        items = cast(list[dict[str, Plain]], data.pop("items"))
        required = data.get("required", False)
        yield {**begin, **self._row(data, name, ("relevant",))}
        for item in items:
            path = f"{question.name}/{item['name']}"
            row = self._part(item, "item", self.spread.out[path])
            row["type"] = f"select_one {list_name}"
            yield row | ({"required": own.scalar(self._there(required))} if required else {})
        yield {"type": "end_group"}

    def _headcount(self, question: HeadcountQuestion, data: dict[str, Plain], name: str) -> Iterator[Row]:
        rows = cast(list[dict[str, Plain]], data.pop("rows"))
        yield {"type": "begin_group", **owned({"type": "headcount"}), **self._row(data, name, ("relevant",))}
        for row in rows:
            part = f"{question.name}/{row['name']}"
            yield {"type": "begin_group", **self._part(row, "row", self.spread.free(part.replace("/", "_")))}
            for sex, label in COLUMNS.items():
                yield self._cell(f"{part}/{sex.value}", sex, label)
            yield {"type": "end_group"}
        for tail in self.spread.sums[question.name]:
            path = f"{question.name}/{tail}"
            cells = [f"coalesce(${{{self.spread.out[each]}}}, 0)" for each in self._cells(question, tail.split("/"))]
            yield {
                "type": "calculate",
                "name": self.spread.out[path],
                "calculation": " + ".join(cells) or "0",
                **owned({"sum": tail}),
            }
        yield {"type": "end_group"}

    def _cell(self, path: str, sex: Sex, label: str) -> Row:
        texts: dict[str, Plain] = {code: wording.say(code, label) for code in self.languages}
        row: Row = {"type": "integer", "name": self.spread.out[path], "constraint": ". >= 0"}
        return {**row, **text_cells("label", texts), **owned({"column": sex.value})}

    def _cells(self, question: HeadcountQuestion, parts: list[str]) -> Iterator[str]:
        wanted = [part for part in parts if part != "total"]
        for row in question.rows:
            for sex in Sex:
                if all(part in (row.name, sex.value) for part in wanted):
                    yield f"{question.name}/{row.name}/{sex.value}"

    def _part(self, part: dict[str, Plain], kind: str, name: str) -> Row:
        rest = {key: value for key, value in part.items() if key not in ("name", "label")}
        labelled = self._row({"label": part["label"]}, name, ())
        return {**labelled, **owned({kind: part["name"], **rest})}

    def _repeat(self, question: RepeatQuestion, data: dict[str, Plain], name: str) -> Iterator[Row]:
        del data["questions"]
        row: Row = {"type": "begin_repeat"}
        if question.count is not None and self._returns(question.count.source):
            row["repeat_count"] = self.spread.there(question.count.source)
            del data["count"]
        yield {**row, **self._row(data, name, OF_GROUPS)}
        for member in question.questions:
            yield from self._question(member)
        yield {"type": "end_repeat"}


def plain_value(question: Question, key: str) -> Plain:
    """Return a number of a question as an author would have written it, given or not."""
    return plain(question).get(key) or str(getattr(question, key))


def list_name_of(key: str) -> str:
    """Return the name of a list in the workbook, where it has no blanks."""
    return "_".join(key.split()) or "list"
