"""Fetching attachments from a Bot API that answers as it is told: what is kept, tried again, given up, cleared away."""

from __future__ import annotations

import hashlib
import shutil
from collections import deque
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.api import connect
from bot.attachments import downloading, fetching
from bot.attachments.fetching import WAITS, Fetcher
from bot.attachments.keeping import Store
from bot.clock import FrozenClock
from bot.delivery.pacing import Pacing
from bot.settings import Settings
from storage import attachments, drafts, people, submissions
from storage.attachments import Attachment
from storage.database import Database
from storage.drafts import Draft
from storage.migrating import migrate
from storage.visibility import PROGRAM
from tests.bot.test_attachments_heif import heic
from tests.bot.test_attachments_stripping import SECRETS, jpeg

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TOKEN = "987654:not-a-real-token"
INVALID = (400, "Bad Request: invalid file_id")
TOO_BIG = (400, "Bad Request: file is too big")


class Town:
    """The Bot API. ``files``: by file_id; ``answers``: what the next calls of getFile come to."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.answers: deque[tuple[int, str]] = deque()
        self.statuses: deque[int] = deque()
        self.asked: list[str] = []
        self.size: int | None = None
        self.path: str | None = None
        self.paths: list[str] = []

    async def get_file(self, request: web.Request) -> web.Response:
        assert request.match_info["token"] == TOKEN
        name = (await request.json())["file_id"]
        self.asked.append(name)
        if self.answers:
            status, description = self.answers.popleft()
            wait = {"parameters": {"retry_after": 7}} if status == 429 else {}
            body = {"ok": False, "error_code": status, "description": description, **wait}
            return web.json_response(body, status=status)
        path = self.path or f"photos/{name} 1.jpg"
        size = {"file_size": len(self.files[name]) if self.size is None else self.size}
        result: dict[str, Any] = {"file_id": name, "file_unique_id": "u", "file_path": path, **size}
        return web.json_response({"ok": True, "result": result})

    async def download(self, request: web.Request) -> web.Response:
        assert request.match_info["token"] == TOKEN
        self.paths.append(request.match_info["path"])
        if self.statuses and (status := self.statuses.popleft()) != 200:
            return web.Response(status=status, headers={"Location": "http://127.0.0.1:9/"})
        return web.Response(body=self.files[request.match_info["path"].split("/")[-1].split(" ")[0]])


class Post:
    """Our side of it: a database with one open draft, and the fetcher."""

    def __init__(self, database: Database, fetcher: Fetcher, clock: FrozenClock, draft: Draft, store: Store) -> None:
        self.database, self.fetcher, self.clock, self.draft = database, fetcher, clock, draft
        self.store = store

    async def want(self, file_id: str = "A", item: str = "foto") -> str:
        async with self.database.writing() as conn:
            return await attachments.want(
                conn,
                person_id=self.draft.person_id,
                draft_id=self.draft.id,
                item=item,
                kind="photo",
                file_id=file_id,
                file_unique_id="u",
                at=self.clock.now(),
            )

    async def rows(self) -> list[Attachment]:
        async with self.database.reading() as conn:
            return await attachments.of_draft(conn, PROGRAM, self.draft.id)

    async def row(self) -> Attachment:
        [one] = await self.rows()
        return one

    def files(self) -> list[Path]:
        return sorted(path for path in self.store.folder.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    migrate(path)
    return path


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
async def post(empty_file: Path, tmp_path: Path, town: Town) -> AsyncIterator[Post]:
    app = web.Application()
    app.router.add_post("/bot{token}/getFile", town.get_file)
    app.router.add_get("/file/bot{token}/{path:.+}", town.download)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    settings = Settings(_env_file=None, telegram_api_url=f"http://127.0.0.1:{port}", data=tmp_path)  # type: ignore[call-arg]
    api = connect(settings, TOKEN, Pacing(1000, 1000))
    for request in api._request:
        await request.initialize()
    database = Database(Path(shutil.copy(empty_file, tmp_path / "bot.db")))
    await database.open()
    async with database.writing() as conn:
        known = await people.add_person(conn, telegram_id=7001, language="id", at=NOW)
        draft = await drafts.begin(conn, person_id=known.person.id, form_id="f", version="1", position="foto", at=NOW)
    clock = FrozenClock(NOW)
    store = Store(tmp_path / "attachments")
    fetcher = Fetcher(database, api, store, clock)
    yield Post(database, fetcher, clock, draft, store)
    await fetcher.stop()
    for request in api._request:
        await request.shutdown()
    await database.close()
    await runner.cleanup()


async def test_a_photo_is_fetched_stripped_and_kept_under_its_hash(post: Post, town: Town) -> None:
    town.files["A"] = jpeg(orientation=6)
    await post.want()
    await post.fetcher.look()
    kept = await post.row()
    assert (kept.state, kept.attempts, kept.reason) == ("kept", 0, None)
    [file] = post.files()
    content = file.read_bytes()
    assert kept.sha256 == hashlib.sha256(content).hexdigest() == file.parent.name + file.name
    assert kept.size == len(content) < len(town.files["A"])
    assert not any(secret in content for secret in SECRETS)
    assert post.fetcher.store.read(kept.sha256) == content
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.parent.stat().st_mode & 0o077 == 0
    await post.fetcher.look()
    assert town.asked == ["A"]


async def test_the_same_file_is_kept_once(post: Post, town: Town) -> None:
    town.files |= {"A": b"same", "B": b"same", "C": b"other"}
    for name in "ABC":
        await post.want(name)
    await post.fetcher.look()
    assert [one.state for one in await post.rows()] == ["kept"] * 3
    assert len(post.files()) == 2


async def test_more_than_a_handful_is_fetched_in_one_look(post: Post, town: Town) -> None:
    for number in range(fetching.HANDFUL * 2 + 1):
        town.files[f"A{number}"] = str(number).encode()
        await post.want(f"A{number}")
    await post.fetcher.look()
    assert {one.state for one in await post.rows()} == {"kept"}
    assert len(post.files()) == fetching.HANDFUL * 2 + 1


async def test_a_path_is_asked_for_as_it_is(post: Post, town: Town) -> None:
    town.files["A"], town.path = b"x", "documents/A ä%2F?#&.jpg"
    await post.want()
    await post.fetcher.look()
    assert town.paths == ["documents/A ä%2F?#&.jpg"]
    assert (await post.row()).state == "kept"


@pytest.mark.parametrize("trouble", [INVALID, (500, "Internal Server Error"), (404, "Not Found"), (403, "Forbidden")])
async def test_trouble_with_a_file_is_tried_again_and_given_up_after_days(
    post: Post, town: Town, trouble: tuple[int, str]
) -> None:
    town.answers.extend([trouble] * 99)
    await post.want()
    for attempt, wait in enumerate(WAITS[:-1], 1):
        await post.fetcher.look()
        row = await post.row()
        assert (row.state, row.attempts, row.next_at) == ("wanted", attempt, post.clock.now() + wait)
        post.clock.advance(seconds=wait.total_seconds() - 1)
        await post.fetcher.look()
        assert len(town.asked) == attempt
        post.clock.advance(seconds=1)
    await post.fetcher.look()
    row = await post.row()
    assert (row.state, row.attempts, row.next_at) == ("failed", len(WAITS), None)
    post.clock.advance(days=30)
    await post.fetcher.look()
    assert len(town.asked) == len(WAITS)
    assert post.files() == []


async def test_a_file_comes_in_the_end(post: Post, town: Town) -> None:
    town.files["A"] = b"x"
    town.answers.append((502, "Bad Gateway"))
    town.statuses.extend([404, 302, 200])
    await post.want()
    for _ in range(4):
        await post.fetcher.look()
        post.clock.advance(hours=3)
    row = await post.row()
    assert (row.state, row.reason, row.attempts) == ("kept", None, 3)


async def test_telegrams_wish_to_wait_is_kept_and_is_no_attempt(
    post: Post, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.pacing.MOST_HALTS", 0)
    town.files["A"] = b"x"
    town.answers.append((429, "Too Many Requests: retry after 7"))
    await post.want()
    await post.fetcher.look()
    row = await post.row()
    assert (row.state, row.attempts, row.next_at) == ("wanted", 0, NOW + timedelta(seconds=7))


async def test_without_a_connection_nothing_is_given_up(post: Post, town: Town) -> None:
    town.files["A"] = b"x"
    await post.want()
    api, address = post.fetcher._downloader._api, post.fetcher._downloader._api._base_url
    api._base_url = "http://127.0.0.1:9/bot" + TOKEN
    for _ in range(len(WAITS) + 2):
        await post.fetcher.look()
        row = await post.row()
        assert (row.state, row.attempts) == ("wanted", 0)
        assert TOKEN not in str(row)
        post.clock.advance(minutes=1)
    api._base_url = address
    await post.fetcher.look()
    assert (await post.row()).state == "kept"


async def test_what_is_too_large_is_refused_for_good(post: Post, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "MOST_BYTES", 1000)
    town.files |= {"A": b"x", "B": b"x" * 1001, "C": b"x" * 100_000}
    town.answers.append(TOO_BIG)
    await post.want("A")
    await post.fetcher.look()
    await post.want("B")
    await post.fetcher.look()
    # Telegram says less than what comes.
    town.size = 10
    await post.want("C")
    await post.fetcher.look()
    assert [(one.state, one.reason) for one in await post.rows()] == [("refused", "too_large")] * 3
    assert post.files() == []


async def test_a_picture_that_cannot_be_cleaned_is_not_kept(post: Post, town: Town) -> None:
    town.files |= {"A": heic(0), "B": heic(0, kind=b"jpeg")}
    await post.want("A")
    await post.want("B")
    await post.fetcher.look()
    assert [(one.state, one.reason) for one in await post.rows()] == [("kept", None), ("refused", "not_cleaned")]
    [kept] = post.files()
    assert not any(secret in kept.read_bytes() for secret in SECRETS)


async def test_half_a_file_is_not_kept(post: Post, town: Town) -> None:
    town.files["A"], town.size = b"only half", 18
    await post.want()
    await post.fetcher.look()
    row = await post.row()
    assert (row.state, row.reason) == ("wanted", "incomplete")
    town.files["A"], town.size = b"", None
    post.clock.advance(minutes=1)
    await post.fetcher.look()
    assert (await post.row()).reason == "empty"
    assert post.files() == []


async def test_a_full_disk_is_no_fault_of_the_file(post: Post, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.files["A"] = b"x"
    await post.want()

    def full(_store: Store, _content: bytes) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "put", full)
        await post.fetcher.look()
    row = await post.row()
    assert (row.state, row.attempts) == ("wanted", 0)
    post.clock.advance(minutes=1)
    await post.fetcher.look()
    assert (await post.row()).state == "kept"


async def test_what_nothing_refers_to_goes_with_its_file(post: Post, town: Town) -> None:
    town.files |= {"A": b"mine", "B": b"shared", "C": b"shared"}
    mine, shared, kept = [await post.want(name) for name in "ABC"]
    await post.fetcher.look()
    assert len(post.files()) == 2
    async with post.database.writing() as conn:
        await submissions.submit(conn, post.draft, language="id", at=NOW, answers={"foto": kept})
    await post.fetcher.look()
    async with post.database.reading() as conn:
        names = [row[0] for row in await conn.execute(text("SELECT file_name FROM attachment"))]
    assert names == [kept], (mine, shared)
    assert [file.read_bytes() for file in post.files()] == [b"shared"]
    async with post.database.writing() as conn:
        await attachments.forget(conn, post.draft.person_id)
    await post.fetcher.look()
    assert post.files() == []


async def test_a_file_that_nobody_wants_any_more_when_it_comes_is_not_kept(
    post: Post, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.files["A"] = b"x"
    await post.want()
    put = Store.put

    def put_late(store: Store, content: bytes) -> str:
        import sqlite3

        with sqlite3.connect(post.database.path) as beside:
            beside.execute("DELETE FROM attachment")
        beside.close()
        return put(store, content)

    monkeypatch.setattr(Store, "put", put_late)
    await post.fetcher.look()
    assert post.files() == []


async def test_a_kill_between_file_and_row_loses_nothing_and_leaves_nothing(post: Post, town: Town) -> None:
    town.files["A"] = b"fetched twice"
    await post.want()
    store = post.store
    # The file was written, its row was not; another one was half written.
    stray, known = store.put(b"nobody's"), store.put(b"fetched twice")
    part = store.folder / "0123.part"
    part.write_bytes(b"half")
    await post.fetcher.look()
    await post.fetcher.sweep()
    assert [file.read_bytes() for file in post.files()] == [b"fetched twice"]
    assert not store.path(stray).exists()
    assert (await post.row()).sha256 == known


async def test_it_works_by_itself_until_it_is_stopped(post: Post, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    looked = asyncio.Event()
    look = Fetcher.look

    async def seen(fetcher: Fetcher) -> None:
        try:
            if not town.asked and not town.files:
                raise RuntimeError("a bad day")
            await look(fetcher)
        finally:
            looked.set()

    monkeypatch.setattr(Fetcher, "look", seen)
    post.fetcher.start()
    async with asyncio.timeout(10):
        await looked.wait()
        town.files["A"] = b"x"
        await post.want()
        looked.clear()
        post.fetcher.wake()
        await looked.wait()
    await post.fetcher.stop()
    assert (await post.row()).state == "kept"


@given(st.lists(st.binary(max_size=4), max_size=8))
def test_the_store_holds_each_content_once(contents: list[bytes]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "new" / "attachments")
        hashes = [store.put(content) for content in contents]
        assert [store.read(sha) for sha in hashes] == contents
        assert sorted(sha for shelf in store.shelves() for sha in shelf) == sorted(set(hashes))
        for sha in hashes:
            store.remove(sha)
        assert [sha for shelf in store.shelves() for sha in shelf] == []


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "/" * 64])
def test_only_a_hash_is_a_place_in_the_store(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no SHA-256"):
        Store(tmp_path).path(name)
