"""What a survey's settings promise and show: title, welcome, who answers, how answers are kept; the rest is listed."""

from collections.abc import Mapping

from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.remarks import Remarks, Why
from audit.questionnaire.limesurvey.structure import YES, Question, Survey
from audit.questionnaire.limesurvey.texts import Wording, joined, shortened

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
MAIL = "surveyls_email_"
LINKED = "I"

#: Attributes that are carried over for some type, and remarked on by whoever cannot.
CARRIED = frozenset({
    "array_filter", "array_filter_exclude", "assessment_value", "answer_order", "date_format", "date_max", "date_min",
    "dualscale_headerA", "dualscale_headerB", "em_validation_q", "em_validation_q_tip", "em_validation_sq",
    "em_validation_sq_tip", "equals_num_value", "equation", "exclude_all_others", "hidden", "input_boxes",
    "max_answers", "max_num_value", "max_num_value_n", "maximum_chars", "min_answers", "min_num_value",
    "min_num_value_n", "multiflexible_checkbox", "multiflexible_max", "multiflexible_min", "multiflexible_step",
    "num_value_equals_sgqa", "num_value_int_only", "numbers_only", "prefix", "random_order", "slider_accuracy",
    "slider_default", "slider_layout", "slider_max", "slider_min", "subquestion_order", "suffix",
})  # fmt: skip
#: Attributes that decide what may be answered or what is shown, and have no counterpart.
TELLING_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "alphasort": frozenset({"0", ""}),
    "code_filter": frozenset({""}),
    "exclude_all_others_auto": frozenset({"0", ""}),
    "other_comment_mandatory": frozenset({"0", ""}),
    "other_numbers_only": frozenset({"0", ""}),
    "other_replace_text": frozenset({""}),
    "parent_order": frozenset({""}),
    "random_group": frozenset({""}),
    "time_limit": frozenset({"", "0"}),
    "value_range_allows_missing": frozenset({"1", ""}),
    "category_separator": frozenset({""}),
    "show_totals": frozenset({"", "X"}),
    "show_grand_total": frozenset({"", "0"}),
    "location_mapservice": frozenset({"", "0"}),
}
LOOKS_DEFAULT = frozenset({"", "0", "N", "normal", "none", "default"})


def head(survey: Survey, wording: Wording, remarks: Remarks) -> dict[str, object]:
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
        "respondent": _respondent(survey, remarks),
        "languages": list(dict.fromkeys(wording.languages.values())),
        "title": title or wording.fixed({"*": name}),
        "introduction": joined(described, welcome, "\n\n"),
        "confidentiality": {"mode": _mode(survey, remarks)},
    }
    return {key: value for key, value in found.items() if value}


def _respondent(survey: Survey, remarks: Remarks) -> str:
    """Return who answers: everybody where the survey is listed publicly, else staff; LimeSurvey does not say."""
    respondent = "public" if survey.settings["listpublic"] == YES else "staff"
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
        mails = [name for name in row.values if name.startswith(MAIL)]
        if mails:
            remarks.add(Why.SETTING, row, mails[0], name=f"{MAIL}…", value="…")
    for section, rows in survey.document.sections.items():
        if section not in READ:
            remarks.add(Why.SECTION, rows[0], name=section, count=len(rows))
    for row in survey.strays:
        remarks.add(Why.STRAY, row)
    _attributes(survey, remarks)


def _attributes(survey: Survey, remarks: Remarks) -> None:
    looks: dict[str, list[Question]] = {}
    for question in survey.questions.values():
        for name, row in question.attribute_rows.items():
            value = question.attribute(name)
            if name in TELLING_ATTRIBUTES:
                if value not in TELLING_ATTRIBUTES[name]:
                    remarks.add(Why.ATTRIBUTE, row, "value", name=name, value=shortened(value))
            elif name not in CARRIED and value not in LOOKS_DEFAULT:
                looks.setdefault(name, []).append(question)
    for name, questions in looks.items():
        row = questions[0].attribute_rows[name]
        remarks.add(Why.LOOKS, row, "attribute", name=name, count=len(questions))
