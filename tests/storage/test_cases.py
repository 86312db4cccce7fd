"""Cases: who may do what in which state, what follows, and what is noted of it."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import audit, cases, consents, people
from storage.cases import CLOSED, NEW, OPEN, STEPS, WAITING, Case
from storage.database import Database
from storage.visibility import PROGRAM, Viewer

from .casework import DUE, gather, in_state, opened
from .conftest import FRIDAY, Calendar

LATER = FRIDAY + timedelta(hours=3)
NEW_DUE = FRIDAY + timedelta(hours=27)

# Who × state → what they can do. The companion is Sari; Rina holds the case where somebody does; Wati sees it too.
NOTHING: set[str] = set()
MAY = {
    ("sari", NEW): {"closed"},
    ("sari", OPEN): {"closed"},
    ("sari", WAITING): {"closed"},
    ("sari", CLOSED): {"reopened"},
    ("rina", OPEN): {"released", "handed", "asked", "answered", "closed"},
    ("rina", WAITING): {"released", "handed", "asked", "answered", "closed"},
    ("rina", CLOSED): {"reopened"},
    # Nobody holds a new case: whoever sees it can do all but give it back.
    ("rina", NEW): {"taken", "handed", "asked", "answered", "closed"},
    ("wati", NEW): {"taken", "handed", "asked", "answered", "closed"},
    ("tono", NEW): {"taken", "handed", "asked", "answered", "closed"},
    ("ani", NEW): {"taken", "handed", "asked", "answered", "closed"},
    # Another has it in hand.
    **{(who, state): NOTHING for who in ("wati", "tono", "ani") for state in (OPEN, WAITING, CLOSED)},
    # It is nothing of theirs.
    **{(who, state): NOTHING for who in ("budi", "bima", "lala") for state in (NEW, OPEN, WAITING, CLOSED)},
}
BECOMES = {
    ("taken", NEW): OPEN,
    ("released", OPEN): NEW,
    # What the companion was asked, nobody waits for any more.
    ("released", WAITING): NEW,
    ("handed", NEW): OPEN,
    ("handed", OPEN): OPEN,
    ("handed", WAITING): WAITING,
    **{("asked", state): WAITING for state in (NEW, OPEN, WAITING)},
    **{("answered", state): OPEN for state in (NEW, OPEN, WAITING)},
    **{("closed", state): CLOSED for state in (NEW, OPEN, WAITING)},
    ("reopened", CLOSED): OPEN,
}


async def act(conn: AsyncConnection, name: str, viewer: Viewer, case_id: int, to: int) -> Case | None:
    """Do one of the steps."""
    match name:
        case "taken":
            return await cases.take(conn, viewer, case_id, LATER)
        case "released":
            return await cases.release(conn, viewer, case_id, LATER, due_at=NEW_DUE)
        case "handed":
            return await cases.hand_over(conn, viewer, case_id, to, LATER)
        case "asked":
            return await cases.ask_back(conn, viewer, case_id, LATER)
        case "answered":
            return await cases.answer(conn, viewer, case_id, LATER)
        case "closed":
            return await cases.close(conn, viewer, case_id, "solved", "Tanya dulu.", LATER)
    return await cases.reopen(conn, viewer, case_id, LATER, due_at=NEW_DUE)


@pytest.mark.parametrize("state", [NEW, OPEN, WAITING, CLOSED])
@pytest.mark.parametrize("who", ["sari", "rina", "wati", "tono", "ani", "budi", "bima", "lala"])
async def test_who_may_do_what_in_which_state(db: Database, who: str, state: str) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        wanted = MAY[who, state]
        for step in STEPS:
            case = await in_state(conn, cast, state, "" if state == NEW else "rina")
            viewer = cast.viewer(who)
            seen = await cases.get(conn, viewer, case.id)
            assert (seen is not None) == (who not in ("budi", "bima", "lala"))
            if seen is not None:
                assert await cases.may(conn, viewer, seen) == wanted
            before = await cases.get(conn, PROGRAM, case.id)
            talk = await cases.messages(conn, PROGRAM, case.id)
            done = await act(conn, step, viewer, case.id, cast["wati" if who == "rina" else "rina"].id)
            assert (done is not None) == (step in wanted), step
            if done is None:
                assert await cases.get(conn, PROGRAM, case.id) == before
                assert await cases.messages(conn, PROGRAM, case.id) == talk
            else:
                assert done == await cases.get(conn, PROGRAM, case.id)
                # The companion takes nothing in hand: what nobody held goes on without.
                assert done.state == BECOMES[step, state]


async def test_what_each_step_does_to_holder_and_deadline(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        rina, sari = cast.viewer("rina"), cast.viewer("sari")
        case = await opened(conn, cast)
        assert (case.state, case.holder, case.due_at, case.level) == (NEW, None, DUE, 0)
        assert (case.province, case.regency, case.programmes) == ("13", "13.76", " pkh ")

        def now(case: Case | None) -> tuple[str, int | None, object]:
            assert case is not None
            return case.state, case.holder, case.due_at

        held = cast["rina"].id
        assert now(await cases.take(conn, rina, case.id, LATER)) == (OPEN, held, DUE), "taking it answers nothing"
        assert now(await cases.ask_back(conn, rina, case.id, LATER)) == (WAITING, held, None)
        assert now(await cases.release(conn, rina, case.id, LATER, due_at=NEW_DUE)) == (NEW, None, NEW_DUE)
        await cases.say(conn, sari, case.id, "text", "Sudah.", LATER, due_at=NEW_DUE + timedelta(days=1))
        assert now(await cases.get(conn, rina, case.id)) == (NEW, None, NEW_DUE), "it waits for whoever takes it"
        assert now(await cases.answer(conn, rina, case.id, LATER)) == (OPEN, held, None), "who answers has it in hand"
        assert now(await cases.release(conn, rina, case.id, LATER, due_at=NEW_DUE)) == (NEW, None, NEW_DUE)
        assert now(await cases.hand_over(conn, rina, case.id, cast["wati"].id, LATER)) == (
            OPEN,
            cast["wati"].id,
            NEW_DUE,
        )
        assert await cases.answer(conn, rina, case.id, LATER) is None, "it is another's now"
        closed = await cases.close(conn, cast.viewer("wati"), case.id, "solved: Kartu diganti.", "Tanya dulu.", LATER)
        assert now(closed) == (CLOSED, cast["wati"].id, None)
        assert closed is not None
        assert (closed.outcome, closed.lesson, closed.closed_at) == ("solved: Kartu diganti.", "Tanya dulu.", LATER)
        again = await cases.reopen(conn, sari, case.id, LATER, due_at=NEW_DUE)
        assert now(again) == (OPEN, cast["wati"].id, NEW_DUE)
        assert again is not None
        assert (again.closed_at, again.outcome) == (None, "solved: Kartu diganti."), "nothing that was said is lost"
        told = [one.text for one in reversed(await cases.messages(conn, sari, case.id, most=20)) if one.kind == "event"]
        handed = f"handed:{cast['wati'].id}"
        assert told == [
            *("opened", "taken", "asked", "released", "answered", "released", handed, "closed", "reopened"),
        ]
        noted = [one.act for one in await audit.recent(conn, 20)]
        assert noted == [
            *("case closed", "case handed over", "case released", "case answered", "case released"),
            *("case asked back", "case taken"),
        ], "what the companion does with the own case is nobody's privilege"
        assert not any("saldo" in str(one) or "KPM" in str(one) for one in await audit.recent(conn, 20))


async def test_a_standing_deadline_is_not_put_off_by_giving_the_case_back(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await opened(conn, cast)
        rina = cast.viewer("rina")
        await cases.take(conn, rina, case.id, LATER)
        back = await cases.release(conn, rina, case.id, LATER, due_at=NEW_DUE)
        assert back is not None
        assert back.due_at == DUE


async def test_the_companion_closes_what_nobody_holds_and_takes_nothing_in_hand(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        sari = cast.viewer("sari")
        case = await opened(conn, cast)
        closed = await cases.close(conn, sari, case.id, "thanked", "", LATER)
        again = await cases.reopen(conn, sari, case.id, LATER, due_at=NEW_DUE)
    assert closed is not None
    assert again is not None
    assert (closed.holder, again.holder, again.state, again.due_at) == (None, None, NEW, NEW_DUE)


async def test_the_companions_words_make_an_answer_due_and_the_desks_do_not(db: Database, times: Calendar) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        sari, rina = cast.viewer("sari"), cast.viewer("rina")
        case = await opened(conn, cast)
        await cases.say(conn, sari, case.id, "text", "Sejak Agustus.", LATER, due_at=NEW_DUE)
        now = await cases.get(conn, sari, case.id)
        assert now is not None
        assert now.due_at == DUE, "a deadline that runs is not put off by asking again"
        await cases.answer(conn, rina, case.id, LATER)
        await cases.say(conn, rina, case.id, "text", "Bawa kartunya.", LATER, due_at=NEW_DUE)
        now = await cases.get(conn, sari, case.id)
        assert now is not None
        assert (now.state, now.due_at) == (OPEN, None)
        await cases.say(conn, sari, case.id, "text", "Sudah dibawa.", LATER, due_at=NEW_DUE)
        now = await cases.get(conn, sari, case.id)
        assert now is not None
        assert (now.state, now.due_at) == (OPEN, NEW_DUE)
        # Nobody else may speak, and nobody in a closed case.
        for other in ("budi", "lala", "wati", "ani"):
            assert await cases.say(conn, cast.viewer(other), case.id, "text", "Saya?", LATER, due_at=NEW_DUE) is None
        await cases.close(conn, rina, case.id, "solved", "", LATER)
        assert await cases.say(conn, sari, case.id, "text", "Terima kasih", LATER, due_at=NEW_DUE) is None
        said = [(m.author, m.text) for m in await cases.messages(conn, sari, case.id, most=20) if m.kind == "text"]
        assert said == [
            (cast["sari"].id, "Sudah dibawa."),
            (cast["rina"].id, "Bawa kartunya."),
            (cast["sari"].id, "Sejak Agustus."),
        ]
        assert await cases.message_count(conn, sari, case.id) == 3


async def test_an_escalation_is_done_once_and_frees_the_case(db: Database, times: Calendar) -> None:
    late, next_due = DUE + timedelta(minutes=5), DUE + timedelta(hours=24)
    async with db.writing() as conn:
        cast = await gather(conn)
        rina, wati = cast.viewer("rina"), cast.viewer("wati")
        case = await opened(conn, cast)
        await cases.take(conn, rina, case.id, LATER)
        assert await cases.escalate(conn, case.id, 1, next_due, DUE - timedelta(minutes=1)) is None, "not yet"
        assert await cases.overdue(conn, DUE - timedelta(minutes=1), 10) == []
        assert [one.id for one in await cases.overdue(conn, late, 10)] == [case.id]
        done = await cases.escalate(conn, case.id, 1, next_due, late)
        assert done is not None
        up, event = done
        assert (up.level, up.due_at, up.escalated_at, up.holder) == (1, next_due, late, cast["rina"].id)
        assert (event.event, event.author) == (("escalated", 1), None)
        assert await cases.escalate(conn, case.id, 2, next_due, late) is None, "twice is once"
        assert await cases.overdue(conn, late, 10) == []
        # Whoever of the level above takes it, has heard it; until then the holder may still answer.
        assert await cases.side(conn, wati, up) == cases.FREE
        assert await cases.side(conn, rina, up) == cases.HOLDER
        taken = await cases.take(conn, wati, case.id, late)
        assert taken is not None
        assert (taken.holder, taken.escalated_at, taken.due_at, taken.level) == (cast["wati"].id, None, next_due, 1)
        assert await cases.side(conn, rina, taken) == cases.ONLOOKER
        # On the last level it is called to mind.
        for level, due in ((2, 48), (2, 72)):
            again = await cases.escalate(
                conn, case.id, level, FRIDAY + timedelta(hours=due + 24), FRIDAY + timedelta(hours=due)
            )
            assert again is not None
        assert again is not None
        assert (again[0].level, again[1].event) == (2, ("reminded", 0))
        assert again[0].escalated_at == FRIDAY + timedelta(hours=48), "since when nobody has answered"
        await cases.close(conn, wati, case.id, "solved", "", late)
        assert await cases.overdue(conn, FRIDAY + timedelta(days=90), 10) == [], "what is closed is never late"


async def test_a_restricted_case_is_seen_by_those_named_only(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await opened(conn, cast, restricted=True)
        seen = [name for name in cast.people if await cases.get(conn, cast.viewer(name), case.id) is not None]
        assert seen == ["sari", "nami"]
        assert await cases.may_take_over(conn, cast.viewer("ani"), case.id) == []
        taken = await cases.take(conn, cast.viewer("nami"), case.id, LATER)
        assert taken is not None
        assert await cases.may_take_over(conn, cast.viewer("nami"), case.id) == [], "nobody else is named"
        assert await cases.hand_over(conn, cast.viewer("nami"), case.id, cast["rina"].id, LATER) is None
        assert await cases.name_for_restricted(conn, cast.viewer("ani"), cast["rina"].id, "13.76", LATER)
        assert cast.named(await cases.may_take_over(conn, cast.viewer("nami"), case.id)) == ["rina"]
        assert await cases.hand_over(conn, cast.viewer("nami"), case.id, cast["rina"].id, LATER) is not None
        await cases.unname(conn, cast.viewer("ani"), cast["rina"].id, "13.76", LATER)
        assert await cases.get(conn, cast.viewer("rina"), case.id) is not None, "it was handed over to her"


async def test_without_a_consent_nobody_sees_or_does_anything(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await opened(conn, cast)
        for name in ("sari", "rina", "ani"):
            await consents.withdraw(conn, cast[name].id, LATER)
            assert await cases.get(conn, cast.viewer(name), case.id) is None
            assert await cases.take(conn, cast.viewer(name), case.id, LATER) is None
            assert await cases.inbox(conn, cast.viewer(name), "all", LATER) == []
            assert await cases.messages(conn, cast.viewer(name), case.id) == []


async def test_who_is_no_coordinator_any_more_has_nothing_in_hand(db: Database) -> None:
    async with db.writing() as conn:
        cast = await gather(conn)
        case = await opened(conn, cast)
        await cases.take(conn, cast.viewer("rina"), case.id, LATER)
        await people.change_person(conn, cast["rina"].id, role="companion")
        assert await cases.answer(conn, cast.viewer("rina"), case.id, LATER) is None
        assert await cases.get(conn, cast.viewer("rina"), case.id) is None
