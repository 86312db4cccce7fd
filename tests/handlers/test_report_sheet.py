"""The XLSX of a report, opened again: what stands where, in whose time, and what stays text."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest

from handlers.announcement_report.figures import STATES, answers, by_region, share, total
from handlers.announcement_report.sheet import LABELS, ReportSheet
from storage.announcement_report import Reader, RegionRow

# 08.00 in Jakarta, 09.00 in Makassar, 10.00 in Jayapura.
AT = datetime(2026, 11, 20, 1, 0, 30, tzinfo=UTC)
ZONES = {"13": "Asia/Jakarta", "51": "Asia/Makassar", "91": "Asia/Jayapura"}
NAMES = {"13": "Sumatera Barat", "13.76": "Kota Payakumbuh", "51": "Bali", "91": "Papua", "": "unknown"}
# A head of two lines and an empty one above the table.
HEAD = 4


def reader(name: str | None, province: str | None = "13", **fields: Any) -> Reader:
    given: dict[str, Any] = {"state": "sent", "reason": None, "sent_at": AT, "answer": None, "answered_at": None}
    return Reader(name, province, "13.76" if province == "13" else None, **(given | fields))


SHEET = ReportSheet(
    title="Report",
    about=("Report of “=Meeting”", "As of today", ""),
    regions=[
        RegionRow("", "", copies=1, waiting=1),
        RegionRow("13", "13.76", copies=6, sent=3, uncertain=1, failed=1, unreachable=1, answered={"1": 2, "2": 1}),
        RegionRow("51", "", copies=2, sent=1, cancelled=1),
    ],
    readers=[reader("Sari")],
    answers={"1": "Yes", "2": "No"},
    labels={name: f"<{name}>" for name in (*LABELS, *STATES)},
    reasons={"blocked": "has blocked the bot", "x": "=refused"},
    region_name=lambda code: NAMES.get(code, code),
    zone_of=lambda province: ZONES.get(province or "", "Asia/Jakarta"),
)


def opened(sheet: ReportSheet) -> Any:
    return openpyxl.load_workbook(io.BytesIO(sheet.xlsx()))


def row(sheet: Any, number: int) -> list[Any]:
    return [cell.value for cell in sheet[number]]


def readers_row(one: Reader, **changed: Any) -> list[Any]:
    """The first reader's row."""
    return row(opened(replace(SHEET, readers=[one], **changed)).worksheets[1], 2)


def test_the_summary_by_region() -> None:
    summary = opened(SHEET).worksheets[0]
    assert summary.title == "<summary>"
    assert [summary.cell(number, 1).value for number in (1, 2, 3)] == ["Report of “=Meeting”", "As of today", None]
    assert row(summary, HEAD) == [
        *("<code>", "<province>", "<regency>", "<people>"),
        *(f"<{state}>" for state in STATES),
        *("<delivered-share>", "Yes", "No", "<answered>", "<answered-share>"),
    ]
    assert row(summary, HEAD + 1) == [None, "unknown", None, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, None]
    figures = [6, 3, 1, 1, 1, 0, 0, 0.5, 2, 1, 3, 1]
    assert row(summary, HEAD + 2) == ["13.76", "Sumatera Barat", "Kota Payakumbuh", *figures]
    assert row(summary, HEAD + 3) == ["51", "Bali", None, 2, 1, 0, 0, 0, 1, 0, 0.5, 0, 0, 0, 0]
    below = row(summary, HEAD + 4)
    assert below[0] == "<all>"
    assert below[3:] == [9, 4, 1, 1, 1, 1, 1, pytest.approx(4 / 9), 2, 1, 3, 0.75]
    assert summary.max_row == HEAD + 4


def test_every_row_of_the_summary_balances() -> None:
    summary = opened(SHEET).worksheets[0]
    for number in range(HEAD + 1, HEAD + 5):
        _, _, _, people, *others = row(summary, number)
        assert people == sum(others[: len(STATES)])


def test_it_can_be_sorted_and_filtered_without_the_sum() -> None:
    summary, readers = opened(SHEET).worksheets
    assert (summary.freeze_panes, summary.auto_filter.ref) == ("A5", "A4:O7")
    assert (readers.freeze_panes, readers.auto_filter.ref) == ("A2", "A1:I2")
    assert all(sheet.column_dimensions["B"].width > 20 for sheet in (summary, readers))


@pytest.mark.parametrize(
    ("province", "clock", "zone"),
    [("13", 8, "WIB"), ("51", 9, "WITA"), ("91", 10, "WIT"), (None, 8, "WIB")],
)
def test_times_are_the_readers_own(province: str | None, clock: int, zone: str) -> None:
    cells = readers_row(reader("Sari", province, answer="1", answered_at=AT.replace(hour=3)))
    assert cells[5] == datetime(2026, 11, 20, clock, 0)
    assert cells[7] == datetime(2026, 11, 20, clock + 2, 0)
    assert cells[8] == zone


