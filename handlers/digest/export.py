"""The digest's XLSX: read in the transaction of the tap, written in a thread when it is sent, and noted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from html import unescape

from handlers.digest import alt, reading, words
from handlers.digest.dispatch import SHEET, act, there, view
from handlers.digest.figures import Companion, NeedsTalk
from handlers.digest.levels import region_name
from handlers.digest.lists import reasons
from handlers.digest.place import XLSX, back_rows, talks_of, waiting_of
from handlers.digest.scope import Scope, is_open, names_shown, title
from handlers.digest.sheet import DigestSheet
from handlers.digest.words import part_name, report_name
from handlers.screens import Document, Screen
from handlers.turn import Turn
from locales.reading import folded
from storage import audit

MOST_NAME = 50
_TAGS = re.compile(r"<[^>]+>")


@act(XLSX)
async def send(turn: Turn, scope: Scope, more: str) -> None:
    """The file. The place then says so, which is also how a second tap on the same button is known."""
    here = there(SHEET, scope)
    if turn.chat.place != here:
        made = await _sheet(turn, scope)
        t, where = turn.texts, title(turn, scope)
        day = f"{made.digest.start:%Y-%m-%d}"
        name = "-".join([t.plain("digest-file-name"), *folded(where)[:MOST_NAME].split(), day]) + ".xlsx"
        caption = t("digest-file-caption", where=where)
        turn.say(t("digest-list-of", where=where))
        turn.replies.documents.append(Document(name, made.xlsx, caption))
        await audit.note(
            await turn.work.connection(),
            at=turn.at,
            actor=turn.person.id,
            act="digest exported",
            subject=f"region {scope.region or 'all'}",
            detail={"programme": scope.programme, "week": day, "people": len(made.people or ())},
        )
        turn.toast(t.plain("toast-data-on-its-way"))
    turn.go(here)


async def _sheet(turn: Turn, scope: Scope) -> DigestSheet:
    digest = await reading.digest_of(turn, scope)
    where = title(turn, scope)
    talks = await talks_of(turn, scope)
    lines = [unescape(_TAGS.sub("", line)) for line in words.lines(turn, digest, where, waiting_of(talks))]
    return DigestSheet(
        texts=turn.texts,
        title=lines[0],
        said=(*lines[1:], *(line for lines in alt.paragraphs(turn, digest) for line in lines)),
        digest=digest,
        people=await _people(turn, scope, talks) if names_shown(turn, scope) else None,
        part_name=partial(part_name, turn.texts),
        form_name=partial(report_name, turn),
        region_name=partial(region_name, turn),
    )


async def _people(turn: Turn, scope: Scope, talks: Sequence[NeedsTalk]) -> tuple[tuple[Companion, str], ...]:
    why = {one.companion.person_id: reasons(turn, one) for one in talks}
    return tuple((one, "; ".join(why.get(one.person_id, ()))) for one in await reading.everybody(turn, scope))


@view(SHEET)
async def sent(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """The word that the file is there."""
    if not await is_open(turn, scope):
        return None
    return Screen(turn.texts("digest-sheet-sent"), back_rows(turn, scope))
