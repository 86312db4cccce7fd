"""Forms that admins send: fetched, checked within bounds and laid on the shelf in the background.

Where each is stands in the database, so a kill loses nothing: what is wanted is fetched and checked again.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import forms
from bot.api import Api
from bot.attachments.downloading import Downloader, NotYet, Refused
from bot.clock import Clock
from bot.form_tools.bounded import check_upload
from bot.intake.intake import Intake
from bot.logs import log, where
from bot.publishing import bring_up
from bot.publishing_naming import form_id_of, version_of
from handlers.publishing.checked import CHECKED
from handlers.publishing.dispatch import UPLOAD
from handlers.publishing.targets import terms_of
from handlers.shelf import FormShelf
from locales import LANGUAGES
from locales.formats import DEFAULT_ZONE
from storage import form_versions, outbox, people, publications, uploads
from storage.database import Database
from storage.outbox import Letter, Priority
from storage.publications import PUBLISHED, RETIRED
from storage.uploads import Upload

_log = log("uploads")

SECONDS_BETWEEN_LOOKS = 5.0
# While somebody looks at a screen that says "being checked", and is just being written to.
SECONDS_TO_SHOW = 0.3
MOST_TRIES_TO_SHOW = 40
# After each attempt the next one comes so much later; after the last, sending the file again is the remedy.
WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600))
LETTER_KEPT = timedelta(days=3)
# What was never published, and what was (its file is kept with the version).
UPLOADS_KEPT = timedelta(days=30)
TRIALS_KEPT = timedelta(days=1)
# What is in ids of forms that buttons, audiences and settings are to name (`storage.audience`).
USABLE_ID = re.compile(r"[\w.-]{1,100}")
# It stands above each question, and in lists.
LONGEST_TITLE = 120
# The pictures and recordings that a form names for its questions; those it can do without.
MEDIA = re.compile(r"jr://(?:images|audio|video)/([^<>\"]{1,120})")


class Uploads:
    """`start` and `stop`; `wake` when something new may be there; `look` does all that is due now."""

    def __init__(
        self,
        database: Database,
        api: Api,
        shelf: FormShelf,
        intake: Intake,
        clock: Clock,
        posted: Callable[[], None],
    ) -> None:
        """`posted` is called when a letter was put into the outbox."""
        self._database = database
        self._shelf = shelf
        self._intake = intake
        self._clock = clock
        self._posted = posted
        self._downloader = Downloader(api)
        self._loop: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._unshown: dict[str, int] = {}
        self._cleaned: date | None = None
        self._one_at_a_time = asyncio.Lock()

    def start(self) -> None:
        self._loop = asyncio.create_task(self._work())

    async def stop(self) -> None:
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)
            self._loop = None
        await self._downloader.close()

    def wake(self) -> None:
        """Look at once."""
        self._woken.set()

    async def look(self) -> None:
        """Take over what was published, fetch and check what is wanted, throw away trials that were left."""
        async with self._one_at_a_time:
            await self._downloader.open()
            await bring_up(self._database, self._shelf)
            stale = self._clock.now() - TRIALS_KEPT
            async with self._database.reading() as connection:
                due = await uploads.wanted(connection, self._clock.now())
                left = await uploads.left_trials(connection, stale)
            today = self._clock.now().date()
            if left or self._cleaned != today:
                async with self._database.writing() as connection:
                    await uploads.end_trials(connection, stale)
                    await uploads.forget(connection, self._clock.now() - UPLOADS_KEPT)
                self._cleaned = today
            for upload in due:
                await self._see_to(upload)
            await self._show()

    async def _see_to(self, upload: Upload) -> None:
        if upload.attempts >= len(WAITS):
            await self._finish(upload, "failed", reason=upload.reason or "given up")
            return
        async with self._database.writing() as connection:
            # Counted before: a file that takes this program down is not looked at for ever.
            await uploads.tried(connection, upload.id, self._clock.now() + WAITS[upload.attempts])
        try:
            content, files = await self._fetched(upload)
        except Refused as refused:
            await self._finish(upload, "failed", reason=str(refused))
            return
        except NotYet as error:
            _log.info("not fetched yet", upload=upload.id, says=str(error))
            return
        await self._check(upload, content, files)

    async def _fetched(self, upload: Upload) -> tuple[bytes, dict[str, bytes]]:
        async with self._database.reading() as connection:
            content = await uploads.content(connection, upload.id)
            found = await uploads.files(connection, upload.id)
        if content is None:
            content = await self._downloader.fetch(upload.file_id)
            async with self._database.writing() as connection:
                await uploads.keep_content(connection, upload.id, content)
        files = uploads.fetched(found)
        for name, (file_id, data) in found.items():
            if data is None:
                files[name] = await self._downloader.fetch(file_id)
                async with self._database.writing() as connection:
                    await uploads.keep_file(connection, upload.id, name, files[name])
        return content, files

    async def _check(self, upload: Upload, content: bytes, files: Mapping[str, bytes]) -> None:
        try:
            converted, form = await self._checked(upload, content, files)
        except forms.FormError as error:
            names = [str(one.details.get("file", "")) for one in error.problems if one.code == "file_missing"]
            if names and len(names) == len(error.problems):
                await self._finish(upload, "lacking", missing=list(dict.fromkeys(names)), problems=None)
            else:
                found = [_as_json(one) for one in error.problems]
                await self._finish(upload, "faulty", problems=found, missing=list(dict.fromkeys(names)))
            return
        digest = hashlib.sha256(content)
        for name, data in sorted(files.items()):
            digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
        if (problem := await self._conflict(form, digest.hexdigest())) is not None:
            await self._finish(upload, "faulty", problems=[problem], missing=[])
            return
        media = [name for name in dict.fromkeys(MEDIA.findall(converted.xform)) if name not in files]
        self._shelf.put_trial(upload.trial, form, files)
        await self._finish(
            upload,
            "ready",
            form_id=form.id,
            version=form.version,
            digest=digest.hexdigest(),
            converted=converted.dumps(),
            problems=None,
            missing=media,
            **({} if upload.form_id == form.id else await self._terms(form.id)),
        )

    async def _checked(
        self, upload: Upload, content: bytes, files: Mapping[str, bytes]
    ) -> tuple[forms.Converted, forms.Form]:
        """The form; what its settings do not say is made of the file's name and the day."""
        # Pictures and recordings are none of the compiler's business.
        lists = {name: data for name, data in files.items() if name.lower().endswith((".csv", ".xml", ".geojson"))}
        today = self._clock.now().astimezone(ZoneInfo(DEFAULT_ZONE)).date()
        given = {"form_id": form_id_of(upload.file_name), "version": version_of(today)}
        converted = await check_upload(upload.file_name, content, lists, given=given)
        form = await asyncio.to_thread(forms.load, converted, files=files)
        if "version" in converted.assumed:
            async with self._database.reading() as connection:
                found = await publications.all_publications(connection)
            version = version_of(today, {one.version for one in found if one.form_id == form.id})
            if version != form.version:
                given["version"] = version
                converted = await check_upload(upload.file_name, content, lists, given=given)
                form = await asyncio.to_thread(forms.load, converted, files=files)
        return converted, form

    async def _terms(self, form_id: str) -> dict[str, Any]:
        """For whom, when and how often the published version of the form is: a new one begins with the same."""
        async with self._database.reading() as connection:
            found = await publications.all_publications(connection)
        one = next((each for each in found if each.form_id == form_id and each.state == PUBLISHED), None)
        return {} if one is None else terms_of(one, self._clock.now())

    async def _conflict(self, form: forms.Form, digest: str) -> dict[str, Any] | None:
        """Why a form that has no fault of its own cannot be published."""
        if self._shelf.is_builtin(form.id):
            return _own_problem("builtin", column="form_id")
        if USABLE_ID.fullmatch(form.id) is None:
            return _own_problem("form_id_unusable", column="form_id")
        if USABLE_ID.fullmatch(form.version) is None:
            return _own_problem("version_unusable", column="version")
        if any(len(form.title(language)) > LONGEST_TITLE for language in (*form.languages, *LANGUAGES)):
            return _own_problem("title_too_long", column="form_title")
        async with self._database.reading() as connection:
            known = await form_versions.get(connection, form.id, form.version)
            found = await publications.all_publications(connection)
        if known is None:
            return None
        if known.digest != digest:
            return _own_problem("version_taken", column="version")
        states = {one.state for one in found if (one.form_id, one.version) == (form.id, form.version)}
        return None if states <= {RETIRED} else _own_problem("already_published", column="version")

    async def _finish(self, upload: Upload, state: str, **columns: Any) -> None:
        """Write what came of it, and let the admin know: on the screen that they look at, or by a letter."""
        now = self._clock.now()
        place = f"{UPLOAD}:{upload.id}"
        async with self._database.writing() as connection:
            current = await uploads.get(connection, upload.id)
            if current is None or current.state != "wanted" or current.changed_at != upload.changed_at:
                # Another file has come meanwhile (or it was dropped): that is another look.
                return
            await uploads.change(connection, upload.id, at=now, state=state, **columns)
            looks = bool(await people.on_place(connection, place))
            if not looks:
                key = f"{CHECKED}:{upload.id}:{now.isoformat()}"
                data = {"upload": upload.id, "state": state}
                expires = now + LETTER_KEPT
                letter = Letter(key, CHECKED, upload.person_id, now, data, Priority.ANSWER, expires_at=expires)
                await outbox.add(connection, [letter], now)
        _log.info("upload", number=upload.id, state=state)
        if looks:
            self._unshown[place] = 0
        else:
            self._posted()

    async def _show(self) -> None:
        for place, tries in list(self._unshown.items()):
            if await self._intake.refresh(place) or tries >= MOST_TRIES_TO_SHOW:
                self._unshown.pop(place, None)
            else:
                self._unshown[place] = tries + 1

    async def _work(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.look()
            except Exception as error:  # the next look tries again
                _log.warning("a look failed", error=type(error).__name__, where=where(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SECONDS_TO_SHOW if self._unshown else SECONDS_BETWEEN_LOOKS):
                    await self._woken.wait()


def _as_json(problem: forms.Problem) -> dict[str, Any]:
    kept = {name: getattr(problem, name) for name in ("code", "sheet", "row", "column", "message", "remedy")}
    # The reader's language is not known here, so what the sentences are filled in with is kept as well.
    details = {name: value if isinstance(value, int) else str(value) for name, value in problem.details.items()}
    return {**kept, "details": details}


def _own_problem(code: str, *, column: str) -> dict[str, Any]:
    """A problem that a form has only here; its words are in the chat's texts (`pub-problem-…`)."""
    return {"code": code, "sheet": "settings", "row": 2, "column": column, "message": "", "remedy": ""}
