"""What Sari has scored, what she and a coordinator have spoken of, with whom she is to learn, and files asked for:
all that only some may see of a person's learning, in the country of `tests.scenarios.country`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers import instruments
from handlers.analysing.letters import ANALYSIS
from handlers.analysing.letters import key_of as analysis_key
from handlers.analysing.request import Request as Analysis
from handlers.exporting.letters import EXPORTED, key_of
from handlers.exporting.request import Request
from handlers.interviewing import letters as interview_letters
from handlers.interviewing.dispatch import ABOUT, CALLED
from handlers.interviewing.dispatch import FORM as INTERVIEW_FORM
from handlers.learning.evidence import SHORT_FORM
from handlers.mentoring import letters as mentor_letters
from handlers.testing.bank import KNOWLEDGE, bank_of
from handlers.testing.results import packed
from storage import about, analysis_jobs, export_jobs, exports, learning_plans, mentor_pairs, mentoring, outbox, results
from storage.digests_due import KIND as DIGEST
from storage.learning_plans import LearningPlan
from storage.mentor_pairs import New
from storage.mentoring import Wish
from storage.outbox import Letter, Priority
from storage.people import Person
from storage.submissions import Submission
from storage.visibility import PROGRAM, Viewer
from tests.intake.desk import START, Desk

# By the companion and the coordinator who led it; by the companion and the coordinators in charge, not by admins.
INTERVIEW, PLAN = "RahasiaWawancara", "RahasiaRencana"
# Of the questionnaire with the answers `chats.KNOWN`, for the same eyes as the plan.
SCORES = ("84,38", "79,49", "95,83", "85,34")
# The pairs, by their numbers: who is asked, who learns from Sari, and what is only proposed.
ASKED, ACTIVE, PROPOSED = 1, 2, 3
# The exports: one that a coordinator waits for, one of an admin that came to nothing.
WAITING, FAILED = 1, 2
# The analysis of an admin that came to nothing.
ANALYSED = 1

Send = Callable[[int, str, Mapping[str, str]], Awaitable[Submission]]


async def learn(desk: Desk, conn: AsyncConnection, send: Send, everybody: Mapping[str, Person]) -> None:
    """`everybody`: sari, her mentor, two who learn, the coordinators dewi and rina, the admin ratna."""
    sari, dewi = everybody["sari"], everybody["dewi"]
    await _scores(desk, conn, send, sari)
    plan = LearningPlan(sari.id, START, None, "dtsen", "dtsen", mentor="yes", words=f"{PLAN}: mulai dari data.")
    await learning_plans.add(conn, plan)
    await mentoring.put_wish(conn, Wish(sari.id, "yes", "yes", 2, " minang ", True, START))
    # Who is proposed fits, now as then.
    await _short_form(desk, conn, send, everybody["mentor"], highest=True)
    await _short_form(desk, conn, send, everybody["another"], highest=False)
    await mentoring.put_wish(conn, Wish(everybody["mentor"].id, "yes", "", 2, "", False, START))
    found = [*await _interview(conn, send, sari, dewi), *await _pairs(conn, everybody)]
    for reader, region, programme in (("dewi", "13.76", ""), ("rina", "13", "pkh"), ("ratna", "", "")):
        data = {"region": region, "programme": programme, "week": "2026-11-09"}
        key = f"{DIGEST}:{everybody[reader].id}:2026-11-09"
        found.append(Letter(key, DIGEST, everybody[reader].id, START, data, Priority.DIGEST))
    found.append(await _exports(conn, dewi, everybody["ratna"]))
    found.append(await _analysis(conn, everybody["ratna"]))
    await outbox.add(conn, found, START)


async def _scores(desk: Desk, conn: AsyncConnection, send: Send, sari: Person) -> None:
    """The short form and a test of three questions."""
    await _short_form(desk, conn, send, sari, highest=False)
    bank = bank_of(desk.shelf, KNOWLEDGE, desk.shelf.current(KNOWLEDGE).version)
    assert bank is not None
    drawn = bank.items[:3]
    answers = {"undian": " ".join(item.name for item in drawn)}
    answers |= {f"soal[{number}]/jawab": item.key.name for number, item in enumerate(drawn, 1)}
    await results.keep(conn, await send(sari.id, KNOWLEDGE, answers), packed(bank, answers))


async def _short_form(desk: Desk, conn: AsyncConnection, send: Send, person: Person, *, highest: bool) -> None:
    """The same answer throughout."""
    form = desk.shelf.current(SHORT_FORM)
    short = instruments.instrument_of(form)
    assert short is not None
    end = max if highest else min
    answers = {
        item: end(points, key=points.__getitem__) for item, points in zip(short.items, short.points, strict=True)
    }
    await instruments.keep(conn, form, await send(person.id, SHORT_FORM, answers), answers)


async def _interview(conn: AsyncConnection, send: Send, sari: Person, dewi: Person) -> list[Letter]:
    """One led by Dewi, with Sari's words; both have a letter."""
    answers = {ABOUT: str(sari.id), CALLED: f"Ibu {sari.name}", "tanggal": "2026-11-19"}
    answers |= {f"W{number:02d}": "3" for number in range(1, 9)}
    answers |= {"kekuatan": f"{INTERVIEW}: mendengarkan", "langkah": f"{INTERVIEW}: ikut mediasi"}
    sent = await send(dewi.id, INTERVIEW_FORM, answers)
    await about.keep(conn, sent, sari.id)
    assert await about.remark(conn, Viewer(sari.id), sent.id, f"{INTERVIEW}: terima kasih", START)
    return [
        Letter(f"{kind}:{sent.id}:{who}", kind, who, START, {"interview": sent.id}, Priority.CASE)
        for kind, who in ((interview_letters.SENT, sari.id), (interview_letters.REMARKED, dewi.id))
    ]


