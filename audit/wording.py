"""What is said to people, in their language: catalogues, plural forms, numbers and percentages.

English is written in the code; every other language stands in `translations/<language>/*.po`, one file a part,
merged when first asked for, so that there is nothing to compile and a translator edits plain text.
"""

import gettext
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from audit.errors import Message

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "translations"
SOURCE_LANGUAGE = "en"
BRIDGE = "ru"
#: Languages of Central Asia: whoever reads one reads Russian rather than English where our own words are lacking.
BRIDGED = frozenset({"kk", "ky", "tg", "tk", "uz"})
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
#: Signs of Unicode that keep a text of another direction together.
FROM_THE_RIGHT = frozenset({"R", "AL"})
FIRST_STRONG, POP = "\u2068", "\u2069"


@cache
def languages() -> tuple[str, ...]:
    """Return the languages the interface speaks: the source language and every folder of catalogues."""
    found = sorted(folder.name for folder in TRANSLATIONS.iterdir() if folder.is_dir())
    return (SOURCE_LANGUAGE, *found)


def interface(language: str, offered: Sequence[str] = ()) -> str:
    """Return the language of buttons and sentences for a page or a form whose questions are asked in `language`.

    Where the interface does not speak it, Russian bridges if the questionnaire is also offered in it, else English.
    """
    spoken = languages()
    if language in spoken:
        return language
    return BRIDGE if BRIDGE in offered and BRIDGE in spoken else SOURCE_LANGUAGE


def spoken(language: str) -> str:
    """Return the language that our own words stand in, in a file asked for in a language that has no catalogue."""
    if language in languages():
        return language
    return BRIDGE if language.partition("-")[0] in BRIDGED else SOURCE_LANGUAGE


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the merged catalogue of a language; one that has none reads as `spoken` says."""
    if spoken(language) != language:
        return catalogue(spoken(language))
    parts = sorted((TRANSLATIONS / language).glob("*.po"))
    if not parts:
        return gettext.NullTranslations()
    merged = Catalog(locale=language)
    for part in parts:
        with part.open("rb") as file:
            for entry in read_po(file, locale=language):
                if entry.id:
                    merged.add(entry.id, entry.string, context=entry.context)
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def say(language: str, template: str, **values: Any) -> str:  # noqa: ANN401 - whatever `%` can print
    """Say an English template in a language, filled with its values."""
    said = catalogue(language).gettext(template)
    return said % isolated(language, values) if values else said


def count(language: str, one: str, many: str, number: int, **values: Any) -> str:  # noqa: ANN401 - as `say`
    """Say a template in the plural form that `number` asks for; `%(n)d` in it is the number."""
    return catalogue(language).ngettext(one, many, number) % {"n": number, **isolated(language, values)}


def isolated(language: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values of a sentence, each text set apart where it runs against the sentence's own direction.

    A label in Arabic within an English sentence would draw the figures after it to its own side.
    """
    if spoken(language) == language or locale(language).text_direction != "rtl":
        return values
    return {key: f"{FIRST_STRONG}{value}{POP}" if _runs_left(value) else value for key, value in values.items()}


def _runs_left(value: object) -> bool:
    return isinstance(value, str) and any(bidirectional(sign) in FROM_THE_RIGHT for sign in value)


def tell(language: str, message: Message) -> str:
    """Say a Message in a language; Messages among its values are said in it too."""
    return say(language, message.template, **{key: _told(language, value) for key, value in message.values.items()})


def _told(language: str, value: object) -> object:
    return tell(language, value) if isinstance(value, Message) else value


def rounded(value: Fraction | Decimal | float, digits: int) -> Decimal:
    """Round half up (a half goes away from zero), once and exactly: the one rounding that is ever shown."""
    exact = Fraction(value)
    over, under = abs(exact.numerator), exact.denominator
    steps = (2 * over * 10**digits + under) // (2 * under)
    sign = int(exact < 0 < steps)
    return Decimal((sign, tuple(map(int, str(steps))), -digits))


def number(language: str, value: Fraction | Decimal | float, digits: int = 0) -> str:
    """Show a number in a language's manner: 73,6 in Russian, 73.6 in English; round half up; a true minus sign."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    shown = rounded(value, digits)
    with localcontext() as context:
        context.prec = max(context.prec, len(shown.as_tuple().digits) + 1)  # Babel rounds once more, to as many digits.
        figure = format_decimal(abs(shown), format=pattern, locale=locale(language))
    return f"{MINUS}{figure}" if shown < 0 else figure


def percent(language: str, share: Fraction | Decimal | float, digits: int = 0) -> str:
    """Show a share of one as a percentage: `25 %` in Russian, `25%` in English, never broken over two lines."""
    figure = number(language, Fraction(share) * 100, digits)
    return f"{figure}{NO_BREAK_SPACE}%" if language != SOURCE_LANGUAGE else f"{figure}%"


def in_language(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """Return a text in a language and the language it is really in; the first one stands in for a missing one."""
    if texts.get(language):
        return texts[language], language
    return next(((text, spoken) for spoken, text in texts.items() if text), ("", language))


def language_name(language: str, told_in: str) -> str:
    """Name a language in another: `русский`, `Arabic`; by its tag where nobody has named it."""
    return locale(language).get_display_name(spoken(told_in)) or language


@cache
def locale(language: str) -> Locale:
    """Return how a language writes numbers and days, by its tag (`ru`, `uz-Cyrl`)."""
    return Locale.parse(language, sep="-")
