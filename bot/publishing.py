"""The built-in forms: compiled when they are new, kept in the database by version, put on the shelf at the start."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import forms
from handlers.shelf import FormShelf
from storage import form_versions
from storage.database import Database

LIBRARY = Path(forms.__file__).parent / "library"


class FormChanged(Exception):  # noqa: N818 - it says what happened
    """A form's text differs from the one that was published under the same version."""


def library_files() -> dict[str, bytes]:
    """The CSV files that forms of the library refer to."""
    return {file.name: file.read_bytes() for file in LIBRARY.glob("*.csv")}


def library_forms() -> dict[str, bytes]:
    """The forms of the library, by name of the file without its ending."""
    return {file.stem: file.read_bytes() for file in sorted(LIBRARY.glob("*.md")) if file.stem != "README"}


async def fill_shelf(database: Database, at: datetime, institution: str | None = None) -> FormShelf:
    """Publish what is new and load every version that was ever published: drafts may still be on it.

    A form that was published before is not compiled again (pyxform takes half a second to import): its text's
    digest says whether it is the same. Raises `FormChanged` where a text changed but its version did not, and
    `forms.FormError` for a form that is wrong.
    """
    shelf = FormShelf(library_files(), institution)
    async with database.reading() as connection:
        known = await form_versions.all_versions(connection)
    by_digest = {version.digest: version for version in known}
    by_name = {(version.form_id, version.version): version for version in known}
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
    for version in known:
        converted = forms.Converted.loads(version.converted)
        is_current = (version.form_id, version.version) in current
        shelf.put(forms.load(converted, files=shelf.files), current=is_current)
    return shelf
