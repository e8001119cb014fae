"""A second computation of scores from the design alone: plain dicts and floats, nothing shared with the engine."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

LEAVING = {"not_applicable", "no_verdict"}
LEAST = 0.6
COUNTS = st.integers(0, 12)
CURVES = st.sampled_from(["band", "linear", "eige", "undp"])
WEIGHTS = st.sampled_from(["1", "2", "0.5", "3"])
ABSENT = st.sampled_from(["not_answered", "dont_know", "not_applicable", "prefer_not_to_say"])
POINTS = {"a": 100, "b": 40, "c": 0}
ABSENCES = {"na": "not_applicable", "dk": "dont_know"}
Result = tuple[float | None, str]


@dataclass(frozen=True)
class Case:
    """A questionnaire as data and raw answers to it."""

    definition: dict[str, Any]
    answers: dict[str, Any]


def people() -> st.SearchStrategy[dict[str, int]]:
    return st.fixed_dictionaries({"women": COUNTS, "men": COUNTS, "other": st.integers(0, 2)})


def label(text: str) -> dict[str, str]:
    return {"en": text}


def headcount(name: str, rows: list[str]) -> dict[str, Any]:
    return {
        "name": name,
        "type": "headcount",
        "label": label(name),
        "rows": [{"name": r, "label": label(r)} for r in rows],
    }


def choices(names: list[str]) -> list[dict[str, Any]]:
    return [{"name": n, "label": label(n)} | ({"absent": ABSENCES[n]} if n in ABSENCES else {}) for n in names]


@st.composite
def parity(draw: st.DrawFn, name: str) -> tuple[list[dict[str, Any]], dict[str, Any], dict[str, Any]]:
    rows = ["r1", "r2", "r3"]
    options = {
        "pooled": draw(st.booleans()),
        "curve": draw(CURVES),
        "base": draw(st.sampled_from(["binary", "all"])),
        "direction": draw(st.sampled_from(["both", "women"])),
        "weights": {row: draw(WEIGHTS) for row in draw(st.lists(st.sampled_from(rows), unique=True))},
    }
    answer = {row: draw(people()) for row in rows}
    return [headcount(name, rows)], {"measure": "parity"} | options, {name: answer}


@st.composite
def ratio(draw: st.DrawFn, name: str) -> tuple[list[dict[str, Any]], dict[str, Any], dict[str, Any]]:
    rule = {"measure": "rate_ratio", "entered": "entered", "passed": "passed"}
    answer = {row: draw(people()) for row in ("entered", "passed")}
    return [headcount(name, ["entered", "passed"])], rule, {name: answer}


@st.composite
def choice(draw: st.DrawFn, name: str) -> tuple[list[dict[str, Any]], dict[str, Any], dict[str, Any]]:
    several = draw(st.booleans())
    given = [
        one | ({"score": str(POINTS[one["name"]])} if one["name"] in POINTS else {})
        for one in choices([*"abc", "na", "dk"])
    ]
    question = {
        "name": name,
        "type": "select_multiple" if several else "select_one",
        "label": label(name),
        "choices": given,
    }
    some = st.lists(st.sampled_from([*"abc"]), min_size=1, unique=True)
    answer = draw(some) if several else draw(st.sampled_from([*"abc", "na", "dk"]))
    return [question], {"measure": "choice"}, {name: answer}


@st.composite
def likert(draw: st.DrawFn, name: str) -> tuple[list[dict[str, Any]], dict[str, Any], dict[str, Any]]:
    steps = [str(step) for step in range(1, draw(st.integers(2, 7)) + 1)]
    items = [{"name": f"i{at}", "label": label("i"), "reverse": draw(st.booleans())} for at in range(3)]
    question = {
        "name": name,
        "type": "matrix",
        "label": label(name),
        "choices": choices([*steps, "dk"]),
        "items": items,
    }
    answer = {item["name"]: draw(st.sampled_from([*steps, "dk"])) for item in items if draw(st.booleans())}
    return [question], {"measure": "likert"}, {name: answer}


@st.composite
def count(draw: st.DrawFn, name: str) -> tuple[list[dict[str, Any]], dict[str, Any], dict[str, Any]]:
    key = draw(st.sampled_from(["at_least", "at_most"]))
    question = {"name": name, "type": "integer", "label": label(name)}
    return [question], {"measure": "count", key: str(draw(st.integers(0, 5)))}, {name: draw(st.integers(-1, 9))}


@st.composite
def share(draw: st.DrawFn, name: str) -> tuple[list[dict[str, Any]], dict[str, Any], dict[str, Any]]:
    key = draw(st.sampled_from(["at_least", "at_most"]))
    asked = [{"name": each, "type": "money", "currency": "USD", "label": label(each)} for each in (name, f"{name}_all")]
    rule = {"measure": "share", "out_of": f"{name}_all", key: draw(st.sampled_from(["0.15", "0.5", "1"]))}
    return asked, rule, {name: draw(st.integers(0, 9)), f"{name}_all": draw(st.integers(0, 9))}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a questionnaire of one to three dimensions and answers with absences."""
    dimensions = [
        {"name": f"d{at}", "label": label("d"), "weight": draw(WEIGHTS)} for at in range(draw(st.integers(1, 3)))
    ]
    questions: list[dict[str, Any]] = []
    indicators: list[dict[str, Any]] = []
    answers: dict[str, Any] = {}
    for at in range(draw(st.integers(1, 6))):
        asked, rule, given = draw(draw(st.sampled_from([parity, ratio, choice, likert, count, share]))(f"q{at}"))
        questions += asked
        dimension = draw(st.sampled_from(dimensions))["name"]
        indicators.append({"name": f"n{at}", "dimension": dimension, "weight": draw(WEIGHTS), "of": f"q{at}"} | rule)
        answers |= given
        if draw(st.integers(0, 5)) == 0:
            answers[asked[-1]["name"]] = {"absent": draw(ABSENT)}
    definition = {
        "name": "drawn",
        "version": "1",
        "respondent": "institution",
        "languages": ["en"],
        "title": label("drawn"),
        "dimensions": dimensions,
        "sections": [{"name": "s", "label": label("s"), "questions": questions}],
        "indicators": indicators,
    }
    return Case(definition, answers)


