"""What went well: only what is true, the most telling first, three at most."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.digest.figures import CaseFigures, GoodNews, Participation, ReportFigures, Share
from handlers.digest.good_news import good_news

NOTHING = CaseFigures(0, 0, None, 0)


def _people(companions: int, finished: int) -> Participation:
    share = Share(finished, companions)
    return Participation(companions, 0, finished, 0, companions - finished, share, None, None)


def _filed(due: int, on_time: int, missing: int = 0) -> list[ReportFigures]:
    return [ReportFigures("harian", due, on_time, due - on_time - missing, missing)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"reports": _filed(20, 15)}, [GoodNews("all_filed", 20)]),
        # 80 % after 78 % is news, after 79 % it is not.
        (
            {"reports": _filed(20, 16, 2), "before": _filed(100, 78)},
            [GoodNews("more_on_time", 80.0, 78.0, n=20)],
        ),
        ({"reports": _filed(20, 16, 2), "before": _filed(100, 79)}, []),
        # A week that is not over is not compared, nor are a few reports.
        ({"reports": _filed(20, 16, 2), "before": _filed(100, 10), "whole": False}, []),
        ({"reports": _filed(9, 8, 1), "before": _filed(100, 10)}, []),
        ({"reports": _filed(20, 16, 2), "before": _filed(9, 1)}, []),
        ({"reports": _filed(20, 16, 2), "before": None}, []),
        ({"newly": 3}, [GoodNews("newly_finished", 3)]),
        ({"participation": _people(12, 12), "newly": 3}, [GoodNews("all_finished", 12)]),
        ({"participation": _people(0, 0)}, []),
        ({"participation": _people(1, 1)}, []),
        ({"cases": CaseFigures(0, 0, None, 2)}, [GoodNews("cases_closed", 2)]),
        ({"cases": CaseFigures(4, 0, 3, 0)}, [GoodNews("nobody_waits", 4)]),
        ({"cases": CaseFigures(4, 1, 3, 0)}, []),
        # The largest rise, of more than one point.
        (
            {"medians": [("sikap", 12, 80.0, 82.0), ("", 12, 70.0, 73.0), ("pengetahuan", 12, 90.0, 60.0)]},
            [GoodNews("median_up", 73.0, 70.0, "", 12)],
        ),
        ({"medians": [("sikap", 12, 80.0, 81.0)]}, []),
        (
            {
                "reports": _filed(20, 15),
                "newly": 1,
                "cases": CaseFigures(1, 0, 1, 1),
                "medians": [("sikap", 12, 80.0, 85.0)],
            },
            [GoodNews("all_filed", 20), GoodNews("newly_finished", 1), GoodNews("cases_closed", 1)],
        ),
    ],
)
def test_good_news(changes: dict[str, Any], expected: list[GoodNews]) -> None:
    given: dict[str, Any] = {
        "participation": _people(12, 5),
        "newly": 0,
        "reports": (),
        "before": (),
        "cases": NOTHING,
        "medians": (),
        "whole": True,
    } | changes
    whole = given.pop("whole")
    assert list(good_news(*given.values(), whole=whole)) == expected
