"""A document that an admin sends: a form to be checked, or a file that a form names (a CSV list, a picture)."""

from __future__ import annotations

from pathlib import PurePath

from handlers import filling
from handlers.answering.windows import PLACE
from handlers.publishing.dispatch import LIST, UPLOAD, WHEN, WHO, listens
from handlers.turn import Sent, Turn
from storage import uploads
from storage.uploads import Upload

FORM_ENDINGS = (".xlsx", ".xls", ".xlsm", ".csv", ".md", ".markdown", ".xml")
# Far above any form; a document of a hundred thousand rows is larger.
MOST_BYTES = 5 * 1024 * 1024
MOST_NAME = 120
# Pictures and lists of one form.
MOST_FILES = 60
# Where a document is a form's whatever its name ends with.
_PLACES = (LIST, UPLOAD, WHO, WHEN)


async def document(turn: Turn) -> bool:
    """Take a document in; whether it was for us."""
    given = (turn.message or {}).get("document")
    if not isinstance(turn.incoming, Sent) or turn.incoming.kind != "document" or not isinstance(given, dict):
        return False
    if turn.person.role != "admin" or turn.chat.place.partition(":")[0] == PLACE:
        return False
    name = PurePath(str(given.get("file_name") or "")).name[-MOST_NAME:]
    here = turn.chat.place.partition(":")[0] in _PLACES
    waiting, wanted = await _waiting_for(turn, name)
    if waiting is None and not here and not name.lower().endswith(FORM_ENDINGS):
        return False
    size = given.get("file_size")
    if isinstance(size, int) and size > MOST_BYTES:
        turn.say(turn.texts("hint-pub-too-large", name=name, most=MOST_BYTES // (1024 * 1024)))
        return True
    if size == 0:
        turn.say(turn.texts("hint-pub-empty", name=name or turn.texts.plain("pub-nameless")))
        return True
    if waiting is None and not name.lower().endswith(FORM_ENDINGS):
        turn.say(turn.texts("hint-pub-not-a-form", name=name or turn.texts.plain("pub-nameless")))
        return True
    filling.leave(turn)
    connection = await turn.work.connection()
    file_id = str(given.get("file_id"))
    if waiting is not None:
        if len({*await uploads.file_names(connection, waiting.id), wanted}) > MOST_FILES:
            turn.say(turn.texts("hint-pub-too-many-files", most=MOST_FILES))
            return True
        await uploads.want_file(connection, waiting.id, wanted, file_id)
        await uploads.move(connection, waiting.id, "wanted", ("lacking", "ready", "faulty", "wanted"), turn.at)
        await uploads.end_trials(connection)
        number = waiting.id
    else:
        number = await uploads.add(
            connection,
            person_id=turn.person.id,
            file_id=file_id,
            file_name=name,
            size=size if isinstance(size, int) else None,
            at=turn.at,
        )
    turn.work.posted = True
    turn.go(f"{UPLOAD}:{number}")
    return True


async def _waiting_for(turn: Turn, name: str) -> tuple[Upload | None, str]:
    """The upload that names a file of this name, and how it spells it; the one that the admin looks at before others.

    A file that was sent along before may be sent again, in its place.
    """
    connection = await turn.work.connection()
    found = await uploads.open_ones(connection, turn.person.id)
    found.sort(key=lambda one: turn.chat.place != f"{UPLOAD}:{one.id}")
    for one in found:
        if one.state == "failed":
            continue
        for known in (*(one.missing or ()), *await uploads.file_names(connection, one.id)):
            if known.casefold() == name.casefold():
                return one, known
    return None, name


@listens(LIST)
@listens(UPLOAD)
async def heard(turn: Turn, argument: str) -> None:
    """Words, a picture, anything but a document."""
    sent = turn.incoming.kind if isinstance(turn.incoming, Sent) else ""
    turn.say(turn.texts("hint-pub-as-document" if sent in ("photo", "video", "audio") else "hint-pub-send-form"))
