"""Data out, read back by the programs it is for: polars, SPSS's reader, an XML parser and our own reader of answers."""

import csv
import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars
import pyreadstat
import pytest

from audit.analysis.report import CodebookEntry, Reason, Report, Why, canonical, digest
from audit.render.columns import Layout, Multiple, Versions
from audit.render.data import csv_files, sav
from audit.render.documents import FORMATS, Encoding, Wish
from tests.render.sample import institution, regional_centre, staff, text

NAMED = "responses-example-institution"
ENTRIES = {
    "day": CodebookEntry(column="day", question="day", type="date", label=text("Day", "День")),
    "at": CodebookEntry(column="at", question="at", type="time", label=text("At", "Когда")),
}


def asked(*rows: dict[str, Any]) -> Report:
    """The regional centre whose named set has these rows."""
    part = institution(rows=rows)
    return regional_centre(parts=(part.model_copy(update={"codebook": (*part.codebook, *ENTRIES.values())}), staff()))


def written(kind: str, report: Report, language: str = "ru", **wishes: Any) -> bytes:  # noqa: ANN401 - a wish's own
    """A report in a format."""
    out = io.BytesIO()
    FORMATS[kind].write(report, out, Wish(language, **wishes))
    return out.getvalue()


def files(kind: str, report: Report, **wishes: Any) -> Mapping[str, bytes]:  # noqa: ANN401 - a wish's own
    """The files of an archive."""
    packed = zipfile.ZipFile(io.BytesIO(written(kind, report, **wishes)))
    return {name.partition(".")[0]: packed.read(name) for name in packed.namelist()}


