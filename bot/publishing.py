"""The forms at the start: the library's, compiled when they are new, and what admins have published or are trying."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

import forms
from bot.logs import log
from handlers.shelf import FormShelf
from storage import form_versions, publications, uploads
from storage.database import Database
from storage.form_versions import FormVersion
from storage.uploads import TRIAL

_log = log("publishing")

LIBRARY = Path(forms.__file__).parent / "library"
# What to do about a published form that stands in the way of a report (see `hidden_reports`).
HIDDEN = "publish a version of it that has `purpose` = `report` on its sheet `settings`"


class FormChanged(Exception):  # noqa: N818 - it says what happened
    """A form's text differs from the one that was published under the same version."""


def library_files() -> dict[str, bytes]:
    """The CSV files that forms of the library refer to."""
    return {file.name: file.read_bytes() for file in LIBRARY.glob("*.csv")}


def library_forms() -> dict[str, bytes]:
    """The forms of the library, by name of the file without its ending."""
    return {file.stem: file.read_bytes() for file in sorted(LIBRARY.glob("*.md")) if file.stem != "README"}


async def fill_shelf(database: Database, at: datetime, institution: str | None = None) -> FormShelf:
    """Publish what is new in the library and load every version that was ever published: drafts may still be on it.

    A form that was published before is not compiled again (pyxform takes half a second to import): its text's
    digest says whether it is the same. Raises `FormChanged` where a text changed but its version did not, and
    `forms.FormError` for a form that is wrong.
    """
    shelf = FormShelf(library_files(), institution)
    async with database.reading() as connection:
        known = await form_versions.all_versions(connection)
        published = {(one.form_id, one.version) for one in await publications.all_publications(connection)}
    own = [version for version in known if (version.form_id, version.version) not in published]
    by_digest = {version.digest: version for version in own}
    by_name = {(version.form_id, version.version): version for version in own}
    current = set()
    new = []
    for name, source in library_forms().items():
        digest = hashlib.sha256(source).hexdigest()
        if (version := by_digest.get(digest)) is not None:
            current.add((version.form_id, version.version))
            continue
        converted = forms.convert(source, name=name)
        form = forms.load(converted, files=shelf.files)
        if (form.id, form.version) in by_name:
            raise FormChanged(
                f"the form {name}.md has changed, but its version ({form.version}) has not: "
                "raise `version` on its sheet `settings`, so that drafts stay on the text that they began with"
            )
        new.append((form, digest, converted.dumps()))
        shelf.put(form, current=True)
    if new:
        async with database.writing() as connection:
            for form, digest, text in new:
                await form_versions.publish(
                    connection, form_id=form.id, version=form.version, digest=digest, converted=text, at=at
                )
    for version in own:
        converted = forms.Converted.loads(version.converted)
        is_current = (version.form_id, version.version) in current
        shelf.put(forms.load(converted, files=shelf.files), current=is_current)
    async with database.writing() as connection:
        # Left when the program stopped: nobody must be found on a form that is not at hand any more.
        await uploads.end_trials(connection)
    reports = {form.id for form in shelf.published() if form.settings.get("purpose")}
    await bring_up(database, shelf)
    for form_id in await hidden_reports(database, reports):
        _log.warning("a published form hides a report of the library", form=form_id, remedy=HIDDEN)
    return shelf


async def hidden_reports(database: Database, reports: Collection[str]) -> list[str]:
    """Which of these reports of the library nobody can file: an admin's form has the same id, and is no report."""
    async with database.reading() as connection:
        found = [one for one in await publications.all_publications(connection) if one.form_id in reports]
        hidden = {one.form_id for one in found}
        for one in found:
            if one.state != publications.PUBLISHED:
                continue
            version = await form_versions.get(connection, one.form_id, one.version)
            if version is not None and forms.Converted.loads(version.converted).settings.get("purpose"):
                hidden.discard(one.form_id)
    return sorted(hidden)


async def bring_up(database: Database, shelf: FormShelf) -> None:
    """Take over what admins have published since, and what they are trying. Raises `forms.FormError`."""
    async with database.reading() as connection:
        found = await publications.all_publications(connection)
        for one in found:
            if not shelf.has(one.form_id, one.version):
                version = await form_versions.get(connection, one.form_id, one.version)
                if version is not None:
                    await _load(connection, shelf, version)
        shelf.index(found)
        trials = [(number, text) for number, text in await uploads.ready(connection) if not _has_trial(shelf, number)]
    for number, text in trials:
        await load_trial(database, shelf, number, text)


async def load_trial(database: Database, shelf: FormShelf, number: int, text: str) -> None:
    """Put an upload on the shelf, to be tried out; one that an older program could load is checked again."""
    async with database.reading() as connection:
        files = uploads.fetched(await uploads.files(connection, number))
    try:
        form = await asyncio.to_thread(forms.load, forms.Converted.loads(text), files=files)
    except (forms.FormError, ValueError) as error:
        _log.warning("an upload is to be checked again", upload=number, error=type(error).__name__)
        async with database.writing() as connection:
            upload = await uploads.get(connection, number)
            if upload is not None:
                await uploads.move(connection, number, "wanted", ("ready",), upload.changed_at)
            await uploads.end_trials(connection)
        return
    shelf.put_trial(f"{TRIAL}{number}", form, files)


async def _load(connection: AsyncConnection, shelf: FormShelf, version: FormVersion) -> None:
    files = await publications.files(connection, version.form_id, version.version)
    form = forms.load(forms.Converted.loads(version.converted), files=files)
    shelf.put(form, current=False, files=files)


def _has_trial(shelf: FormShelf, number: int) -> bool:
    return shelf.trial(f"{TRIAL}{number}") is not None
