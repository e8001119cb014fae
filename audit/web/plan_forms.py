"""The forms of an audit's plan: the audit, each questionnaire with its promise, a reopening with its reason."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from wtforms import BooleanField, DateField, Form, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from audit.analysis.rules import RuleName
from audit.errors import Mistaken, mark
from audit.questionnaire.schema import Mode, Respondent
from audit.service import texts
from audit.service.drafting import STRICTER
from audit.service.views import AuditView, EnquiryView, QuestionnaireCard
from audit.web import wording_of

MODE_NAMES: Mapping[Mode, str] = {
    Mode.ANONYMOUS: mark("anonymous – nobody can tell who answered what"),
    Mode.CONFIDENTIAL: mark("confidential – auditors see only groups"),
    Mode.NAMED: mark("named – auditors see each answer"),
}
#: A questionnaire for staff or the public is never asked by name; an institution's one set has nobody to hide.
MODES: Mapping[Respondent, tuple[Mode, ...]] = {
    Respondent.INSTITUTION: (Mode.NAMED,),
    Respondent.STAFF: (Mode.ANONYMOUS, Mode.CONFIDENTIAL),
    Respondent.PUBLIC: (Mode.ANONYMOUS,),
}
#: What a rule set does to the figures it lets out.
RULES: Mapping[RuleName, str] = {
    RuleName.THRESHOLD: mark("exact counts; small groups withheld"),
    RuleName.HESA: mark("counts to the nearest 5; shares of under 22.5 people and means of 7 or fewer withheld (HESA)"),
}
LARGEST_GROUP = 1000
LONGEST_REASON = 500
_NEEDED = InputRequired(mark("Fill this in"))
_DATED = mark("Enter a date, for example 2026-06-30")
_CYCLE = Length(max=20, message=mark("20 characters at most"))
_TITLE = Length(max=200, message=mark("200 characters at most"))


class Day(DateField):
    """A date that says in our words what is wrong with it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a date; ValueError with a sentence that the catalogues know."""
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(_DATED) from wrong


class Whole(IntegerField):
    """A whole number that says in our words what is wrong with it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a whole number; ValueError with a sentence that the catalogues know."""
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(mark("Enter a whole number")) from wrong


class PlanForm(Form):
    """The audit itself; each offered questionnaire has its own `EnquiryForm` beside it."""

    title_ru = StringField(mark("Title in Russian"), [Optional(), _TITLE])
    title_en = StringField(mark("Title in English"), [Optional(), _TITLE])
    cycle = StringField(mark("Cycle, for example 2026"), [_NEEDED, _CYCLE])
    reference_date = Day(mark("Reference date of head-counts"), [InputRequired(_DATED)])
    period_start = Day(mark("First day of the period"), [InputRequired(_DATED)])
    period_end = Day(mark("Last day of the period"), [InputRequired(_DATED)])
    deadline = Day(mark("Last day to answer"), [Optional()])
    languages = SelectMultipleField(mark("Languages"), choices=[], validate_choice=False)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check the fields and what ties them together."""
        fits = [super().validate(extra_validators)]
        if not ((self.title_ru.data or "").strip() or (self.title_en.data or "").strip()):
            fits.append(_wrong(self.title_ru, mark("Enter a title in at least one language")))
        if self.period_start.data and self.period_end.data and self.period_end.data < self.period_start.data:
            fits.append(_wrong(self.period_end, mark("The last day is before the first one")))
        if not self.chosen():
            fits.append(_wrong(self.languages, mark("Choose at least one language")))
        return all(fits)

    def chosen(self) -> tuple[str, ...]:
        """Return the languages ticked, of those offered."""
        return tuple(language for language in _values(self.languages) if language in (self.languages.data or ()))

    def offer(self, languages: Sequence[str], *, chosen: Sequence[str]) -> None:
        """Offer the languages of the questionnaires; a page opened anew has some of them ticked."""
        self.languages.choices = [(language, language) for language in languages]
        if request.method == "GET" and not self.languages.data:
            self.languages.data = [language for language in languages if language in chosen]

    def titles(self) -> dict[str, str]:
        """Return the titles that were given, by language."""
        given = {"ru": self.title_ru.data, "en": self.title_en.data}
        return {language: title.strip() for language, title in given.items() if title and title.strip()}

    @staticmethod
    def filled_from(audit: AuditView) -> dict[str, Any]:
        """Return what the form shows of an audit that is kept."""
        return {
            "title_ru": audit.title.get("ru", ""),
            "title_en": audit.title.get("en", ""),
            "languages": list(audit.languages),
            **{
                name: getattr(audit, name)
                for name in ("cycle", "reference_date", "period_start", "period_end", "deadline")
            },
        }


