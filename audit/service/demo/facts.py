"""The demo's invented bodies and their figures: a regional centre of 30 over three cycles and a ministry of 600.

Every name and number here is synthetic and is marked so wherever it is shown; no real body or person stands behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audit.service.demo.writing import coming, grid, log, stages

Text = dict[str, str]
Counts = Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Cycle:
    """One yearly audit of a demo body: its institutional answers and how many staff were asked and answered."""

    year: int
    institution: Mapping[str, Any]
    invited: int
    women: int
    men: int
    undisclosed: int
    mood: float
    finished: bool = True


@dataclass(frozen=True, slots=True)
class DemoBody:
    """An invented body: its levels, units, questionnaire and cycles.

    `leading` is the share of respondents who lead others, `contrast` how far apart women and men answer (1: as far as
    `respondents.WOMEN_SHIFT` says).
    """

    key: str
    name: Text
    levels: tuple[tuple[str, Text, bool], ...]
    units: tuple[tuple[str, Text], ...]
    institution: str
    leading: float
    contrast: float
    cycles: tuple[Cycle, ...]


_CENTRE_2024 = {
    "posts": grid(head=(0, 1), senior=(0, 3), international=(3, 6), national=(3, 3), support=(6, 4, 1)),
    "age_bands": grid(under_35=(4, 3), from_35=(6, 8, 1), from_50=(2, 6)),
    "mentoring_pairs": 1,
    "acting": grid(acting_senior=(0, 2), acting_other=(2, 3)),
    "signatories": grid(signing=(0, 4), chairing=(1, 5), panel_members=(4, 9)),
    "processes": grid(
        mediators=(1, 6),
        negotiators=(4, 31),
        signatories_of_agreements=(0, 9),
        advisers=(5, 12),
        observers=(6, 8),
        trainees=(22, 5),
    ),
    "trained_women": 22,
    "trained_included": 4,
    "events": log(
        ("several", "Делегации и миссии года", "2024-02-05", grid(led=(1, 7), members=(11, 16))),
        ("panel", "Конференции и круглые столы года", "2024-04-22", grid(moderators=(3, 5), panellists=(14, 26))),
    ),
    "women_consulted": "seldom",
    "experts": grid(national_experts=(5, 7), international_experts=(3, 9)),
    "recruitment": grid(
        applied=(46, 61), eligible=(31, 38), tested=(20, 27), shortlisted=(5, 9), recommended=(2, 4), appointed=(1, 3)
    ),
    "recruitment_levels": stages(
        "applied", "appointed", leading=(5, 20, 0, 1), professional=(22, 29, 0, 1), supporting=(19, 12, 1, 1)
    ),
    "retention": grid(at_start=(12, 17), stayed=(10, 16)),
    "joined": grid(head=(0, 0), senior=(0, 0), international=(1, 1), national=(1, 1), support=(1, 0)),
    "departed": grid(head=(0, 0), senior=(0, 1), international=(1, 1), national=(1, 0), support=(1, 1)),
    "coming_vacancies": coming(("senior", "2025-02-01", "man"), ("international", "2025-09-01", "man")),
    "meeting_people": grid(speakers=(2, 7), participants=(16, 21)),
    "promotion": grid(eligible=(8, 11), promoted=(1, 2)),
    "promotion_levels": stages(
        "eligible", "promoted", international=(3, 6, 0, 1), national=(2, 3, 0, 1), support=(3, 2, 1, 0)
    ),
    "panels_balanced": "draft",
    "field_missions": 0,
    "annual_meeting": ["state", "academia"],
    "peoples_diplomacy": "none",
    "feedback_received": 14,
    "feedback_answered": 5,
    "mediation_total": 180000,
    "mediation_women": 11000,
    "agreements_total": 9,
    "agreements_long": 1,
    "parity_goal": "none",
    "harassment_procedure": "adopted",
    "flexible_work": "draft",
    "parental_leave": "adopted",
    "leadership_accountable": "none",
}
_CENTRE_2025 = {
    **_CENTRE_2024,
    "posts": grid(head=(0, 1), senior=(1, 2), international=(4, 5), national=(3, 3), support=(6, 4, 1)),
    "age_bands": grid(under_35=(5, 3), from_35=(7, 6, 1), from_50=(2, 6)),
    "mentoring_pairs": 2,
    "acting": grid(acting_senior=(1, 1), acting_other=(3, 2)),
    "signatories": grid(signing=(1, 3), chairing=(2, 4), panel_members=(8, 7)),
    "processes": grid(
        mediators=(3, 6),
        negotiators=(9, 28),
        signatories_of_agreements=(2, 8),
        advisers=(9, 11),
        observers=(10, 9),
        trainees=(26, 8),
    ),
    "trained_women": 35,
    "trained_included": 15,
    "events": log(
        ("several", "Делегации и миссии года", "2025-01-20", grid(led=(3, 6), members=(15, 17))),
        ("panel", "Конференции и круглые столы года", "2025-04-14", grid(moderators=(5, 5), panellists=(21, 25))),
    ),
    "women_consulted": "often",
    "recruitment": grid(
        applied=(52, 58), eligible=(36, 38), tested=(25, 26), shortlisted=(7, 8), recommended=(4, 4), appointed=(2, 3)
    ),
    "recruitment_levels": stages(
        "applied", "appointed", leading=(6, 18, 0, 1), professional=(26, 28, 1, 1), supporting=(20, 12, 1, 1)
    ),
    "retention": grid(at_start=(12, 17), stayed=(11, 16)),
    "joined": grid(head=(0, 0), senior=(1, 0), international=(1, 1), national=(1, 0), support=(1, 0)),
    "departed": grid(head=(0, 0), senior=(0, 1), international=(0, 2), national=(1, 0), support=(0, 1)),
    "coming_vacancies": coming(
        ("senior", "2026-10-01", "man"), ("international", "2026-09-01", "man"), ("support", "2027-01-15", "woman")
    ),
    "meeting_people": grid(speakers=(6, 7), participants=(24, 20)),
    "promotion": grid(eligible=(9, 10), promoted=(2, 2)),
    "promotion_levels": stages(
        "eligible", "promoted", international=(4, 5, 1, 1), national=(3, 3, 1, 0), support=(2, 2, 0, 1)
    ),
    "panels_balanced": "adopted",
    "field_missions": 1,
    "annual_meeting": ["state", "women", "youth", "donors"],
    "peoples_diplomacy": "adopted",
    "feedback_received": 22,
    "feedback_answered": 17,
    "mediation_total": 200000,
    "mediation_women": 21000,
    "agreements_long": 3,
    "parity_goal": "adopted",
    "harassment_procedure": "in_force",
    "flexible_work": "adopted",
    "leadership_accountable": "draft",
    "last_audit": "2025-02-14",
}
_CENTRE_2026 = {name: _CENTRE_2025[name] for name in ("mentoring_pairs", "signatories", "events", "recruitment")} | {
    "posts": grid(head=(0, 1), senior=(1, 2), international=(4, 5), national=(4, 3), support=(6, 4)),
    "age_bands": grid(under_35=(5, 3), from_35=(7, 7), from_50=(3, 5)),
}
_MINISTRY_2025 = {
    "staff": grid(
        leadership=(1, 6),
        directors=(8, 24),
        counsellors=(38, 71),
        secretaries=(92, 104),
        attaches=(61, 52),
        administrative=(96, 45, 2),
    ),
    "heads_of_mission": grid(bilateral=(7, 44), multilateral=(2, 5), consular=(4, 13)),
    "negotiators": grid(heads=(6, 31), delegates=(88, 142)),
    "intake": grid(applied=(410, 395), examined=(96, 88), admitted=(21, 24)),
    "intake_by_service": stages("applied", "admitted", diplomatic=(310, 135, 12, 5), administrative=(100, 260, 9, 19)),
    "ranks": grid(due=(74, 90), raised=(31, 46)),
    "ranks_by_level": stages(
        "due", "raised", counsellors=(16, 36, 6, 18), secretaries=(32, 34, 13, 17), attaches=(26, 20, 12, 11)
    ),
    "acting": grid(acting_directors=(3, 9), charges=(4, 17)),
    "local_staff": grid(local_lead=(7, 18), local_other=(141, 126)),
    "heads_by_rank": grid(rank_ambassador=(6, 45), rank_envoy=(3, 8), rank_counsellor=(4, 9)),
    "heads_by_size": grid(size_large=(1, 14), size_medium=(4, 26), size_small=(8, 22)),
    "deputies": grid(second=(19, 38)),
    "nominations": grid(considered=(14, 41), nominated=(3, 12)),
    "nominations_by_size": stages(
        "considered", "nominated", large=(2, 12, 0, 3), medium=(4, 14, 1, 4), small=(8, 15, 2, 5)
    ),
    "rotation": grid(asked=(52, 71), posted=(29, 47)),
    "hardship": grid(serving_abroad=(104, 171), in_hardship=(15, 33)),
    "delegations": grid(led=(21, 88), members=(190, 264)),
    "mediators": grid(trained=(18, 21), deployed=(3, 9)),
    "academy": grid(academy_applied=(210, 185), academy_enrolled=(38, 35), graduated=(35, 31), academy_taken=(17, 20)),
    "waiting_women": 5.5,
    "waiting_men": 4.5,
    "leavers": grid(at_start=(292, 306), left=(17, 13)),
    "boards": grid(board_chairs=(3, 11), board_members=(31, 49)),
    "households": grid(posted_abroad=(104, 171), accompanied=(38, 127), spouse_employed=(12, 19)),
    "boards_balanced": "draft",
    "spouse_work": "adopted",
    "rotation_rules": "adopted",
    "harassment_procedure": "adopted",
    "hardship_allowance": 21,
}

CENTRE = DemoBody(
    key="centre",
    name={"ru": "Региональный центр (учебные данные)", "en": "Regional centre (synthetic data)"},
    levels=(
        ("head", {"ru": "Руководитель", "en": "Head"}, True),
        ("senior", {"ru": "Руководители отделов", "en": "Heads of section"}, True),
        ("international", {"ru": "Международные специалисты", "en": "International professionals"}, False),
        ("national", {"ru": "Национальные специалисты", "en": "National professionals"}, False),
        ("support", {"ru": "Вспомогательный персонал", "en": "Support staff"}, False),
    ),
    units=(
        ("political", {"ru": "Политический отдел", "en": "Political section"}),
        ("programme", {"ru": "Отдел программ", "en": "Programme section"}),
        ("administration", {"ru": "Администрация", "en": "Administration"}),
    ),
    institution="regional-centre-institution",
    leading=0.15,
    contrast=1.0,
    cycles=(
        Cycle(2024, _CENTRE_2024, invited=30, women=11, men=12, undisclosed=1, mood=-0.35),
        Cycle(2025, _CENTRE_2025, invited=30, women=13, men=12, undisclosed=0, mood=0.0),
        Cycle(2026, _CENTRE_2026, invited=30, women=6, men=5, undisclosed=0, mood=0.1, finished=False),
    ),
)
MINISTRY = DemoBody(
    key="ministry",
    name={"ru": "Министерство иностранных дел (учебные данные)", "en": "Ministry of foreign affairs (synthetic data)"},
    levels=(
        ("leadership", {"ru": "Министр и заместители", "en": "Minister and deputies"}, True),
        ("directors", {"ru": "Директора департаментов", "en": "Directors of department"}, True),
        ("counsellors", {"ru": "Советники", "en": "Counsellors"}, False),
        ("secretaries", {"ru": "Секретари", "en": "Secretaries"}, False),
        ("attaches", {"ru": "Атташе", "en": "Attachés"}, False),
        ("administrative", {"ru": "Административный персонал", "en": "Administrative staff"}, False),
    ),
    units=(
        ("headquarters", {"ru": "Центральный аппарат", "en": "Headquarters"}),
        ("missions", {"ru": "Загранучреждения", "en": "Missions abroad"}),
    ),
    institution="foreign-ministry-institution",
    leading=0.08,
    contrast=0.45,
    cycles=(Cycle(2025, _MINISTRY_2025, invited=600, women=178, men=169, undisclosed=9, mood=-0.15),),
)
BODIES = (CENTRE, MINISTRY)
