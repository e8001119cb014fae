"""A question as it is asked in one language: words, choices and rows made ready once, not for every page shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from audit.questionnaire.readers import shown
from audit.questionnaire.schema import (
    Choice,
    FileQuestion,
    HeadcountQuestion,
    Item,
    MatrixQuestion,
    MoneyQuestion,
    Question,
    RangeQuestion,
    RankQuestion,
    RepeatQuestion,
    Row,
    SelectMultipleQuestion,
    SelectOneQuestion,
    TextQuestion,
)
from audit.web.languages import direction
from audit.wording import in_language, say

QUOTED = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
OTHER = "other"
SHORT_TEXT = 200
LONG_LIST = 30


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a questionnaire; `lang` names their language where it is not the page's. Prints itself escaped."""

    text: str
    lang: str | None = None
    html: str = ""
    quotes: tuple[str, ...] = ()

    def __html__(self) -> str:
        return self.html

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice, item or row as it is shown."""

    name: str
    label: Wording
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one language, whatever its kind; what a kind does not have is empty.

    `quotes` are the earlier answers that its words quote; `live` says that what is shown hangs on other answers.
    `members` are the questions of a repeat, `titled` the words that head an entry, `fixed` that nobody adds entries.
    """

    name: str
    kind: str
    label: Wording
    hint: Wording
    language: str
    required: bool = False
    evidence: bool = False
    options: tuple[Option, ...] = ()
    items: tuple[Option, ...] = ()
    unit: str = ""
    multiline: bool = False
    dropdown: bool = False
    other: bool = False
    sums: bool = True
    quotes: tuple[str, ...] = ()
    live: bool = False
    members: tuple["Asked", ...] = ()
    titled: Wording | None = None
    fixed: bool = False
    least: int = 0
    most: int = 0
    line: tuple[str, str, str] = ("", "", "")
    accepts: str = ""
    heading: bool = False


def wording(texts: Mapping[str, str] | None, language: str, page: str) -> Wording:
    """Return a text in a language, marked with its own where another had to stand in."""
    text, spoken = in_language(texts or {}, language)
    return worded(text, spoken if spoken != page else None)


def worded(text: str, lang: str | None = None) -> Wording:
    """Return plain words as they are printed on a page."""
    html = Markup("<br>").join(escape(line) for line in text.split("\n"))
    if lang and text:
        html = Markup('<span lang="{}" dir="{}">{}</span>').format(lang, direction(lang), html)
    return Wording(text, lang, html, tuple(dict.fromkeys(QUOTED.findall(text))))


def filled(wording: Wording, said: Mapping[str, str]) -> Wording:
    """Return words with every `${question}` in them replaced by that answer in words."""
    if not wording.quotes:
        return wording
    text = QUOTED.sub(lambda found: said.get(found[1]) or "…", wording.text)
    return replace(worded(text, wording.lang), quotes=())


def asked(question: Question, language: str, page: str) -> Asked:
    """Make a question ready to be asked in a language on a page whose own words are in `page`."""
    plain = Asked(
        name=question.name,
        kind=question.type,
        label=wording(question.label, language, page),
        hint=wording(question.hint, language, page),
        language=language,
        required=question.required is True,
        evidence=question.evidence is not None,
        dropdown="minimal" in question.appearance,
        live=_live(question),
        heading="heading" in question.appearance,
    )
    return _quoting(_of_its_kind(question, plain, language, page))


def _of_its_kind(question: Question, plain: Asked, language: str, page: str) -> Asked:
    match question:
        case TextQuestion():
            return replace(plain, multiline="multiline" in question.appearance or question.max_length > SHORT_TEXT)
        case MoneyQuestion():
            return replace(plain, unit=question.currency)
        case MatrixQuestion():
            return replace(
                plain,
                options=_options(question.choices, language, page),
                items=_options(question.items, language, page),
            )
        case HeadcountQuestion():
            return replace(plain, items=_options(question.rows, language, page), sums=question.sum_rows)
        case SelectOneQuestion() | SelectMultipleQuestion():
            options = _options(question.choices, language, page)
            dropdown = plain.dropdown or (question.type == "select_one" and len(options) > LONG_LIST)
            options = _with_other(question, options, page)
            return replace(plain, options=options, other=question.or_other, dropdown=dropdown)
        case RankQuestion():
            return replace(plain, options=_options(question.choices, language, page))
        case RangeQuestion():
            line = tuple(shown(each) for each in (question.start, question.end, question.step))
            return replace(plain, line=(line[0], line[1], line[2]))
        case FileQuestion():
            return replace(plain, accepts=",".join(question.accepts))
        case RepeatQuestion():
            return replace(
                plain,
                members=tuple(asked(each, language, page) for each in question.questions),
                titled=wording(question.entry_label, language, page),
                fixed=question.count is not None,
                least=question.least,
                most=question.most,
            )
        case _:
            return replace(plain, unit="%" if question.type == "percent" else "")


def _quoting(made: Asked) -> Asked:
    worded_parts = (made.label, made.hint, *(each.label for each in (*made.options, *made.items)))
    quotes = tuple(dict.fromkeys(name for each in worded_parts for name in each.quotes))
    return replace(made, quotes=quotes, live=True) if quotes else made


def _live(question: Question) -> bool:
    """Return whether it hangs on other answers what is offered, whether an answer is required or may be changed."""
    filtered = getattr(question, "choice_filter", None) is not None or getattr(question, "randomize", False)
    dynamic = not isinstance(question.required, bool) or question.read_only is not False
    return filtered or dynamic or lockable(question)


def lockable(question: Question) -> bool:
    """Return whether a question may be shown without being open to change."""
    return question.read_only is not False or (question.calculation is not None and question.trigger is None)


def _options(parts: tuple[Choice | Item | Row, ...], language: str, page: str) -> tuple[Option, ...]:
    return tuple(
        Option(
            part.name,
            wording(part.label, language, page),
            exclusive=isinstance(part, Choice) and (part.exclusive or part.absent is not None),
        )
        for part in parts
    )


def _with_other(
    question: SelectOneQuestion | SelectMultipleQuestion, options: tuple[Option, ...], page: str
) -> tuple[Option, ...]:
    if not question.or_other or any(option.name == OTHER for option in options):
        return options
    return (*options, Option(OTHER, worded(say(page, "Other, please specify"))))
