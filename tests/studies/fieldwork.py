"""Five weeks of invented work of the companions of `tests.studies.payakumbuh`: reports, obstacles, cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from storage import cases, people, reports
from storage.visibility import Viewer
from tests.studies.payakumbuh import REGION
from tests.studies.sending import Desk, local

BEGUN, UNTIL = date(2026, 10, 19), date(2026, 11, 23)
# In this last week more reports come on time than before.
BETTER_FROM = date(2026, 11, 16)

# Of which programmes each report is expected (handlers/reminding/report_rhythms.toml), in so far as it is filed here.
DAILY = {"pkh", "tksk", "sakti_peksos"}
PAID = {"pkh", "tksk", "psm", "tagana", "sakti_peksos", "aslut", "disabilitas", "bpnt"}

_ACTS = ("kunjungan", "data", "koordinasi", "pengaduan")
# Kind, how bad, help asked for, days ago.
_OBSTACLES = (
    ("diklat", "sedang", "pelatihan", 4),
    ("diklat", "ringan", "pelatihan", 9),
    ("diklat", "sedang", "pelatihan", 15),
    ("sarana", "sedang", "alat", 6),
    ("sarana", "berat", "alat", 11),
    ("insentif", "berat", "dana", 5),
    ("insentif", "sedang", "tidak_perlu", 20),
    ("data", "berat", "data", 8),
    ("medan", "ringan", "tidak_perlu", 26),
)
# Kind, urgency, opened so many days ago, hours to its deadline, closed so many days ago (None: not yet).
_CASES: tuple[tuple[str, str, int, int, int | None], ...] = (
    ("saldo_nol", "tinggi", 20, 24, 5),
    ("pindah_alamat", "biasa", 16, 72, 4),
    ("anak_sekolah", "tinggi", 12, 24, None),
    ("data_tidak_sesuai", "biasa", 2, 120, None),
    ("saldo_nol", "tinggi", 1, 48, None),
)


async def work(desk: Desk, companions: Sequence[int], coordinator: int) -> None:
    """All of it, by these people's ids; the coordinator has accepted what came before the last week or so."""
    random = Random(5)
    for number, who in enumerate(companions):
        programme = desk.programmes[who]
        if programme in DAILY:
            await _days(desk, random, number, who)
        if programme == "pkh":
            await _monthly(desk, random, number, who)
        if programme in PAID and random.random() < 0.8:
            day = date(2026, 11, 9 + number % 5)
            answers = {"program": programme, "untuk": "2026-10-01", "bulan": "2026-10", "diterima": "penuh"}
            await desk.file(who, "insentif", answers, day, local(day, 12))
    for place, (kind, level, wish, ago) in enumerate(_OBSTACLES):
        day = UNTIL - timedelta(days=ago)
        answers = {"hambatan": kind, "tingkat": level, "bantuan": wish}
        await desk.file(companions[(place * 8 + 3) % len(companions)], "hambatan", answers, day, local(day, 15))
    done = desk.filed[: len(desk.filed) * 3 // 4]
    await reports.accept(desk.connection, Viewer(coordinator), done, local(date(2026, 11, 15)))
    await _cases(desk, companions, coordinator)


async def _days(desk: Desk, random: Random, number: int, who: int) -> None:
    """A report of each working day: on time, the day after, or never."""
    for passed in range((UNTIL - BEGUN).days):
        day = BEGUN + timedelta(days=passed)
        if day.weekday() > 4:
            continue
        luck = random.random() + (0.06 if day >= BETTER_FROM else 0.0)
        if luck < 0.1:
            continue
        late = luck < 0.25
        act = _ACTS[(number + passed) % len(_ACTS)]
        answers = {
            "kabupaten": REGION,
            "tanggal": day.isoformat(),
            "kegiatan": act,
            "tanpa_lokasi": "sinyal",
            "kendala": "tidak",
            "ringkas": act,
        }
        if act == "kunjungan":
            answers |= {"kpm": f"KPM-{number:03d}", "tujuan": "pantau"}
        at = local(day + timedelta(days=1), 10, number) if late else local(day, 15, number)
        await desk.file(who, "harian", answers, day, at, act)


async def _monthly(desk: Desk, random: Random, number: int, who: int) -> None:
    """October's meeting and commitments of nearly all, November's meeting of two in three so far."""
    meetings = ((date(2026, 10, 20 + number % 3), 0.9), (date(2026, 11, 9 + number % 10), 0.65))
    for day, share in meetings:
        if random.random() < share:
            answers = {
                "kelompok": f"Kelompok {number}",
                "tanggal": day.isoformat(),
                "materi": "m2s1",
                "undangan": "25",
                "hadir": str(16 + number % 9),
                "pemahaman": "3",
            }
            await desk.file(who, "p2k2", answers, day, local(day, 16))
    if random.random() < 0.85:
        day = date(2026, 11, 8 + number % 4)
        answers = {"fasilitas": f"SD Contoh {number:02d}", "jenis": "fasdik", "komponen": "sd", "periode": "2026-10-01"}
        await desk.file(who, "komitmen", answers, day, local(day, 14))


async def _cases(desk: Desk, companions: Sequence[int], coordinator: int) -> None:
    viewer = Viewer(coordinator)
    for place, (kind, urgency, ago, hours, closed) in enumerate(_CASES):
        number = 13 + place * 3
        opened = local(UNTIL - timedelta(days=ago), 11)
        answers = {"jenis": kind, "mendesak": urgency, "kpm": f"KPM-{number:03d}", "uraian": "Contoh: belum cocok."}
        sent = await desk.send(companions[number], "kasus", answers, opened)
        person = await people.person_by_id(desk.connection, companions[number])
        assert person is not None
        case = await cases.open_case(
            desk.connection,
            person=person,
            submission_id=sent.id,
            report_id=None,
            kind=kind,
            urgency=urgency,
            restricted=False,
            kpm=answers["kpm"],
            summary=answers["uraian"],
            tried="",
            programmes=[desk.programmes[person.id]],
            at=opened,
            due_at=opened + timedelta(hours=hours),
        )
        if ago > 2:
            await cases.take(desk.connection, viewer, case.id, opened + timedelta(hours=2))
        if closed is not None:
            at = local(UNTIL - timedelta(days=closed), 14)
            await cases.close(desk.connection, viewer, case.id, "solved", "Contoh: sudah diperbaiki bank.", at)
