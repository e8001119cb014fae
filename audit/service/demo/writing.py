"""How the demo's invented answers are written: head-counts, stages of a selection, logs and coming vacancies."""

from typing import Any


def grid(**rows: tuple[int, ...]) -> dict[str, dict[str, int]]:
    """Write a head-count as women, men and, where there are any, others."""
    return {
        name: {"women": counts[0], "men": counts[1], "other": counts[2] if len(counts) > 2 else 0}
        for name, counts in rows.items()
    }


def stages(entered: str, passed: str, **parts: tuple[int, int, int, int]) -> dict[str, dict[str, int]]:
    """Write who entered and who passed by parts: women and men who entered, women and men who passed."""
    return {
        row: counts
        for name, (women, men, women_on, men_on) in parts.items()
        for row, counts in grid(**{f"{name}_{entered}": (women, men), f"{name}_{passed}": (women_on, men_on)}).items()
    }


EVENT_ROLES = ("led", "members", "moderators", "panellists")


def log(*entries: tuple[str, str, str, dict[str, dict[str, int]]]) -> list[dict[str, Any]]:
    """Write a participation log from kind, title, day and those who held roles; in all others nobody did."""
    nobody = grid(**dict.fromkeys(EVENT_ROLES, (0, 0)))
    return [
        {"event_kind": kind, "event_title": title, "event_date": day, "event_people": {**nobody, **people}}
        for kind, title, day, people in entries
    ]


def coming(*entries: tuple[str, str, str]) -> list[dict[str, str]]:
    """Write the posts that fall vacant from level, day and who holds them."""
    return [{"vacancy_level": level, "vacancy_day": day, "vacancy_holder": holder} for level, day, holder in entries]