def table(content: bytes) -> list[dict[str, str]]:
    """A CSV table as its rows."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def spss(content: bytes, folder: Path, *, missing: bool) -> tuple[polars.DataFrame, Any]:
    """An SPSS table and what it says of itself."""
    (folder / "table.sav").write_bytes(content)
    read: tuple[polars.DataFrame, Any] = pyreadstat.read_sav(
        folder / "table.sav", user_missing=missing, output_format="polars"
    )
    return read


def test_the_json_is_the_canonical_report() -> None:
    assert written("json", regional_centre()).decode() == canonical(regional_centre())


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_report_gives_the_same_file(kind: str) -> None:
    if kind == "sav":  # The format keeps the hour at which a file was written.
        return
    assert written(kind, regional_centre()) == written(kind, regional_centre())


@pytest.mark.parametrize("kind", FORMATS)
def test_an_anonymous_set_has_no_rows_in_any_format(kind: str) -> None:
    loose = staff().model_copy(update={"rows": ({"sex": "SENTINEL-7319"},)})
    made = written(kind, regional_centre(parts=(loose,)))
    packed = zipfile.ZipFile(io.BytesIO(made)) if made[:2] == b"PK" else None
    everything = b"".join(map(packed.read, packed.namelist())) if packed else made
    assert kind == "json" or b"SENTINEL-7319" not in everything


def test_csv_begins_with_the_mark_of_utf_8_unless_it_is_not_wanted() -> None:
    assert files("csv", regional_centre())["scores"].startswith(b"\xef\xbb\xbf")
    assert not files("csv", regional_centre(), encoding=Encoding.PLAIN)["scores"].startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_of_csv_is_run_by_a_program(typed: str) -> None:
    assert table(files("csv", asked({"remark": typed}))[NAMED])[0]["remark"] == f"'{typed}"


def test_a_negative_number_of_csv_stays_a_number() -> None:
    assert csv_files.said(-2.5) == "-2.5"


def test_csv_names_absences_and_what_is_withheld() -> None:
    made = files("csv", asked({"policy": {"absent": "dont_know"}, "remark": None, "measures": None}))
    row = table(made[NAMED])[0]
    assert (row["policy"], row["remark"], row["measures/flexible"]) == ("dont_know", "not_answered", "not_answered")
    assert "withheld:small" in {row["n"] for row in table(made["tables"])}


def test_csv_has_a_codebook_of_every_set_and_says_where_it_is_from() -> None:
    made = files("csv", regional_centre())
    columns = {(row["questionnaire"], row["column"], row["choice"]) for row in table(made["codebook"])}
    assert {("example-institution", "policy", "draft"), ("example-staff", "sex", "woman")} <= columns
    assert {row["fact"]: row["value"] for row in table(made["provenance"])}["report_digest"] == digest(
        regional_centre()
    )


def test_parquet_has_types_and_a_column_that_names_absences() -> None:
    rows = ({"policy": "yes", "day": "2025-11-03"}, {"policy": {"absent": "not_shown"}, "day": None})
    read = polars.read_parquet(io.BytesIO(files("parquet", asked(*rows))[NAMED]))
    assert read["policy"].to_list() == ["yes", None]
    assert read["policy:absent"].to_list() == [None, "not_shown"]
    assert read["day"].to_list() == [date(2025, 11, 3), None]
    assert (read.schema["policy"], read.schema["day"]) == (polars.Enum(["yes", "draft", "no", "na"]), polars.Date())


def test_parquet_keeps_figures_at_full_precision() -> None:
    made = files("parquet", regional_centre())
    scores = polars.read_parquet(io.BytesIO(made["scores"]))
    assert regional_centre().parts[0].scorecard.score in scores["score"].to_list()
    tables = polars.read_parquet(io.BytesIO(made["tables"]))
    assert tables.filter(polars.col("n").is_null())["n:absent"].unique().to_list() != [None]


def test_spss_has_labels_in_cyrillic_and_codes_with_labels(tmp_path: Path) -> None:
    frame, about = spss(files("sav", asked({"policy": "draft"}))[NAMED], tmp_path, missing=False)
    assert about.column_names_to_labels["policy"] == "Принята ли гендерная политика?"
    labels = about.variable_value_labels["policy"]
    assert (
        labels[frame["policy"][0]]
        == institution().codebook[[e.column for e in institution().codebook].index("policy")].choices[1].label["ru"]
    )


@pytest.mark.parametrize("why", [Why.NOT_SHOWN, Why.NOT_ANSWERED, Why.NOT_APPLICABLE, Why.DONT_KNOW])
@pytest.mark.parametrize("column", ["policy", "measures.flexible", "wps_missions"])
def test_spss_declares_every_absence_as_missing_with_a_code_of_its_own(why: Why, column: str, tmp_path: Path) -> None:
    raw = {"absent": why.value}
    made = files(
        "sav", asked({"policy": raw, "measures": raw, "wps_missions": raw}, {"policy": "yes", "wps_missions": 1})
    )
    kept, about = spss(made[NAMED], tmp_path, missing=True)
    assert kept[column][0] == sav.CODES[why]
    assert about.variable_value_labels[column][sav.CODES[why]]
    assert spss(made[NAMED], tmp_path, missing=False)[0][column][0] is None


def test_spss_has_days_as_days(tmp_path: Path) -> None:
    frame, _ = spss(files("sav", asked({"day": "2025-11-03", "at": "14:30:00"}))[NAMED], tmp_path, missing=False)
    assert frame["day"][0] == date(2025, 11, 3)


def test_spss_takes_every_name() -> None:
    names = ["a/b", "a.b", "A.B", "by", "__cycle__", "1st", "имя/часть", "x" * 90, "x" * 91, "."]
    fit = sav.fitting(names)
    assert len({name.upper() for name in fit}) == len(names)
    assert [name for name in fit if len(name.encode()) > 64 or not name[0].isalpha() or "/" in name] == []


def test_a_label_is_never_cut_within_a_letter() -> None:
    assert sav.cut("я" * 200, 255) == "я" * 126 + "…"


def test_all_versions_reach_the_data_too() -> None:
    earlier = asked({"policy": "no"}).model_copy(update={"cycle": "2024"})
    wide = Layout(Multiple.SUMMARY, versions=Versions.ALL)
    rows = table(files("csv", asked({"policy": "yes"}), layout=wide, earlier=(earlier,))[NAMED])
    assert [(row["__cycle__"], row["policy"]) for row in rows] == [("2026", "yes"), ("2024", "no")]


def test_a_withheld_figure_is_named_by_its_reason() -> None:
    assert csv_files.said(Reason.COMPLEMENT) == "withheld:complement"
