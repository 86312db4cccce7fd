"""The sample district: the proportions of 001, and data that the rest of the program can work with."""

import asyncio
import re
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

import forms
from bot.clock import FrozenClock
from bot.playground import SimPerson
from bot.publishing import fill_shelf
from bot.sample import lay_out
from bot.sample_answers import REGION, SampleError
from bot.sample_people import COMPANIONS
from handlers.digest.gathering import gather
from handlers.questionnaire import competency_of as score
from handlers.shelf import FormShelf
from storage import (
    attachments,
    audit,
    cases,
    consents,
    drafts,
    invites,
    people,
    report_lists,
    schema,
    submissions,
)
from storage.database import Database
from storage.migrating import migrate
from storage.moments import to_micros
from storage.people import START, Known
from storage.visibility import PROGRAM, Viewer

FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PLAYED = (
    SimPerson("ibu_sari", 700_000_001, "Sari", "companion"),
    SimPerson("pak_hendra", 700_000_002, "Hendra", "coordinator"),
    SimPerson("ibu_dewi", 700_000_003, "Dewi", "admin"),
)


@dataclass
class District:
    """The ground of a test, and what is looked up in it again and again."""

    database: Database
    shelf: FormShelf
    clock: FrozenClock

    async def known(self) -> list[Known]:
        async with self.database.reading() as conn:
            found = await people.load(conn, [one.telegram_id for one in COMPANIONS])
        return [found[one.telegram_id] for one in COMPANIONS]

    async def sent(self, form_id: str) -> list[list[tuple[submissions.Submission, dict[str, str]]]]:
        """What each companion has sent of the form, newest first."""
        found = []
        companions = await self.known()
        async with self.database.reading() as conn:
            for known in companions:
                theirs = await submissions.of_person(conn, PROGRAM, known.person.id, form_id)
                answers = await submissions.answers(conn, PROGRAM, [each.id for each in theirs])
                found.append([(each, answers[each.id]) for each in theirs])
        return found

    async def profiles(self) -> list[dict[str, str]]:
        return [answers for ((_, answers),) in await self.sent("profil")]

    async def everything(self) -> dict[str, list[tuple[object, ...]]]:
        async with self.database.reading() as conn:
            return {
                table.name: [tuple(row) for row in await conn.execute(table.select())]
                for table in schema.metadata.sorted_tables
            }


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FormShelf]:
    path = tmp_path_factory.mktemp("published") / "bot.db"
    migrate(path)

    async def publish() -> FormShelf:
        database = Database(path)
        await database.open()
        shelf = await fill_shelf(database, FRIDAY)
        await database.close()
        return shelf

    return path, asyncio.run(publish())


@pytest.fixture
async def empty(published: tuple[Path, FormShelf], tmp_path: Path) -> AsyncIterator[District]:
    path, shelf = published
    database = Database(Path(shutil.copy(path, tmp_path / "bot.db")))
    await database.open()
    yield District(database, shelf, FrozenClock(FRIDAY))
    await database.close()


