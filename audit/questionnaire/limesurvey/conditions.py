"""The conditions of LimeSurvey before it had equations: on one field any of them, on several all, in any scenario."""

import re
from collections.abc import Mapping, Sequence

from audit.errors import message
from audit.questionnaire.limesurvey.dialect import Translator, checked
from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.forms import Form, form
from audit.questionnaire.limesurvey.meanings import Untranslatable
from audit.questionnaire.limesurvey.remarks import Remarks, Why
from audit.questionnaire.limesurvey.structure import Question
from audit.questionnaire.limesurvey.trees import Call, Chain, Denied, Node, Number, Text, Variable
from audit.questionnaire.limesurvey.variables import Variables

FIELD = re.compile(r"@([0-9]+X[0-9]+X[0-9]+.*)@")
FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
METHODS = frozenset({"==", "!=", "<", "<=", ">", ">="})
#: Spellings of "between the alphabet's places", which compare texts.
BY_TEXT = re.compile(r"a([<>]=?)b")
Grouped = dict[str, dict[tuple[str, str], list[str]]]


def relevant(question: Question, variables: Variables, remarks: Remarks) -> str:
    """Return the condition of a question in our dialect, "" where there is none; what cannot be said is remarked."""
    scenarios: Grouped = {}
    for row in question.conditions:
        try:
            text = _condition(row, variables)
        except Untranslatable as error:
            remarks.add(
                Why.CONDITION,
                row,
                "cfieldname",
                field=row["cfieldname"],
                method=row["method"] or "==",
                value=row["value"] or "''",
                reason=error.reason,
            )
            continue
        fields = scenarios.setdefault(row["scenario"] or "1", {})
        fields.setdefault((row["cqid"], row["cfieldname"]), []).append(text)
    return _either([_both(fields) for fields in scenarios.values()])


def _both(fields: Mapping[tuple[str, str], Sequence[str]]) -> str:
    parts = [_either(texts) for texts in fields.values()]
    if len(parts) == 1:
        return parts[0]
    return " and ".join(
        f"({part})" if len(texts) > 1 else part for part, texts in zip(parts, fields.values(), strict=True)
    )


def _either(texts: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(texts))
    return distinct[0] if len(distinct) == 1 else " or ".join(
        f"({each})" if " and " in each else each for each in distinct
    )  # fmt: skip


def _condition(row: Row, variables: Variables) -> str:
    method, value, name = row["method"].strip() or "==", row["value"], row["cfieldname"]
    if name.startswith("{"):
        raise Untranslatable(message("'%(name)s' is a word of LimeSurvey's own", name=name.strip("{}")))
    asked = variables.survey.questions.get(row["cqid"])
    if asked is not None and form(asked) is Form.SEVERAL and not name.startswith("+"):
        name, value = f"{name}{value}", "Y"
    variable = Variable(name.removeprefix("+"))
    translator = Translator(variables)
    if method == "RX":
        return checked(translator.value(Call("regexMatch", (Text(value), variable))).text)
    by_text = BY_TEXT.fullmatch(method)
    if by_text or method not in METHODS:
        raise Untranslatable(message("'%(sign)s' compares texts by the alphabet", sign=method))
    if not value.strip():
        empty: Node = Call("is_empty", (variable,))
        return checked(translator.value(empty if method == "==" else Denied(empty)).text)
    return checked(translator.value(Chain(variable, ((method, _value(value, method)),))).text)


def _value(value: str, method: str) -> Node:
    field = FIELD.fullmatch(value)
    if field:
        return Variable(field[1])
    if value.startswith("{"):
        raise Untranslatable(message("'%(name)s' is a word of LimeSurvey's own", name=value.strip("{}")))
    return Number(value) if method not in ("==", "!=") and FIGURE.fullmatch(value) else Text(value)
