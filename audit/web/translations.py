"""Auditors see what lacks in each language of the questionnaires, and send texts to translators and take them back."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from audit import wording
from audit.errors import Mistaken, mark
from audit.questionnaire.translation import Taken
from audit.service import translating
from audit.web import access, placed_wording_of, wording_of

pages = Blueprint("translations", __name__)

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Languages of the region first; any other is typed.
OFTEN = ("kk", "ky", "tg", "tk", "uz", "uz-Cyrl", "en", "ru", "ar", "fa", "fr", "es", "zh")
NOTHING_CHOSEN = mark("Choose the workbook that the translators filled.")


@pages.get("/translations")
def shelf() -> ResponseReturnValue:
    """Show how far every questionnaire is in each of its languages."""
    return render_template("review/translations.html", shelf=translating.shelf())


@pages.get("/translations/<name>")
def questionnaire(name: str) -> ResponseReturnValue:
    """Show what lacks in one questionnaire, and the two ways of a sheet."""
    return _page(name)


@pages.get("/translations/<name>/sheet.xlsx")
def sheet(name: str) -> ResponseReturnValue:
    """Hand out the sheet for translators into the language asked for."""
    language = request.args.get("to", "")
    try:
        content = translating.sheet(name, language=language, spoken=access.language())
    except Mistaken as mistaken:
        return _page(name, wrong=tuple(("to", said) for said in wording_of(mistaken)), to=language), 422
    file = f"{name}-{language}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
    return Response(content, mimetype=WORKBOOK_TYPE, headers=headers)


@pages.post("/translations/<name>")
def taken(name: str) -> ResponseReturnValue:
    """Take a sheet in: show the texts of both files to put in their place, and every cell that is wrong."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _page(name, wrong=(("file", wording.say(access.language(), NOTHING_CHOSEN)),)), 422
    try:
        found, text, states = translating.take(name, upload.read(), file=upload.filename)
    except Mistaken as mistaken:
        return _page(name, wrong=tuple(("file", said) for said in placed_wording_of(mistaken))), 422
    return _page(name, found=found, files=(text, states))


def _page(
    name: str,
    *,
    wrong: tuple[tuple[str, str], ...] = (),
    to: str = "",
    found: Taken | None = None,
    files: tuple[str, str] = ("", ""),
) -> str:
    standing = translating.standing(name)
    language = access.language()
    gaps = [
        (gap.language, ", ".join(wording.tell(language, part) for part in gap.entry.place), gap.entry, lack)
        for gap in standing.gaps
        for lack in (wording.tell(language, translating.LACKS[gap.lack]),)
    ]
    return render_template(
        "review/translation.html",
        standing=standing,
        gaps=gaps,
        wrong=wrong,
        to=to,
        often=OFTEN,
        found=found,
        cells=placed_wording_of(Mistaken(found.mistakes)) if found else [],
        text=files[0],
        states=files[1],
    )
