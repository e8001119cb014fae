"""What a survey's settings promise and show: title, welcome, who answers, how answers are kept; the rest is listed."""

from collections.abc import Mapping

from audit.questionnaire.carrying import ASSUMED
from audit.questionnaire.limesurvey import attributes
from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.remarks import Remarks, Why
from audit.questionnaire.limesurvey.structure import YES, Survey
from audit.questionnaire.limesurvey.texts import Wording, joined, shortened
from audit.questionnaire.schema import Respondent

#: Sections that are read; every other one that has rows is said to stay behind.
READ = frozenset({
    "answers", "answer_l10ns", "assessments", "conditions", "defaultvalues", "defaultvalue_l10ns", "groups",
    "group_l10ns", "questions", "question_attributes", "question_l10ns", "subquestions", "surveys",
    "surveys_languagesettings",
})  # fmt: skip
#: Settings that change what is promised, asked or kept, with the values that ask for nothing special.
TELLING: Mapping[str, frozenset[str]] = {
    "datestamp": frozenset({"", "N", "I"}),
    "ipaddr": frozenset({"", "N", "I"}),
    "refurl": frozenset({"", "N", "I"}),
    "savetimings": frozenset({"", "N", "I"}),
    "publicstatistics": frozenset({"", "N", "I"}),
    "publicgraphs": frozenset({"", "N", "I"}),
    "printanswers": frozenset({"", "N", "I"}),
    "allowregister": frozenset({"", "N", "I"}),
    "alloweditaftercompletion": frozenset({"", "N", "I"}),
    "usetokens": frozenset({"", "N", "I"}),
    "access_mode": frozenset({"", "C"}),
    "startdate": frozenset({""}),
    "expires": frozenset({""}),
    "navigationdelay": frozenset({"", "0", "-1"}),
    "questionindex": frozenset({"", "0", "-1"}),
    "autoredirect": frozenset({"", "N", "I"}),
}
#: Words of a survey that have no place here, by their columns in each language.
WORDS = ("surveyls_endtext", "surveyls_url", "surveyls_policy_notice", "surveyls_policy_error")
MAIL = "email_"
LINKED = "I"


def head(survey: Survey, wording: Wording, remarks: Remarks, *, respondent: Respondent | None) -> dict[str, object]:
    """Return what stands above the sections of a questionnaire."""
    texts = {tag: survey.texts.get(tag) or Row("surveys_languagesettings", 0, {}) for tag in wording.languages}
    first = next(iter(texts.values()))
    title = wording.words({tag: row["surveyls_title"] for tag, row in texts.items()}, first, "surveyls_title")
    described = wording.words(
        {tag: row["surveyls_description"] for tag, row in texts.items()}, first, "surveyls_description"
    )
    welcome = wording.words(
        {tag: row["surveyls_welcometext"] for tag, row in texts.items()}, first, "surveyls_welcometext"
    )
    number = survey.settings["sid"]
    name = f"survey-{number}" if number.isdecimal() else "survey"
    found: dict[str, object] = {
        "name": name,
        "version": "1",
        "respondent": respondent.value if respondent else _respondent(survey, remarks),
        "languages": list(dict.fromkeys(wording.languages.values())),
        "title": title or wording.fixed({"*": name}),
        "introduction": joined(described, welcome, "\n\n"),
        "confidentiality": {"mode": _mode(survey, remarks)},
    }
    return {key: value for key, value in found.items() if value}


def _respondent(survey: Survey, remarks: Remarks) -> str:
    """Return who answers: everybody where the survey is listed publicly, else staff; LimeSurvey does not say."""
    respondent = "public" if survey.settings["listpublic"] == YES else ASSUMED.value
    remarks.add(Why.RESPONDENT, survey.settings, "listpublic", respondent=respondent)
    return respondent


def _mode(survey: Survey, remarks: Remarks) -> str:
    said = survey.settings["anonymized"] or survey.settings["private"]
    if said in (YES, LINKED, ""):
        return "anonymous"
    remarks.add(Why.IDENTIFIED, survey.settings, "anonymized")
    return "confidential"


def remark(survey: Survey, remarks: Remarks) -> None:
    """Say which settings, texts, sections and attributes stay behind."""
    for name, plain in TELLING.items():
        value = survey.settings[name]
        if value not in plain:
            remarks.add(Why.SETTING, survey.settings, name, name=name, value=shortened(value))
    for row in survey.texts.values():
        for name in WORDS:
            if row[name]:
                remarks.add(Why.SETTING, row, name, name=name, value=shortened(row[name]))
    first = next(iter(survey.texts.values()), None)
    mails = [name for name in first.values if MAIL in name] if first else []
    if mails:
        remarks.add(Why.SETTING, first, mails[0], name=mails[0], value="…")
    for section, rows in survey.document.sections.items():
        if section not in READ:
            remarks.add(Why.SECTION, rows[0], name=section, count=len(rows))
    for row in survey.strays:
        remarks.add(Why.STRAY, row)
    attributes.remark(survey, remarks)
