"""People and their chats."""

import pytest
from sqlalchemy.exc import IntegrityError

from storage import drafts, people
from storage.database import Database
from storage.people import START, Chat, Known, Person

from .conftest import Calendar


async def reload(db: Database, known: Known) -> Known:
    async with db.reading() as conn:
        return (await people.load(conn, [known.person.telegram_id]))[known.person.telegram_id]


async def test_a_new_person_stands_at_the_start(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        added = await people.add_person(conn, telegram_id=2**40, language="en", at=times.friday, role="admin")
    expected = Person(added.person.id, 2**40, "en", "admin", None, None, None, None, times.friday, None, None)
    assert added == Known(expected, Chat(added.person.id, START), None)
    assert await reload(db, added) == added
    assert not added.consented


async def test_a_person_is_added_once(db: Database, sari: Known, times: Calendar) -> None:
    with pytest.raises(IntegrityError):
        async with db.writing() as conn:
            await people.add_person(conn, telegram_id=7001, language="id", at=times.friday)


async def test_load_gives_those_who_are_known(db: Database, sari: Known, budi: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        begun = await drafts.begin(
            conn, person_id=sari.person.id, form_id="f", version="1", position="a", at=times.friday
        )
        sari.chat.draft_id, sari.draft = begun.id, begun
        await people.write_chats(conn, [sari.chat])
        await drafts.begin(conn, person_id=budi.person.id, form_id="f", version="1", position="a", at=times.friday)
        assert await people.load(conn, [7001, 7002, 7003]) == {7001: sari, 7002: budi}
        assert await people.load(conn, set()) == {}


async def test_columns_are_changed_by_name(db: Database, sari: Known, budi: Known, times: Calendar) -> None:
    changes = {
        "language": "en",
        "role": "coordinator",
        "name": "Ibu Sari",
        "gender": "p",
        "province": "13",
        "regency": "13.76",
        "blocked_at": times.friday,
    }
    assert changes.keys() == people.CHANGEABLE
    async with db.writing() as conn:
        await people.change_person(conn, sari.person.id, **changes)
        await people.change_person(conn, sari.person.id)
    after = await reload(db, sari)
    assert {name: getattr(after.person, name) for name in changes} == changes
    assert await reload(db, budi) == budi


@pytest.mark.parametrize("column", ["id", "telegram_id", "consent", "joined_at", "nik"])
async def test_other_columns_are_not(db: Database, sari: Known, column: str) -> None:
    async with db.writing() as conn:
        with pytest.raises(ValueError, match=column):
            await people.change_person(conn, sari.person.id, **{column: 1})


async def test_an_unknown_role_is_refused(db: Database, sari: Known) -> None:
    with pytest.raises(IntegrityError):
        async with db.writing() as conn:
            await people.change_person(conn, sari.person.id, role="boss")


async def test_people_are_found_by_role_and_id(db: Database, sari: Known, budi: Known) -> None:
    async with db.writing() as conn:
        await people.change_person(conn, budi.person.id, role="admin")
        assert [one.telegram_id for one in await people.with_role(conn, "companion")] == [7001]
        assert [one.telegram_id for one in await people.with_role(conn, "admin")] == [7002]
        assert await people.person_by_id(conn, sari.person.id) == sari.person
        assert await people.person_by_id(conn, 999) is None


async def test_the_last_of_several_chat_rows_stands(db: Database, sari: Known, times: Calendar) -> None:
    rows = [Chat(sari.person.id, "menu", 11, None, 5, times.friday), Chat(sari.person.id, "result:12", 12)]
    async with db.writing() as conn:
        await people.write_chats(conn, rows)
        await people.write_chats(conn, [])
    assert (await reload(db, sari)).chat == rows[-1]


@pytest.mark.parametrize(
    ("update_id", "message_id", "expected"),
    [
        (5, 20, (20, None)),
        (5, None, (10, None)),
        (4, 20, (10, 5)),
    ],
    ids=["new message", "same message", "another reply is owed by now"],
)
async def test_a_reply_is_marked_as_shown(
    db: Database,
    sari: Known,
    budi: Known,
    times: Calendar,
    update_id: int,
    message_id: int | None,
    expected: tuple[int, int | None],
) -> None:
    owing = [Chat(known.person.id, "draft", 10, None, 5, times.friday) for known in (sari, budi)]
    async with db.writing() as conn:
        await people.write_chats(conn, owing)
        await people.mark_shown(conn, [(sari.person.id, update_id, message_id)])
    chat = (await reload(db, sari)).chat
    assert (chat.message_id, chat.owed) == expected
    assert (chat.owed_at is None) == (chat.owed is None)
    assert (await reload(db, budi)).chat == owing[1]


async def test_owed_replies_are_found_longest_first(db: Database, sari: Known, budi: Known, times: Calendar) -> None:
    async with db.writing() as conn:
        await people.write_chats(
            conn,
            [
                Chat(sari.person.id, "menu", owed=8, owed_at=times.after(seconds=2)),
                Chat(budi.person.id, "menu", owed=7, owed_at=times.after(seconds=1)),
            ],
        )

        async def found(seconds: float, limit: int = 500) -> list[int]:
            found = await people.owed(conn, times.after(seconds=seconds), limit)
            return [known.person.telegram_id for known in found]

        assert await found(2) == [7002]
        assert await found(3) == [7002, 7001]
        assert await found(3, limit=1) == [7002]


async def test_a_block_is_noted_and_lifted(db: Database, sari: Known, times: Calendar) -> None:
    for at in (times.friday, None):
        async with db.writing() as conn:
            await people.mark_blocked(conn, 7001, at)
        assert (await reload(db, sari)).person.blocked_at == at
