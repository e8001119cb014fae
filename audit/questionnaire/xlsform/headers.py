"""What a column's header means: pyxform's spellings, ours, and those that old forms use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyxform import aliases
from pyxform.parsing.sheet_headers import process_header, to_snake_case

OWN = "paritet"
OWN_OF_CHOICES = "paritet_"
IN_CHOICES = (("::", ".."), ("[]", ".lines"), ("{}", ".json"))
#: What pyxform makes of a header, and our word for it.
SURVEY: Mapping[tuple[str, ...], str] = {
    ("bind", "relevant"): "relevant",
    ("bind", "readonly"): "read_only",
    ("bind", "required"): "required",
    ("bind", "constraint"): "constraint",
    ("bind", "calculate"): "calculation",
    ("bind", "jr:constraintMsg"): "constraint_message",
    ("bind", "jr:requiredMsg"): "required_message",
    ("control", "appearance"): "appearance",
    ("control", "jr:count"): "repeat_count",
    ("default",): "default",
}
TEXTS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
PLAIN_SURVEY = frozenset(
    {"type", "name", "parameters", "choice_filter", "trigger", "default", "disabled", *TEXTS[:3]}
)  # fmt: skip
PLAIN_CHOICES = frozenset({"list name", "name", "label"})
#: Columns that steer a device or a server and mean nothing to a questionnaire.
TECHNICAL = frozenset({"media", "control", "bind", "instance", "body", "save_to", "entities", "sms_field", "autoplay"})
MEDIA_OF_CHOICES = frozenset({"image", "big-image", "audio", "video", "media", "media::image", "media::audio"})
#: Spellings that pyxform has dropped.
LEGACY = {
    "text": "label",
    "caption": "label",
    "constraint message": "constraint_message",
    "required message": "required_message",
    "relevance": "relevant",
    "calculate": "calculation",
    "choice filter": "choice_filter",
    "repeat count": "repeat_count",
    "read only": "read_only",
    "list": "list name",
    "jr:constraintmsg": "constraint_message",
    "jr:requiredmsg": "required_message",
}
#: First words of a text's header that mean another one of the texts.
WORDS = {
    "text": "label",
    "caption": "label",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "jr:requiredmsg": "required_message",
}
LANGUAGE = re.compile(
    r"^\s*(?:bind::)?(label|text|caption|hint|guidance[ _]hint|constraint[ _]message|required[ _]message|"
    r"constraining[ _]message|jr:constraintMsg|jr:requiredMsg)\s*:{1,2}\s*(\S.*?)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its proper name, the language of a text's, and whose it is (form, own, foreign, technical)."""

    name: str
    language: str | None = None
    kind: str = "form"


def survey(header: str) -> Column:
    """Return what a header of the survey sheet means."""
    found = _ours(header) or _spoken(header)
    if found:
        return found
    legacy = LEGACY.get(header.strip().lower(), header)
    _, tokens = process_header(legacy, True, aliases.survey_header, PLAIN_SURVEY)
    name = SURVEY.get(tokens[:2]) or SURVEY.get(tokens[:1]) or (tokens[0] if tokens[0] in PLAIN_SURVEY else None)
    if name is None:
        return Column(header.strip(), kind="technical" if tokens[0] in TECHNICAL else "foreign")
    return Column(name, tokens[-1] if name in TEXTS and len(tokens) > 1 and tokens[-1] not in _MESSAGES else None)


_MESSAGES = ("jr:constraintMsg", "jr:requiredMsg")


def choices(header: str) -> Column:
    """Return what a header of a sheet of choices means."""
    found = _ours_of_choices(header) or _ours(header) or _spoken(header)
    if found:
        return found
    legacy = LEGACY.get(header.strip().lower(), header)
    _, tokens = process_header(legacy, True, aliases.list_header, PLAIN_CHOICES)
    if tokens[0] in PLAIN_CHOICES:
        return Column(tokens[0], tokens[1] if len(tokens) > 1 else None)
    technical = tokens[0] in ("media", "big-image") or header.strip().lower() in MEDIA_OF_CHOICES
    return Column(header.strip(), kind="technical" if technical else "foreign")


def settings(header: str) -> Column:
    """Return what a header of the settings sheet means."""
    found = _ours(header)
    if found:
        return found
    name = to_snake_case(header)
    return Column({"title": "form_title", "set_form_title": "form_title", "id_string": "form_id"}.get(name, name))


def _ours(header: str) -> Column | None:
    owner, mark, name = header.strip().partition("::")
    return Column(name, kind="own") if mark and owner.strip().lower() == OWN else None


def _ours_of_choices(header: str) -> Column | None:
    name = header.strip()
    if not name.startswith(OWN_OF_CHOICES):
        return None
    for sign, spelling in IN_CHOICES:
        name = name.replace(spelling, sign)
    return Column(name.removeprefix(OWN_OF_CHOICES), kind="own")


def of_choices(name: str) -> str:
    """Return the header of a column of ours in a sheet of choices, where devices read headers as names of XML."""
    for sign, spelling in IN_CHOICES:
        name = name.replace(sign, spelling)
    return OWN_OF_CHOICES + name


def _spoken(header: str) -> Column | None:
    found = LANGUAGE.match(header)
    if found is None or found[2].lower().startswith("jr:"):
        return None
    word = to_snake_case(found[1])
    return Column(WORDS.get(word, word), found[2])
