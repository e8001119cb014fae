"""Sample Reports built by hand: a regional centre of 30 with three cycles and withheld cells."""

from datetime import date
from statistics import fmean

from audit.analysis.report import (
    CodebookChoice,
    CodebookEntry,
    DimensionScore,
    Gap,
    Grade,
    Group,
    IndicatorScore,
    Level,
    Part,
    QuestionnaireIdentity,
    Reason,
    Report,
    Scope,
    Scorecard,
    ScorePoint,
    Source,
    Table,
    TableGroup,
    Text,
    TrendPoint,
    Verdict,
    Why,
    Withheld,
)

SMALL = Withheld(withheld=Reason.SMALL)
COMPLEMENT = Withheld(withheld=Reason.COMPLEMENT)
AGREE = ("1", "2", "3", "4", "5")
PARITY_RULE = {"target": 0.5, "band": [0.47, 0.53], "base": "binary", "curve": "band", "direction": "both"}
LEVELS: dict[str, Text] = {
    "head": {"en": "Head", "ru": "Руководитель"},
    "director": {"en": "Directors", "ru": "Директора"},
    "professional": {"en": "Professionals", "ru": "Специалисты"},
    "support": {"en": "Support staff", "ru": "Вспомогательный персонал"},
}
SCALE = (
    Level(level="missing", start=0, label={"en": "Missing", "ru": "Отсутствует"}),
    Level(level="approaches", start=40, label={"en": "Approaches", "ru": "Приближается"}),
    Level(level="meets", start=70, label={"en": "Meets", "ru": "Соответствует"}),
    Level(level="exceeds", start=90, label={"en": "Exceeds", "ru": "Превосходит"}),
)


def text(en: str, ru: str) -> Text:
    """A text in both languages."""
    return {"en": en, "ru": ru}


def group(
    name: str, women: int, men: int, other: int = 0, *, score: float | None, verdict: Verdict, posts: int | None
) -> Group:
    """One level with its share and gap worked out, its judgement given."""
    share = women / (women + men) if women + men else None
    return Group(
        name=name,
        label=LEVELS.get(name, {}),
        decision_making=name in {"head", "director"},
        women=women,
        men=men,
        other=other,
        share=share,
        gap=None if share is None else 100 * share - 50,
        at_parity={Verdict.AT_PARITY: True, Verdict.WOMEN_UNDER: False, Verdict.MEN_UNDER: False}.get(verdict),
        posts_to_parity=posts,
        score=score,
        verdict=verdict,
        weight=None if name == "all" else 1.0,
    )


HEAD = group("head", 0, 1, score=None, verdict=Verdict.SINGLE_POST, posts=None)
DIRECTORS = group("director", 1, 2, score=100.0, verdict=Verdict.AT_PARITY, posts=0)
PROFESSIONALS = group("professional", 6, 8, score=100 * (6 / 14) / 0.47, verdict=Verdict.WOMEN_UNDER, posts=1)
SUPPORT = group("support", 7, 4, 1, score=100 * (4 / 11) / 0.47, verdict=Verdict.MEN_UNDER, posts=1)
EVERYONE = group("all", 14, 15, 1, score=100.0, verdict=Verdict.AT_PARITY, posts=0)
DECISIONS = group("all", 1, 3, score=100 * 0.25 / 0.47, verdict=Verdict.WOMEN_UNDER, posts=1)


def parity_by_level(groups: tuple[Group, ...] = (HEAD, DIRECTORS, PROFESSIONALS, SUPPORT, EVERYONE)) -> IndicatorScore:
    """The multi-level indicator; its score is the mean of its scored levels."""
    scored = [each for each in groups if each.name != "all" and each.score is not None]
    scores = [each.score for each in scored if each.score is not None]
    return IndicatorScore(
        name="parity_by_level",
        label=text("Women and men by level", "Женщины и мужчины по уровням"),
        measure="parity",
        score=fmean(scores) if scores else None,
        why=None if scores else Why.NO_VERDICT,
        base=sum(each.women + each.men for each in groups if each.name == "all"),
        weight=2,
        rule=PARITY_RULE,
        evidence=Grade.SUPPLIED,
        scope=Scope.LEVELS,
        weakest=min(scored, key=lambda each: each.score or 0).name if scored else None,
        groups=groups,
        sources=tuple(
            Source(
                question="posts",
                part=each.name,
                label=each.label,
                value={"women": each.women, "men": each.men, "other": each.other},
            )
            for each in groups
            if each.name != "all"
        ),
    )


