"""Consent: what is in force, and that nothing of the history is lost."""

import pytest

from storage import consents, people
from storage.database import Database
from storage.people import Known

from .conftest import Calendar

# Each act is (version, accepted), or None for a withdrawal; one act a minute.
ACTS = [
    ([], None, []),
    ([("1", True)], "1", [None]),
    ([("1", False)], None, [None]),
    ([("1", True), None], None, [1]),
    ([("1", True), ("2", True)], "2", [None, None]),
    ([("1", True), ("2", False)], None, [1, None]),
    ([("1", True), None, None, ("1", True)], "1", [1, None]),
    ([None], None, []),
]


@pytest.mark.parametrize(("acts", "in_force", "withdrawn"), ACTS)
async def test_the_consent_in_force(
    db: Database,
    sari: Known,
    budi: Known,
    times: Calendar,
    acts: list[tuple[str, bool] | None],
    in_force: str | None,
    withdrawn: list[int | None],
) -> None:
    person_id = sari.person.id
    async with db.writing() as conn:
        await consents.record(
            conn, person_id=budi.person.id, version="1", language="id", accepted=True, at=times.friday
        )
        for minute, act in enumerate(acts):
            at = times.after(minutes=minute)
            if act is None:
                await consents.withdraw(conn, person_id, at)
            else:
                version, accepted = act
                await consents.record(
                    conn, person_id=person_id, version=version, language="en", accepted=accepted, at=at
                )
    async with db.reading() as conn:
        known = await people.load(conn, [7001, 7002])
        history = await consents.history(conn, person_id)
        current = await consents.current(conn, person_id)
    assert (known[7001].person.consent, known[7001].consented) == (in_force, in_force is not None)
    assert known[7002].person.consent == "1"
    expected = [None if minute is None else times.after(minutes=minute) for minute in withdrawn]
    assert [one.withdrawn_at for one in history] == expected
    assert [(one.version, one.accepted, one.language) for one in history] == [
        (*act, "en") for act in acts if act is not None
    ]
    assert current == (history[-1] if history else None)
    assert bool(current and current.in_force) == (in_force is not None)
