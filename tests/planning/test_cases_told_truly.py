"""What the companion is told of a missed deadline: who is really asked, at each new level, then once a day, by day."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.desk import EVENING, HOUR, SECRET, Desk


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("sari wati tono ani", ["diteruskan ke koordinator pusat", "kami ingatkan lagi kepada koordinator pusat"]),
        ("sari rina ani", ["diteruskan ke admin", "kami ingatkan lagi kepada koordinator kabupaten/kota"]),
        ("sari rina", ["kami ingatkan lagi kepada koordinator kabupaten/kota"] * 2),
        ("sari ani", ["diteruskan ke admin", "kami ingatkan lagi kepada admin"]),
        ("sari", ["Belum ada yang dapat menjawab kasus Anda"] * 2),
    ],
)
async def test_the_companion_is_told_who_is_really_asked(desk: Desk, there: str, said: list[str]) -> None:
    await desk.blocked_by_all_but(*there.split())
    await desk.opens()
    await desk.post()
    for words in said:
        desk.later(hours=24)
        await desk.plan()
        told = await desk.post()
        assert words in told["sari"].text
        if "Belum ada" in words:
            assert "mohon dijawab" not in told["sari"].text, "no promise for nobody"


@pytest.mark.parametrize(
    ("there", "said"), [("sari ani", "Admin kami ingatkan lagi"), ("sari", "Belum ada yang dapat")]
)
async def test_of_a_restricted_case_without_anybody_the_truth_is_told(desk: Desk, there: str, said: str) -> None:
    await desk.blocked_by_all_but(*there.split())
    await desk.opens(**SECRET)
    await desk.post()
    desk.later(hours=15)
    await desk.plan()
    told = await desk.post()
    assert said in told["sari"].text
    assert "Bila ada bahaya, hubungi saluran ini" in told["sari"].text
    assert "08111-129-129" in told["sari"].text
    assert "koordinator" not in told["sari"].text


async def test_an_urgent_case_wakes_those_who_answer_and_not_who_waits(desk: Desk) -> None:
    desk.office.now = EVENING
    case = await desk.opens(urgency="segera")
    arrived: list[tuple[str, Any]] = []
    await desk.post()
    for _ in range(3 * 24 * 4):
        desk.later(minutes=15)
        await desk.plan()
        arrived += [(name, desk.office.now) for name in await desk.post()]
    heard = [at + 7 * HOUR for name, at in arrived if name == "sari"]
    # One in the morning for the two levels of the night, then one a day.
    assert [f"{at:%a %H.%M}" for at in heard] == ["Sat 07.00", "Sun 07.00", "Mon 07.00"]
    assert len([at for name, at in arrived if name == "tono"]) > 30, "who is to answer is reminded by night too"
    assert (await desk.now(case)).level == 2
