"""What stands on the screens of publishing about for whom, when and how often."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.announcing.words import audience_words
from handlers.publishing.dispatch import WHEN, WHO, go
from handlers.publishing.targets import Target
from handlers.screens import Button
from handlers.turn import Turn
from locales import Texts
from locales.formats import DEFAULT_ZONE, date_long
from storage import audience
from storage.publications import Publication
from storage.uploads import Upload

RHYTHMS = {
    "on_demand": "pub-rhythm-on-demand",
    "once": "pub-rhythm-once",
    "daily": "pub-rhythm-daily",
    "weekly": "pub-rhythm-weekly",
    "monthly": "pub-rhythm-monthly",
}
STATES = {"published": "pub-state-published", "replaced": "pub-state-replaced", "retired": "pub-state-retired"}
Terms = Target | Upload | Publication


def rhythm_words(t: Texts, rhythm: str) -> str:
    """`setiap hari`, as plain text."""
    return t.plain(RHYTHMS[rhythm])


def from_words(t: Texts, from_at: datetime | None) -> str:
    """`1 Desember 2026`, or that it is at once."""
    return t.plain("pub-from-now") if from_at is None else date_long(from_at, t.language, DEFAULT_ZONE)


def until_words(t: Texts, until_at: datetime | None) -> str:
    """The last day, or that there is none."""
    if until_at is None:
        return t.plain("pub-until-never")
    return date_long(until_at - timedelta(seconds=1), t.language, DEFAULT_ZONE)


async def terms_lines(turn: Turn, terms: Terms) -> list[str]:
    """For whom (and how many that is now), from and until when, how often: a line each, as HTML."""
    t = turn.texts
    count = await audience.count(await turn.work.connection(), terms.audience)
    return [
        t("pub-line-who", who=audience_words(turn, terms.audience), count=count),
        t("pub-line-from", day=from_words(t, terms.from_at)),
        t("pub-line-until", day=until_words(t, terms.until_at)),
        t("pub-line-rhythm", rhythm=rhythm_words(t, terms.rhythm)),
    ]


def terms_rows(t: Texts, code: str) -> list[list[Button]]:
    """The buttons that change the terms of a target."""
    return [
        [go(t.plain("button-pub-who"), f"{WHO}:{code}"), go(t.plain("button-pub-rhythm"), f"{WHEN}:{code}:rhythm")],
        [
            go(t.plain("button-pub-from"), f"{WHEN}:{code}:from"),
            go(t.plain("button-pub-until"), f"{WHEN}:{code}:until"),
        ],
    ]
