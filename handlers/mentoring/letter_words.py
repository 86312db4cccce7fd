"""How letters about pairs are worded when they go out, by what is true then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from handlers.letters import Slip, letter
from handlers.mentoring import points, words
from handlers.mentoring.figures import change_lines
from handlers.mentoring.letters import (
    BACK,
    BEGUN,
    DECLINED,
    HEARD,
    KIND,
    MEASURED,
    OVER,
    PREFIX,
    QUESTION,
    WEEK,
)
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from storage import mentor_pairs, mentoring
from storage.mentor_pairs import ACTIVE, ASKED, Pair

Words = Callable[[Turn, Pair, str], Awaitable[Screen | None]]


@letter(KIND)
async def write(turn: Turn, slip: Slip) -> Screen | None:
    """`slip.data`: `pair`, and `about`, which says what the letter is about."""
    about, _, week = str(slip.data["about"]).partition(":")
    if about in (DECLINED, OVER):
        # Neutral, and the same whatever has become of the pair.
        return _screen(turn, "mentor-letter-declined" if about == DECLINED else "mentor-letter-over")
    pair = await mentor_pairs.get(await turn.work.connection(), turn.viewer, int(slip.data["pair"]))
    return await _WRITERS[about](turn, pair, week) if pair is not None else None


def _screen(turn: Turn, key: str, rows: list[list[Button]] | None = None, **values: str) -> Screen:
    t = turn.texts
    return Screen(f"<b>{t('mentor-letter-title')}</b>\n{t(key, address=turn.address, **values)}", as_rows(rows or []))


def is_mentor(turn: Turn, pair: Pair) -> bool:
    """Whether the reader is the mentor of the two."""
    return turn.person.id == pair.mentor


def question_rows(turn: Turn, pair: Pair) -> list[list[Button]]:
    """The answers to the question whether somebody is willing."""
    t = turn.texts
    return [
        [button(t.plain("button-mentor-yes"), PREFIX, "yes", pair.id)],
        [button(t.plain("button-mentor-no"), PREFIX, "no", pair.id)],
    ]


async def question_words(turn: Turn, pair: Pair) -> str:
    """Whether the reader is willing, as HTML: where the other works, and what both will get to know; no name yet."""
    t = turn.texts
    other = await words.person(turn, pair.other(turn.person.id))
    key = "mentor-question-mentor" if is_mentor(turn, pair) else "mentor-question-mentee"
    asked = t(key, region=words.province(turn, other))
    return f"{asked}\n\n{t('mentor-question-contact')}"


async def _question(turn: Turn, pair: Pair, week: str) -> Screen | None:
    said = pair.mentor_said if is_mentor(turn, pair) else pair.mentee_said
    if pair.state != ASKED or said is not None:
        return None
    t = turn.texts
    lines = [f"<b>{t('mentor-letter-title')}</b>", t("mentor-letter-question", address=turn.address)]
    lines += ["", await question_words(turn, pair)]
    return Screen("\n".join(lines), as_rows(question_rows(turn, pair)))


async def _begun(turn: Turn, pair: Pair, week: str) -> Screen | None:
    if pair.state != ACTIVE:
        return None
    t = turn.texts
    other = words.contact(turn, await words.person(turn, pair.other(turn.person.id)))
    key = "mentor-letter-begun-mentor" if is_mentor(turn, pair) else "mentor-letter-begun-mentee"
    # The name is HTML already.
    text = t.plain(key, other=other)
    lines = [f"<b>{t('mentor-letter-title')}</b>", text, "", t("mentor-letter-first")]
    return Screen("\n".join(lines), as_rows([[button(t.plain("button-mentor-open"), PREFIX, "open", pair.id)]]))


async def _heard(turn: Turn, pair: Pair, week: str) -> Screen | None:
    """To the coordinator: what came of the question."""
    if turn.person.id in (pair.mentor, pair.mentee):
        return None
    t = turn.texts
    names = {"mentor": await words.name(turn, pair.mentor), "mentee": await words.name(turn, pair.mentee)}
    key = "mentor-letter-heard-yes" if pair.state == ACTIVE else "mentor-letter-heard-no"
    return _screen(turn, key, [[button(t.plain("button-mentor-open"), PREFIX, "open", pair.id)]], **names)


async def _week(turn: Turn, pair: Pair, week: str) -> Screen | None:
    """A point to talk about for the mentor, something to bring along for the mentee."""
    if pair.state != ACTIVE or pair.begun_at is None:
        return None
    t = turn.texts
    number = (turn.at - pair.begun_at) // timedelta(weeks=1)
    other = await words.name(turn, pair.other(turn.person.id))
    if is_mentor(turn, pair):
        wish = await mentoring.wish(await turn.work.connection(), pair.mentee)
        key = points.point(pair.theme, wish is not None and wish.shares, number)
        lines = [t("mentor-letter-week-mentor", address=turn.address, other=other), "", t("mentor-letter-point")]
    else:
        key = points.brought(number)
        lines = [t("mentor-letter-week-mentee", address=turn.address, other=other)]
        lines += ["", t("mentor-letter-theme", theme=words.theme(turn, pair.theme))]
    rows = talk_rows(turn, pair, week, "")
    return Screen("\n".join([f"<b>{t('mentor-letter-title')}</b>", *lines, t(key)]), as_rows(rows))


def talk_rows(turn: Turn, pair: Pair, week: str, said: str) -> list[list[Button]]:
    """Whether the two have talked in a week, `said` being ticked."""
    t = turn.texts
    labels = {"talked": t.plain("button-mentor-talked"), "later": t.plain("button-mentor-not-yet")}
    return [
        [button(f"✓ {label}" if verb == said else label, PREFIX, verb, pair.id, week) for verb, label in labels.items()]
    ]


async def _back(turn: Turn, pair: Pair, week: str) -> Screen | None:
    role = "mentor" if is_mentor(turn, pair) else "mentee"
    if pair.state != ACTIVE or role in pair.outcome:
        return None
    t = turn.texts
    other = await words.name(turn, pair.other(turn.person.id))
    rows = [
        [button(t.plain("button-mentor-go-on"), PREFIX, "on", pair.id)],
        [button(t.plain("button-mentor-enough"), PREFIX, "enough", pair.id)],
        [button(t.plain("button-mentor-unfit"), PREFIX, "unfit", pair.id)],
    ]
    return _screen(turn, "mentor-letter-back", rows, other=other)


async def _measured(turn: Turn, pair: Pair, week: str) -> Screen | None:
    """To the mentee alone: their own figures, then and now."""
    lines = change_lines(turn, pair)
    if is_mentor(turn, pair) or not lines:
        return None
    t = turn.texts
    text = [f"<b>{t('mentor-letter-title')}</b>", t("mentor-letter-measured", address=turn.address), "", *lines]
    text += ["", t("mentor-measured-own")]
    return Screen("\n".join(text), as_rows([[button(t.plain("button-mentor-open"), PREFIX, "open", pair.id)]]))


_WRITERS: Mapping[str, Words] = {
    QUESTION: _question,
    BEGUN: _begun,
    HEARD: _heard,
    WEEK: _week,
    BACK: _back,
    MEASURED: _measured,
}
