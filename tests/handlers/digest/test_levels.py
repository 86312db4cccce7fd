"""Regions beside regions, and readers beside readers: what adds up, and what nobody may work out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handlers.digest import gather_guard
from handlers.digest.figures import Bands, Child, Digest
from tests.handlers.digest.desk import Desk
from tests.handlers.digest.district import ADMIN, PART_ONLY, STRANGER

_COUNTS = (
    *("companions", "active", "finished", "started", "untouched", "due", "on_time", "late", "missing"),
    *("kpm_known", "kpm_total", "over", "open_cases", "ageing_cases", "results"),
)


def test_regions_add_up(desk: Desk) -> None:
    """The regencies and those without one to the province, the provinces and those without one to the country."""
    country, province, town = desk.digest(), desk.digest("13"), desk.digest("13.76")
    assert [one.code for one in country.children] == ["13", "51", "91", "94", ""]
    assert [one.code for one in province.children] == ["13.01", "13.71", "13.76", ""]
    assert town.children == ()
    for parent in (country, province):
        sums = {name: sum(getattr(child, name) for child in parent.children) for name in _COUNTS}
        assert sums == _sums(parent)
    assert _child(country, "13") == _sums(province)
    assert _child(province, "13.76") == _sums(town)


def test_few_results_are_told_together(desk: Desk) -> None:
    for digest in (desk.digest(), desk.digest("13")):
        told = [child.bands for child in digest.children if child.bands] + [one.bands for one in digest.merged]
        assert all(found is not None and sum(found) >= 5 for found in told)
        assert _together(told) == digest.parts[-1].bands
        assert all(child.bands is None for child in digest.children if child.results < 5)
        assert {code for one in digest.merged for code in one.codes} == {
            child.code for child in digest.children if child.bands is None and child.results
        }
        assert all(one.results == sum(_of(digest, code).results for code in one.codes) for one in digest.merged)


def test_an_admin_cannot_work_out_a_single_result(desk: Desk) -> None:
    """Counts of the country and of regions that stand alone; nothing of few, nor of what leaves few over."""
    assert desk.digest(viewer=ADMIN).parts[-1].n == desk.digest().parts[-1].n
    for region in ("51", "51.71", "91.71"):
        told = desk.digest(region, viewer=ADMIN)
        assert (told.parts, told.weakest) == ((), ())
        assert told.participation == desk.digest(region).participation
        assert desk.digest(region).parts[-1].n > 0
        assert all(child.bands is None for child in told.children)
    # 13.01 has few results: a neighbour told by itself would leave them over.
    apart = {child.code for child in desk.digest("13", viewer=ADMIN).children if child.bands is None}
    assert apart > {"13.01"}
    for region in apart - {""}:
        assert desk.digest(region, viewer=ADMIN).parts == ()
    hidden = 0
    for programme in ("", "pkh"):
        pairs = zip(desk.digest("", programme, viewer=ADMIN).parts, desk.digest("", programme).parts, strict=True)
        for seen, known in pairs:
            few = known.before_n < 5 or 0 < known.n - known.before_n < 5
            assert seen.before_n == (0 if few else known.before_n)
            assert (seen.before, seen.paired) == ((None, None) if few else (known.before, known.paired))
            hidden += few and known.before_n > 0
    assert hidden


def test_a_programme_is_told_in_the_country_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """To who may see no single result: regions by programmes would give small cells away, and so would a programme
    beside which only a few work in others."""
    everybody, working = (len([*_with_result(desk, programme)]) for programme in ("", "pkh"))
    assert 5 <= everybody - working < working
    told = desk.digest("", "pkh", viewer=ADMIN)
    assert told.parts[-1].bands == desk.digest("", "pkh").parts[-1].bands
    assert all(child.bands is None for child in told.children)
    assert told.merged == ()
    assert desk.digest("13", "pkh", viewer=ADMIN).parts == ()
    monkeypatch.setattr(gather_guard, "SHOWN_FROM", everybody - working + 1)
    assert desk.digest("", "pkh", viewer=ADMIN).parts == ()
    assert desk.digest("", viewer=ADMIN).parts


# (Place, programmes, people with a result) and which programmes are told.
CELLS: dict[str, tuple[list[tuple[str, str, int]], set[str]]] = {
    "two are all less the three others": (
        [("13.76", "pkh", 22), ("13.76", "tksk", 6), ("13.76", "psm", 6), ("13.76", "tagana", 2), ("51.71", "pkh", 9)],
        {"pkh", "tksk"},
    ),
    "large enough": ([("13.76", "pkh", 22), ("13.76", "tksk", 6), ("13.76", "psm", 6)], {"pkh", "tksk", "psm"}),
    "one is the other and two more": ([("13.76", "pkh", 10), ("13.76", "pkh bpnt", 2), ("13.76", "", 9)], {"pkh"}),
    "all but two of the only region": ([("13.76", "pkh", 10), ("13.76", "", 2), ("51.71", "", 30)], set()),
    "nobody": ([], set()),
}


@pytest.mark.parametrize(("cells", "told"), CELLS.values(), ids=CELLS.keys())
def test_programmes_told_leave_no_few_over(cells: list[tuple[str, str, int]], told: set[str]) -> None:
    assert gather_guard.told_programmes(cells) == told


def _with_result(desk: Desk, programme: str) -> Iterator[int]:
    plain = desk.plain("", programme)
    return (who for who in plain.ids if plain.percents(who))


def test_everybody_counts_whom_they_may_see(desk: Desk) -> None:
    town = desk.digest("13.76", viewer=PART_ONLY)
    assert town.participation == desk.digest("13.76", "pkh").participation
    assert town.reports == desk.digest("13.76", "pkh").reports
    assert desk.digest("51", viewer=PART_ONLY).participation.companions == 0
    assert desk.digest("13.76", viewer=STRANGER).participation.companions == 0
    assert desk.digest("13.76", viewer=STRANGER).cases.open == 0


def _sums(digest: Digest) -> dict[str, int]:
    """The parent's own figures under the names that a child has."""
    of = digest.participation
    people_ = {name: getattr(of, name) for name in ("companions", "active", "finished", "started", "untouched")}
    filed = {name: sum(getattr(one, name) for one in digest.reports) for name in ("due", "on_time", "late", "missing")}
    return {
        **people_,
        **filed,
        "kpm_known": digest.workload.known,
        "kpm_total": digest.workload.total,
        "over": digest.workload.over.count,
        "open_cases": digest.cases.open,
        "ageing_cases": digest.cases.ageing,
        "results": digest.parts[-1].n,
    }


def _of(digest: Digest, code: str) -> Child:
    return next(child for child in digest.children if child.code == code)


def _child(digest: Digest, code: str) -> dict[str, int]:
    return {name: getattr(_of(digest, code), name) for name in _COUNTS}


def _together(found: list[Bands | None]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*(one for one in found if one is not None), strict=True))
