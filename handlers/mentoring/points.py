"""What two who learn together may talk about: a point a week, one after the other, by theme."""

from __future__ import annotations

from collections.abc import Mapping

POINTS: Mapping[str, tuple[str, ...]] = {
    "peran": ("mentor-point-peran-1", "mentor-point-peran-2", "mentor-point-peran-3", "mentor-point-peran-4"),
    "personal": ("mentor-point-personal-1", "mentor-point-personal-2"),
    "sosial": ("mentor-point-sosial-1", "mentor-point-sosial-2", "mentor-point-sosial-3"),
    "mengajar": ("mentor-point-mengajar-1", "mentor-point-mengajar-2", "mentor-point-mengajar-3"),
    "komunikasi": ("mentor-point-komunikasi-1", "mentor-point-komunikasi-2", "mentor-point-komunikasi-3"),
    "belajar": ("mentor-point-belajar-1", "mentor-point-belajar-2"),
    "dtsen": ("mentor-point-dtsen-1", "mentor-point-dtsen-2", "mentor-point-dtsen-3"),
}
# For whom is learning: a thing to bring along, whatever the theme.
BROUGHT = ("mentor-bring-1", "mentor-bring-2", "mentor-bring-3", "mentor-bring-4")
GENERAL = "peran"


def point(theme: str, shares: bool, week: int) -> str:
    """The text for the mentor in the pair's `week` (from 0).

    Of the theme, where the mentee lets the mentor know it; every second week, and else always, of the understanding of
    the role, which is what mentoring is for (003, Pilar 3).
    """
    if not shares or theme not in POINTS or theme == GENERAL:
        return POINTS[GENERAL][week % len(POINTS[GENERAL])]
    of_turn = POINTS[GENERAL if week % 2 else theme]
    return of_turn[week // 2 % len(of_turn)]


def brought(week: int) -> str:
    """The text for the mentee in the pair's `week`."""
    return BROUGHT[week % len(BROUGHT)]
