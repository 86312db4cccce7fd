"""Participation counts by region and programme."""

import pytest

from storage import consents, drafts, overview, people, submissions
from storage.database import Database
from storage.overview import Participation

from .conftest import Calendar

# telegram id: province, regency, programmes over time, draft open, forms sent, role, consent
PEOPLE = {
    1: ("13", "13.76", ["PKH"], True, 0, "companion", True),
    2: ("13", "13.76", ["TKSK PKH"], True, 2, "companion", True),
    3: ("13", "13.71", ["PKH", "PSM"], False, 1, "companion", True),
    4: ("73", "73.71", ["PKHX"], False, 0, "companion", True),
    5: ("13", "13.76", [], False, 1, "companion", True),
    6: ("13", "13.76", ["PKH"], False, 1, "coordinator", True),
    7: ("13", "13.76", ["PKH"], False, 1, "companion", False),
    8: (None, None, [], False, 0, "companion", True),
}


@pytest.fixture
async def district(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        for telegram_id, (province, regency, programmes, open_, sent, role, consent) in PEOPLE.items():
            known = await people.add_person(conn, telegram_id=telegram_id, language="id", at=times.friday, role=role)
            of = known.person.id
            await people.change_person(conn, of, province=province, regency=regency)
            if consent:
                await consents.record(conn, person_id=of, version="1", language="id", accepted=True, at=times.friday)
            if open_:
                await drafts.begin(conn, person_id=of, form_id="kompetensi", version="1", position="a", at=times.friday)
            profiles = [("profil", {"program": programme}) for programme in programmes]
            for day, (form_id, answers) in enumerate(profiles + [("kompetensi", {"a": "1"})] * sent):
                await submissions.add_finished(
                    conn,
                    person_id=of,
                    form_id=form_id,
                    version="1",
                    language="id",
                    begun_at=times.friday,
                    sent_at=times.after(days=day),
                    answers=answers,
                )


@pytest.mark.parametrize(
    ("region", "programme", "expected"),
    [
        ("", "", Participation(6, 2, 3)),
        ("13", "", Participation(4, 2, 3)),
        ("13.76", "", Participation(3, 2, 2)),
        ("1", "", Participation(0, 0, 0)),
        ("13.7", "", Participation(0, 0, 0)),
        ("", "PKH", Participation(2, 2, 1)),
        ("13.71", "PSM", Participation(1, 0, 1)),
        ("13.71", "PKH", Participation(0, 0, 0)),
        ("", "P%", Participation(0, 0, 0)),
    ],
)
@pytest.mark.usefixtures("district")
async def test_participation(db: Database, region: str, programme: str, expected: Participation) -> None:
    async with db.reading() as conn:
        found = await overview.participation(conn, region_prefix=region, programme=programme, form_id="kompetensi")
    assert found == expected
