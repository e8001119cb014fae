"""The way to parity by coming vacancies, as `paritet parity --vacancies` says it."""

from typing import Any

from audit import wording
from audit.analysis.vacancies import NoPath, Path
from audit.errors import mark

REFUSALS = {
    NoPath.NO_VACANCIES: mark("No post falls vacant, so nothing can change"),
    NoPath.MORE_THAN_POSTS: mark(
        "There are fewer posts than vacancies: give at most as many vacancies as women and men"
    ),
    NoPath.NO_VERDICT: mark("This group is not judged, so there is no way to parity to show"),
}


def as_data(path: Path) -> dict[str, Any]:
    """Return the path for `--json`: how many of the vacancies must go to women, and every case of who leaves."""
    return {
        "vacancies": path.vacancies,
        "least": path.least,
        "most": path.most,
        "assured": path.assured,
        "refused": path.refused,
        "cases": [{"women_leaving": case.women, "women_appointed": list(case.appointed)} for case in path.cases],
    }


def as_text(path: Path, language: str) -> str:
    """Say how many of the next appointments must be women, whoever leaves or depending on who does."""
    if path.refused is not None:
        return wording.say(language, REFUSALS[path.refused])
    if not path.reachable:
        return wording.say(language, "Vacancies: %(n)d. Parity cannot be reached with them", n=path.vacancies)
    if path.assured is not None:
        sentence = mark("Vacancies: %(n)d. Women to appoint for parity, whoever leaves: %(assured)d")
        return wording.say(language, sentence, n=path.vacancies, assured=path.assured)
    lost = sum(1 for case in path.cases if not case.appointed)
    if lost:
        sentence = mark(
            "Vacancies: %(n)d. Women to appoint for parity: %(least)d at best; "
            "in %(lost)d of %(cases)d cases of who leaves it cannot be reached"
        )
        return wording.say(language, sentence, n=path.vacancies, least=path.least, lost=lost, cases=len(path.cases))
    sentence = mark("Vacancies: %(n)d. Women to appoint for parity, depending on who leaves: %(least)d–%(most)d")
    return wording.say(language, sentence, n=path.vacancies, least=path.least, most=path.most)
