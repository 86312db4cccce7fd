"""What every start in a test process would make anew, made once: a migrated file, with the library's forms in it.

A world begins with a copy of such a file, as a program begins whose folder has been started before. That a folder
without a file is filled is tested on its own (tests/bot/test_publishing.py, tests/storage/test_migrating.py,
tests/webhook, tests/browser), as are programs in processes of their own, which know nothing of this.
"""

from __future__ import annotations

import asyncio
import atexit
import hashlib
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from unittest import mock

import forms
from bot import publishing
from storage.database import Database
from storage.migrating import migrate

_load = forms.load
_loaded: dict[str, forms.Form] = {}
_making = threading.Lock()


def empty(file: Path) -> Path:
    """A migrated database without anything in it, there."""
    return _copy(_migrated(), file)


def filled(file: Path, at: datetime) -> Path:
    """A migrated database in which the library's forms of now were published at that time, there."""
    with _making:
        made = _published(_library(), at)
    return _copy(made, file)


@contextmanager
def loading_once() -> Iterator[None]:
    """In here a form that was loaded in this process before, from the same text and files, is not loaded again."""
    with mock.patch.object(forms, "load", _load_once):
        yield


def _copy(made: Path, file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(made, file)
    file.chmod(0o600)
    return file


def _library() -> str:
    """A digest of what would be published: some tests change the library."""
    return _digest({**publishing.library_forms(), **publishing.library_files()})


def _digest(contents: Mapping[str, bytes], *more: str) -> str:
    digest = hashlib.sha256("\0".join(more).encode())
    for name, content in sorted(contents.items()):
        digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ready-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _migrated() -> Path:
    file = _folder() / "empty.sqlite3"
    migrate(file)
    return file


@cache
def _published(library: str, at: datetime) -> Path:
    file = empty(_folder() / f"{library[:16]}-{at.timestamp():.0f}.sqlite3")

    async def fill() -> None:
        database = Database(file)
        await database.open()
        with loading_once():
            await publishing.fill_shelf(database, at)
        await database.close()

    # Whoever asks may be on a loop already.
    filling = threading.Thread(target=asyncio.run, args=(fill(),))
    filling.start()
    filling.join()
    return file


def _load_once(
    converted: forms.Converted, *, files: Mapping[str, bytes] = MappingProxyType({}), lenient: bool = False
) -> forms.Form:
    key = _digest(files, converted.dumps(), str(lenient))
    if key not in _loaded:
        _loaded[key] = _load(converted, files=files, lenient=lenient)
    return _loaded[key]