def scores(case: Case) -> dict[str, float | None]:
    """Score every indicator, every dimension and the total."""
    questions = {each["name"]: each for each in case.definition["sections"][0]["questions"]}
    results = {each["name"]: indicator(each, questions, case.answers) for each in case.definition["indicators"]}
    found: dict[str, float | None] = {name: score for name, (score, _) in results.items()}
    parts: list[tuple[float, float | None, float | None]] = []
    for dimension in case.definition["dimensions"]:
        own = [each for each in case.definition["indicators"] if each["dimension"] == dimension["name"]]
        score, coverage = joined(
            [(float(each["weight"]), results[each["name"]][0], coverage_of(results[each["name"]])) for each in own]
        )
        found[dimension["name"]] = score
        parts.append((float(dimension["weight"]), score, coverage))
    found["total"] = joined(parts)[0]
    return found


def coverage_of(result: Result) -> float | None:
    if result[0] is not None:
        return 1.0
    return None if result[1] in LEAVING else 0.0


def joined(parts: list[tuple[float, float | None, float | None]]) -> tuple[float | None, float | None]:
    applicable = sum(weight for weight, _, coverage in parts if coverage is not None)
    if not applicable:
        return None, None
    resting = sum(weight * (coverage or 0) for weight, score, coverage in parts if score is not None)
    coverage = resting / applicable
    if not resting or coverage < LEAST - 1e-12:
        return None, coverage
    scored = [(weight, score) for weight, score, _ in parts if score is not None]
    return sum(weight * score for weight, score in scored) / sum(weight for weight, _ in scored), coverage


