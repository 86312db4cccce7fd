"""One companion's latest result in the competency form, for the coordinator in charge alone."""

from __future__ import annotations

from fractions import Fraction
from zoneinfo import ZoneInfo

from handlers.digest.words import day_short, unbroken
from handlers.instruments import instrument_of
from handlers.questionnaire import FORM
from handlers.turn import Turn
from locales import Texts
from locales.formats import percent
from scoring.competency import ItemScore, competency
from scoring.percent import printed
from storage import results
from storage.results import LEFT_OUT


async def result_lines(turn: Turn, person_id: int) -> list[str]:
    """A line for each part with its band, as HTML; none where there is no result, or the viewer may not see it."""
    found = await results.of_person(await turn.work.connection(), turn.viewer, person_id, FORM)
    if not found or not turn.shelf.has(FORM, found[0].version):
        return []
    instrument = instrument_of(turn.shelf.version(FORM, found[0].version))
    if instrument is None:
        return []
    t, latest = turn.texts, found[0]
    items = [
        ItemScore(item, instrument.parts[part], None if score == LEFT_OUT else score, maximum)
        for item, part, score, maximum in zip(
            instrument.items, instrument.part_of, latest.items, instrument.maximum, strict=True
        )
    ]
    scored = competency(items, instrument.parts)
    day = latest.sent_at.astimezone(ZoneInfo(turn.zone)).date()
    lines = [t("digest-one-result", date=day_short(t, day))]
    for part in (*scored.parts, scored.overall):
        name = t.plain(f"dimension-{part.dimension}")
        if part.percent is None or part.band is None:
            lines.append(t("digest-bullet", line=f"{name}: {t.plain('too-few-short')}"))
            continue
        band = t.plain(f"band-{part.band.key}")
        lines.append(t("digest-bullet", line=f"{name}: {unbroken(printed_percent(t, part.percent))} · {band}"))
    return lines


def printed_percent(t: Texts, value: Fraction) -> str:
    """As the result itself prints it."""
    return percent(printed(value), t.language)