@pytest.fixture(scope="session")
def laid_out(published: tuple[Path, FormShelf], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, laid out once: each test has a copy of its own."""
    path, shelf = published
    mine = Path(shutil.copy(path, tmp_path_factory.mktemp("laid_out") / "bot.db"))

    async def lay() -> None:
        database = Database(mine)
        await database.open()
        await lay_out(District(database, shelf, FrozenClock(FRIDAY)), PLAYED)
        await database.close()

    asyncio.run(lay())
    return mine


@pytest.fixture
async def district(laid_out: Path, published: tuple[Path, FormShelf], tmp_path: Path) -> AsyncIterator[District]:
    database = Database(Path(shutil.copy(laid_out, tmp_path / "district.db")))
    await database.open()
    yield District(database, published[1], FrozenClock(FRIDAY))
    await database.close()


async def test_proportions_are_those_of_001(district: District) -> None:
    profiles = await district.profiles()

    assert Counter(one.post.row for one in COMPANIONS) == {1: 1, 2: 1, 3: 5, 4: 1, 5: 3, 6: 2, 7: 20, 8: 12}
    programmes = Counter(profile["program"] for profile in profiles)
    assert {name: programmes.pop(name) for name in ("pkh", "bpnt", "psm", "sakti_peksos", "tksk", "tagana")} == {
        "pkh": 21,
        "bpnt": 1,
        "psm": 5,
        "sakti_peksos": 1,
        "tksk": 3,
        "tagana": 2,
    }
    others = {"napza", "kat", "aslut", "kube", "disabilitas", "pelopor_perdamaian", "abh", "odha"}
    assert (set(programmes), programmes.total()) == (others, 12)
    assert Counter(profile["gender"] for profile in profiles) == {"perempuan": 32, "laki_laki": 13}
    assert Counter(profile["pendidikan"] for profile in profiles) == {"s1": 34, "slta": 11}
    assert Counter(profile.get("bidang") for profile in profiles)["kesos"] == 12
    ages = sorted(2026 - int(profile["tahun_lahir"]) for profile in profiles)
    assert sum(21 <= age <= 50 for age in ages) == 43
    assert ages[-2:] == [51, 55]
    # Rp2.198.000 is where a band begins.
    assert sum(profile["insentif"] in ("rb0", "rb500", "rb1000") for profile in profiles) == 16
    families = [
        int(profile["jumlah_kpm"]) for profile, one in zip(profiles, COMPANIONS, strict=True) if one.post.row == 7
    ]
    assert (min(families), max(families)) == (237, 400)


async def test_only_what_was_asked_is_in_a_profile(district: District) -> None:
    for profile in await district.profiles():
        assert ("bidang" in profile) <= (profile["pendidikan"] == "s1")
        assert set(profile) <= set(district.shelf.current("profil").by_name)


async def test_everyone_is_plainly_invented(district: District) -> None:
    assert len({one.name for one in COMPANIONS}) == 45
    assert all(known.person.name and known.person.name.endswith(" Contoh") for known in await district.known())
    texts = [value for rows in (await district.everything()).values() for row in rows for value in row]
    assert not [text for text in texts if isinstance(text, str) and re.search(r"\b\d{16}\b", text)]


async def test_everyone_has_agreed_and_knows_where_they_work(district: District) -> None:
    version = district.shelf.current("persetujuan").version
    async with district.database.reading() as conn:
        for known in await district.known():
            consent = await consents.current(conn, known.person.id)
            assert consent is not None
            assert (consent.in_force, consent.version, known.person.consent) == (True, version, version)
            assert (known.person.role, known.person.province, known.person.regency) == ("companion", "13", "13.76")


async def test_how_far_they_are_with_the_questionnaire(district: District) -> None:
    times_sent = Counter(len(theirs) for theirs in await district.sent("kompetensi"))
    assert times_sent == {2: 12, 1: 24, 0: 9}
    async with district.database.reading() as conn:
        now = district.clock.now()
        found = [
            (
                await gather(conn, district.shelf, PROGRAM, REGION, programme, now, "Asia/Jakarta", months=0)
            ).participation
            for programme in ("", "pkh")
        ]
    counted, pkh = found
    assert (counted.companions, counted.started, counted.finished) == (45, 4, 36)
    assert pkh.companions == 21


async def test_every_submission_can_be_scored_and_sent_again(district: District) -> None:
    bands: Counter[str] = Counter()
    part_bands: Counter[tuple[str, str | None]] = Counter()
    left_out = 0
    for theirs in await district.sent("kompetensi"):
        for newest, (submission, answers) in enumerate(theirs):
            form = district.shelf.version(submission.form_id, submission.version)
            state = forms.begin(form, submission.sent_at, prefill=answers)
            (sent,) = forms.step(form, state, forms.Submit(), submission.sent_at).effects
            assert sent == forms.Submitted(answers={name: answers[name] for name in form.by_name if name in answers})
            assert set(answers.values()) <= {"1", "2", "3", "4"}
            result = score(form, answers)
            left_out += result.overall.items - result.overall.answered
            if newest == 0:
                bands[result.overall.band.key if result.overall.band else ""] += 1
                part_bands.update((part.dimension, part.band.key if part.band else None) for part in result.parts)
    assert left_out > 40
    assert bands[""] == 2
    assert min(bands["sangat_efektif"], bands["efektif"]) >= 10
    assert bands["cukup_efektif"] >= 3
    assert {key for key in part_bands if key[1] is None} == {("pengetahuan", None), ("keterampilan", None)}
    # As in 001, attitude is the highest part.
    best = {dimension: part_bands[dimension, "sangat_efektif"] for dimension in ("pengetahuan", "keterampilan")}
    assert part_bands["sikap", "sangat_efektif"] > max(best.values())


async def test_times_lie_in_order_and_before_now(district: District) -> None:
    known = await district.known()
    profiles, results = await district.sent("profil"), await district.sent("kompetensi")
    for one, ((profile, _),), theirs in zip(known, profiles, results, strict=True):
        oldest_first = [submission for submission, _ in reversed(theirs)]
        times = [one.person.joined_at, profile.begun_at, profile.sent_at]
        times += [at for submission in oldest_first for at in (submission.begun_at, submission.sent_at)]
        assert times == sorted(times)
        assert times[-1] < FRIDAY
        if len(oldest_first) == 2:
            assert timedelta(days=180) < oldest_first[1].sent_at - oldest_first[0].sent_at < timedelta(days=250)


async def test_open_drafts_can_be_taken_up_again(district: District) -> None:
    positions = []
    async with district.database.reading() as conn:
        for known in await district.known():
            for draft in await drafts.open_drafts(conn, Viewer(known.person.id)):
                form = district.shelf.version(draft.form_id, draft.version)
                answers = (await drafts.answers(conn, PROGRAM, [draft.id]))[draft.id]
                at = draft.changed_at.astimezone(ZoneInfo("Asia/Jakarta"))
                state = forms.State.restore(
                    form, position=draft.position, step=draft.step, answers=answers, returning=False, at=at
                )
                assert draft.position is not None
                assert draft.step == form.by_name[draft.position].index
                assert draft.position not in answers
                assert draft.step - 3 <= len(answers) <= draft.step
                assert known.person.joined_at < draft.begun_at < draft.changed_at < FRIDAY
                sprint = forms.step(form, state, forms.Answer(draft.step, "3"), FRIDAY)
                assert sprint.effects[0] == forms.Saved(draft.position, "3")
                positions.append(draft.position)
    assert sorted(positions) == ["K09", "S08", "S33", "T15"]


async def test_those_who_are_played_have_their_roles(district: District) -> None:
    async with district.database.reading() as conn:
        found = await people.load(conn, [one.user_id for one in PLAYED])
        coordinator, admin = found[700_000_002].person, found[700_000_003].person
        assert 700_000_001 not in found
        assert (coordinator.role, coordinator.name, admin.role, admin.name) == (
            "coordinator",
            "Hendra",
            "admin",
            "Dewi",
        )
        assert coordinator.consent == admin.consent == district.shelf.current("persetujuan").version
        assert await invites.duties(conn, coordinator.id) == [invites.Duty(coordinator.id, "13.76", "")]
        assert await invites.duties(conn, admin.id) == []
        assert len(await submissions.of_person(conn, PROGRAM, coordinator.id, "kompetensi")) == 2
        laid_out = [entry for entry in await audit.recent(conn, 99) if entry.act == "sample laid out"]
        assert [entry.subject for entry in laid_out] == ["admin", "coordinator"]


async def test_the_coordinator_finds_reports(district: District) -> None:
    async with district.database.reading() as conn:
        coordinator = (await people.load(conn, [700_000_002]))[700_000_002].person
        there = await report_lists.incoming(conn, Viewer(coordinator.id), report_lists.Which(), most=50)
    joined = {known.person.id: known.person.joined_at for known in await district.known()}
    assert Counter(report.state for report in there) == {"new": 9, "accepted": 2, "returned": 1}
    assert len({report.form_id for report in there}) == 8
    assert [report.id for report in there] == sorted((report.id for report in there), reverse=True)
    assert [report.first_sent_at for report in there] == sorted((one.first_sent_at for one in there), reverse=True)
    for report in there:
        assert joined[report.person_id] < report.first_sent_at < (report.reviewed_at or FRIDAY) <= FRIDAY
        assert (report.regency, report.restricted, report.name != "") == (REGION, False, True)
    assert [report.remark is not None for report in there if report.state == "returned"] == [True]
    assert {report.key for report in there if report.form_id == "p2k2"} == {
        "Kelompok Mawar",
        "Kelompok Anggrek",
        "Kelompok Melati",
    }


@pytest.mark.parametrize("hour", [0, 5, 9, 14, 23])
async def test_cases_wait_at_every_hour_and_none_runs_out(empty: District, hour: int) -> None:
    """What runs out would be told of at the start, in the middle of whatever somebody looks at. One has gone up."""
    empty.clock.advance(hours=hour)
    await lay_out(empty, PLAYED)
    now = empty.clock.now()
    async with empty.database.reading() as conn:
        coordinator = Viewer((await people.load(conn, [700_000_002]))[700_000_002].person.id)
        admin = Viewer((await people.load(conn, [700_000_003]))[700_000_003].person.id)
        assert await cases.inbox_counts(conn, coordinator, now) == {"new": 2, "mine": 2, "waiting": 1, "overdue": 1}
        assert await cases.overdue(conn, now, 9) == []
        assert await cases.unanswered_restricted(conn) == []
        there = await cases.inbox(conn, coordinator, "all", now)
        assert [(case.kind, case.state, case.level) for case in there] == [
            ("saldo_nol", "new", 0),
            ("penelantaran", "open", 0),
            ("anak_sekolah", "new", cases.TOP),
            ("pindah_alamat", "waiting", 0),
            ("data_tidak_sesuai", "closed", 0),
        ]
        assert there[0].report_id is not None
        assert [case.kind for case in await cases.inbox(conn, admin, "all", now) if case.restricted] == []
        assert [lesson.state for lesson in await cases.lessons_offered(conn, admin)] == ["offered"]


async def test_the_picture_is_kept_before_its_row(empty: District) -> None:
    kept: list[bytes] = []

    def keep(content: bytes) -> str:
        kept.append(content)
        return ""

    await lay_out(empty, PLAYED, keep)
    async with empty.database.reading() as conn:
        rows = (await conn.execute(schema.attachment.select())).all()
        (row,) = rows
        (found,) = await attachments.of_submission(conn, PROGRAM, row.submission_id)
        answers = (await submissions.answers(conn, PROGRAM, [row.submission_id]))[row.submission_id]
    (content,) = kept
    assert (found.state, found.sha256, found.size) == ("kept", sha256(content).hexdigest(), len(content))
    assert answers["foto"] == found.file_name
    assert b"GPS" not in content
    assert len(content) < 100_000


async def test_without_a_coordinator_nothing_is_answered(empty: District) -> None:
    """Whoever was somebody else before the sample came has reviewed nothing."""
    await lay_out(empty, PLAYED[:1])
    async with empty.database.reading() as conn:
        there = await report_lists.incoming(conn, PROGRAM, report_lists.Which(), most=50)
        assert {report.state for report in there} == {"new"}
        assert len(there) == 12
        assert {case.holder for case in await cases.inbox(conn, PROGRAM, "all", FRIDAY)} == {None}


async def test_a_second_time_nothing_changes(district: District) -> None:
    before = await district.everything()
    district.clock.advance(days=40)
    await lay_out(district, PLAYED)
    assert await district.everything() == before


async def test_whoever_is_known_stays_as_they_are(empty: District) -> None:
    async with empty.database.writing() as conn:
        for telegram_id in (700_000_001, 700_000_002, COMPANIONS[3].telegram_id):
            await people.add_person(conn, telegram_id=telegram_id, language="en", at=FRIDAY)
    before = (await empty.everything())["person"]
    await lay_out(empty, PLAYED)
    after = (await empty.everything())["person"]
    assert after[:3] == before
    assert len(after) == 3 + 44 + 1
    async with empty.database.reading() as conn:
        (known,) = (await people.load(conn, [COMPANIONS[3].telegram_id])).values()
    assert (known.chat.place, known.consented) == (START, False)


async def test_it_is_the_same_every_time(published: tuple[Path, FormShelf], district: District, tmp_path: Path) -> None:
    other = Database(Path(shutil.copy(published[0], tmp_path / "other.db")))
    await other.open()
    elsewhere = District(other, district.shelf, FrozenClock(FRIDAY))
    await lay_out(elsewhere, PLAYED)
    assert await elsewhere.everything() == await district.everything()
    await other.close()


async def test_all_or_nothing(empty: District, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers that the form does not take end it, and leave nothing behind."""
    monkeypatch.setattr("bot.sample.profile_answers", lambda companion, at: {"nama": "123"})
    before = await empty.everything()
    with pytest.raises(SampleError, match="profil"):
        await lay_out(empty, PLAYED)
    assert await empty.everything() == before


async def test_most_of_what_was_due_is_filed(empty: District) -> None:
    """So that the digest shows an ordinary district; nothing of it waits, nothing is yet to come."""
    await lay_out(empty, PLAYED, routine=True)
    now = empty.clock.now()
    async with empty.database.reading() as conn:
        coordinator = Viewer((await people.load(conn, [700_000_002]))[700_000_002].person.id)
        week = await gather(conn, empty.shelf, coordinator, REGION, "", now, "Asia/Jakarta")
        sent = await conn.execute(text("SELECT max(sent_at) FROM submission"))
        assert sent.scalar_one() < to_micros(now)
        waiting = await conn.execute(text("SELECT count(*) FROM report WHERE state = 'new'"))
        assert waiting.scalar_one() == 9
    daily = next(one for one in week.reports if one.form_id == "harian")
    assert daily.due > 100
    assert 0.75 < daily.on_time / daily.due < 0.97
    assert daily.late
    assert sum(month.on_time > 0 for month in week.trend) > 6
