"""What a variable of LimeSurvey stands for here, by its question's code or by its numbers (`12X3X45SQ001`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit.errors import message
from audit.questionnaire.limesurvey.forms import Form, form
from audit.questionnaire.limesurvey.meanings import Meaning, Untranslatable, codes_of, meaning_of, ticks
from audit.questionnaire.limesurvey.names import COMMENT, Names
from audit.questionnaire.limesurvey.structure import Question, Survey
from audit.questionnaire.places import likely

NUMBERS = re.compile(r"[0-9]+X[0-9]+X([0-9]+)(.*)", re.DOTALL)
PLAIN_SUFFIXES = frozenset({"NAOK", "code", "codeNAOK"})
#: How many codes are looked through for the one that was probably meant.
FEW = 500
VALUE_SUFFIXES = frozenset({"value", "valueNAOK"})
LABEL = "shown"
#: Words of LimeSurvey that are no questions.
RESERVED = frozenset({
    "TOKEN", "SAVEDID", "SURVEYID", "SID", "SURVEYNAME", "LANG", "PERCENTCOMPLETE", "EXPIRY", "STARTDATE", "SURVEYURL",
    "ADMINNAME", "ADMINEMAIL", "ASSESSMENT_CURRENT_TOTAL", "SEED", "QID", "GID", "SGQ", "TEMPLATEURL", "CLEARALL",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variables:
    """Finds the meaning of names in a survey; `own` is the question whose own answer `self` and `this` are."""

    survey: Survey
    names: Names
    own: Question | None = None

    def meaning(self, name: str) -> tuple[Meaning, str]:
        """Return what a name stands for and its suffix; Untranslatable for what is not there or not known here."""
        bare, *suffixes = name.split(".")
        if bare == "that" and suffixes:
            bare, *suffixes = suffixes
        if len(suffixes) > 1 or (bare in ("self", "this") and [s for s in suffixes if s not in PLAIN_SUFFIXES]):
            raise Untranslatable(message("'%(name)s' asks for a property of a question", name=name))
        suffix = suffixes[0] if suffixes else ""
        if suffix and suffix not in PLAIN_SUFFIXES | VALUE_SUFFIXES | {LABEL}:
            raise Untranslatable(message("'%(name)s' asks for a property of a question", name=name))
        return self._named(bare), suffix

    def _named(self, bare: str) -> Meaning:
        if bare in ("self", "this"):
            return self._itself(bare)
        found = next(self._candidates(bare), None)
        if found is None:
            raise self._unknown(bare)
        return found

    def _unknown(self, bare: str) -> Untranslatable:
        known = next((bare[:end] for end in range(len(bare), 0, -1) if bare[:end] in self.survey.coded), "")
        if known and bare[len(known) :].startswith("_"):
            part = bare[len(known) + 1 :]
            return Untranslatable(message("question '%(name)s' has no part '%(part)s'", name=known, part=part))
        codes = list(self.survey.coded)
        meant = likely(bare, codes) if len(codes) <= FEW else None
        if bare.partition(":")[0] in RESERVED:
            return Untranslatable(message("'%(name)s' is a word of LimeSurvey's own", name=bare))
        if meant:
            return Untranslatable(
                message("there is no question '%(name)s' (did you mean '%(likely)s'?)", name=bare, likely=meant)
            )
        return Untranslatable(message("there is no question '%(name)s'", name=bare))

    def _candidates(self, bare: str) -> Iterator[Meaning]:
        numbers = NUMBERS.fullmatch(bare)
        if numbers:
            digits, rest = numbers.groups()
            for length in range(len(digits), 0, -1):
                question = self.survey.questions.get(digits[:length])
                yield from self._part(question, (digits[length:] + rest).replace("#", "_"))
            return
        for length in range(len(bare), 0, -1):
            question, rest = self.survey.coded.get(bare[:length]), bare[length:]
            if not rest or rest.startswith("_") or rest == COMMENT:
                yield from self._part(question, rest.removeprefix("_"))

    def _part(self, question: Question | None, rest: str) -> Iterator[Meaning]:
        found = meaning_of(question, rest, self.names) if question else None
        if found:
            yield found

    def _itself(self, bare: str) -> Meaning:
        if self.own is None:
            raise Untranslatable(message("'%(name)s' has no meaning here", name=bare))
        if bare == "this":
            return Meaning(value=".", codes=codes_of(self.own, "0", self.names))
        whole = meaning_of(self.own, "", self.names)
        if form(self.own) is Form.SEVERAL:
            return Meaning(members=tuple(ticks(self.own, ".", self.names)), several=".")
        if whole is None or whole.members:
            return whole or Meaning(value=".")
        return Meaning(value=".", codes=whole.codes, points=whole.points)
