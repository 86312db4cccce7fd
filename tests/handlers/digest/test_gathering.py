"""The figures of a digest beside the same figures worked out from the rows a second, plain way."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from handlers.digest import gather_crowd, gather_trend
from handlers.digest.figures import PartFigures, Share
from handlers.digest.gather_results import Scored, paired_medians
from tests.handlers.digest.desk import SINCE, UNTIL, Desk, is_late, moment, moment_of
from tests.handlers.digest.district import AT, WEEK
from tests.handlers.digest.plain import bands, duties, middle, quartile, wilson

FULL = Fraction(100)
SCOPES = [("13.76", ""), ("13", ""), ("", ""), ("13.76", "pkh"), ("51.71", "")]


@pytest.mark.parametrize(("region", "programme"), SCOPES)
def test_people_and_what_they_did(desk: Desk, region: str, programme: str) -> None:
    told, plain = desk.digest(region, programme), desk.plain(region, programme)
    finished, begun = plain.finished(AT), plain.begun()
    assert told.participation.companions == len(plain.ids) > 0
    assert told.asked_anew == len(plain.asked_anew)
    assert region or programme or told.asked_anew
    assert told.participation.active == plain.active(SINCE, UNTIL)
    assert told.participation.finished == len(finished)
    assert told.participation.started == len(begun - finished)
    assert told.participation.untouched == len(plain.ids - begun - finished)
    there = {row["id"] for row in plain.people if row["joined_at"] < SINCE.timestamp() * 1_000_000}
    assert told.participation.share == Share(len(finished), len(plain.ids))
    assert told.participation.before == Share(len(plain.finished(SINCE) & there), len(there))
    assert told.participation.since == Share(len(finished & there), len(there))
    families = plain.families()
    assert (told.workload.known, told.workload.total) == (len(families), sum(families))
    few = len(families) < 10
    assert told.workload.ratio == (None if few else pytest.approx(sum(families) / len(families)))
    _is_share(told.workload.over, sum(one > 200 for one in families), len(families), len(plain.ids))


@pytest.mark.parametrize(("region", "programme"), SCOPES)
def test_results(desk: Desk, region: str, programme: str) -> None:
    told, plain = desk.digest(region, programme), desk.plain(region, programme)
    assert [part.part for part in told.parts] == [*dict.fromkeys(plain.dimension.values()), ""]
    for part in told.parts:
        known, pairs = plain.known(part.part), plain.pairs(part.part)
        assert (part.n, part.bands) == (len(known), bands(known))
        assert part.before_n == len(pairs)
        assert part.before == (bands(before for before, _ in pairs) if pairs else None)
        assert part.paired == (bands(now for _, now in pairs) if pairs else None)
        _is_share(part.effective, sum(bands(known)[:2]), len(known), len(plain.ids))
        _is_share(part.ceiling, known.count(FULL), len(known), len(plain.ids))
        assert part.ceiling_flag == (len(known) >= 10 and known.count(FULL) * 100 > 15 * len(known))
        if len(known) < 10:
            assert (part.quartiles, part.mean) == (None, None)
            continue
        assert part.quartiles is not None
        found = dataclasses.astuple(part.quartiles)
        assert found == pytest.approx((len(known), *(float(quartile(known, n)) for n in (1, 2, 3))))
        assert part.mean == pytest.approx(float(sum(known) / len(known)))
        _has_interval(part, len(known) >= 20 and len(known) < len(plain.ids))
    weakest = plain.weakest()
    assert [(one.item, one.n) for one in told.weakest] == [(item, n) for item, n, _ in weakest]
    assert [one.percent for one in told.weakest] == pytest.approx([float(mean) for *_, mean in weakest])
    assert region or all(part.before_n and part.ceiling.count for part in told.parts)


@pytest.mark.parametrize("week", [WEEK, WEEK + timedelta(days=14)])
@pytest.mark.parametrize(("region", "programme"), SCOPES)
def test_reports(desk: Desk, region: str, programme: str, week: date) -> None:
    at = AT if week == WEEK else AT + timedelta(days=10)
    told, plain = desk.digest(region, programme, week=week, at=at), desk.plain(region, programme)
    assert {one.form_id: _counts(one) for one in told.reports} == plain.reports(duties(week))
    before = plain.reports(duties(week - timedelta(days=7)))
    assert {one.form_id: _counts(one) for one in told.reports_before or ()} == before
    assert all(one.due == one.on_time + one.late + one.missing for one in told.reports)
    assert region == "51.71" or {one.form_id for one in told.reports} >= {
        "harian",
        "komitmen" if week == WEEK else "p2k2",
    }


@pytest.mark.parametrize(("region", "programme"), SCOPES)
def test_cases_and_obstacles(desk: Desk, region: str, programme: str) -> None:
    told, plain = desk.digest(region, programme), desk.plain(region, programme)
    cases = plain.cases()
    still = [row for row in cases if row["state"] != "closed"]
    late = [row for row in still if is_late(row)]
    ended = [row for row in cases if row["state"] == "closed" and SINCE <= moment_of(row["closed_at"]) < UNTIL]
    oldest = max((AT - moment_of(row["opened_at"]) for row in still), default=None)
    assert (told.cases.open, told.cases.ageing, told.cases.closed) == (len(still), len(late), len(ended))
    assert told.cases.oldest_days == (None if oldest is None else oldest.days)
    kinds = plain.obstacles(AT.date() - timedelta(days=27), AT.date())
    assert told.obstacles == tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))


def test_this_week_counts_only_what_is_due_by_now(desk: Desk) -> None:
    """Ten o'clock on Friday: four days are over, and Friday's report is not due before four in the afternoon."""
    told = desk.digest("13.76", week=WEEK + timedelta(days=7))
    assert not told.whole
    assert {one.form_id: _counts(one) for one in told.reports} == desk.plain("13.76").reports(
        duties(WEEK + timedelta(days=7))[:4]
    )


def test_a_month_beside_a_month(desk: Desk) -> None:
    trend = {one.month: one for one in desk.digest("13.76", months=12).trend}
    plain = desk.plain("13.76")
    # The first came in January.
    assert [*trend] == [f"2026-{month:02d}" for month in range(1, 12)]
    november = [*duties(date(2026, 11, 2)), *duties(WEEK), *duties(date(2026, 11, 16))[:4]]
    counts = list(plain.reports(november).values())
    assert trend["2026-11"].on_time == sum(one["on_time"] for one in counts)
    assert trend["2026-11"].due == sum(sum(one.values()) for one in counts)
    for month, end in (("2026-09", moment(date(2026, 10, 1))), ("2026-10", moment(date(2026, 11, 1)))):
        assert trend[month].finished == len(plain.finished(end))
        known = plain.known("", end)
        wanted = float(middle(known)) if len(known) >= 10 else None
        assert trend[month].median == (None if wanted is None else pytest.approx(wanted))
    assert trend["2026-11"].median == pytest.approx(float(middle(plain.known(""))))


def test_a_rise_is_news_where_it_is_more_than_chance_and_new() -> None:
    def told(rises: int, falls: int, sent_at: int = 5) -> list[str]:
        people, half = rises + falls, [0.5] * (rises + falls)
        now = [0.6] * rises + [0.4] * falls
        who, back = np.tile(np.arange(people), 2), np.repeat([0, 1], people)
        percents = 100 * np.array([*now, *half]).reshape(-1, 1)
        instrument: Any = SimpleNamespace(parts=())
        found = Scored(instrument, None, who, back, np.where(back == 0, sent_at, 0), None, percents)  # type: ignore[arg-type]
        return [part for part, *_ in paired_medians(found, people, 1, 10)]

    assert told(10, 2) == [""]
    # As many rise by chance in every fifth week.
    assert told(8, 4) == []
    assert told(4, 8) == []
    # Nobody has sent anew in the week.
    assert told(10, 2, sent_at=10) == []
    assert told(9, 0) == []


def test_a_large_crowd_is_counted_as_a_small_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above a size all rows are read and sorted out here; and the months leave daily reports out."""
    small = desk.digest("13", "pkh", months=2)
    monkeypatch.setattr(gather_crowd, "MOST_NAMED", 5)
    monkeypatch.setattr(gather_trend, "MOST_NAMED", 5)
    large = desk.digest("13", "pkh", months=2)
    assert small.trend_with_daily
    assert not large.trend_with_daily
    assert small.trend[-1].due > large.trend[-1].due > 0
    assert [one.median for one in large.trend] == [one.median for one in small.trend]
    assert dataclasses.replace(large, trend=(), trend_with_daily=True) == dataclasses.replace(small, trend=())


def _counts(one: Any) -> dict[str, int]:
    return {"on_time": one.on_time, "late": one.late, "missing": one.missing}


def _is_share(share: Share, count: int, of: int, everybody: int) -> None:
    assert (share.count, share.of) == (count, of)
    if of < 10 or of == everybody:
        assert (share.low, share.high) == (None, None)
    else:
        assert (share.low, share.high) == pytest.approx(wilson(count, of))


def _has_interval(part: PartFigures, wanted: bool) -> None:
    assert part.mean is not None
    if wanted:
        assert part.mean_low is not None
        assert part.mean_high is not None
        assert part.mean_low < part.mean < part.mean_high
    else:
        assert (part.mean_low, part.mean_high) == (None, None)
