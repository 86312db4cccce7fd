"""Published form versions."""

import pytest

from storage import form_versions
from storage.database import Database
from storage.form_versions import FormVersion, VersionTakenError

from .conftest import Calendar


async def test_versions_are_kept_beside_each_other(db: Database, times: Calendar) -> None:
    wanted = [
        FormVersion("kompetensi", "1", "d1", "{one}", times.friday),
        FormVersion("kompetensi", "2", "d2", "{two}", times.after(days=1)),
        FormVersion("profil", "1", "d3", "{three}", times.friday),
    ]
    async with db.writing() as conn:
        for one in reversed(wanted):
            await form_versions.publish(
                conn,
                form_id=one.form_id,
                version=one.version,
                digest=one.digest,
                converted=one.converted,
                at=one.published_at,
            )
        assert await form_versions.all_versions(conn) == wanted
        assert await form_versions.get(conn, "kompetensi", "2") == wanted[1]
        assert await form_versions.get(conn, "kompetensi", "3") is None


async def test_a_version_is_published_once_and_for_good(db: Database, times: Calendar) -> None:
    async def publish(digest: str, days: int) -> None:
        async with db.writing() as conn:
            at = times.after(days=days)
            await form_versions.publish(conn, form_id="f", version="1", digest=digest, converted=digest, at=at)

    await publish("d1", 0)
    await publish("d1", 1)
    with pytest.raises(VersionTakenError, match="form f version 1"):
        await publish("d2", 2)
    async with db.reading() as conn:
        assert await form_versions.all_versions(conn) == [FormVersion("f", "1", "d1", "d1", times.friday)]
