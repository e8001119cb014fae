"""What the type of a row says, in any spelling that forms use, and what becomes of each type here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pyxform import aliases
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.xls2json import RE_BEGIN_CONTROL, RE_END_CONTROL, RE_SELECT


class Fate(StrEnum):
    """What becomes of a row: a question, a border of a group or repeat, or nothing, for a reason."""

    QUESTION = "question"
    BEGIN_GROUP = "begin_group"
    END_GROUP = "end_group"
    BEGIN_REPEAT = "begin_repeat"
    END_REPEAT = "end_repeat"
    METADATA = "metadata"
    DEVICE = "device"
    CLINIC = "clinic"
    SETTING = "setting"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Kind:
    """A row's type: what becomes of it, our type, its list, and what belongs to the type itself.

    `source` says where the choices are: choices, external (the sheet), file (the list is then a file's name) or
    answers (an earlier question). `worked_out` is the calculation of metadata that expressions may refer to.
    """

    fate: Fate
    type: str = ""
    list_name: str = ""
    source: str = "choices"
    or_other: bool = False
    accepts: tuple[str, ...] = ()
    worked_out: str = ""


QUESTIONS: Mapping[str, Kind] = {
    name: Kind(Fate.QUESTION, type, accepts=accepts)
    for name, type, accepts in (
        ("text", "text", ()),
        ("string", "text", ()),
        ("tel", "text", ()),
        ("barcode", "text", ()),
        ("integer", "integer", ()),
        ("int", "integer", ()),
        ("decimal", "decimal", ()),
        ("percentage", "percent", ()),
        ("date", "date", ()),
        ("time", "time", ()),
        ("datetime", "datetime", ()),
        ("range", "range", ()),
        ("note", "note", ()),
        ("acknowledge", "acknowledge", ()),
        ("trigger", "acknowledge", ()),
        ("calculate", "calculate", ()),
        ("hidden", "hidden", ()),
        ("image", "file", ("image/*",)),
        ("photo", "file", ("image/*",)),
        ("picture", "file", ("image/*",)),
        ("audio", "file", ("audio/*",)),
        ("background-audio", "file", ("audio/*",)),
        ("video", "file", ("video/*",)),
        ("file", "file", ()),
    )
}
METADATA: Mapping[str, str] = {
    "start": "now()",
    "end": "now()",
    "today": "today()",
    "deviceid": "",
    "subscriberid": "",
    "simserial": "",
    "phonenumber": "",
    "username": "",
    "email": "",
    "imei": "",
    "audit": "",
    "instanceid": "",
    "start-geopoint": "",
}
DEVICE = frozenset(
    {
        "geopoint",
        "geotrace",
        "geoshape",
        "gps",
        "location",
        "osm",
        "csv-external",
        "xml-external",
        "background-geopoint",
    }
)
#: The data type that pyxform gives to a spelling which stands in none of the tables above, and our type for it.
BINDINGS: Mapping[str, str] = {
    "string": "text",
    "int": "integer",
    "decimal": "decimal",
    "date": "date",
    "dateTime": "datetime",
    "time": "time",
    "barcode": "text",
    "binary": "file",
}
SELECTS: Mapping[str, str] = {
    "select one": "select_one",
    "select one external": "select_one",
    "select all that apply": "select_multiple",
    "rank": "rank",
}
LEGACY = re.compile(r"^(?:add|q|get) (.*?)(?: prompt)?$")
CLINIC = "db:"
SETTINGS = frozenset({"set form title", "set form id"})
FILE_ENDINGS = (".csv", ".xml", ".geojson")


def kind(written: str) -> Kind:
    """Return what a row's type says; blanks and capitals do not count, but those of a list's name do."""
    text = " ".join(written.split())
    for begin, pattern in ((True, RE_BEGIN_CONTROL), (False, RE_END_CONTROL)):
        if found := pattern.match(text.lower()):
            return Kind(_border(aliases.control[found["type"]], begin))
    return _select(text) or _named(text.lower().replace("_", " "), text.lower())


def _border(control: str, begin: bool) -> Fate:
    if control == "group":
        return Fate.BEGIN_GROUP if begin else Fate.END_GROUP
    return Fate.BEGIN_REPEAT if begin else Fate.END_REPEAT


def _select(text: str) -> Kind | None:
    first = re.match(
        r"(?i)(?:select[ _](?:one|multiple)(?:_from_file|_external)?|select1|rank|select all that apply)\b", text
    )
    command = text[: first.end()].lower() + text[first.end() :] if first else text
    found = RE_SELECT.match(command) or RE_SELECT.match(re.sub(r"(?i)\s+or[ _]other$", " or_other", command))
    if found is None:
        return None
    type_name = SELECTS[aliases.select[found["select_command"]]]
    list_name = found["list_name"]
    source = "choices"
    if "external" in found["select_command"]:
        source = "external"
    elif found["select_command"] in aliases.select_from_file or list_name.lower().endswith(FILE_ENDINGS):
        source = "file"
    elif list_name.startswith("${"):
        source = "answers"
    return Kind(Fate.QUESTION, type_name, list_name, source, or_other=bool(found["specify_other"]))


def _named(spaced: str, exact: str) -> Kind:
    legacy = LEGACY.match(spaced)
    for name in (exact, spaced, spaced.replace(" ", ""), legacy[1] if legacy else "", spaced.replace(" ", "-")):
        if name in QUESTIONS:
            return QUESTIONS[name]
        if name.removeprefix("uri:") in METADATA:
            return Kind(Fate.METADATA, worked_out=METADATA[name.removeprefix("uri:")])
        if name in DEVICE:
            return Kind(Fate.DEVICE)
    if exact.startswith(CLINIC):
        return Kind(Fate.CLINIC)
    if spaced in SETTINGS:
        return Kind(Fate.SETTING, spaced.rpartition(" ")[2])
    if exact.startswith("osm "):
        return Kind(Fate.DEVICE)
    return _bound(spaced)


def _bound(spelt: str) -> Kind:
    """Return what pyxform's own table makes of a spelling."""
    known = {} if "select" in spelt else QUESTION_TYPE_DICT.get(spelt, {})
    if "preload" in str(known):
        return Kind(Fate.METADATA)
    type_name = BINDINGS.get(known.get("bind", {}).get("type", ""))
    return Kind(Fate.QUESTION, type_name) if type_name else Kind(Fate.UNKNOWN)


def spellings() -> tuple[str, ...]:
    """Return the types that an author may have meant by a misspelt one."""
    return (*QUESTIONS, *METADATA, *DEVICE, "select_one", "select_multiple", "begin_group", "end_group", "begin_repeat")