class EnquiryForm(Form):
    """Whether a questionnaire is asked, and what its respondents are promised: never less than it declares itself."""

    asked = BooleanField(mark("Ask this questionnaire"))
    mode = SelectField(mark("How answers are tied to people"), choices=[], validate_choice=False)
    threshold = Whole(mark("Smallest group that is shown"), [Optional()])
    sensitive_threshold = Whole(mark("Smallest group for sensitive questions"), [Optional()])
    rules = SelectField(mark("How figures are shown"), choices=[], validate_choice=False)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check the fields; sensitive questions never show smaller groups than the others."""
        fits = [super().validate(extra_validators)]
        if self.mode.data not in _values(self.mode):
            fits.append(_wrong(self.mode, mark("Choose one of these")))
        if self.rules.data not in _values(self.rules):
            fits.append(_wrong(self.rules, mark("Choose one of these")))
        general, sensitive = self.threshold.data, self.sensitive_threshold.data
        if general and sensitive and sensitive < general:
            said = mark("This group cannot be smaller than the smallest group of the other questions")
            fits.append(_wrong(self.sensitive_threshold, said))
        return all(fits)


def enquiry_form(card: QuestionnaireCard, kept: EnquiryView | None) -> EnquiryForm:
    """Return the form of one questionnaire on the shelf, as it was kept in the plan or as it declares itself."""
    source: EnquiryView | QuestionnaireCard = kept or card
    form = EnquiryForm(
        request.form if request.method == "POST" else None,
        prefix=f"{card.name}-",
        data={
            "asked": kept is not None,
            "mode": source.mode,
            "threshold": source.threshold,
            "sensitive_threshold": source.sensitive_threshold,
            "rules": kept.rules if kept else RuleName.THRESHOLD,
        },
    )
    offered = [mode for mode in MODES[card.respondent] if STRICTER[mode] >= STRICTER[card.mode]]
    form.rules.choices = [(rules.value, said) for rules, said in RULES.items()]
    form.mode.choices = [(mode.value, MODE_NAMES[mode]) for mode in offered]
    for field, least in ((form.threshold, card.threshold), (form.sensitive_threshold, card.sensitive_threshold)):
        said = mark("Enter a whole number: at least what the questionnaire promises, at most 1000")
        field.validators = [Optional(), NumberRange(min=least, max=LARGEST_GROUP, message=said)]
    return form


class ReopenForm(Form):
    """Why an audit is opened again, and until when people may answer then."""

    reason = StringField(
        mark("Why is it reopened?"),
        [
            DataRequired(mark("Say why the audit is reopened: the reason stays in its history")),
            Length(max=LONGEST_REASON, message=mark("500 characters at most")),
        ],
        filters=[lambda text: (text or "").strip()],
    )
    deadline = Day(mark("New last day to answer"), [Optional()])

    def validate_reason(self, field: StringField) -> None:
        """Refuse signs that cannot be kept, here, where what was typed is shown again."""
        mistakes = texts.check((field.data or "",))
        if mistakes:
            raise ValidationError(" ".join(wording_of(Mistaken(tuple(mistakes)))))

    def validate_deadline(self, field: Day) -> None:
        """Refuse a day on which nobody can answer any more."""
        if field.data and field.data < date.today():
            raise ValidationError(mark("This day has passed already: enter today or a later day, or leave it empty"))

    @staticmethod
    def of(audit: AuditView) -> "ReopenForm":
        """Return the form of a closed audit; its last day is offered again unless it has passed."""
        kept = audit.deadline if audit.deadline and audit.deadline >= date.today() else None
        return ReopenForm(data={"deadline": kept})


def _values(field: SelectField) -> tuple[str, ...]:
    """Return what a list offers."""
    return tuple(str(choice[0]) for choice in field.choices or ())


def _wrong(field: Any, said: str) -> bool:  # noqa: ANN401 - a WTForms field of any kind
    field.errors = [*field.errors, said]
    return False
