"""What the buttons under letters about cases do (`l:case:{verb}:{case}:{message}`, see `handlers.casework.letters`)."""

from __future__ import annotations

from handlers import filling
from handlers.casework import acting, saying, tip_deciding
from handlers.casework.dispatch import LIST, NAMED, ONE, gone
from handlers.casework.letters import NAME, PREFIX, READ, REPLY, TAKE
from handlers.casework.tip_letters import TIP
from handlers.tokens import whole_number
from handlers.turn import Tap, Turn
from storage import cases


async def tapped(turn: Turn) -> None:
    """A button of a letter, however old. What it opens comes below; the letter stays as it is."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, rest = data.removeprefix(f"{PREFIX}:").partition(":")
    number = whole_number(rest.partition(":")[0])
    filling.leave(turn)
    if verb == NAME:
        turn.go(NAMED if turn.person.role == "admin" else LIST)
        return
    if verb == TIP:
        await tip_deciding.see(turn, number, "")
        return
    case = await cases.get(await turn.work.connection(), turn.viewer, number) if number else None
    if case is None:
        gone(turn)
    elif verb == TAKE:
        await acting.take(turn, number, "")
    elif verb == REPLY and not case.restricted:
        await saying.reply_to(turn, case)
    elif verb in (READ, REPLY):
        turn.go(f"{ONE}:{case.id}")
    else:
        turn.toast(turn.texts.plain("toast-finished"))
        turn.show()
