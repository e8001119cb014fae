"""LibreOffice as a peer: opens what we wrote, recalculates every formula, saves it again."""

import subprocess
from pathlib import Path

FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "pdf": "pdf:calc_pdf_Export"}
RECALCULATE = (
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
    "<value>0</value></prop></item>"
)
SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{RECALCULATE}</oor:items>\n'
)


def converted(source: bytes, folder: Path, kind: str) -> Path:
    """Recalculate a workbook with a profile of its own and return the file that LibreOffice wrote."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    (folder / "report.xlsx").write_bytes(source)
    out = folder / kind
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        FILTERS[kind],
        "--outdir",
        str(out),
        str(folder / "report.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out / f"report.{kind}"
