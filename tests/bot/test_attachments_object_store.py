"""Attachments in an S3-compatible store: as in the folder, and clear words when it cannot be used."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import doctor
from bot.attachments import object_store
from bot.attachments.keeping import Store
from bot.attachments.object_store import ObjectStore, StoreAway
from bot.attachments.opening import store_of
from bot.settings import read_settings
from tests.bot.conftest import Pendamping, one_line
from tests.bot.small_s3 import BUCKET, KEY, REGION, SECRET, SmallS3, small_s3

SETTINGS = {
    "attachments_s3_bucket": BUCKET,
    "attachments_s3_key": KEY,
    "attachments_s3_secret": SECRET,
    "attachments_s3_region": REGION,
    "attachments_s3_prefix": "pendamping/lampiran",
}


@pytest.fixture(scope="module")
def server() -> Iterator[SmallS3]:
    with small_s3() as running:
        yield running


@pytest.fixture(autouse=True)
def empty(server: SmallS3) -> None:
    server.objects.clear()
    server.requests.clear()
    server.says = None
    server.unanswered = 0


def opened(url: str, **other: str) -> ObjectStore:
    store = store_of(read_settings(**SETTINGS | {"attachments_s3_endpoint": url} | other))
    assert isinstance(store, ObjectStore)
    return store


@pytest.fixture(scope="module")
def store(server: SmallS3) -> ObjectStore:
    return opened(server.url)


def test_what_is_put_is_read_again_under_its_hash(server: SmallS3, store: ObjectStore) -> None:
    sha256 = store.put(b"a photo")
    assert sha256 == hashlib.sha256(b"a photo").hexdigest()
    assert server.objects == {f"pendamping/lampiran/{sha256[:2]}/{sha256[2:]}": b"a photo"}
    assert store.read(sha256) == b"a photo"
    store.remove(sha256)
    store.remove(sha256)
    assert not server.objects
    with pytest.raises(FileNotFoundError):
        store.read(sha256)


def test_the_same_content_is_sent_once(server: SmallS3, store: ObjectStore) -> None:
    assert store.put(b"twice") == store.put(b"twice")
    assert [request.split()[0] for request in server.requests] == ["HEAD", "PUT", "HEAD"]


@settings(max_examples=12, deadline=None)
@given(contents=st.lists(st.binary(max_size=2000), max_size=9))
def test_any_files_of_any_pages_and_nothing_else(server: SmallS3, store: ObjectStore, contents: list[bytes]) -> None:
    server.objects = {"pendamping/lampiran/probe": b"", "pendamping/lampiran/ab/short": b"", "other/ab/c": b"theirs"}
    theirs = dict(server.objects)
    hashes = {store.put(content) for content in contents}
    assert sorted(sha for shelf in store.shelves() for sha in shelf) == sorted(hashes)
    for sha in hashes:
        store.remove(sha)
    assert server.objects == theirs


def test_without_a_prefix_it_is_the_whole_bucket(server: SmallS3) -> None:
    store = opened(server.url, attachments_s3_prefix="")
    sha256 = store.put(b"x")
    assert list(server.objects) == [f"{sha256[:2]}/{sha256[2:]}"]
    assert [sha for shelf in store.shelves() for sha in shelf] == [sha256]


def test_content_that_was_changed_over_there_is_no_file(server: SmallS3, store: ObjectStore) -> None:
    sha256 = store.put(b"a photo")
    server.objects[next(iter(server.objects))] = b"another"
    with pytest.raises(StoreAway, match="another content"):
        store.read(sha256)


@pytest.mark.parametrize("name", ["", "../" + "a" * 61, "A" * 64, "a" * 63])
def test_only_a_hash_is_asked_for(server: SmallS3, store: ObjectStore, name: str) -> None:
    with pytest.raises(ValueError, match="no SHA-256"):
        store.read(name)
    assert not server.requests


def test_a_check_tries_all_and_leaves_nothing(server: SmallS3, store: ObjectStore) -> None:
    store.check()
    assert [request.split()[0] for request in server.requests] == ["GET", "PUT", "GET", "DELETE"]
    assert not server.objects


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"attachments_s3_bucket": "no-such-bucket"}, "no such bucket"),
        ({"attachments_s3_key": "SOMEBODY"}, "does not know ATTACHMENTS_S3_KEY"),
        ({"attachments_s3_secret": "guessed"}, "ATTACHMENTS_S3_SECRET"),
    ],
)
def test_wrong_settings_are_said_in_one_line(server: SmallS3, wrong: dict[str, str], says: str) -> None:
    with pytest.raises(StoreAway) as caught:
        opened(server.url, **wrong).check()
    line = str(caught.value)
    assert says in line
    assert server.url in line
    assert "\n" not in line
    assert not any(secret in line for secret in ("guessed", SECRET))
    assert not server.objects


@pytest.mark.parametrize(
    ("status", "code", "says"),
    [(403, "AccessDenied", "list, read, write and delete"), (400, "AuthorizationHeaderMalformed", "region")],
)
def test_a_refusal_says_what_to_do(server: SmallS3, store: ObjectStore, status: int, code: str, says: str) -> None:
    server.says = (status, code)
    with pytest.raises(StoreAway, match=says):
        store.check()
    with pytest.raises(StoreAway):
        store.put(b"not kept")


def test_a_short_trouble_is_tried_again(server: SmallS3, store: ObjectStore) -> None:
    server.unanswered = 1
    assert store.read(store.put(b"kept")) == b"kept"


def test_a_store_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(object_store, "ATTEMPTS", 1)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with pytest.raises(StoreAway, match="cannot be reached"):
        opened(f"http://127.0.0.1:{port}").check()


def test_without_settings_it_is_the_folder() -> None:
    assert isinstance(store_of(read_settings()), Store)


def in_environment(url: str) -> dict[str, str]:
    given = {"ENDPOINT": url, "BUCKET": BUCKET, "KEY": KEY, "SECRET": SECRET, "REGION": REGION}
    return {f"ATTACHMENTS_S3_{name}": value for name, value in given.items()}


def test_the_bot_does_not_start_without_its_store(
    pendamping: Pendamping, server: SmallS3, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(object_store, "ATTEMPTS", 1)
    said = pendamping("run", **in_environment("http://127.0.0.1:9"))
    assert "http://127.0.0.1:9 cannot be reached" in one_line(said)
    said = pendamping("run", **in_environment(server.url) | {"ATTACHMENTS_S3_SECRET": "guessed"})
    assert "ATTACHMENTS_S3_SECRET" in one_line(said)
    assert "guessed" not in said.output


def test_the_doctor_tries_the_store(pendamping: Pendamping, server: SmallS3, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "library_forms", dict)
    said = pendamping("doctor", **in_environment(server.url))
    assert f"ok    attachments: {server.url}, bucket {BUCKET}" in said.stdout
    server.says = (403, "AccessDenied")
    said = pendamping("doctor", **in_environment(server.url))
    assert f"WRONG attachments: the store of attachments at {server.url} does not let" in said.stdout
