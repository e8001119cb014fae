"""The tables of a file put together into a survey, from either of LimeSurvey's two layouts.

Older files hold one row per question and language; newer ones hold each row once and its texts in `*_l10ns` sections.
"""

from collections import defaultdict
from collections.abc import Iterable

from audit.questionnaire.limesurvey.document import Document, Row
from audit.questionnaire.limesurvey.structure import Answer, Group, Question, Subquestion, Survey, Texts


def survey(document: Document) -> Survey:
    """Put the tables of a file together."""
    settings = next(iter(document.rows("surveys")), Row("surveys", 1, {}))
    languages = _languages(document, settings)
    texts = {row["surveyls_language"]: row for row in document.rows("surveys_languagesettings")}
    built = _Builder(document, languages)
    groups = built.groups()
    return Survey(document, settings, languages, texts, groups, built.strays())


def _languages(document: Document, settings: Row) -> tuple[str, ...]:
    named = (settings["language"], *settings["additional_languages"].split(), *document.languages)
    written = tuple(row["language"] for row in document.rows("questions") + document.rows("question_l10ns"))
    return tuple(dict.fromkeys(each for each in named or written if each)) or tuple(
        dict.fromkeys(each for each in written if each)
    )


class _Builder:
    """Looks rows up by their numbers while a survey is put together."""

    def __init__(self, document: Document, languages: tuple[str, ...]) -> None:
        self.document = document
        self.base = next(iter(languages), "")
        self.texts = _by(document.rows("question_l10ns"), "qid")
        self.group_texts = _by(document.rows("group_l10ns"), "gid")
        self.answer_texts = _by(document.rows("answer_l10ns"), "aid")
        self.attributes = _by(document.rows("question_attributes"), "qid")
        self.conditions = _by(document.rows("conditions"), "qid")
        self.answers = _by(document.rows("answers"), "qid")
        self.defaults = _by(_defaults(document), "qid")
        self.parents = [row for row in document.rows("questions") if row["parent_qid"] in ("", "0")]
        below = [row for row in document.rows("questions") if row["parent_qid"] not in ("", "0")]
        self.lines = _by((*document.rows("subquestions"), *below), "parent_qid")
        self.known = {row["qid"] for row in self.parents}

    def groups(self) -> tuple[Group, ...]:
        """Return the groups in order, each with its questions."""
        rows = _by(self.document.rows("groups"), "gid")
        questions = _by(self.parents, "gid")
        ordered = sorted(rows.values(), key=lambda each: _number(each[0]["group_order"]))
        return tuple(self._group(each, questions.get(each[0]["gid"], [])) for each in ordered)

    def strays(self) -> tuple[Row, ...]:
        """Return rows that name a group or a question which is not there."""
        groups = {row["gid"] for row in self.document.rows("groups")}
        lost = [row for row in self.parents if row["gid"] not in groups]
        for table in (self.lines, self.answers, self.attributes, self.conditions, self.defaults):
            lost += [row for qid, rows in table.items() if qid not in self.known for row in rows]
        return tuple(lost)

    def _group(self, rows: list[Row], questions: list[Row]) -> Group:
        first = rows[0]
        written = [*rows, *self.group_texts.get(first["gid"], [])]
        by_question = _by(questions, "qid")
        ordered = sorted(by_question.values(), key=lambda each: _number(each[0]["question_order"]))
        return Group(
            first["gid"],
            first["grelevance"],
            _said(written, "group_name", self.base),
            _said(written, "description", self.base),
            first,
            tuple(self._question(each) for each in ordered),
        )

    def _question(self, rows: list[Row]) -> Question:
        first = next((row for row in rows if row["language"] == self.base), rows[0])
        qid = first["qid"]
        written = [*rows, *self.texts.get(qid, [])]
        attributes: dict[str, dict[str, str]] = defaultdict(dict)
        places: dict[str, Row] = {}
        for row in self.attributes.get(qid, []):
            if row["value"]:
                attributes[row["attribute"]][row["language"]] = row["value"]
                places.setdefault(row["attribute"], row)
        return Question(
            qid,
            first["gid"],
            first["type"],
            first["title"],
            first["relevance"],
            _said(written, "question", self.base),
            _said(written, "help", self.base),
            first,
            dict(attributes),
            places,
            self._subquestions(qid),
            self._answers(qid),
            tuple(self.defaults.get(qid, ())),
            tuple(self.conditions.get(qid, ())),
        )

    def _subquestions(self, qid: str) -> tuple[Subquestion, ...]:
        found = _by(self.lines.get(qid, []), "qid").values()
        ordered = sorted(found, key=lambda rows: _number(rows[0]["question_order"]))
        codes = _apart([(rows[0]["scale_id"] or "0", rows[0]["title"]) for rows in ordered])
        return tuple(
            Subquestion(
                rows[0]["qid"],
                code,
                rows[0]["scale_id"] or "0",
                rows[0]["relevance"],
                _said([*rows, *self.texts.get(rows[0]["qid"], [])], "question", self.base),
                rows[0],
            )
            for rows, code in zip(ordered, codes, strict=True)
        )

    def _answers(self, qid: str) -> tuple[Answer, ...]:
        grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.answers.get(qid, []):
            grouped[row["scale_id"] or "0", row["code"]].append(row)
        ordered = sorted(grouped.items(), key=lambda each: _number(each[1][0]["sortorder"]))
        return tuple(
            Answer(
                code,
                scale,
                rows[0]["assessment_value"],
                _said([*rows, *self.answer_texts.get(rows[0]["aid"], [])], "answer", self.base),
                rows[0],
            )
            for (scale, code), rows in ordered
        )


def _by(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return dict(found)


def _apart(codes: Iterable[tuple[str, str]]) -> list[str]:
    """Return codes of lines by scale so that none stands twice on one."""
    seen: dict[tuple[str, str], int] = {}
    found = []
    for scale, code in codes:
        apart, number = code, seen.get((scale, code), 0)
        while code and (scale, apart) in seen:
            number += 1
            apart = f"{code}_{number + 1}"
        seen[scale, code] = number
        seen.setdefault((scale, apart), 0)
        found.append(apart)
    return found


def _said(rows: Iterable[Row], column: str, base: str) -> Texts:
    return {row["language"] or base: row[column] for row in rows if row[column]}


def _defaults(document: Document) -> list[Row]:
    """Return default values with their texts, which newer files keep apart."""
    texts = _by(document.rows("defaultvalue_l10ns"), "dvid")
    found: list[Row] = []
    for row in document.rows("defaultvalues"):
        parts = texts.get(row["dvid"], []) if row["dvid"] else []
        found += [Row(row.section, row.number, {**row.values, **part.values}) for part in parts] or [row]
    return found


def _number(text: str) -> float:
    """Return the number by which rows are ordered; what is none comes last."""
    try:
        return float(text)
    except ValueError:
        return float("inf")