async def _pairs(conn: AsyncConnection, everybody: Mapping[str, Person]) -> list[Letter]:
    """`ASKED`: Sari and who may be her mentor; `ACTIVE`: she and who learns from her; `PROPOSED`: two others."""
    sari, mentor, pupil, dewi = (everybody[one].id for one in ("sari", "mentor", "pupil", "dewi"))
    new = New(mentor, sari, "pkh", "dtsen", {"near": True, "asked": True})
    three = [new, replace(new, mentor=sari, mentee=pupil), replace(new, mentee=everybody["another"].id)]
    await mentor_pairs.propose(conn, three, START)
    for number in (ASKED, ACTIVE):
        assert await mentor_pairs.decide(conn, number, "asked", dewi, START)
    pair = await mentor_pairs.get(conn, PROGRAM, ACTIVE)
    assert pair is not None
    for one in (sari, pupil):
        assert await mentor_pairs.say(conn, pair, one, "yes")
    assert await mentor_pairs.begin(conn, ACTIVE, {}, START - timedelta(weeks=1))
    assert await mentor_pairs.look_back(conn, ACTIVE, START)
    told = [(ASKED, mentor_letters.QUESTION, one) for one in (sari, mentor)]
    week = f"{mentor_letters.WEEK}:2026-W47"
    told += [(ACTIVE, kind, sari) for kind in (mentor_letters.BEGUN, week, mentor_letters.BACK)]
    told.append((ACTIVE, mentor_letters.HEARD, dewi))
    return [mentor_letters.letter_to(number, kind, one, START) for number, kind, one in told]


async def _exports(conn: AsyncConnection, dewi: Person, ratna: Person) -> Letter:
    """`WAITING` and `FAILED`, the latter with its letter."""
    await exports.ensure_secret(conn, START)
    for number, person in ((WAITING, dewi), (FAILED, ratna)):
        request = Request("kunjungan", "xlsx", person.id).dumps()
        assert await export_jobs.add(conn, person.id, request, START) == number
    assert await export_jobs.move(conn, FAILED, to="failed", from_=["wanted"], at=START, reason="broken")
    data = {"job": FAILED, "file": "", "place": 0}
    return Letter(key_of(FAILED, 0), EXPORTED, ratna.id, START, data, Priority.ANSWER)


async def _analysis(conn: AsyncConnection, ratna: Person) -> Letter:
    """`ANALYSED`, with its letter."""
    asked = Analysis(SHORT_FORM, "own", ratna.id, model="sosial =~ SOS01 + SOS02 + SOS03").dumps()
    assert await analysis_jobs.add(conn, ratna.id, asked, START) == ANALYSED
    assert await analysis_jobs.move(conn, ANALYSED, to="failed", from_=["wanted"], at=START, reason="broken")
    data = {"job": ANALYSED, "file": "", "place": 0}
    return Letter(analysis_key(ANALYSED, 0), ANALYSIS, ratna.id, START, data, Priority.ANSWER)
