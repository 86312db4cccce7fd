"""The pictures, recordings and files of a form that was sent, shown from where they are kept."""

from __future__ import annotations

import json
from functools import partial

from handlers.screens import Shown
from handlers.turn import Turn
from storage import attachments
from storage.attachments import Attachment

# So many are shown at once; more would push the screen out of sight.
PAGE = 8
# How Telegram is asked to show what was sent as this, and the largest it takes (sendPhoto: 10 MB, others 50 MB).
_SHOWN = {"photo": "photo", "voice": "voice", "audio": "audio", "video": "video", "video_note": "video"}
_LARGEST = {"photo": 10_000_000}
_LOST = ("failed", "refused")


async def label(turn: Turn, submission_id: int) -> str | None:
    """What a button says that shows them: `Foto (2)`, `Rekaman (1)`, `Berkas (3)`; `None` where there are none."""
    found = await _files(turn, submission_id)
    if not found:
        return None
    kinds = {_kind(each) for each in found}
    what = kinds.pop() if len(kinds) == 1 else "mixed"
    return turn.texts.plain("files-button", kind=what, count=len(found))


async def show(turn: Turn, submission_id: int, heading: str, first: int = 0) -> int:
    """Send a page of them below, under the heading (HTML); gives where the next page begins, 0 after the last.

    What has not been fetched from Telegram yet, and what could not be had, is said. A tap that was repeated sends
    nothing once more.
    """
    found = await _files(turn, submission_id)
    page = found[first : first + PAGE]
    if not page:
        return 0
    t = turn.texts
    lines = [heading]
    waiting = sum(each.state == "wanted" for each in page)
    lost = sum(each.state in _LOST for each in page)
    if waiting:
        lines.append(t("files-waiting", count=waiting))
    if lost:
        lines.append(t("files-lost", count=lost))
    following = first + PAGE if first + PAGE < len(found) else 0
    heading = "\n".join(lines)
    if _is_repeated(turn, heading) or (what := (turn.person.id, submission_id, first)) in turn.work.files_sent:
        return following
    turn.work.files_sent.add(what)
    # The tapped message becomes this line, the files follow, and the screen comes below them.
    turn.say(heading)
    for each in page:
        if each.state == "kept" and each.sha256 is not None:
            content = partial(turn.files.read, each.sha256)
            turn.replies.pieces.append(Shown(_way(each), each.file_name, content))
    return following


def _is_repeated(turn: Turn, heading: str) -> bool:
    """The second of two quick taps: the files are on their way, or the screen has come below them."""
    if turn.tapped_id is not None and turn.chat.message_id is not None and turn.tapped_id < turn.chat.message_id:
        return True
    return turn.chat.owed is not None and json.dumps(heading, ensure_ascii=False) in (turn.chat.owed_notes or "")


async def _files(turn: Turn, submission_id: int) -> list[Attachment]:
    return await attachments.of_submission(await turn.work.connection(), turn.viewer, submission_id)


def _kind(each: Attachment) -> str:
    way = _way(each)
    return "sound" if way in ("voice", "audio") else way


def _way(each: Attachment) -> str:
    way = _SHOWN.get(each.kind, "document")
    return "document" if (each.size or 0) > _LARGEST.get(way, 50_000_000) else way
