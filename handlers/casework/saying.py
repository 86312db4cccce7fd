"""Saying something in a case: words, a photo, a voice, a video, a document, from either side.

What is written on the place `case-say` is the reply, and so is what a companion writes with their own case in front of
them: nobody should have to look for a button to answer. What is said is stored before anything else happens with it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape

from handlers.casework import deadlines, letters
from handlers.casework.dispatch import ONE, SAY, act, changed, found, gone, listens
from handlers.casework.one import instead
from handlers.casework.standing import back, home, is_own
from handlers.casework.talk import LONGEST
from handlers.casework.words import title
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Said, Sent, SentFile, Turn, as_rows
from storage import attachments, cases
from storage.case_rows import CLOSED, WAITING, Case, Message
from storage.visibility import Viewer

ADD, ANSWER, ASK = "add", "answer", "ask"
# What each of them is called in `storage.case_steps`; a companion's words are no step.
STEPS = {ANSWER: "answered", ASK: "asked"}
PROMPTS = {ADD: "case-say-add", ANSWER: "case-say-answer", ASK: "case-say-ask"}
TOASTS = {ADD: "toast-case-said", ANSWER: "toast-case-answered", ASK: "toast-case-asked"}
# How a file is kept, by the name of its field in a message.
KINDS = {
    "photo": "photo",
    "voice": "voice",
    "audio": "audio",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "document": "document",
}
REFUSALS = {"too_large": "refused-file-too-large", "too_many": "hint-case-too-many-files"}


@act("say")
async def prompt(turn: Turn, number: int, how: str) -> None:
    """`case:say:{case}:{add|answer|ask}`: what is written next is said in the case."""
    case = await found(turn, number)
    if case is None:
        return
    if await _possible(turn, case, how):
        turn.go(f"{SAY}:{case.id}:{how}")
    else:
        changed(turn, home(turn, case))


async def reply_to(turn: Turn, case: Case) -> None:
    """Go to where the reply is written, by whichever side."""
    for how in (ADD, ANSWER):
        if await _possible(turn, case, how):
            turn.go(f"{SAY}:{case.id}:{how}")
            return
    turn.go(f"{ONE}:{case.id}")


@place(SAY)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`case-say:{case}:{add|answer|ask}`."""
    number, _, how = argument.partition(":")
    case = await cases.get(await turn.work.connection(), turn.viewer, whole_number(number))
    if case is None:
        return None
    if not await _possible(turn, case, how):
        return await instead(turn, case)
    t = turn.texts
    lines = [f"<b>{escape(title(turn, case), quote=False)}</b>", "", t(PROMPTS[how]), t("case-say-how")]
    return Screen("\n".join(lines), as_rows([[back(turn, case)]]))


@listens(SAY)
async def heard(turn: Turn, argument: str) -> None:
    """What was written or sent on that place."""
    number, _, how = argument.partition(":")
    case = await found(turn, whole_number(number))
    if case is None:
        return
    if await _possible(turn, case, how):
        await _say(turn, case, how)
    else:
        changed(turn, home(turn, case))


@listens(ONE)
async def heard_beside(turn: Turn, argument: str) -> None:
    """Words with a case in front of one: a companion's belong to it; so does the rest of an album, for everybody."""
    case = await found(turn, whole_number(argument.partition(":")[0]))
    if case is None:
        return
    if is_own(turn, case) and case.state != CLOSED:
        await _say(turn, case, ADD)
    elif await _is_rest_of_album(turn, case):
        await _say(turn, case, "")
    else:
        turn.say(turn.texts("hint-case-closed" if case.state == CLOSED else "hint-case-tap"))
        turn.show()


async def _possible(turn: Turn, case: Case, how: str) -> bool:
    if how == ADD:
        return is_own(turn, case) and case.state != CLOSED
    if is_own(turn, case) or how not in STEPS:
        return False
    return STEPS[how] in await cases.may(await turn.work.connection(), turn.viewer, case)


async def _say(turn: Turn, case: Case, how: str) -> None:
    """Keep what was said, with the step that it means ("": none), and write to the other side."""
    incoming = turn.incoming
    if isinstance(incoming, Sent) and (incoming.kind not in KINDS or incoming.file is None):
        turn.say(turn.texts("hint-case-cannot-take"))
        turn.show()
        return
    if isinstance(incoming, Said) and not incoming.text.strip():
        turn.show()
        return
    try:
        said = await _keep(turn, case)
    except attachments.NotWanted as refused:
        turn.say(turn.texts(REFUSALS[refused.reason]))
        turn.show()
        return
    if not said:
        changed(turn, home(turn, case))
        return
    now: Case | None = case
    if how in STEPS:
        now = await _STEPS[how](await turn.work.connection(), turn.viewer, case.id, turn.at)
    if now is None:
        now = await cases.get(await turn.work.connection(), turn.viewer, case.id)
    if now is None:
        gone(turn)
        return
    for message in said:
        await letters.said(turn, now, message, asked=how == ASK)
    if not how and not is_own(turn, now):
        # The rest of an album: what its first picture was.
        how = ASK if now.state == WAITING else ANSWER
    turn.toast(turn.texts.plain(TOASTS.get(how, TOASTS[ADD])))
    turn.go(home(turn, now))


_STEPS: dict[str, Callable[..., Awaitable[Case | None]]] = {ANSWER: cases.answer, ASK: cases.ask_back}


async def _keep(turn: Turn, case: Case) -> list[Message]:
    """The messages that it became: long words are several. Raises `attachments.NotWanted`."""
    incoming = turn.incoming
    if isinstance(incoming, Sent) and incoming.file is not None:
        caption = str((turn.message or {}).get("caption") or "")
        return await _one(turn, case, KINDS[incoming.kind], caption[:LONGEST], incoming.file)
    words = incoming.text.strip() if isinstance(incoming, Said) else ""
    return [message for piece in _pieces(words) for message in await _one(turn, case, "text", piece, None)]


async def _one(turn: Turn, case: Case, kind: str, words: str, file: SentFile | None) -> list[Message]:
    connection = await turn.work.connection()
    due_at = await deadlines.due_again(turn, case)
    viewer: Viewer = turn.viewer
    said = await cases.say(connection, viewer, case.id, kind, words, turn.at, due_at=due_at, file=file)
    return [said] if said is not None else []


def _pieces(words: str) -> list[str]:
    """Words in pieces that a screen can show whole, broken between lines or words."""
    pieces = []
    while len(words) > LONGEST:
        head = words[:LONGEST]
        at = max(head.rfind("\n"), head.rfind(" "))
        at = at if at > LONGEST // 2 else LONGEST
        pieces.append(words[:at].rstrip())
        words = words[at:].lstrip()
    return [*pieces, words] if words else pieces


async def _is_rest_of_album(turn: Turn, case: Case) -> bool:
    """Pictures of an album come one by one; the first has already led back to the case."""
    if not isinstance(turn.incoming, Sent) or not (turn.message or {}).get("media_group_id"):
        return False
    last = await cases.messages(await turn.work.connection(), turn.viewer, case.id, most=2)
    return any(
        each.author == turn.person.id and each.attachment is not None and (turn.at - each.at).total_seconds() < 60
        for each in last
    )
