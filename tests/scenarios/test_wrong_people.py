"""Every button and every command, in the hands of everybody whom it was not made for: nothing is shown or changed.

The buttons are those that a companion, two coordinators and an admin are really shown while they try everything that
there is to tap. They are tried again by others: on a fresh copy, where all is as it was when the buttons came up first,
and on the one that was tried out, where it is as after the last of them.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from storage import schema
from tests.intake.desk import Desk
from tests.scenarios.country import (
    CASE,
    DEWI,
    DRAFT,
    MENTOR,
    OTHER,
    OUTSIDERS,
    RATNA,
    REPORT,
    RESTRICTED,
    RINA,
    SARI,
    SENDER,
    STRANGER,
    UNNAMED,
    UNNAMED_ADMIN,
    WITHDRAWN,
)
from tests.scenarios.country_learning import ANALYSED, FAILED, INTERVIEW, PLAN, SCORES, WAITING
from tests.scenarios.exploring import Story, kind_of, opened, take, tell, tried

MEDIA = ("sendDocument", "sendPhoto", "sendVoice", "sendVideo", "sendAudio")
# What an admin may do, and what gives back the cases that somebody has in hand (`test_cases_cared_for`).
LETS_GO = ("case:unname",)
# The others may have chosen another language.
SCORED = (*SCORES, *(score.replace(",", ".") for score in SCORES))
# What only some may see of a person, beside what is restricted, and who of the region may not.
HIDDEN = {
    UNNAMED: (RESTRICTED, DRAFT, INTERVIEW),
    UNNAMED_ADMIN: (RESTRICTED, DRAFT, INTERVIEW, PLAN, *SCORED),
    MENTOR: (RESTRICTED, DRAFT, INTERVIEW, PLAN, *SCORED, REPORT, CASE),
}
SECRET = (REPORT, CASE, RESTRICTED, DRAFT, SENDER, INTERVIEW, PLAN, *SCORED)
# The buttons of exports and analyses that others wait for.
OF_EXPORTS = re.compile(rf"exp:(job|cancel|again):({WAITING}|{FAILED})\b|ana:(job|cancel|again|resend):{ANALYSED}\b")
# That a file would have more than one row.
MANY_IN_A_FILE = re.compile(r"Isinya (?!1 )\S+ kiriman|It holds (?!one )\S+ submission")
# Not what people have sent: when an update came in, what number comes next, what is on its way.
UNINTERESTING = frozenset({"inbox", "counter", "sender", "alembic_version"})


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return asyncio.run(tell(tmp_path_factory.mktemp("wrong_people")))


def test_the_story_has_seen_everything(story: Story) -> None:
    """The right people were shown what the others must not see, and a button for every handler that there is."""
    assert all(word in story.shown[SARI] for word in (REPORT, CASE, RESTRICTED, DRAFT))
    assert all(word in story.shown[DEWI] for word in (REPORT, CASE, SENDER))
    assert all(word in story.shown[RINA] for word in (REPORT, CASE, RESTRICTED, SENDER))
    assert RESTRICTED not in story.shown[DEWI] + story.shown[RATNA]
    assert DRAFT not in story.shown[DEWI] + story.shown[RINA] + story.shown[RATNA]
    for who in (SARI, DEWI, RINA):
        assert all(word in story.shown[who] for word in (PLAN, *SCORES)), who
        assert (INTERVIEW in story.shown[who]) == (who != RINA)
    assert [word for word in (INTERVIEW, PLAN, *SCORES) if word in story.shown[RATNA]] == []
    everything = [*story.data, *story.made]
    assert [one for one in story.patterns if not any(re.search(one, data) for data in everything)] == []
    kinds = {kind_of(one) for one in story.data}
    wanted = (
        "rev:acc rev:ret rev:say rev:see rev:pics rev:yes rev:g rep:fix case:take int:read int:fix int:say learn:of"
    )
    wanted += " learn:beside men:ok men:see men:yes exp:make exp:job exp:again exp:cancel dig:one dig:remind dig:xlsx"
    wanted += " ana:again"
    wanted += " l:int:read l:men:yes l:men:talked l:dig:all"
    assert set(wanted.split()) - kinds == set()


@pytest.mark.parametrize("tried_out", [False, True], ids=["fresh", "tried out"])
async def test_outsiders(story: Story, tmp_path: Path, tried_out: bool) -> None:
    """Others, of another region or programme, or without consent: none of it is shown, nothing of it changes."""
    async with _copy(story, tmp_path, tried_out) as desk:
        before = await _everything(desk, OUTSIDERS)
        nothing = await _everything(desk, (OTHER,), only=(WITHDRAWN, STRANGER))
        async for data, who, shown, media in _attempts(desk, story, OUTSIDERS, tried_out):
            told = [
                word for word in (REPORT, CASE, RESTRICTED, DRAFT, SENDER, INTERVIEW, PLAN, *SCORES) if word in shown
            ]
            told += [found[0] for found in OF_EXPORTS.finditer(shown)]
            # Of forms they are offered what they have sent themselves, no more.
            told += MANY_IN_A_FILE.findall(shown)
            assert not told, (data, who, told, shown)
            assert not media or data == "data:download", (data, who, media)
        assert _changes(before, await _everything(desk, OUTSIDERS)) == []
        assert _changes(nothing, await _everything(desk, (OTHER,), only=(WITHDRAWN, STRANGER))) == []
        assert await _exports_of(desk, OTHER, WITHDRAWN) == []
        assert await desk.aside() == []


@pytest.mark.parametrize("tried_out", [False, True], ids=["fresh", "tried out"])
async def test_those_not_named_for_it(story: Story, tmp_path: Path, tried_out: bool) -> None:
    """A coordinator of the region and an admin, neither named, and a mentor: of what is restricted, and of what only
    those in charge may see of a person, they see and change nothing.
    """
    people = (UNNAMED, UNNAMED_ADMIN, MENTOR)
    async with _copy(story, tmp_path, tried_out) as desk:
        before = await _restricted(desk)
        assert len(before) > 8
        async for data, who, shown, _ in _attempts(desk, story, people, tried_out, apart=LETS_GO):
            told = [word for word in HIDDEN[who] if word in shown]
            told += [found[0] for found in OF_EXPORTS.finditer(shown)]
            assert not told, (data, who, told, shown)
        assert _changes(before, await _restricted(desk)) == []
        assert await _exports_of(desk, MENTOR) == []
        assert await desk.aside() == []


async def test_whoever_sees_what_is_restricted_is_noted(story: Story, tmp_path: Path) -> None:
    """Also those named for it: there is no button that shows it from elsewhere without a line in the audit log."""
    sql = "SELECT count(*) FROM audit WHERE actor = (SELECT id FROM person WHERE telegram_id = :who)"
    async with _copy(story, tmp_path, tried_out=False) as desk:
        seen, unnoted = 0, []
        for what in [*story.commands, *(one for one in tried(story, tried_out=True) if not one.startswith("rep:b"))]:
            await take(desk, desk.text(RINA, "/start"))
            before = await desk.query(sql, who=RINA)
            calls = await take(desk, desk.text(RINA, what) if what.startswith("/") else desk.tap(RINA, what))
            shown = " ".join(str(call.data) for call in calls)
            assert INTERVIEW not in shown, what
            if RESTRICTED in shown:
                seen += 1
                if await desk.query(sql, who=RINA) == before:
                    unnoted.append(what)
        assert unnoted == []
        assert seen > 2


@asynccontextmanager
async def _copy(story: Story, folder: Path, tried_out: bool) -> AsyncIterator[Desk]:
    file = Path(shutil.copy(story.tried_out if tried_out else story.file, folder / "copy.sqlite3"))
    shutil.copytree(story.file.parent / "attachments", folder / "attachments")
    async with opened(file, story.shelf) as desk:
        yield desk


async def _attempts(
    desk: Desk, story: Story, people: Collection[int], tried_out: bool, apart: tuple[str, ...] = ()
) -> AsyncIterator[tuple[str, int, str, list[str]]]:
    """Each of them does everything, all in the same transaction: what was done, by whom, what they were shown of it,
    and the methods by which they were sent files. Between the buttons they write something, for a place that listens.
    """
    every = [one for one in tried(story, tried_out) if not apart or not one.startswith(apart)]
    for n, what in enumerate([*story.commands, *every]):
        updates = {who: desk.text(who, what) if what.startswith("/") else desk.tap(who, what) for who in people}
        queries = {u["callback_query"]["id"]: who for who, u in updates.items() if "callback_query" in u}
        calls = await take(desk, *updates.values())
        if n % 8 == 7:
            calls += await take(desk, *(desk.text(who, "Mohon dilengkapi fotonya") for who in people))
        for who in people:
            theirs = [
                call
                for call in calls
                if call.data.get("chat_id") == who or queries.get(call.data.get("callback_query_id", "")) == who
            ]
            shown = " ".join(str(call.data) for call in theirs)
            yield what, who, shown, [call.method for call in theirs if call.method in MEDIA]


Rows = Counter[tuple[Any, ...]]


async def _everything(desk: Desk, apart: Collection[int], only: Collection[int] = ()) -> Rows:
    """All rows of all tables, without those of these people's own (their drafts, their place in the chat); or `only`
    what there is of some, the place in the chat apart.
    """
    people = dict(await desk.query("SELECT telegram_id, id FROM person"))
    theirs = {people[one] for one in apart if one in people}
    wanted = {people[one] for one in only if one in people}
    own_drafts = {row[0] for row in await desk.query("SELECT id, person_id FROM draft") if row[1] in theirs}
    own_sent = {row[0] for row in await desk.query("SELECT id, person_id FROM submission") if row[1] in theirs}
    rows: Rows = Counter()
    for table in schema.metadata.sorted_tables:
        if table.name in UNINTERESTING or (only and table.name == "chat"):
            continue
        columns = [column.name for column in table.columns]
        whose = "id" if table.name == "person" else "person_id" if "person_id" in columns else ""
        for row in await desk.query(f"SELECT {', '.join(columns)} FROM {table.name}"):
            named = dict(zip(columns, row, strict=True))
            if only and (not whose or named[whose] not in wanted):
                continue
            if not only and (named.get(whose) in theirs or named.get("draft_id") in own_drafts):
                continue
            if not only and named.get("submission_id") in own_sent:
                continue
            if table.name == "audit" and named["act"] == "data exported":
                continue  # everybody may have a file of what is their own
            rows[(table.name, *row)] += 1
    return rows


async def _exports_of(desk: Desk, *people: int) -> list[Any]:
    """The exports that these people have asked for."""
    whose = ", ".join(map(str, people))
    return await desk.query(
        f"SELECT request FROM export_job JOIN person ON person.id = person_id WHERE telegram_id IN ({whose})"
    )


async def _restricted(desk: Desk) -> Rows:
    """The rows of what is restricted, Sari's drafts, plans, results and interviews, and the exports of others."""
    sari = f"(SELECT id FROM person WHERE telegram_id = {SARI})"
    sent = " UNION ".join(f"SELECT submission_id FROM {of} WHERE restricted" for of in ("report", "case_record"))
    restricted_cases = "(SELECT id FROM case_record WHERE restricted)"
    rows: Rows = Counter()
    for name, where in (
        ("report", "restricted"),
        ("case_record", "restricted"),
        ("case_message", f"case_id IN {restricted_cases}"),
        ("case_viewer", f"case_id IN {restricted_cases}"),
        ("submission", f"id IN ({sent})"),
        ("submission_answer", f"submission_id IN ({sent})"),
        ("attachment", f"submission_id IN ({sent}) OR draft_id IS NOT NULL"),
        *((table, f"person_id = {sari}") for table in ("draft", "learning_plan", "mentor_wish", "result", "about")),
        ("submission_answer", f"submission_id IN (SELECT submission_id FROM about WHERE person_id = {sari})"),
        ("export_job", f"id IN ({WAITING}, {FAILED})"),
        ("lesson", f"case_id IN {restricted_cases}"),
    ):
        for row in await desk.query(f"SELECT * FROM {name} WHERE {where}"):
            rows[(name, *row)] += 1
    return rows


def _changes(before: Rows, after: Rows) -> list[tuple[str, tuple[Any, ...]]]:
    """What has come and what has gone."""
    gone: Iterator[tuple[str, tuple[Any, ...]]] = (("gone", row) for row in (before - after).elements())
    return list(itertools.chain(gone, (("come", row) for row in (after - before).elements())))
