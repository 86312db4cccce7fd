"""Cases in words: what they are called, how urgent, by when an answer is due, who is who."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.casework.kinds import kind_of
from handlers.turn import Turn
from locales import Texts
from locales.formats import clock, clock_time, date_long, day_long, month_short, weekday_short
from storage import invites, people
from storage.cases import Case
from storage.people import Person

URGENCY = {"segera": "case-urgency-segera", "tinggi": "case-urgency-tinggi", "biasa": "case-urgency-biasa"}
URGENCY_SIGNS = {"segera": "🔴", "tinggi": "🟠", "biasa": ""}
ROLES = {"companion": "case-role-companion", "coordinator": "case-role-coordinator", "admin": "case-role-admin"}
LEVELS = ("case-level-regency", "case-level-province", "case-level-country")
RAISED = {1: "case-raised-province", 2: "case-raised-country"}
# How a case came to its end, in the order in which it is offered; the first is what a companion's own thanks mean.
OUTCOMES = {
    "solved": "case-outcome-solved",
    "referred": "case-outcome-referred",
    "advised": "case-outcome-advised",
    "elsewhere": "case-outcome-elsewhere",
    "unsolved": "case-outcome-unsolved",
    "thanked": "case-outcome-thanked",
}
# What a coordinator may choose of these.
CHOSEN = ("solved", "referred", "advised", "elsewhere", "unsolved")
_BETWEEN = " · "
# Of somebody's regions so many are named on a button.
MOST_REGIONS = 2


def kind_words(turn: Turn, case: Case) -> str:
    """The kind, as plain text. Of a restricted case only that: lists and buttons are seen by others too."""
    if case.restricted:
        return turn.texts.plain("case-restricted")
    found = kind_of(turn, case.kind)
    return found.label if found is not None else case.kind


def title(turn: Turn, case: Case) -> str:
    """`Kasus 12 · Saldo nol`, as plain text."""
    return _BETWEEN.join([turn.texts.plain("case-number", number=str(case.id)), kind_words(turn, case)])


def urgency_words(t: Texts, case: Case) -> str:
    return t.plain(URGENCY.get(case.urgency, URGENCY["biasa"]))


def state_words(turn: Turn, case: Case) -> str:
    """How it stands, for a list, as plain text."""
    t = turn.texts
    if case.state == "closed":
        return t.plain("case-state-closed")
    if is_late(turn, case):
        return t.plain("case-state-overdue")
    if case.state == "waiting":
        return t.plain("case-state-asked-you" if case.person_id == turn.person.id else "case-state-waiting")
    return t.plain("case-state-new" if case.holder is None else "case-state-open")


def is_late(turn: Turn, case: Case) -> bool:
    """Whether an answer is owed since a deadline that was missed, whatever the next one is."""
    return case.due_at is not None and (case.due_at < turn.at or case.escalated_at is not None)


def span_words(t: Texts, span: timedelta) -> str:
    """`50 menit`, `3 jam`, `2 hari`, as plain text; rounded down, so that nobody is promised too much."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return t.plain("case-minutes", count=minutes)
    if minutes < 48 * 60:
        return t.plain("case-hours", count=minutes // 60)
    return t.plain("case-days", count=minutes // (24 * 60))


def due_words(turn: Turn, case: Case) -> str:
    """By when an answer is due and how long that is, as HTML; "" while nobody is waited for."""
    if case.due_at is None:
        return ""
    t = turn.texts
    when = moment_words(turn, case.due_at)
    if case.due_at < turn.at:
        return t("case-overdue", when=when, span=span_words(t, turn.at - case.due_at))
    due = t("case-due", when=when, span=span_words(t, case.due_at - turn.at))
    if case.escalated_at is None:
        return due
    missed = t("case-overdue-since", span=span_words(t, turn.at - case.escalated_at))
    return f"{missed}\n{due}"


def short_moment(turn: Turn, moment: datetime) -> str:
    """When, for a list, as plain text: `hari ini 16.05`, within a week `Sab 07.00`, else `28 Nov 07.00`."""
    t, zone = turn.texts, ZoneInfo(turn.zone)
    local, today = moment.astimezone(zone), turn.at.astimezone(zone).date()
    time, ahead = clock(local.time(), t.language), (local.date() - today).days
    if ahead == 0:
        return t.plain("case-today", time=time)
    if 0 < ahead < 7:
        return f"{weekday_short(local.date(), t.language)} {time}"
    return f"{local.day} {month_short(local.month, t.language)} {time}"


def pressing_words(turn: Turn, case: Case) -> str:
    """How a case stands for who answers it, for a list, as plain text: by when, how late, how far up it has gone."""
    t = turn.texts
    if case.state == "closed" or case.due_at is None:
        return state_words(turn, case)
    late = case.due_at if case.due_at < turn.at else case.escalated_at
    if late is None:
        found = t.plain("case-until", when=short_moment(turn, case.due_at))
    else:
        found = t.plain("case-late", span=span_words(t, turn.at - late))
    return _BETWEEN.join([found, t.plain(RAISED[case.level])] if case.level else [found])


def moment_words(turn: Turn, moment: datetime) -> str:
    """`Jumat, 20 November 2026 pukul 16.05 WIB`, as plain text."""
    t = turn.texts
    day = day_long(moment.astimezone(ZoneInfo(turn.zone)).date(), t.language)
    return t.plain("case-moment", day=day, time=clock_time(moment, t.language, turn.zone))


def stamp(turn: Turn, moment: datetime) -> str:
    """When a message was written, as plain text: only the time for today's."""
    t = turn.texts
    zone = ZoneInfo(turn.zone)
    time = clock_time(moment, t.language, turn.zone)
    if moment.astimezone(zone).date() == turn.at.astimezone(zone).date():
        return time
    return f"{date_long(moment, t.language, turn.zone)}, {time}"


def outcome_words(t: Texts, outcome: str | None) -> tuple[str, str]:
    """The stored outcome as its name and the words that were written with it, both plain."""
    key, _, words = (outcome or "").partition(": ")
    if key not in OUTCOMES:
        return "", outcome or ""
    return t.plain(OUTCOMES[key]), words


def region_words(turn: Turn, case: Case) -> str:
    """Where it comes from, as plain text."""
    return turn.shelf.region_name(case.regency) or turn.shelf.region_name(case.province) or ""


def person_words(t: Texts, person: Person | None) -> str:
    """A person's name and role, as plain text; never anything of their account."""
    if person is None:
        return t.plain("case-person-gone")
    return t.plain("case-person", name=_name(t, person), role=t.plain(ROLES[person.role]))


def _name(t: Texts, person: Person) -> str:
    if not person.name:
        return t.plain("case-person-nameless")
    gender = person.gender if person.gender in ("perempuan", "laki_laki") else "none"
    return t.plain("address", gender=gender, name=person.name)


async def sender_words(turn: Turn, case: Case) -> str:
    """`Ibu Sari Contoh`, who opened it, as plain text."""
    found = await people.person_by_id(await turn.work.connection(), case.person_id)
    return _name(turn.texts, found) if found is not None else turn.texts.plain("case-person-gone")


async def colleague_words(turn: Turn, person: Person) -> str:
    """A coordinator or admin for a button, as plain text: the name and for which regions, the role only of an admin."""
    t = turn.texts
    if person.role == "admin":
        return person_words(t, person)
    duties = await invites.duties(await turn.work.connection(), person.id)
    regions = [_region(turn, code) for code in dict.fromkeys(duty.region for duty in duties)]
    return _BETWEEN.join([_name(t, person), *regions[:MOST_REGIONS]])


def _region(turn: Turn, code: str) -> str:
    return (turn.shelf.region_name(code) or code) if code else turn.texts.plain("region-all")


async def person_named(turn: Turn, person_id: int | None) -> str:
    """`Ibu Rina (koordinator)`, as plain text; for the reader's own id the word for that."""
    if person_id == turn.person.id:
        return turn.texts.plain("case-you")
    found = await people.person_by_id(await turn.work.connection(), person_id) if person_id is not None else None
    return person_words(turn.texts, found)
