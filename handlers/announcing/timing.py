"""When an announcement is to be sent: a button or a typed time, in one zone for all or in everyone's own."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.announcing import desk
from handlers.announcing.dispatch import act, button_to, go, listens
from handlers.announcing.typed import is_sensible, read_wall_time
from handlers.announcing.words import earliest, moment_words, when_words
from handlers.places import place
from handlers.reminding import almanac
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Said, Turn, as_rows
from locales.formats import DEFAULT_ZONE
from storage.announcements import Announcement

PLACE = "announce-when"
MONDAY = 0
# What admins mean by these words; office hours begin at 07.30 (Perpres 21/2023).
THIS_AFTERNOON, TOMORROW_MORNING, MONDAY_MORNING = time(15, 30), time(8), time(7, 30)
FARTHEST = timedelta(days=366)
_WIB = ZoneInfo(DEFAULT_ZONE)


def moment_of(wall: datetime, *, local: bool) -> datetime:
    """What is stored for a wall time: in everyone's own zone as if it were UTC, else that time in Jakarta."""
    return wall.replace(tzinfo=UTC if local else _WIB).astimezone(UTC)


def wall_of(announcement: Announcement) -> datetime | None:
    """The wall time of the stored moment."""
    if announcement.send_at is None:
        return None
    return announcement.send_at.astimezone(UTC if announcement.local else _WIB).replace(tzinfo=None)


def proposals(at: datetime) -> dict[str, datetime]:
    """Wall times to be tapped: this afternoon while it is to come, tomorrow morning, Monday morning."""
    now = at.astimezone(_WIB).replace(tzinfo=None)
    tomorrow = now.date() + timedelta(days=1)
    monday = tomorrow + timedelta(days=(MONDAY - tomorrow.weekday()) % 7)
    found = {
        "afternoon": datetime.combine(now.date(), THIS_AFTERNOON),
        "tomorrow": datetime.combine(tomorrow, TOMORROW_MORNING),
        "monday": datetime.combine(monday, MONDAY_MORNING),
    }
    return {name: wall for name, wall in found.items() if wall > now}


async def moved_words(turn: Turn, announcement: Announcement) -> list[str]:
    """Where the chosen time is one at which nothing may be sent (at night, on a Sunday): when it goes instead.

    Said by western time, or by everyone's own; a province's own holidays may move it further there.
    """
    wall = wall_of(announcement)
    if wall is None:
        return []
    hours = (await almanac.load(await turn.work.connection())).hours
    wanted = wall.replace(tzinfo=_WIB).astimezone(UTC)
    moment = hours.next_moment(wanted, DEFAULT_ZONE, None, "announcement")
    if moment == wanted:
        return []
    then = moment_of(moment.astimezone(_WIB).replace(tzinfo=None), local=announcement.local)
    return ["", turn.texts("ann-moved", when=moment_words(turn.texts, then, local=announcement.local))]


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    announcement = await desk.find(turn, whole_number(argument))
    if announcement is None or announcement.state != "draft" or announcement.made_by != turn.person.id:
        return None
    t, number = turn.texts, announcement.id
    labels = {
        "afternoon": t.plain("button-ann-this-afternoon"),
        "tomorrow": t.plain("button-ann-tomorrow"),
        "monday": t.plain("button-ann-monday"),
    }
    rows = [[button_to(labels[name], "at", number, f"{wall:%Y%m%d%H%M}")] for name, wall in proposals(turn.at).items()]
    own, one = t.plain("button-ann-local"), t.plain("button-ann-wib")
    rows.append(
        [
            button_to(f"✓ {own}" if announcement.local else own, "zone", number, "local"),
            button_to(one if announcement.local else f"✓ {one}", "zone", number, "wib"),
        ]
    )
    lines = [f"<b>{t('ann-when-title')}</b>", "", t("ann-when-how")]
    if announcement.send_at is not None:
        lines += ["", t("ann-when-now", when=when_words(t, announcement)), *await moved_words(turn, announcement)]
        rows.append([go(t.plain("button-ann-schedule-this"), f"announce-sure:{number}:later")])
    rows.append([go(t.plain("button-back"), f"announcement:{number}")])
    return Screen("\n".join(lines), as_rows(rows))


@act("at")
async def at(turn: Turn, number: int, more: str) -> None:
    if (announcement := await desk.own_draft(turn, number)) is not None:
        try:
            wall = datetime.strptime(more, "%Y%m%d%H%M")
        except ValueError:
            turn.go(f"{PLACE}:{number}")
            return
        if not is_sensible(wall):
            turn.say(turn.texts("hint-ann-time"))
            turn.go(f"{PLACE}:{number}")
            return
        await _keep(turn, announcement, wall, local=announcement.local)


@act("zone")
async def zone(turn: Turn, number: int, more: str) -> None:
    """`local` or `wib`: the same time on the clock, elsewhere."""
    if (announcement := await desk.own_draft(turn, number)) is not None:
        local, wall = more == "local", wall_of(announcement)
        if wall is not None:
            await _keep(turn, announcement, wall, local=local)
            return
        await desk.change(turn, announcement, local=local)
        turn.go(f"{PLACE}:{number}")


@listens(PLACE)
async def heard(turn: Turn, argument: str) -> None:
    """A typed time."""
    announcement = await desk.own_draft(turn, whole_number(argument))
    if announcement is None:
        return
    wall = read_wall_time(turn.incoming.text) if isinstance(turn.incoming, Said) else None
    if wall is None:
        turn.say(turn.texts("hint-ann-time"))
        # Below the hint, so that the hint does not go on standing last.
        turn.show()
    else:
        await _keep(turn, announcement, wall, local=announcement.local)


async def _keep(turn: Turn, announcement: Announcement, wall: datetime, *, local: bool) -> None:
    t = turn.texts
    send_at = moment_of(wall, local=local)
    first = earliest(send_at, local=local)
    turn.go(f"{PLACE}:{announcement.id}")
    if first <= turn.at:
        # Where it is past in the far east only, that is the thing to say.
        east = local and moment_of(wall, local=False) > turn.at
        key = "hint-ann-past-in-the-east" if east else "hint-ann-past"
        turn.say(t(key, when=moment_words(t, send_at, local=local)))
    elif first > turn.at + FARTHEST:
        turn.say(t("hint-ann-too-far"))
    else:
        await desk.change(turn, announcement, send_at=send_at, local=local)