def indicator(rule: dict[str, Any], questions: dict[str, Any], answers: dict[str, Any]) -> Result:
    for name in [rule["out_of"], rule["of"]] if rule["measure"] == "share" else [rule["of"]]:
        value = answers.get(name)
        if not value and not isinstance(value, int):
            return None, "not_answered"
        if isinstance(value, dict) and "absent" in value:
            return None, value["absent"]
        if name == rule.get("out_of") and value == 0:
            return None, "not_applicable"
    return FORMULAS[rule["measure"]](rule, questions[rule["of"]], answers)


def of_parity(rule: dict[str, Any], question: dict[str, Any], answers: dict[str, Any]) -> Result:
    rows = answers[rule["of"]]
    if rule["pooled"]:
        score = of_group(rule, *(sum(row[sex] for row in rows.values()) for sex in ("women", "men", "other")))
        return score, "no_verdict"
    judged = [(float(rule["weights"].get(name, 1)), of_group(rule, **row)) for name, row in rows.items()]
    scored = [(weight, score) for weight, score in judged if score is not None]
    total = sum(weight for weight, _ in scored)
    return (sum(weight * score for weight, score in scored) / total if scored else None), "no_verdict"


def of_group(rule: dict[str, Any], women: int, men: int, other: int) -> float | None:
    base = women + men + (other if rule["base"] == "all" else 0)
    if base < 2:
        return None
    share = women / base
    if rule["direction"] == "women" and 100 * women > 53 * base:
        return 100.0
    if rule["curve"] == "linear":
        return 200 * min(share, 1 - share)
    if rule["curve"] == "eige":
        return 1 + 99 * (1 - abs(2 * share - 1))
    if rule["curve"] == "undp":
        return max(0.0, 100 - 3 * abs(100 * share - 50))
    if 47 * base <= 100 * women <= 53 * base or abs(2 * women - base) <= 1:
        return 100.0
    return 100 * share / 0.47 if share < 0.5 else 100 * (1 - share) / 0.47


def of_ratio(rule: dict[str, Any], question: dict[str, Any], answers: dict[str, Any]) -> Result:
    entered, passed = answers[rule["of"]]["entered"], answers[rule["of"]]["passed"]
    if not entered["women"] or not entered["men"] or not passed["men"]:
        return None, "no_verdict"
    women, men = passed["women"] / entered["women"], passed["men"] / entered["men"]
    return 100 * min(women, men) / max(women, men), ""


def of_choice(rule: dict[str, Any], question: dict[str, Any], answers: dict[str, Any]) -> Result:
    chosen = answers[rule["of"]]
    if chosen in ("na", "dk"):
        return None, ABSENCES[chosen]
    return min(100.0, sum(POINTS[name] for name in chosen)), ""


def of_likert(rule: dict[str, Any], question: dict[str, Any], answers: dict[str, Any]) -> Result:
    top = len(question["choices"]) - 2
    given = answers[rule["of"]]
    points = []
    for item in question["items"]:
        if given.get(item["name"], "dk") != "dk":
            at = 100 * (int(given[item["name"]]) - 1) / top
            points.append(100 - at if item["reverse"] else at)
    return (sum(points) / len(points) if points else None), "dont_know"


def of_number(rule: dict[str, Any], question: dict[str, Any], answers: dict[str, Any]) -> Result:
    value = answers[rule["of"]] / (answers[rule["out_of"]] if "out_of" in rule else 1)
    if "at_least" in rule:
        least = float(rule["at_least"])
        return (100.0 if value >= least else max(0.0, 100 * value / least)) if least or value >= 0 else 0.0, ""
    most = float(rule["at_most"])
    if value <= most:
        return 100.0, ""
    return max(0.0, 100 * (2 - value / most)) if most else 0.0, ""


FORMULAS = {
    "parity": of_parity,
    "rate_ratio": of_ratio,
    "choice": of_choice,
    "likert": of_likert,
    "count": of_number,
    "share": of_number,
}
