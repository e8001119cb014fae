"""Which attributes are carried over for which form of question; every other one that is set is said to stay behind."""

from collections.abc import Mapping

from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.forms import Form, form, hidden
from audit.questionnaire.limesurvey.remarks import Remarks, Why
from audit.questionnaire.limesurvey.structure import Question, Survey
from audit.questionnaire.limesurvey.texts import shortened

WHOLE = frozenset({"em_validation_q", "em_validation_q_tip", "em_validation_sq_tip", "prefix", "suffix", "hidden"})
EACH = frozenset({"em_validation_sq"})
FILTERS = frozenset({"array_filter", "array_filter_exclude"})
ORDER = frozenset({"random_order", "answer_order", "subquestion_order"})
COUNTS = frozenset({"min_answers", "max_answers"})
FIGURES = frozenset({"min_num_value_n", "max_num_value_n", "num_value_int_only"})
WRITTEN = frozenset({"maximum_chars", "numbers_only"})
TOTALS = frozenset({"min_num_value", "max_num_value", "equals_num_value", "num_value_equals_sgqa"})
SLIDERS = frozenset({"slider_layout", "slider_min", "slider_max", "slider_accuracy", "slider_default"})
CELLS = frozenset({"multiflexible_min", "multiflexible_max", "multiflexible_step", "input_boxes"})
HEADERS = frozenset({"dualscale_headerA", "dualscale_headerB"})

#: What each form carries over, or remarks on by itself where it cannot (a table on filters, a ranking on bounds).
CARRIED: Mapping[Form, frozenset[str]] = {
    Form.WORDS: WHOLE | EACH | WRITTEN | FIGURES,
    Form.NUMBER: WHOLE | EACH | FIGURES,
    Form.DATE: WHOLE | {"date_format", "date_min", "date_max"},
    Form.ONE: WHOLE | ORDER,
    Form.SEVERAL: WHOLE | ORDER | FILTERS | COUNTS | {"exclude_all_others", "assessment_value"},
    Form.RANK: WHOLE | ORDER | FILTERS | COUNTS,
    Form.MATRIX: WHOLE | ORDER | FILTERS | COUNTS,
    Form.TWO_SCALES: WHOLE | ORDER | FILTERS | COUNTS | HEADERS,
    Form.PARTS: WHOLE | EACH | FILTERS | COUNTS | FIGURES | WRITTEN | TOTALS | SLIDERS,
    Form.GRID: (WHOLE - {"em_validation_q"}) | EACH | FILTERS | WRITTEN | CELLS,
    Form.TICKS: (WHOLE - {"em_validation_q"}) | FILTERS | CELLS | {"multiflexible_checkbox"},
    Form.NOTE: WHOLE,
    Form.EQUATION: WHOLE | {"equation"},
}
KNOWN = frozenset[str]().union(*CARRIED.values())
#: Forms whose questions stay behind whole, and say so themselves.
LEFT = frozenset({Form.FILE, Form.LANGUAGE})
PATTERNED = frozenset({Form.WORDS, Form.NUMBER, Form.PARTS})
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
LOOKS_DEFAULT = frozenset({"", "0", "N", "normal", "none", "default", "core"})
#: What belongs to a timer, a map or a chart and says nothing without it.
BESIDE = ("time_limit_", "location_", "statistics_", "public_statistics")
BESIDE_SLIDERS = "slider_"


def remark(survey: Survey, remarks: Remarks) -> None:
    """Say of every attribute that is set and not carried over what it was; of those that are looks, once each."""
    looks: dict[str, list[Question]] = {}
    for question in survey.questions.values():
        kind = form(question)
        if kind is None or kind in LEFT:
            continue
        for name, row in question.attribute_rows.items():
            if _told(question, kind, name):
                _say(remarks, row, name, question.attribute(name))
            elif name not in KNOWN | TELLING_ATTRIBUTES.keys() and question.attribute(name) not in LOOKS_DEFAULT:
                looks.setdefault(name, []).append(question)
        if question.row["preg"] and kind not in PATTERNED:
            _say(remarks, question.row, "preg", question.row["preg"])
    for name, questions in looks.items():
        slides = name.startswith(BESIDE_SLIDERS) and not any(
            each.attribute("slider_layout") == "1" for each in questions
        )
        if not name.startswith(BESIDE) and not slides:
            row = questions[0].attribute_rows[name]
            remarks.add(Why.LOOKS, row, "attribute", name=name, count=len(questions))


def _told(question: Question, kind: Form, name: str) -> bool:
    """Tell whether an attribute changes what may be answered, is set, and is not carried over."""
    value = question.attribute(name)
    if name in TELLING_ATTRIBUTES:
        return value not in TELLING_ATTRIBUTES[name]
    return name in KNOWN - CARRIED.get(kind, WHOLE) and value not in LOOKS_DEFAULT and not hidden(question)


def _say(remarks: Remarks, row: Row, name: str, value: str) -> None:
    remarks.add(Why.ATTRIBUTE, row, "preg" if name == "preg" else "value", name=name, value=shortened(value))
