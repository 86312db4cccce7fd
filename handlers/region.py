"""A coordinator's own region: how many companions there are, and how far they are with the questionnaire.

Numbers of people only. Who answered what is not seen from here.
"""

from __future__ import annotations

from handlers import questionnaire
from handlers.invites import scope_words
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage import invites, overview

PLACE = "region"


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    if turn.person.role not in ("coordinator", "admin"):
        return None
    t = turn.texts
    connection = await turn.work.connection()
    if turn.person.role == "admin":
        scopes = [("", "")]
    else:
        scopes = [(duty.region, duty.programme) for duty in await invites.duties(connection, turn.person.id)]
    lines = [f"<b>{t('region-title')}</b>"]
    for region, programme in scopes:
        count = await overview.participation(
            connection, region_prefix=region, programme=programme, form_id=questionnaire.FORM
        )
        name = scope_words(turn, region, programme)
        lines += [
            "",
            t("region-name", name=name),
            t("region-companions", count=count.companions),
            t("region-finished", count=count.finished, of=count.companions),
            t("region-started", count=count.started),
        ]
    if not scopes:
        lines += ["", t("region-none")]
    return Screen("\n".join(lines), as_rows([[button(t.plain("button-menu"), "go", "menu")]]))
