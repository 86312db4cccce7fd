"""Messages that go before a screen, as text for the database.

A screen can be rendered again from what is stored, a note cannot (an invitation's link is shown only once): so it is
kept with the debt, and gone with it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from handlers.screens import Button, Screen


def notes_as_text(notes: Sequence[Screen]) -> str | None:
    """The notes as JSON; `None` where there are none. Notes have no pictures."""
    if not notes:
        return None
    return json.dumps(
        [[n.text, [[[b.label, b.data] for b in row] for row in n.rows]] for n in notes], ensure_ascii=False
    )


def notes_from_text(text: str | None) -> list[Screen]:
    """What `notes_as_text` has written."""
    return [
        Screen(words, tuple(tuple(Button(label, data) for label, data in row) for row in rows))
        for words, rows in json.loads(text or "[]")
    ]
