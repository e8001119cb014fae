"""Texts of a survey by our languages: in words without markup, with earlier answers quoted as `${name}`.

A text may hold a whole equation in braces. What is no plain answer is worked out in a calculation of its own, put
before the question, and quoted from there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.errors import Message, message
from audit.questionnaire.limesurvey import trees
from audit.questionnaire.limesurvey.dialect import worked_out
from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.meanings import Untranslatable
from audit.questionnaire.limesurvey.names import Taken
from audit.questionnaire.limesurvey.remarks import Remarks, Why
from audit.questionnaire.limesurvey.structure import Survey, Texts
from audit.questionnaire.limesurvey.variables import LABEL, Variables
from audit.questionnaire.markup import plain
from audit.questionnaire.tongues import known_tag

PIECE = re.compile(r"\{([^{}\s](?:[^{}]*[^{}\s])?)\}")
INSERTED = "INSERTANS:"
TITLES = {"SURVEYNAME": "surveyls_title", "SURVEYDESCRIPTION": "surveyls_description"}
INFORMAL = re.compile(r"-(informal|easy|formal)$")
LONGEST = 60
MOST_CHARACTERS = 100_000
MOST_PIECES = 10_000
#: Pictures that stand in the text itself, as long as a book.
INSIDE = re.compile(r"data:[^\"'\s>]{100,}")
CALCULATION = "worked_out"


def spoken(survey: Survey, remarks: Remarks) -> Mapping[str, str]:
    """Return our tag for each of LimeSurvey's that can be kept, the base language first."""
    found: dict[str, str] = {}
    for tag in survey.languages:
        new = INFORMAL.sub("", tag)
        if not known_tag(new) or new in found.values():
            remarks.add(Why.LANGUAGE, survey.settings, "language", tag=tag)
            continue
        if new != tag:
            remarks.add(Why.LANGUAGE_CHANGED, survey.settings, "language", tag=tag, new=new)
        found[tag] = new
    return found or {next(iter(survey.languages), ""): "en"}


@dataclass(slots=True)
class Wording:
    """Puts texts into words, and collects the calculations that they quote."""

    survey: Survey
    languages: Mapping[str, str]
    variables: Variables
    remarks: Remarks
    taken: Taken
    worked: dict[str, str] = field(default_factory=dict)
    waiting: list[dict[str, object]] = field(default_factory=list)
    pieces: int = 0

    def words(self, texts: Texts, row: Row | None, column: str) -> dict[str, str]:
        """Return a text in our languages; remarks on what has no words or cannot be quoted."""
        found: dict[str, str] = {}
        for tag, language in self.languages.items():
            raw = INSIDE.sub("data:", texts.get(tag, texts.get("", "")))
            if len(raw) > MOST_CHARACTERS:
                self.remarks.add(Why.TOO_LONG, row, column, limit=MOST_CHARACTERS)
            said = plain(raw[:MOST_CHARACTERS])
            if said.lost:
                self.remarks.add(Why.MEDIA, row, column, kinds=", ".join(said.lost))
            text = self._quoting(said.text, row, column, tag)
            if text:
                found[language] = text
        return found

    def fixed(self, texts: Texts) -> dict[str, str]:
        """Return words that LimeSurvey itself supplies, in our languages as far as they are known here."""
        found = {
            language: texts.get("*") or texts.get(language) or texts.get(language.split("-")[0], "")
            for language in self.languages.values()
        }
        said = {language: text for language, text in found.items() if text}
        return said or {next(iter(self.languages.values())): texts.get("en", "?")}

    def labels(self, texts: Texts, row: Row | None, column: str, *, code: str) -> dict[str, str]:
        """Return a text in our languages; where there is none, the code stands for it."""
        found = self.words(texts, row, column)
        if not found:
            self.remarks.add(Why.NO_TEXT, row, column)
        return found or {next(iter(self.languages.values())): code or "?"}

    def drained(self) -> list[dict[str, object]]:
        """Return the calculations that were collected since this was last asked."""
        found, self.waiting = self.waiting, []
        return found

    def _quoting(self, text: str, row: Row | None, column: str, tag: str) -> str:
        def quoted(found: re.Match[str]) -> str:
            self.pieces += 1
            try:
                return self._piece(found[1], tag)
            except Untranslatable as error:
                reason: Message = error.reason
            except trees.Unreadable:
                reason = message("it cannot be read")
            self.remarks.add(Why.PIECE, row, column, source=shortened(found[0]), reason=reason)
            return "…"

        return PIECE.sub(quoted, text)

    def _piece(self, source: str, tag: str) -> str:
        if self.pieces > MOST_PIECES:
            raise Untranslatable(message("there are more than %(limit)d of them", limit=MOST_PIECES))
        if source in TITLES:
            row = self.survey.texts.get(tag)
            return plain(row[TITLES[source]]).text if row else ""
        tree = trees.parsed(source.removeprefix(INSERTED))
        if isinstance(tree, trees.Variable):
            meaning, suffix = self.variables.meaning(tree.name)
            shown = suffix in ("", "NAOK", LABEL)
            if meaning.piped and shown:
                return f"${{{meaning.piped}}}"
        formula = worked_out(source.removeprefix(INSERTED), self.variables)
        if formula not in self.worked:
            self.worked[formula] = self.taken.free(CALCULATION)
            self.waiting.append({"name": self.worked[formula], "type": "calculate", "calculation": formula})
        return f"${{{self.worked[formula]}}}"


def shortened(source: str) -> str:
    """Return a source as it is shown in a remark: on one line and not too long."""
    line = " ".join(source.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def joined(first: Texts, second: Texts, between: str) -> dict[str, str]:
    """Return two texts in one, in every language of either."""
    languages = dict.fromkeys([*first, *second])
    return {each: between.join(part for part in (first.get(each, ""), second.get(each, "")) if part)
            for each in languages}  # fmt: skip
