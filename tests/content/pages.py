"""Writes the tables of `docs/recommendations.md` and `docs/questionnaires.md`: `python -m tests.content.pages`."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

from audit.questionnaire import frameworks, loader
from audit.questionnaire.frameworks import Framework
from audit.questionnaire.indicators import (
    CountIndicator,
    Indicator,
    ParityIndicator,
    RateRatioIndicator,
    ShareIndicator,
)
from audit.questionnaire.schema import Questionnaire

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
SOURCE_DOCUMENT = "almaty-2023"
PARTNERS = "international-partners"
BLOCK = re.compile(r"(<!-- generated: ([\w -]+) -->\n).*?(<!-- end -->)", re.DOTALL)


@cache
def shelf() -> tuple[Questionnaire, ...]:
    """Return every shipped questionnaire, by name."""
    return tuple(loader.load(path) for path in sorted((ROOT / "questionnaires").glob("*.yaml")))


@cache
def serving() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return, for each framework item as `framework/item`, the items of each questionnaire that serve it."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for questionnaire in shelf():
        for reference, path in frameworks.served(questionnaire):
            by_set = found.setdefault(reference, {})
            by_set[questionnaire.name] = (*by_set.get(questionnaire.name, ()), path)
    return found


def filled(text: str) -> str:
    """Return a page with every block between its marks written anew."""
    return BLOCK.sub(lambda found: f"{found[1]}{_block(found[2])}{found[3]}", text)


def _block(named: str) -> str:
    kind, _, name = named.partition(" ")
    lines = {"recommendations": _recommendations, "mapping": _mapping}.get(kind)
    if lines is not None:
        return "".join(f"{line}\n" for line in lines())
    questionnaire = next(each for each in shelf() if each.name == name)
    return "".join(f"{line}\n" for line in _indicators(questionnaire))


def _recommendations() -> Iterator[str]:
    document = frameworks.shelved()[SOURCE_DOCUMENT]
    yield "| № | Recommendation, in our words | По-русски, нашими словами | Partners' item | Other items |"
    yield "|---|---|---|---|---|"
    for item in document.items:
        by_set = dict(serving().get(f"{SOURCE_DOCUMENT}/{item.name}", {}))
        own = _quoted(by_set.pop(PARTNERS, ()))
        others = "; ".join(f"{name}: {_quoted(paths)}" for name, paths in by_set.items())
        yield f"| {item.name} | {item.label['en']} | {item.label['ru']} | {own} | {others} |"


def _mapping() -> Iterator[str]:
    for framework in frameworks.shelved().values():
        if framework.name != SOURCE_DOCUMENT:
            yield from _framework(framework)


def _framework(framework: Framework) -> Iterator[str]:
    yield f"**{framework.title['en']}** (`{framework.name}`). Source: {framework.source}."
    yield ""
    yield "| Item | Title, in our words | Compared with a published text | Items that serve it |"
    yield "|---|---|---|---|"
    for item in framework.items:
        by_set = serving().get(f"{framework.name}/{item.name}", {})
        told = "; ".join(f"{name}: {_quoted(paths)}" for name, paths in by_set.items())
        yield f"| {item.name} | {item.label['en']} | {'yes' if item.verified else 'no'} | {told or 'none'} |"
    yield ""


def _indicators(questionnaire: Questionnaire) -> Iterator[str]:
    yield "| Dimension | Indicator | Weight | Question | Rule |"
    yield "|---|---|---|---|---|"
    for each in questionnaire.indicators:
        label = (each.label or {}).get("en", each.name)
        yield f"| {each.dimension} | {label} | {_number(each.weight)} | `{each.of}` | {_rule(each)} |"


def _rule(indicator: Indicator) -> str:
    match indicator:
        case ParityIndicator():
            lower, upper = (_number(100 * edge) for edge in indicator.band)
            scope = "all rows together" if indicator.pooled else "row by row"
            return f"{lower}–{upper} % women or the nearest split, {scope}"
        case RateRatioIndicator():
            return f"women's rate over men's, `{indicator.passed}` out of `{indicator.entered}`"
        case ShareIndicator():
            return f"share of `{indicator.out_of}`, {_limit(indicator, percent=True)}"
        case CountIndicator():
            return _limit(indicator, percent=False)
    return {"choice": "points of the choice", "likert": "mean of the scale, 0–100"}[indicator.measure]


def _limit(indicator: ShareIndicator | CountIndicator, *, percent: bool) -> str:
    named = (("at least", indicator.at_least), ("at most", indicator.at_most))
    factor, unit = (100, " %") if percent else (1, "")
    return ", ".join(f"{word} {_number(factor * limit)}{unit}" for word, limit in named if limit is not None)


def _number(value: Fraction) -> str:
    return f"{float(value):g}"


def _quoted(paths: tuple[str, ...]) -> str:
    return ", ".join(f"`{path}`" for path in paths)


def main() -> None:
    """Write the tables of the pages anew."""
    for page in ("recommendations.md", "questionnaires.md"):
        path = DOCS / page
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
