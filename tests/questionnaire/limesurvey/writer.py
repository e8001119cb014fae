"""Writes `.lss` files for tests from short descriptions, in either of LimeSurvey's two layouts.

A description is a mapping: `sid`, `languages` (base first), `title` and other texts by language, `settings`, `groups`
(each with `name`, `questions`), `conditions`, `assessments`, `extra` (further sections). A question has `code`, `type`,
`text` and whatever else its rows need. Texts are by language, or one for all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

Rows = list[dict[str, str]]
Described = Mapping[str, Any]
OLD, NEW = "178", "450"


@dataclass
class _Writer:
    """Collects rows by section while a description is read."""

    languages: Sequence[str]
    new: bool
    sid: str
    sections: dict[str, Rows] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def row(self, section: str, **columns: object) -> None:
        kept = {name: str(value) for name, value in columns.items() if value is not None}
        self.sections.setdefault(section, []).append(kept)

    def texts(self, section: str, own: Mapping[str, object], apart: str, said: Mapping[str, object]) -> None:
        """Write a row and its texts: once for each language, or once with the texts in a section of their own."""
        if self.new:
            self.row(section, **own)
        for language in self.languages:
            words = {column: _in(value, language) for column, value in said.items()}
            if self.new:
                key = next(iter(own))
                self.row(apart, id=next(self.numbers), **{key: own[key]}, **words, language=language)
            else:
                self.row(section, **own, **words, language=language)

    def group(self, number: int, group: Described) -> None:
        own = {
            "gid": number,
            "sid": self.sid,
            "group_order": number,
            "randomization_group": group.get("random"),
            "grelevance": group.get("relevance", ""),
        }
        said = {"group_name": group["name"], "description": group.get("description", "")}
        self.texts("groups", own, "group_l10ns", said)

    def question(self, gid: int, order: int, question: Described) -> None:
        qid = question["qid"]
        own = {
            "qid": qid,
            "parent_qid": 0,
            "sid": self.sid,
            "gid": gid,
            "type": question["type"],
            "title": question["code"],
            "preg": question.get("preg"),
            "other": question.get("other", "N"),
            "mandatory": question.get("mandatory", "N"),
            "encrypted": question.get("encrypted"),
            "question_order": order,
            "scale_id": 0,
            "relevance": question.get("relevance", "1"),
        }
        said = {"question": question.get("text", ""), "help": question.get("help", "")}
        self.texts("questions", own, "question_l10ns", said)
        for scale, key in enumerate(("lines", "columns")):
            for place, line in enumerate(question.get(key, ()), start=1):
                self.line(gid, question, place, scale, line)
        for scale, key in enumerate(("answers", "answers2")):
            for place, answer in enumerate(question.get(key, ()), start=1):
                self.answer(qid, place, scale, answer)
        for name, value in question.get("attributes", {}).items():
            for language, text in value.items() if isinstance(value, Mapping) else ((None, value),):
                self.row("question_attributes", qid=qid, attribute=name, value=text, language=language)
        for default in question.get("defaults", ()):
            self.default(qid, default)

    def line(self, gid: int, question: Described, place: int, scale: int, line: Sequence[Any]) -> None:
        code, text, *more = line
        own = {
            "qid": int(question["qid"]) * 100 + scale * 50 + place,
            "parent_qid": question["qid"],
            "sid": self.sid,
            "gid": gid,
            "type": "T",
            "title": code,
            "question_order": place,
            "scale_id": scale,
            "relevance": more[0] if more else "1",
        }
        self.texts("subquestions", own, "question_l10ns", {"question": text})

    def answer(self, qid: int, place: int, scale: int, answer: Sequence[Any]) -> None:
        code, text, *more = answer
        own: dict[str, object] = {"aid": next(self.numbers)} if self.new else {}
        own |= {
            "qid": qid,
            "code": code,
            "sortorder": place,
            "assessment_value": more[0] if more else 0,
            "scale_id": scale,
        }
        self.texts("answers", own, "answer_l10ns", {"answer": text})

    def default(self, qid: int, default: Described) -> None:
        own: dict[str, object] = {"dvid": next(self.numbers)} if self.new else {}
        own |= {
            "qid": qid,
            "scale_id": 0,
            "sqid": default.get("sqid", 0),
            "specialtype": default.get("special", ""),
        }
        self.texts("defaultvalues", own, "defaultvalue_l10ns", {"defaultvalue": default["value"]})


def lss(described: Described, *, new: bool) -> bytes:
    """Return the file of a description."""
    languages = described["languages"]
    sid = str(described.get("sid", "188432"))
    writer = _Writer(languages, new, sid)
    numbered = count(1)
    for gid, group in enumerate(described["groups"], start=1):
        writer.group(gid, group)
        for order, question in enumerate(group["questions"], start=1):
            writer.question(gid, order, {"qid": next(numbered), **question})
    for number, condition in enumerate(described.get("conditions", ()), start=1):
        writer.row("conditions", cid=number, **condition)
    for number, rule in enumerate(described.get("assessments", ()), start=1):
        for language in languages:
            words = {name: _in(value, language) for name, value in rule.items()}
            writer.row("assessments", id=number, sid=sid, **words, language=language)
    for section, rows in described.get("extra", {}).items():
        for row in rows:
            writer.row(section, **row)
    _survey(writer, described)
    return _document(writer, NEW if new else OLD)


def _survey(writer: _Writer, described: Described) -> None:
    base, *more = writer.languages
    settings = {"anonymized": "Y", **described.get("settings", {})}
    writer.row("surveys", sid=writer.sid, language=base, additional_languages=" ".join(more), **settings)
    for language in writer.languages:
        words = {f"surveyls_{name}": _in(value, language) for name, value in described.get("words", {}).items()}
        title = _in(described["title"], language)
        writer.row("surveys_languagesettings", surveyls_language=language, surveyls_title=title, **words)


def _document(writer: _Writer, version: str) -> bytes:
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<document>", "<LimeSurveyDocType>Survey</LimeSurveyDocType>"]
    parts.append(f"<DBVersion>{version}</DBVersion><languages>")
    parts += [f"<language>{language}</language>" for language in writer.languages]
    parts.append("</languages>")
    if "themes" in writer.sections:
        parts.append("<themes>")
        parts += [
            f"<theme>{''.join(_cell(*each) for each in row.items())}</theme>" for row in writer.sections.pop("themes")
        ]
        parts.append("</themes>")
    for section, rows in sorted(writer.sections.items()):
        fields = dict.fromkeys(name for row in rows for name in row)
        parts.append(
            f"<{section}><fields>{''.join(f'<fieldname>{name}</fieldname>' for name in fields)}</fields><rows>"
        )
        parts += [f"<row>{''.join(_cell(name, row.get(name, '')) for name in fields)}</row>" for row in rows]
        parts.append(f"</rows></{section}>")
    return "\n".join([*parts, "</document>"]).encode()


def _cell(name: str, value: str) -> str:
    if not value:
        return f"<{name}/>"
    return f"<{name}>{escape(value)}</{name}>" if "]]>" in value else f"<{name}><![CDATA[{value}]]></{name}>"


def _in(value: object, language: str) -> object:
    return value.get(language, "") if isinstance(value, Mapping) else value