@pytest.mark.parametrize(
    ("one", "shown"),
    [
        (reader("Sari", answer="2", answered_at=AT), ["<sent>", None, datetime(2026, 11, 20, 8), "No"]),
        (reader("Sari", state="unreachable", reason="blocked", sent_at=None), ["<unreachable>", NAMES["13"], None]),
        (reader("Sari", state="waiting", sent_at=None), ["<waiting>", None, None, None]),
        (reader("Sari", answer="7"), ["<sent>", None, datetime(2026, 11, 20, 8), "7"]),
    ],
)
def test_states_reasons_and_answers_in_words(one: Reader, shown: list[Any]) -> None:
    cells = readers_row(one)
    if one.reason is not None:
        shown = [shown[0], "has blocked the bot", None]
    assert cells[:3] == ["Sari", "Sumatera Barat", "Kota Payakumbuh"]
    assert cells[3 : 3 + len(shown)] == shown


def test_where_nothing_was_asked_there_are_no_answers() -> None:
    summary, readers = opened(replace(SHEET, answers={})).worksheets
    assert row(summary, HEAD)[-1] == "<delivered-share>"
    assert row(readers, 1)[-2:] == ["<sent-at>", "<zone>"]


def test_one_answer_alone_has_no_column_besides_that_of_the_answered() -> None:
    """An acknowledgement, or a form to open."""
    regions = [RegionRow("51", "", copies=5, sent=4, unreachable=1, answered={"ok": 3})]
    sheet = replace(SHEET, regions=regions, answers={"ok": "Read"}, readers=[reader("Sari", answer="ok")])
    summary, readers = opened(sheet).worksheets
    assert row(summary, HEAD)[-3:] == ["<delivered-share>", "<answered>", "<answered-share>"]
    for number in (HEAD + 1, HEAD + 2):
        assert row(summary, number)[3:] == [5, 4, 0, 0, 1, 0, 0, 0.8, 3, 0.75]
    assert row(readers, 2)[6] == "Read"


@pytest.mark.parametrize("name", ['=HYPERLINK("http://a","b")', "+62", "-Budi", "@sum", "#N/A", "#REF!", "=", "\t=1"])
def test_what_looks_like_a_formula_stays_text(name: str) -> None:
    """Wherever something was typed: a name, a choice, the announcement's title, what Telegram said."""
    sheet = replace(
        SHEET,
        title=name,
        about=(name, ""),
        answers={"1": name, "2": "No"},
        readers=[reader(name, answer="1", state="failed", reason="x")],
        reasons={"x": name},
    )
    summary, readers = opened(sheet).worksheets
    cells = [summary["A1"], summary["L3"], readers["A2"], readers["E2"], readers["G2"]]
    assert [cell.value for cell in cells] == [name] * 5
    assert {(cell.data_type, bool(cell.quotePrefix)) for cell in cells} == {("s", True)}
    with zipfile.ZipFile(io.BytesIO(sheet.xlsx())) as file:
        assert not any(b"<f>" in file.read(part) or b"<f " in file.read(part) for part in file.namelist())


def test_what_a_file_cannot_hold_is_left_out() -> None:
    assert readers_row(reader("Sa\x00ri\x0b \ufffeDewi"))[0] == "Sari Dewi"
    hidden = opened(replace(SHEET, readers=[reader("\x01=1+1")])).worksheets[1]["A2"]
    assert (hidden.value, hidden.data_type) == ("=1+1", "s")
    assert readers_row(reader(None))[0] is None


def test_no_readers_at_all() -> None:
    summary, readers = opened(replace(SHEET, regions=[], readers=[])).worksheets
    assert row(summary, HEAD + 1)[3:10] == [0] * 7
    assert readers.max_row == 1


def test_the_figures_of_regions_together() -> None:
    whole = total(SHEET.regions)
    assert (whole.copies, whole.sent, whole.answered) == (9, 4, {"1": 2, "2": 1})
    assert answers(whole) == 3
    assert share(0, 0) == 0
    assert share(3, 2) == 100


@pytest.mark.parametrize(
    ("provinces", "shown", "others"), [(0, 0, 0), (1, 1, 0), (12, 12, 0), (13, 11, 2), (38, 11, 27)]
)
def test_the_largest_regions_and_the_rest(provinces: int, shown: int, others: int) -> None:
    rows = [RegionRow(f"{n:02}", f"{n:02}.01", copies=n, sent=n) for n in range(1, provinces + 1)]
    rows += [RegionRow(f"{n:02}", f"{n:02}.02", copies=1, waiting=1) for n in range(1, provinces + 1)]
    if provinces == 1:
        rows = rows[:1]
    found = by_region(rows, 12)
    assert (len(found.shown), found.others) == (shown, others)
    assert [row.copies for row in found.shown] == sorted((row.copies for row in found.shown), reverse=True)
    rest = [found.rest] if found.rest is not None else []
    assert total([*found.shown, *rest]).copies == total(rows).copies


def test_readers_of_one_province_are_shown_by_regency() -> None:
    rows = [RegionRow("13", "13.01", copies=1), RegionRow("13", "13.76", copies=2), RegionRow("", "", copies=1)]
    assert [row.regency for row in by_region(rows, 12).shown] == ["13.76", "", "13.01"]
