"""A long text that was torn: Telegram's app sends it as several messages. Where the first was refused, the rest is no
answer either. The pieces have adjoining numbers; what is typed later comes after the bot's own words.
"""

from __future__ import annotations

from handlers.answering.windows import Window, open_window
from handlers.turn import Turn

# Telegram tears at 4,096 letters, or at the last blank before.
LONG = 3000
_LETTER = "t"


def refused(turn: Turn, step: int, words: str) -> None:
    """These words were refused; remember it, where they may go on in the next message."""
    number = _number(turn)
    if len(words) >= LONG and number:
        shows = turn.shows
        open_window(turn, step, Window(_LETTER, str(number)))
        turn.shows = shows


def is_rest(turn: Turn, step: int, window: Window) -> bool:
    """Whether what was typed goes on where the refused text was torn; that is said."""
    number = _number(turn)
    if window.letter != _LETTER or not number or number != window.number + 1:
        return False
    turn.say(turn.texts("refused-rest"))
    open_window(turn, step, Window(_LETTER, str(number)))
    turn.shows = False
    return True


def _number(turn: Turn) -> int:
    return int((turn.message or {}).get("message_id") or 0)
