"""A cast for cases: a companion, coordinators of several places, an admin, and a case of each kind of state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import cases, consents, invites, people, schema
from storage.cases import Case
from storage.people import Person
from storage.visibility import Viewer

from .conftest import FRIDAY

# Who: role, duties (region, programme), regions they are named for. The companion of the cases is Sari, PKH in 13.76.
CAST: dict[str, tuple[str, list[tuple[str, str]], list[str]]] = {
    "sari": ("companion", [], []),
    "budi": ("companion", [], []),
    "rina": ("coordinator", [("13.76", "")], []),
    "bima": ("coordinator", [("13.76", "bpnt")], []),
    "lala": ("coordinator", [("13.71", "")], []),
    "wati": ("coordinator", [("13", "pkh")], []),
    "tono": ("coordinator", [("", "")], []),
    "nami": ("coordinator", [("13.71", "")], ["13"]),
    "ani": ("admin", [], []),
}
DUE = FRIDAY + timedelta(hours=24)


@dataclass
class Cast:
    """The people by name; `viewer` for who asks, `of` for their names by id."""

    people: dict[str, Person]

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def viewer(self, name: str) -> Viewer:
        return Viewer(self.people[name].id)

    def named(self, found: list[Person]) -> list[str]:
        names = {person.id: name for name, person in self.people.items()}
        return [names[person.id] for person in found]


async def gather(conn: AsyncConnection, only: str = "") -> Cast:
    """Put the whole cast (or those of `only`, by name) into the database."""
    found = {}
    for number, (name, (role, duties, named)) in enumerate(CAST.items(), 9001):
        if only and name not in only.split():
            continue
        known = await people.add_person(conn, telegram_id=number, language="id", at=FRIDAY, role=role)
        who = known.person.id
        await people.change_person(
            conn, who, name=f"{name.title()} Contoh", gender="perempuan", province="13", regency="13.76"
        )
        await consents.record(conn, person_id=who, version="1", language="id", accepted=True, at=FRIDAY)
        for region, programme in duties:
            await invites.add_duty(conn, who, region, programme)
        for region in named:
            await conn.execute(insert(schema.restricted_duty).values(person_id=who, region=region))
        person = await people.person_by_id(conn, who)
        assert person is not None
        found[name] = person
    return Cast(found)


async def opened(conn: AsyncConnection, cast: Cast, *, at: datetime = FRIDAY, **given: Any) -> Case:
    """A case of Sari's."""
    about: dict[str, Any] = {
        "submission_id": None,
        "report_id": None,
        "kind": "saldo_nol",
        "urgency": "tinggi",
        "restricted": False,
        "kpm": "KPM-014",
        "summary": "Sejak Agustus saldo kartu nol.",
        "tried": "Sudah ke agen bank.",
        "programmes": ["pkh"],
        "at": at,
        "due_at": DUE,
    }
    return await cases.open_case(conn, person=cast["sari"], **{**about, **given})


async def in_state(conn: AsyncConnection, cast: Cast, state: str, holder: str = "", **given: Any) -> Case:
    """A case of Sari's in a state, held by somebody or nobody."""
    case = await opened(conn, cast, **given)
    who = cast[holder].id if holder else None
    due_at = None if state in ("waiting", "closed") else case.due_at
    table = schema.case_record
    await conn.execute(table.update().where(table.c.id == case.id).values(state=state, holder=who, due_at=due_at))
    return replace(case, state=state, holder=who, due_at=due_at)