def parity_decision() -> IndicatorScore:
    """The decision-making level, pooled."""
    return IndicatorScore(
        name="parity_decision",
        label=text("Women and men in decision-making", "Женщины и мужчины на уровне принятия решений"),
        measure="parity",
        score=DECISIONS.score,
        base=4,
        weight=1,
        rule=PARITY_RULE | {"pooled": True, "rows": "decision_making"},
        evidence=Grade.SUPPLIED,
        scope=Scope.DECISION_MAKING,
        groups=(DECISIONS,),
    )


def appointment_rate() -> IndicatorScore:
    """Women's rate of appointment over men's."""
    return IndicatorScore(
        name="appointment_rate",
        label=text("Appointment rate of women and men", "Доля назначенных среди подавших заявки женщин и мужчин"),
        measure="rate_ratio",
        score=62.5,
        value=0.625,
        base=200,
        weight=1,
        rule={"passed": "appointed", "entered": "applied"},
        flag="below_four_fifths",
        p=0.4511,
        sources=(
            Source(
                question="recruitment",
                part="applied",
                label=text("Applied", "Подали заявки"),
                value={"women": 80, "men": 120, "other": 0},
            ),
            Source(
                question="recruitment",
                part="appointed",
                label=text("Appointed", "Назначены"),
                value={"women": 5, "men": 12, "other": 0},
            ),
        ),
    )


def resources() -> DimensionScore:
    """Policies and means: a choice, a share, a count and one that does not apply."""
    policy = IndicatorScore(
        name="policy_adopted",
        label=text("Gender policy adopted", "Гендерная политика принята"),
        measure="choice",
        score=50.0,
        value="draft",
        weight=1,
        evidence=Grade.SUPPLIED,
        sources=(Source(question="policy", label=POLICY.label, value="draft"),),
        recommendation=text("Adopt the gender policy", "Принять гендерную политику"),
    )
    mediation = IndicatorScore(
        name="mediation_share",
        label=text("Mediation funds for women's participation", "Средства на участие женщин в посредничестве"),
        measure="share",
        score=70.0,
        value=0.105,
        weight=1,
        rule={"at_least": 0.15},
        sources=(
            Source(question="mediation_women", label=text("of them for women", "из них на женщин"), value=21000),
            Source(question="mediation_total", label=text("Mediation funds", "Средства, всего"), value=200000),
        ),
    )
    missions = IndicatorScore(
        name="missions_held",
        label=text("Field missions on women, peace and security", "Выездные миссии по ЖМБ"),
        measure="count",
        score=100.0,
        value=1,
        weight=1,
        rule={"at_least": 1},
        sources=(Source(question="wps_missions", label=text("Field missions", "Выездные миссии"), value=1),),
    )
    lodging = IndicatorScore(
        name="childcare",
        label=text("Childcare at missions abroad", "Уход за детьми в загранучреждениях"),
        measure="choice",
        score=None,
        why=Why.NOT_APPLICABLE,
        weight=1,
    )
    return DimensionScore(
        name="resources",
        label=text("Resources", "Ресурсы"),
        weight=1,
        score=(50 + 70 + 100) / 3,
        level="meets",
        coverage=1.0,
        indicators=(policy, mediation, missions, lodging),
    )


def culture() -> DimensionScore:
    """A dimension that has too few answers for a score; it leaves the total."""
    asked = [
        IndicatorScore(
            name="training",
            label=text("Staff trained", "Обученные сотрудники"),
            measure="count",
            score=100.0,
            value=12,
            weight=1,
            rule={"at_least": 10},
            sources=(Source(question="trained", label=text("Trained", "Обучены"), value=12),),
        ),
        IndicatorScore(
            name="complaints",
            label=text("Complaints answered in time", "Жалобы, рассмотренные в срок"),
            measure="choice",
            score=None,
            why=Why.NOT_ANSWERED,
            weight=1,
        ),
    ]
    return DimensionScore(
        name="culture",
        label=text("Workplace culture and safety from harassment", "Культура рабочего места и защита от домогательств"),
        weight=1,
        score=None,
        why=Why.INSUFFICIENT_DATA,
        level=None,
        coverage=0.5,
        indicators=tuple(asked),
    )


