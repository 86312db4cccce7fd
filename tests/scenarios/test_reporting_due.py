"""What is due by the library's rhythms: in `/lapor` first, and in reminders rarely."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.scenarios.chats import KNOWN, has_sent
from tests.scenarios.reports import has_filed, has_form, reporter
from tests.world import World

REPORTS_ARE_DUE = True


def goes_to(world: World, month: int, day: int, hour: int, minute: int = 0) -> None:
    """Let time pass until then, in western Indonesia."""
    wanted = datetime(2026, month, day, hour - 7, minute, tzinfo=UTC)
    world.advance(seconds=(wanted - world.clock.now()).total_seconds())


def test_today_and_overdue_come_first(world: World) -> None:
    sari = reporter(world)
    tksk = reporter(world, "pak_budi", "Budi", gender="laki_laki", program="tksk")
    has_sent(world, sari, KNOWN, world.clock.now())
    goes_to(world, 11, 26, 10)
    sari.send("/lapor")
    sari.at("Hari ini: Laporan harian", "Terlambat: P2K2 November 2026 (2 hari)")
    assert sari.rows[0] == ["Laporan harian", "P2K2"]
    # Of other programmes nothing is expected that they do not file.
    tksk.send("/lapor")
    tksk.at("Hari ini: Laporan harian")
    assert "P2K2" not in tksk.question
    tksk.send("/pengingat")
    assert any("Laporan harian" in label for row in tksk.rows for label in row)
    assert not any("P2K2" in label for row in tksk.rows for label in row)
    # A switch silences; it does not release from a duty.
    tksk.tap(next(label for row in tksk.rows for label in row if "Laporan harian" in label))
    tksk.send("/lapor")
    tksk.at("Hari ini: Laporan harian")
    has_filed(world, sari, world.clock.now(), {"tanggal": "2026-11-26", "kegiatan": "p2k2"}, form_id="harian")
    has_filed(world, sari, world.clock.now(), {"kelompok": "Melati"}, form_id="p2k2")
    sari.send("/lapor")
    sari.at("tidak ada laporan yang ditunggu")


def test_a_reminder_opens_the_report_with_what_is_known(world: World) -> None:
    sari = reporter(world)
    has_sent(world, sari, KNOWN, world.clock.now())
    last = {"kelompok": "Melati", "sesi": "m1s1", "sesi_terakhir": "m1s1", "undangan": "30"}
    has_filed(world, sari, datetime(2026, 10, 9, 3, tzinfo=UTC), last, form_id="p2k2")
    goes_to(world, 11, 24, 9, 31)
    world.post_out()
    sari.at("Ibu Sari", "P2K2 November 2026: paling lambat hari ini")
    letter = sari.messages()[-1]["message_id"]
    sari.tap("Isi: P2K2", message_id=letter)
    sari.at("• Melati · terakhir 9 Oktober 2026")
    sari.tap("Melati", times=2)
    assert world.query("SELECT count(*) FROM draft") == [(1,)]
    answers = dict(world.query("SELECT item, value FROM draft_answer"))
    assert {
        "kelompok": "Melati",
        "undangan": "30",
        "kabupaten": "13.76",
        "sesi_lalu": "m1s1",
    }.items() <= answers.items()
    # The same button now leads back to that draft.
    sari.send("/start")
    sari.tap_data("l:rem:open:p2k2", message_id=letter)
    assert world.query("SELECT count(*) FROM draft") == [(1,)]
    sari.at("Kapan pertemuannya?")


def test_who_reports_daily_is_not_reminded_of_it(world: World) -> None:
    sari, budi = reporter(world), reporter(world, "pak_budi", "Budi", gender="laki_laki")
    for person in (sari, budi):
        has_sent(world, person, KNOWN, world.clock.now())
        has_filed(world, person, world.clock.now(), {"kelompok": "Melati"}, form_id="p2k2")
    came: dict[str, list[int]] = {sari.key: [], budi.key: []}
    for day in (23, 24, 25, 26, 27):
        goes_to(world, 11, day, 9, 31)
        before = {person.key: len(person.messages()) for person in (sari, budi)}
        world.post_out()
        for person in (sari, budi):
            if len(person.messages()) > before[person.key]:
                came[person.key].append(day)
        goes_to(world, 11, day, 15)
        has_filed(world, sari, world.clock.now(), {"tanggal": f"2026-11-{day}", "kegiatan": "p2k2"}, form_id="harian")
    # They joined on Friday the 20th; nobody is late on the first working day, and nobody hears it three days in a row.
    assert came == {sari.key: [], budi.key: [24, 25, 27]}


DIARY = """
| survey |
| | type | name | label | required | constraint |
| | date | tanggal | Untuk tanggal berapa? | yes | . <= today() |

| settings |
| | form_id | version | form_title | purpose | day |
| | harian | 9 | Laporan harian | report | tanggal |
"""


def test_yesterdays_report_is_not_todays(world: World) -> None:
    """The day that a report is about counts, not the day on which it was sent."""
    sari = reporter(world)
    has_form(world, form=DIARY)
    goes_to(world, 11, 24, 10)
    for day, label in ((23, "Kemarin"), (24, "Hari ini")):
        sari.send("/lapor")
        sari.at("Hari ini: Laporan harian")
        sari.tap("Laporan harian")
        sari.tap(label)
        sari.tap("Kirim")
        assert world.query("SELECT day FROM report ORDER BY id DESC")[0] == (f"2026-11-{day}",)
    sari.send("/lapor")
    assert "Hari ini: Laporan harian" not in sari.question
