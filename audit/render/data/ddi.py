"""A codebook in DDI Codebook 2.5 (namespace `ddi:codebook:2_5`): what was asked, how, and what may be known of answers.

The order of elements is that of the schema's sequences. Frequencies come from published tables alone.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # what is written here is never parsed here

from audit.analysis.report import ALL, CodebookChoice, CodebookEntry, Part, Report, Table, Text, Why, Withheld, digest
from audit.errors import mark
from audit.render.columns import ABSENCES
from audit.render.words import WHYS, withheld
from audit.wording import say

NAMESPACE = "ddi:codebook:2_5"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NUMBERS = frozenset({"integer", "decimal", "percent", "money", "headcount", "range"})
MOMENTS = frozenset({"date", "datetime", "time"})
CONDITIONS = {
    "anonymous": mark("Anonymous: single answers are kept apart from people and are never given out."),
    "confidential": mark("Confidential: single answers are never given out."),
    "named": mark("Named: the answers of the institution are given out to its auditors."),
}


def codebook(report: Report, language: str) -> bytes:
    """Return the codebook, titles and labels in every language of the report, sentences in one."""
    root = Element("codeBook", {"xmlns": NAMESPACE, "version": "2.5", "ID": "report", XML_LANG: language})
    _document(root, report, language)
    for at, part in enumerate(report.parts, start=1):
        _study(root, report, part, language, at)
    for at, part in enumerate(report.parts, start=1):
        _file(root, part, at)
    for at, part in enumerate(report.parts, start=1):
        described = SubElement(root, "dataDscr", {"ID": f"D{at}"})
        tables = {_column(table): table for table in part.scorecard.tables}
        for number, entry in enumerate(part.codebook, start=1):
            _variable(described, entry, (at, number), tables.get(entry.column), language)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _column(table: Table) -> str:
    return f"{table.question}/{table.item}" if table.item else table.question


def _text(parent: Element, name: str, said: str, **attributes: str) -> Element:
    made = SubElement(parent, name, attributes)
    made.text = UNFIT.sub("\ufffd", said)
    return made


def _labels(parent: Element, name: str, texts: Text, fallback: str, **attributes: str) -> None:
    """Write a text once a language; a name stands in where there is none."""
    for language, said in texts.items():
        if said:
            _text(parent, name, said, **attributes).set(XML_LANG, language)
    if not any(texts.values()):
        _text(parent, name, fallback, **attributes)


def _titles(citation: Element, texts: Text, fallback: str) -> Element:
    titled = SubElement(citation, "titlStmt")
    told = [(language, said) for language, said in texts.items() if said] or [("", fallback)]
    for at, (language, said) in enumerate(told):
        title = _text(titled, "parTitl" if at else "titl", said)
        if language:
            title.set(XML_LANG, language)
    return titled


def _document(root: Element, report: Report, language: str) -> None:
    citation = SubElement(SubElement(root, "docDscr"), "citation")
    titled = _titles(citation, report.title, report.cycle)
    _text(titled, "IDNo", digest(report), agency="SHA-256")
    produced = SubElement(citation, "prodStmt")
    _text(produced, "prodDate", str(report.closed_on), date=str(report.closed_on))
    _text(produced, "software", report.software)
    if report.synthetic:
        said = say(language, mark("Synthetic data: made up for training, it describes no real body."))
        _text(citation, "notes", said, type="synthetic")


def _study(root: Element, report: Report, part: Part, language: str, at: int) -> None:
    identity = part.scorecard.questionnaire
    study = SubElement(root, "stdyDscr", {"ID": f"S{at}"})
    citation = SubElement(study, "citation")
    titled = _titles(citation, identity.title, identity.name)
    _text(titled, "IDNo", identity.digest, agency="SHA-256")
    _labels(SubElement(citation, "rspStmt"), "AuthEnty", report.body, report.cycle)
    versioned = SubElement(citation, "verStmt")
    _text(versioned, "version", identity.version)
    about = SubElement(SubElement(study, "stdyInfo"), "sumDscr")
    _text(about, "timePrd", str(report.period_start), event="start", date=str(report.period_start))
    _text(about, "timePrd", str(report.period_end), event="end", date=str(report.period_end))
    _text(about, "collDate", str(report.closed_on), event="end", date=str(report.closed_on))
    _text(about, "anlyUnit", part.respondent)
    for name, count in (("invited", part.invited), ("answered", part.submitted)):
        said = withheld(language, count) if isinstance(count, Withheld) else str(count)
        _text(about, "universe", f"{name}: {said}")
    use = SubElement(SubElement(study, "dataAccs"), "useStmt")
    if part.mode in CONDITIONS:
        _text(use, "conditions", say(language, CONDITIONS[part.mode]))
    sentence = mark("Groups of fewer than %(least)d are withheld, in sensitive questions of fewer than %(more)d.")
    _text(use, "conditions", say(language, sentence, least=part.threshold, more=part.sensitive_threshold))


def _file(root: Element, part: Part, at: int) -> None:
    told = SubElement(SubElement(root, "fileDscr", {"ID": f"F{at}"}), "fileTxt")
    _text(told, "fileName", f"responses-{part.scorecard.questionnaire.name}")
    sizes = SubElement(told, "dimensns")
    _text(sizes, "caseQnty", str(len(part.rows)))
    _text(sizes, "varQnty", str(len(part.codebook)))


def _variable(parent: Element, entry: CodebookEntry, at: tuple[int, int], table: Table | None, language: str) -> None:
    number = entry.type in NUMBERS
    kind = "code" if entry.choices else "numeric" if number else "datetime" if entry.type in MOMENTS else "text"
    told = {
        "ID": f"V{at[0]}.{at[1]}",
        "name": UNFIT.sub("\ufffd", entry.column),
        "files": f"F{at[0]}",
        "intrvl": "contin" if number else "discrete",
        "representationType": kind,
    }
    variable = SubElement(parent, "var", told)
    _labels(variable, "labl", entry.label, entry.column, level="variable")
    if entry.sensitive:
        _text(variable, "security", say(language, mark("Sensitive: a larger group is needed before it is published.")))
    asked = SubElement(variable, "qstn", {"ID": f"Q{at[0]}.{at[1]}"})
    _labels(asked, "qstnLit", entry.label, entry.column)
    if entry.hint:
        _labels(asked, "ivuInstr", entry.hint, "")
    if entry.relevant:
        _text(variable, "universe", entry.relevant)
    counts = dict(_counts(table))
    for choice in entry.choices:
        _category(variable, choice, counts)
    for why in ABSENCES:
        missing = SubElement(variable, "catgry", {"missing": "Y", "missType": why.value})
        _text(missing, "catValu", why.value)
        _text(missing, "labl", say(language, WHYS[why]), level="category").set(XML_LANG, language)
    _text(variable, "varFormat", entry.type, type="numeric" if number else "character")
    if table is not None and not counts:
        _text(variable, "notes", _why(table, language), type="withheld")


def _category(variable: Element, choice: CodebookChoice, counts: Mapping[str, int]) -> None:
    absent = {"missing": "Y", "missType": Why(choice.absent).value} if choice.absent else {}
    made = SubElement(variable, "catgry", absent)
    _text(made, "catValu", choice.name)
    _labels(made, "labl", choice.label, choice.name, level="category")
    if choice.name in counts:
        _text(made, "catStat", str(counts[choice.name]), type="freq")


def _counts(table: Table | None) -> Iterator[tuple[str, int]]:
    for group in table.groups if table else ():
        if group.name == ALL and not isinstance(group.counts, Withheld):
            yield from group.counts.items()


def _why(table: Table, language: str) -> str:
    reasons = [group.counts for group in table.groups if group.name == ALL and isinstance(group.counts, Withheld)]
    return withheld(language, reasons[0]) if reasons else ""