def representation() -> DimensionScore:
    """Who is where: the two parity indicators and the appointment rate."""
    indicators = (parity_by_level(), parity_decision(), appointment_rate())
    scored = [(each.weight, each.score) for each in indicators if isinstance(each.score, float)]
    return DimensionScore(
        name="representation",
        label=text("Representation", "Представленность"),
        weight=2,
        score=sum(weight * score for weight, score in scored) / sum(weight for weight, _ in scored),
        level="meets",
        coverage=1.0,
        indicators=indicators,
    )


POLICY = CodebookEntry(
    column="policy",
    question="policy",
    type="select_one",
    section=text("Means", "Средства"),
    label=text("Is a gender policy adopted?", "Принята ли гендерная политика?"),
    choices=(
        CodebookChoice(name="yes", label=text("Yes, adopted", "Да, принята"), score=100),
        CodebookChoice(name="draft", label=text("Drafted", "Проект"), score=50),
        CodebookChoice(name="no", label=text("No", "Нет"), score=0),
        CodebookChoice(name="na", label=text("Not applicable", "Неприменимо"), absent="not_applicable"),
    ),
    required="yes",
)


def entry(column: str, kind: str, label: Text) -> CodebookEntry:
    """A codebook line of one plain column."""
    return CodebookEntry(
        column=column, question=column.split("/")[0], type=kind, section=text("People", "Состав"), label=label
    )


def institution_codebook() -> tuple[CodebookEntry, ...]:
    """The columns of the institutional set, in the order of asking."""
    posts = [
        entry(f"posts/{name}/{sex}", "headcount", {key: f"{label}: {sex}" for key, label in labels.items()})
        for name, labels in LEVELS.items()
        for sex in ("women", "men", "other")
    ]
    measures = CodebookEntry(
        column="measures",
        question="measures",
        type="select_multiple",
        section=text("Means", "Средства"),
        label=text("Which measures are in force?", "Какие меры действуют?"),
        choices=(
            CodebookChoice(name="flexible", label=text("Flexible hours", "Гибкий график"), score=50),
            CodebookChoice(name="parental", label=text("Leave for both parents", "Отпуск обоим"), score=50),
        ),
    )
    return (
        *posts,
        POLICY,
        measures,
        entry("mediation_total", "money", text("Mediation funds", "Средства, всего")),
        entry("mediation_women", "money", text("of them for women", "из них на участие женщин")),
        entry("wps_missions", "integer", text("Field missions", "Выездные миссии")),
        entry("adopted_on", "date", text("Date of the last review", "Дата последнего пересмотра")),
        entry("remark", "text", text("Remark", "Примечание")),
    )


def institution_rows() -> tuple[dict[str, object], ...]:
    """One named response, with a text that would be a formula in a careless workbook."""
    counts = {
        f"posts/{each.name}/{sex}": getattr(each, sex)
        for each in (HEAD, DIRECTORS, PROFESSIONALS, SUPPORT)
        for sex in ("women", "men", "other")
    }
    return (
        counts
        | {
            "policy": "draft",
            "measures": ["flexible", "parental"],
            "mediation_total": 200000,
            "mediation_women": 21000,
            "wps_missions": 1,
            "adopted_on": "2025-11-03",
            "remark": '=HYPERLINK("http://example.org";"see")',
        },
    )


def institution(**changes: object) -> Part:
    """The named institutional set of the normative example, widened by two dimensions' worth of absences."""
    dimensions = (representation(), resources(), culture())
    scored = [(each.weight, each.score) for each in dimensions if each.score is not None]
    scorecard = Scorecard(
        questionnaire=QuestionnaireIdentity(
            name="example-institution",
            version="1",
            digest="5f" * 32,
            title=text("Example institutional set", "Пример институциональной анкеты"),
        ),
        score=sum(weight * score for weight, score in scored) / sum(weight for weight, _ in scored),
        level="meets",
        coverage=0.75,
        scale=SCALE,
        dimensions=dimensions,
    )
    part = Part(
        respondent="institution",
        mode="named",
        threshold=5,
        sensitive_threshold=10,
        invited=1,
        submitted=1,
        scorecard=scorecard,
        codebook=institution_codebook(),
        rows=institution_rows(),
    )
    return part.model_copy(update=changes)


