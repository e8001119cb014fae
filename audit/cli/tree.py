"""A scorecard as lines to read: total, dimensions, indicators, groups, each with its weight, base and reason."""

from collections.abc import Iterator, Mapping

from audit import wording
from audit.analysis.report import DimensionScore, Gap, Group, IndicatorScore, Scorecard, Text, Why, Withheld
from audit.render import words

Figure = float | Withheld | None
Choices = Mapping[str, Mapping[str, Text]]
Labels = Mapping[str, Text]
INDENT = "  "


def lines(card: Scorecard, choices: Choices, language: str, *, questions: Labels) -> Iterator[str]:
    """Yield the scorecard line by line, each branch under its trunk.

    `choices` are the labels by question and name, `questions` those by question: they name indicators without a label.
    """
    identity = card.questionnaire
    version = wording.say(language, "version %(version)s", version=identity.version)
    yield f"{words.label(identity.title, language, identity.name)} ({identity.name}, {version})"
    yield f"{wording.say(language, 'Total')}: {_judged(card, card, language)}"
    for dimension in card.dimensions:
        name = words.label(dimension.label, language, dimension.name)
        yield f"{INDENT}{name}: {_judged(dimension, card, language)}; {_weight(dimension.weight, language)}"
        for indicator in dimension.indicators:
            yield from _indicator(indicator, choices, language, named=_named(indicator, questions, language))
    yield from _gaps(card.gaps, language)


def _judged(part: Scorecard | DimensionScore, card: Scorecard, language: str) -> str:
    labels = {level.level: level.label for level in card.scale}
    said = [_score(part.score, part.why, language)]
    if part.level:
        said.append(words.label(labels.get(part.level, {}), language, part.level))
    if part.coverage is not None:
        said.append(wording.say(language, "coverage %(share)s", share=wording.percent(language, part.coverage)))
    return "; ".join(said)


def _named(indicator: IndicatorScore, questions: Labels, language: str) -> str:
    """Return the label, else those of the questions with the name, which tells two indicators of a question apart."""
    if indicator.label:
        return words.label(indicator.label, language)
    asked = dict.fromkeys(source.question for source in indicator.sources)
    labels = [words.label(questions[name], language) for name in asked if questions.get(name)]
    return f"{' / '.join(labels)} ({indicator.name})" if labels else indicator.name


def _indicator(indicator: IndicatorScore, choices: Choices, language: str, *, named: str) -> Iterator[str]:
    said = [_score(indicator.score, indicator.why, language), _weight(indicator.weight, language)]
    if (
        indicator.value not in (None, indicator.score)
        and not isinstance(indicator.value, Withheld)
        and not indicator.groups
    ):
        said.append(wording.say(language, "value %(value)s", value=_value(indicator, choices, language)))
    if indicator.flag:
        said.append(wording.say(language, "women's rate is below four fifths of men's"))
    if indicator.p is not None:
        said.append(words.p_value(language, indicator.p))
    if indicator.weakest:
        labels: dict[str, Text] = {group.name: group.label for group in indicator.groups}
        weakest = words.label(labels.get(indicator.weakest, {}), language, indicator.weakest)
        said.append(wording.say(language, "weakest level: %(level)s", level=weakest))
    yield f"{INDENT * 2}{named}: {'; '.join(said)}"
    yield from (f"{INDENT * 3}{_group(group, language)}" for group in indicator.groups)


def _group(group: Group, language: str) -> str:
    said = [words.heads(language, group)]
    if group.share is not None:
        said.append(wording.percent(language, group.share, 1))
    if group.score is not None:
        said.append(_score(group.score, None, language))
    said.append(words.verdict(language, group))
    if group.posts_to_parity:
        said.append(words.distance(language, group))
    return f"{words.group_label(group, language)}: {'; '.join(said)}"


def _value(indicator: IndicatorScore, choices: Choices, language: str) -> str:
    value = indicator.value
    if isinstance(value, list | str):
        labels = choices.get(indicator.sources[0].question, {}) if indicator.sources else {}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(words.label(labels.get(name, {}), language, name) for name in chosen)
    if indicator.measure == "share" and isinstance(value, int | float):
        return wording.percent(language, value, 1)
    return wording.number(language, value, 2) if isinstance(value, float) else str(value)


def _gaps(gaps: tuple[Gap, ...], language: str) -> Iterator[str]:
    if gaps:
        yield wording.say(language, "Women and men, favourable answers")
    for gap in gaps:
        sides = [_share(gap.women_favourable, language), _share(gap.men_favourable, language)]
        yield INDENT + wording.say(
            language,
            "%(item)s: women %(women)s, men %(men)s",
            item=words.statement(gap, language),
            women=sides[0],
            men=sides[1],
        )


def _share(figure: Figure, language: str) -> str:
    if isinstance(figure, Withheld):
        return f"({words.withheld(language, figure)})"
    return wording.percent(language, figure) if figure is not None else f"({words.absence(language, Why.NOT_ANSWERED)})"


def _score(figure: Figure, why: Why | None, language: str) -> str:
    if isinstance(figure, Withheld):
        return words.withheld(language, figure)
    return wording.number(language, figure, 1) if figure is not None else words.absence(language, why)


def _weight(weight: float, language: str) -> str:
    digits = 0 if weight == int(weight) else 2
    return wording.say(language, "weight %(weight)s", weight=wording.number(language, weight, digits))
