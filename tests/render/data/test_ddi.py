"""The codebook follows the sequences of DDI Codebook 2.5, in every language, and tells nothing that is withheld."""

from collections.abc import Iterator

import pytest
from lxml import etree

from audit.analysis.report import CodebookChoice, CodebookEntry, Part, Reason, Report, Withheld, digest
from audit.render.data.ddi import codebook
from tests.render.sample import institution, regional_centre, staff

NAMESPACE = "{ddi:codebook:2_5}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: The sequences of the schema (codebook.xsd of DDI 2.5, 2014-01-28), as far as they are used here.
SEQUENCES = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr otherMat",
    "docDscr": "citation guide docStatus docSrc controlledVocabUsed notes",
    "citation": "titlStmt rspStmt prodStmt distStmt serStmt verStmt biblCit holdings notes",
    "titlStmt": "titl subTitl altTitl parTitl IDNo",
    "rspStmt": "AuthEnty othId",
    "prodStmt": "producer copyright prodDate prodPlac software fundAg grantNo",
    "verStmt": "version verResp notes",
    "stdyDscr": "citation studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat notes",
    "stdyInfo": "studyBudget subject abstract sumDscr qualityStatement notes exPostEvaluation",
    "sumDscr": "timePrd collDate nation geogCover geogUnit geoBndBox boundPoly anlyUnit universe dataKind",
    "dataAccs": "setAvail useStmt notes",
    "useStmt": "confDec specPerm restrctn contact citReq deposReq conditions disclaimer",
    "fileDscr": "fileTxt locMap notes",
    "fileTxt": "fileName fileCitation dataFingerprint fileCont fileStrc dimensns fileType format filePlac",
    "dimensns": "caseQnty varQnty logRecL recPrCas recDimnTot",
    "dataDscr": "varGrp nCubeGrp var nCube notes",
    "var": "location labl imputation security embargo respUnit anlysUnit qstn valrng invalrng undocCod universe "
    "TotlResp sumStat txt stdCatgry catgryGrp catgry codInstr verStmt concept derivation varFormat geoMap catLevel "
    "notes",
    "catgry": "catValu labl txt catStat mrow",
}
MIXED = {"qstn"}
ROOT = etree.fromstring(codebook(regional_centre(), "ru"))


def elements() -> Iterator[etree._Element]:
    yield from ROOT.iter(f"{NAMESPACE}*")


def name(element: etree._Element) -> str:
    return str(element.tag).removeprefix(NAMESPACE)


def found(path: str) -> list[etree._Element]:
    return list(ROOT.findall("/".join(f"{NAMESPACE}{step}" for step in path.split("/"))))


def test_every_element_stands_where_the_schema_wants_it() -> None:
    for element in elements():
        children = [name(child) for child in element]
        if not children or name(element) in MIXED:
            continue
        order = SEQUENCES[name(element)].split()
        assert children == sorted(children, key=order.index)


def test_identifiers_are_unique_names_and_references_lead_to_them() -> None:
    marks = [element.get("ID") for element in elements() if element.get("ID")]
    assert len(marks) == len(set(marks))
    assert {element.get("files") for element in elements() if element.get("files")} <= set(marks)


def test_closed_sets_of_attributes_hold_only_what_the_schema_lists() -> None:
    variables = list(ROOT.iter(f"{NAMESPACE}var"))
    assert {each.get("intrvl") for each in variables} <= {"contin", "discrete"}
    assert {each.get("representationType") for each in variables} <= {"text", "numeric", "code", "datetime", "other"}
    assert {each.get("type") for each in ROOT.iter(f"{NAMESPACE}varFormat")} <= {"character", "numeric"}
    assert {each.get("event") for each in ROOT.iter(f"{NAMESPACE}timePrd")} <= {"start", "end", "single"}


def test_questions_and_choices_are_said_in_every_language() -> None:
    question = next(each for each in ROOT.iter(f"{NAMESPACE}var") if each.get("name") == "policy")
    said = {label.get(XML_LANG): label.text for label in question.findall(f"{NAMESPACE}labl")}
    assert said["ru"] == "Принята ли гендерная политика?"
    assert set(said) == {"en", "ru"}


def test_missing_codes_are_marked_as_missing() -> None:
    missing = {each.get("missType") for each in ROOT.iter(f"{NAMESPACE}catgry") if each.get("missing") == "Y"}
    assert {"not_asked", "not_shown", "not_answered", "not_applicable", "dont_know", "prefer_not_to_say"} <= missing


def hidden(part: Part) -> Part:
    """The survey with nothing left of its tables but the reason."""
    counts = {"counts": Withheld(withheld=Reason.SMALL)}
    tables = tuple(
        table.model_copy(update={"groups": tuple(group.model_copy(update=counts) for group in table.groups)})
        for table in part.scorecard.tables
    )
    return part.model_copy(update={"scorecard": part.scorecard.model_copy(update={"tables": tables})})


def surveyed(column: str, part: Part) -> etree._Element:
    """The variable of a statement of a survey, whose choices stand in its codebook."""
    labels = part.scorecard.tables[0].choices
    choices = tuple(CodebookChoice(name=step, label=label) for step, label in labels.items())
    book = tuple(each.model_copy(update={"choices": choices}) for each in part.codebook)
    root = etree.fromstring(codebook(regional_centre(parts=(part.model_copy(update={"codebook": book}),)), "en"))
    return next(each for each in root.iter(f"{NAMESPACE}var") if each.get("name") == column)


def test_frequencies_are_those_of_the_published_table() -> None:
    table = next(each for each in staff().scorecard.tables if each.item == "voice")
    published = next(group for group in table.groups if group.name == "all").counts
    counted = {
        choice.findtext(f"{NAMESPACE}catValu"): int(choice.findtext(f"{NAMESPACE}catStat") or "")
        for choice in surveyed("climate/voice", staff()).iter(f"{NAMESPACE}catgry")
        if choice.find(f"{NAMESPACE}catStat") is not None
    }
    assert counted == published


def test_what_is_withheld_has_no_frequency_and_says_why() -> None:
    variable = surveyed("climate/voice", hidden(staff()))
    assert list(variable.iter(f"{NAMESPACE}catStat")) == []
    assert [note.text for note in variable.iter(f"{NAMESPACE}notes")] == ["withheld: too few in it or beside it"]


def test_the_study_and_its_report_are_identified() -> None:
    assert found("docDscr/citation/titlStmt/IDNo")[0].text == digest(regional_centre())
    assert len(found("stdyDscr")) == len(found("fileDscr")) == len(found("dataDscr")) == 2


@pytest.mark.parametrize("said", ["a\x00b", "\x0b", "\ufffe", "<&>\"'", "]]>"])
def test_any_text_makes_well_formed_xml(said: str) -> None:
    entry = CodebookEntry(column=said, question="q", type="text", label={"en": said}, relevant=said)
    report: Report = regional_centre(parts=(institution(codebook=(entry,)),))
    read = etree.fromstring(codebook(report, "en")).find(f".//{NAMESPACE}var/{NAMESPACE}labl")
    assert read is not None
