"""Everything that people of each role are really shown: they write every command and tap whatever comes up."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter, deque
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import text
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.publishing import fill_shelf
from handlers import letters
from handlers.letters import Slip
from handlers.shelf import FormShelf
from storage.database import Database
from storage.migrating import migrate
from tests.intake.desk import START, Desk
from tests.intake.line import Call
from tests.scenarios.country import DEWI, RATNA, RINA, SARI, settle
from tests.scenarios.country_learning import ACTIVE, ANALYSED, ASKED, FAILED, INTERVIEW, PLAN, PROPOSED, SCORES, WAITING

# Each of the story's people tries so many buttons, and so many of one kind (the first two fields of what they carry).
MOST_TAPS, MOST_OF_A_KIND = 220, 3
# Of one kind so many are tried by the others: hundreds are days of a calendar, or choices of a question.
MOST_TRIED = 4
# Fewer of those that show only counts, in every week and region, or how often they come.
COUNTED, MOST_COUNTED = re.compile(r"(l:)?dig:(?!one|all|talk|idle|remind)"), 2
FIRST = ("rev:", "case:", "rep:", "recap:", "int:", "learn:", "men:", "exp:", "dig:one", "dig:all", "l:")
# They would end the story: what there is to be seen is erased, another language is spoken, the others are named for it.
NOT_TAPPED = ("data:erase", "data:ask", "lang:", "c:", "rep:drop", "case:name-for", "case:give", "learn:unsay")
# Kinds of buttons that no screen of the story has, as they are made; numbers are those of the story's first rows.
MADE = (
    *(f"l:case:{verb}:{case}:{message}" for verb in ("read", "reply", "take") for case in (1, 4) for message in (0, 2)),
    "l:file:1",
    "l:ann:ok:1",
    "l:apr:yes:1:1",
    "l:annrep:1",
    "l:pub:1",
    "l:tip:good:1",
    "l:rem:go:kunjungan",
    "move:yes:1",
    "form:kunjungan",
    "exp:make",
    "ana:run",
    *(f"ana:{verb}:{ANALYSED}" for verb in ("job", "cancel", "again", "resend", "look", "use")),
    *(f"exp:{verb}:{number}" for verb in ("job", "cancel", "again") for number in (WAITING, FAILED)),
    *(f"{under}men:{verb}:{number}" for under in ("", "l:") for verb in ("yes", "no") for number in (ASKED, ACTIVE)),
    *(f"men:{verb}:{number}" for verb in ("ok", "see", "ended", "stopped") for number in (ASKED, ACTIVE, PROPOSED)),
    "c:y:1:id:",
)  # fmt: skip


@dataclass(slots=True)
class Story:
    """What the right people were shown."""

    file: Path
    tried_out: Path
    shelf: FormShelf
    # Data of buttons, in the order in which they came up, and by whom they were seen.
    data: dict[str, set[int]] = field(default_factory=dict)
    shown: dict[int, str] = field(default_factory=dict)
    # Kinds of buttons that no screen of the story has, and those of everything that Sari has sent.
    made: list[str] = field(default_factory=list)
    # Those that brought up something of what one person scored, wishes or was told.
    telling: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)


async def tell(folder: Path) -> Story:
    file, tried_out = folder / "fresh.sqlite3", folder / "tried.sqlite3"
    migrate(file)
    database = Database(file)
    await database.open()
    shelf = await fill_shelf(database, START)
    await database.close()
    async with opened(file, shelf) as desk:
        await settle(desk)
        sent = await desk.query(
            f"SELECT s.id FROM submission s JOIN person p ON p.id = person_id WHERE telegram_id = {SARI}"
        )
        filed = await desk.query("SELECT id FROM report")
    shutil.copy(file, tried_out)
    told = Story(file, tried_out, shelf, made=[*MADE, *(f"sent:fix:{number}" for (number,) in sent)])
    told.made += [f"{verb}:{number}" for verb in ("rev:see", "rev:r", "rep:one", "rep:files") for (number,) in filed]
    async with opened(tried_out, shelf) as desk:
        handlers = [one for group in desk._routing._application.handlers.values() for one in group]
        told.commands = sorted(
            f"/{name}" for one in handlers if isinstance(one, CommandHandler) for name in one.commands
        )
        told.patterns = [
            one.pattern.pattern
            for one in handlers
            if isinstance(one, CallbackQueryHandler) and isinstance(one.pattern, re.Pattern)
        ]
        for who in (SARI, RINA, DEWI, RATNA):
            await _explore(desk, told, who)
    return told


@asynccontextmanager
async def opened(file: Path, shelf: FormShelf) -> AsyncIterator[Desk]:
    desk = Desk(file, shelf)
    await desk.open()
    try:
        yield desk
    finally:
        await desk.close()


async def _explore(desk: Desk, told: Story, who: int) -> None:
    """One of the right people writes every command and taps whatever comes up, each kind of button a few times."""
    waiting: deque[str] = deque()
    kinds: Counter[str] = Counter()
    tapped = 0

    def see(calls: Collection[Call], by: str = "") -> None:
        for call in calls:
            if call.data.get("chat_id") == who:
                told.shown[who] = told.shown.get(who, "") + str(call.data)
                found([data for _, data in call.buttons])
                if by and by not in told.telling and any(w in str(call.data) for w in (INTERVIEW, PLAN, *SCORES)):
                    told.telling.append(by)

    def found(data: Collection[str]) -> None:
        for one in data:
            if who not in told.data.setdefault(one, set()):
                told.data[one].add(who)
                # What others have sent first, the questions of forms last.
                (waiting.appendleft if one.startswith(FIRST) else waiting.append)(one)

    # The draft that is open, before others are begun: its question, its summary.
    see(await take(desk, desk.tap(who, "go:draft")))
    for summary in [one for one in waiting if kind_of(one) == "f:r"]:
        see(await take(desk, desk.tap(who, summary)))
    found(await _letters(desk, who))
    for command in told.commands:
        see(await take(desk, desk.text(who, command)))
    while waiting and tapped < MOST_TAPS:
        one = waiting.popleft()
        kind = kind_of(one)
        if kinds[kind] >= MOST_OF_A_KIND or one.startswith(NOT_TAPPED):
            continue
        kinds[kind] += 1
        tapped += 1
        see(await take(desk, desk.tap(who, one)), by=one)


async def _letters(desk: Desk, who: int) -> list[str]:
    """What the buttons carry under the letters that wait for somebody."""
    async with desk.database.writing() as connection:
        work = desk.intake._turns.work(connection)
        await work.load([who])
        rows = await connection.execute(
            text(
                "SELECT key, kind, data FROM outbox WHERE person_id = (SELECT id FROM person WHERE telegram_id = :who)"
            ),
            {"who": who},
        )
        slips = [Slip(key, kind, json.loads(data)) for key, kind, data in rows if data]
        screens = [await letters.write(desk.intake._turns.turn(who, work), slip) for slip in slips]
    return [b.data for screen in screens if screen is not None for row in screen.rows for b in row]


async def take(desk: Desk, *raws: Any) -> list[Call]:
    """What these updates bring about."""
    before = len(desk.line.calls)
    await desk.take(*raws)
    return desk.line.calls[before:]


def kind_of(data: str) -> str:
    """`rev:acc`, `l:case:read`, `f`: what a button does, without what it does it to."""
    fields = data.split(":")
    if fields[0] == "f":
        return "f:" + fields[3][:1] if len(fields) > 3 else "f"
    return ":".join(fields[: 3 if fields[0] == "l" else 2])


def tried(told: Story, tried_out: bool) -> list[str]:
    """The buttons that others try: a number of each kind, the first and the last that came up, all that tell of one
    person, and all made-up ones. The second time, once the story is over, those of what others have sent.
    """
    kinds: dict[str, list[str]] = {}
    for one in told.data:
        if not one.startswith(NOT_TAPPED[:1]) and (one.startswith(FIRST) or not tried_out):
            kinds.setdefault(kind_of(one), []).append(one)
    some = []
    for kind, all_ in kinds.items():
        most = MOST_COUNTED if COUNTED.match(kind) else MOST_TRIED
        some += all_ if len(all_) <= most else [*all_[: most // 2], *all_[-most // 2 :]]
    return [*some, *(one for one in told.telling if one not in some), *told.made]