ITEMS: dict[str, Text] = {
    "voice": text("My view counts in decisions", "Моё мнение учитывается при принятии решений"),
    "fair_promotion": text("Promotion is fair", "Продвижение справедливо"),
    "meetings": text(
        "I am invited to the meetings that matter to my work and my contribution there is recorded",
        "Меня зовут на совещания, важные для моей работы, и мой вклад в них отражается в итоговых документах",
    ),
    "harassment": text("I can report harassment safely", "О домогательствах можно безопасно сообщить"),
}
ANSWERS: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "voice": ((1, 3, 2, 4, 2), (0, 1, 1, 5, 3)),
    "fair_promotion": ((2, 4, 3, 2, 1), (0, 1, 2, 4, 3)),
    "meetings": ((1, 2, 3, 4, 2), (1, 1, 2, 4, 2)),
}
STATISTICS = {"voice": (0.142, 0.284), "fair_promotion": (0.0094, 0.0282), "meetings": (0.76, 0.76)}


def mean(counts: tuple[int, ...]) -> float:
    """The mean of five steps on 0–100."""
    return sum(25 * step * number for step, number in enumerate(counts)) / sum(counts)


def favourable(counts: tuple[int, ...]) -> float:
    """The share of the top two steps."""
    return (counts[3] + counts[4]) / sum(counts)


def delta(women: tuple[int, ...], men: tuple[int, ...]) -> float:
    """Cliff's delta, naively over every pair."""
    pairs = [(a > b) - (a < b) for a in range(5) for b in range(5) for _ in range(women[a] * men[b])]
    return fmean(pairs)


def table_group(name: str, label: Text, counts: tuple[int, ...], *, counts_as: str | None = None) -> TableGroup:
    """A published group."""
    return TableGroup(
        name=name,
        label=label,
        counts_as=counts_as,
        n=sum(counts),
        counts=dict(zip(AGREE, counts, strict=True)),
        favourable=favourable(counts),
        mean=mean(counts),
    )


def withheld_group(name: str, label: Text, reason: Withheld, *, counts_as: str | None = None) -> TableGroup:
    """A group that is not published."""
    return TableGroup(
        name=name, label=label, counts_as=counts_as, n=reason, counts=reason, favourable=reason, mean=reason
    )


WOMAN, MAN = text("Woman", "Женщина"), text("Man", "Мужчина")
CHOICES: dict[str, Text] = {
    "1": text("Strongly disagree", "Совсем не согласна/согласен"),
    "2": text("Disagree", "Скорее нет"),
    "3": text("Neither", "Ни да ни нет"),
    "4": text("Agree", "Скорее да"),
    "5": text("Strongly agree", "Полностью согласна/согласен"),
}


def tables() -> tuple[Table, ...]:
    """Each item for all, by sex and by level; small groups and what would give them away are withheld."""
    made = []
    for item, (women, men) in ANSWERS.items():
        both = tuple(a + b for a, b in zip(women, men, strict=True))
        everyone = table_group("all", {}, both)
        base = {"question": "climate", "item": item, "label": ITEMS[item], "choices": CHOICES}
        sexes = (
            table_group("woman", WOMAN, women, counts_as="women"),
            table_group("man", MAN, men, counts_as="men"),
        )
        levels = (
            withheld_group("senior", text("Senior", "Руководящий"), SMALL),
            withheld_group("other_staff", text("Other staff", "Остальные"), COMPLEMENT),
        )
        made += [
            Table.model_validate(base | {"by": "sex", "groups": (everyone, *sexes)}),
            Table.model_validate(base | {"by": "level", "groups": (everyone, *levels)}),
        ]
    everyone = table_group("all", {}, (4, 5, 5, 4, 3))
    hidden = (
        withheld_group("woman", WOMAN, COMPLEMENT, counts_as="women"),
        withheld_group("man", MAN, SMALL, counts_as="men"),
    )
    made.append(
        Table(
            question="climate",
            item="harassment",
            label=ITEMS["harassment"],
            by="sex",
            choices=CHOICES,
            groups=(everyone, *hidden),
        )
    )
    return tuple(made)


