"""A body's own template is tried with a made-up report in every language before it is kept."""

from datetime import date

from audit import wording
from audit.analysis.report import (
    Action,
    DimensionScore,
    Finding,
    FollowUp,
    Gap,
    Group,
    IndicatorScore,
    Part,
    QuestionnaireIdentity,
    Report,
    Scope,
    Scorecard,
    Table,
    TableGroup,
    Text,
    Verdict,
)
from audit.lifecycle import ActionState, FindingKind, Priority
from audit.render.word.making import word

DAY = date(2000, 1, 1)
SIDES = {"woman": ("women", 0.4), "man": ("men", 0.6)}


def tried(template: bytes) -> None:
    """Fill a template with a made-up report in every language; raises Mistaken with what is wrong and what to do."""
    for language in wording.languages():
        word(_report(), _follow_up(), language, template=template)


def _text(said: str) -> Text:
    return {"en": said}


def _report() -> Report:
    return Report(
        body=_text("Body"),
        title=_text("Audit"),
        synthetic=True,
        languages=("en",),
        cycle="2000",
        period_start=DAY,
        period_end=DAY,
        reference_date=DAY,
        closed_on=DAY,
        rule_version="trial",
        software="Paritet",
        parts=(_part("institution", dimensions=(_dimension(),)), _part("staff", tables=(_table(),), gaps=(_gap(),))),
    )


def _part(name: str, **figures: object) -> Part:
    identity = QuestionnaireIdentity(name=name, version="1", digest="0" * 64, title=_text(name))
    told = {"score": 50.0, "level": None, "coverage": 1.0, "dimensions": ()} | figures
    return Part(
        respondent=name,
        mode="named",
        threshold=5,
        sensitive_threshold=10,
        invited=20,
        submitted=20,
        scorecard=Scorecard.model_validate({"questionnaire": identity, **told}),
        codebook=(),
    )


def _dimension() -> DimensionScore:
    levels = (_level("head", 1, 3), _level("all", 10, 10))
    indicator = IndicatorScore(
        name="levels",
        label=_text("Levels"),
        measure="parity",
        score=50.0,
        weight=1,
        scope=Scope.LEVELS,
        weakest="head",
        groups=levels,
    )
    return DimensionScore(
        name="people", label=_text("People"), weight=1, score=50.0, level=None, coverage=1.0, indicators=(indicator,)
    )


def _level(name: str, women: int, men: int) -> Group:
    share = women / (women + men)
    return Group(
        name=name,
        label=_text(name),
        women=women,
        men=men,
        other=0,
        share=share,
        gap=100 * share - 50,
        at_parity=women == men,
        posts_to_parity=abs(women - men) // 2,
        score=50.0,
        verdict=Verdict.AT_PARITY if women == men else Verdict.WOMEN_UNDER,
    )


def _table() -> Table:
    groups = tuple(
        TableGroup(name=name, counts_as=counts_as, n=10, counts={"yes": 5, "no": 5}, favourable=share, mean=50.0)
        for name, (counts_as, share) in SIDES.items()
    )
    return Table(question="heard", label=_text("Heard"), by="sex", groups=groups)


def _gap() -> Gap:
    return Gap(
        question="heard",
        text=_text("Heard"),
        women_favourable=0.4,
        men_favourable=0.6,
        difference=-0.2,
        cliffs_delta=-0.2,
        label="small",
        p=0.3,
        p_holm=0.3,
    )


def _follow_up() -> FollowUp:
    found = Finding(number=1, kind=FindingKind.BARRIER, priority=Priority.HIGH, title=_text("Finding"))
    promised = Action(
        number=1,
        cycle="2000",
        what=_text("Action"),
        responsible="Office",
        due=DAY,
        state=ActionState.PLANNED,
        finding=1,
    )
    return FollowUp(as_of=DAY, findings=(found,), actions=(promised,))