def gaps() -> tuple[Gap, ...]:
    """Women against men, one item withheld."""
    found = []
    for item, (women, men) in ANSWERS.items():
        p, p_holm = STATISTICS[item]
        effect = delta(women, men)
        found.append(
            Gap(
                question="climate",
                item=item,
                text=ITEMS[item],
                women_favourable=favourable(women),
                men_favourable=favourable(men),
                difference=favourable(women) - favourable(men),
                cliffs_delta=effect,
                label="large" if abs(effect) >= 0.474 else "medium" if abs(effect) >= 0.33 else "small",
                p=p,
                p_holm=p_holm,
            )
        )
    hidden = ("women_favourable", "men_favourable", "difference", "cliffs_delta", "label", "p", "p_holm")
    identity = {"question": "climate", "item": "harassment", "text": ITEMS["harassment"]}
    found.append(Gap.model_validate(identity | dict.fromkeys(hidden, SMALL)))
    return tuple(found)


def staff() -> Part:
    """The anonymous survey: 22 of 30 answered."""
    means = {item: mean(tuple(a + b for a, b in zip(*both, strict=True))) for item, both in ANSWERS.items()}
    score = fmean(means.values())
    climate = IndicatorScore(
        name="climate_score",
        label=text("Climate as staff see it", "Климат глазами сотрудников"),
        measure="likert",
        score=score,
        value=score,
        base=22,
        weight=1,
        sources=tuple(
            Source(question="climate", part=item, label=ITEMS[item], value=value) for item, value in means.items()
        ),
    )
    dimension = DimensionScore(
        name="climate",
        label=text("Climate", "Климат"),
        weight=1,
        score=score,
        level="approaches",
        coverage=1.0,
        indicators=(climate,),
    )
    scorecard = Scorecard(
        questionnaire=QuestionnaireIdentity(
            name="example-staff",
            version="1",
            digest="c7" * 32,
            title=text("Example staff survey", "Пример опроса сотрудников"),
        ),
        score=score,
        level="approaches",
        coverage=1.0,
        scale=SCALE,
        dimensions=(dimension,),
        tables=tables(),
        gaps=gaps(),
    )
    return Part(
        respondent="staff",
        mode="anonymous",
        threshold=5,
        sensitive_threshold=10,
        invited=30,
        submitted=22,
        scorecard=scorecard,
        codebook=(
            CodebookEntry(
                column="sex",
                question="sex",
                type="select_one",
                section=text("About you", "О вас"),
                label=text("Your sex", "Ваш пол"),
                choices=(CodebookChoice(name="woman", label=WOMAN), CodebookChoice(name="man", label=MAN)),
            ),
            *(entry(f"climate/{item}", "matrix", label) for item, label in ITEMS.items()),
        ),
    )


def trend() -> tuple[TrendPoint, ...]:
    """Three cycles of the whole staff and of the decision-making level."""
    counts = {
        "2024": (date(2024, 6, 30), (11, 18, 1), (0, 4, 0)),
        "2025": (date(2025, 6, 30), (13, 16, 1), (1, 3, 0)),
        "2026": (date(2026, 6, 30), (14, 15, 1), (1, 3, 0)),
    }
    return tuple(
        TrendPoint(
            cycle=cycle,
            reference_date=day,
            indicator=indicator,
            group="all",
            scope=scope,
            women=women,
            men=men,
            other=other,
            share=women / (women + men),
        )
        for cycle, (day, everyone, decisions) in counts.items()
        for indicator, scope, (women, men, other) in (
            ("parity_by_level", Scope.LEVELS, everyone),
            ("parity_decision", Scope.DECISION_MAKING, decisions),
        )
    )


def regional_centre(**changes: object) -> Report:
    """The synthetic regional centre of 30, closed in 2026."""
    parts = (institution(), staff())
    score = parts[0].scorecard.score
    scores = (("2024", date(2024, 6, 30), 58.4), ("2025", date(2025, 6, 30), 66.1), ("2026", date(2026, 6, 30), score))
    report = Report(
        body=text("Regional Centre (training data)", "Региональный центр (учебные данные)"),
        title=text("Gender audit 2026", "Гендерный аудит 2026 года"),
        synthetic=True,
        languages=("en", "ru"),
        cycle="2026",
        period_start=date(2025, 7, 1),
        period_end=date(2026, 6, 30),
        reference_date=date(2026, 6, 30),
        closed_on=date(2026, 7, 20),
        rule_version="threshold-1",
        software="Paritet 0.1.0",
        parts=parts,
        parity_trend=trend(),
        score_trend=tuple(
            ScorePoint(cycle=cycle, reference_date=day, questionnaire="example-institution", version="1", score=value)
            for cycle, day, value in scores
        ),
    )
    return report.model_copy(update=changes)
