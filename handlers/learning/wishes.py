"""What a companion says of the own plan: another theme, a training, a mentor or none, own words. All of it is kept."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from handlers import filling
from handlers.learning.dispatch import MENTOR, OWN, THEME, TRAINING, WORDS, act, to
from handlers.learning.evidence import SHORT_FORM, gather
from handlers.learning.trainings import trainings
from handlers.places import place
from handlers.screens import Button, Screen
from handlers.tokens import button
from handlers.turn import Said, Tap, Turn, as_rows
from scoring.learning import THEMES
from scoring.mentoring import MENTOR as MAY_TEACH
from storage import learning_plans, mentor_pairs, mentoring
from storage.learning_plans import NO, YES, LearningPlan

FEWEST, MOST = 3, 300
_LABEL = 40


async def _keep(turn: Turn, **said: Any) -> None:
    """The plan as it is, with what was said now; the same said twice is kept once."""
    found = await gather(turn, turn.person.id)
    focus = found.proposed.focus.name
    before = found.stored or LearningPlan(turn.person.id, turn.at, found.proposed.group, focus, focus)
    now = replace(before, at=turn.at, group_name=found.proposed.group, **said)
    if found.stored is None or replace(now, at=before.at, group_name=before.group_name) != before:
        connection = await turn.work.connection()
        await learning_plans.add(connection, now)
        await mentor_pairs.follow_plan(connection, turn.person.id, now.focus)
    turn.toast(turn.texts.plain("toast-learn-kept"))
    turn.go(OWN)


@act("agree")
async def agree(turn: Turn, field: str) -> None:
    """`learn:agree`: the plan is kept as it was proposed."""
    await _keep(turn)


@act("theme")
async def choose_theme(turn: Turn, name: str) -> None:
    """`learn:theme:{name}`."""
    if name in THEMES:
        await _keep(turn, focus=name, track=name)
    else:
        turn.go(THEME)


@act("train")
async def choose_training(turn: Turn, name: str) -> None:
    """`learn:train[:{name}]`: a wish for a training; for none without a name."""
    if not name or name in trainings(turn):
        await _keep(turn, training=name or None)
    else:
        turn.go(TRAINING)


@act("mentor")
async def choose_mentor(turn: Turn, said: str) -> None:
    """`learn:mentor:{yes|no}`: also kept where pairs are looked for."""
    if said not in (YES, NO):
        turn.go(MENTOR)
        return
    await mentoring.wants_mentor(await turn.work.connection(), turn.person.id, said, turn.at)
    await _keep(turn, mentor=said)


@act("said")
async def say(turn: Turn, field: str) -> None:
    """The own words, as they were written. A tap cannot bring any."""
    t = turn.texts
    if isinstance(turn.incoming, Tap):
        turn.go(WORDS)
        return
    if not isinstance(turn.incoming, Said) or turn.incoming.forwarded:
        turn.say(t("hint-learn-type"))
        return
    words = "\n".join(" ".join(line.split()) for line in turn.incoming.text.strip().splitlines())
    if FEWEST <= len(words) <= MOST:
        await _keep(turn, words=words)
    else:
        turn.say(t("hint-learn-length", fewest=FEWEST, most=MOST, length=len(words)))


@act("unsay")
async def unsay(turn: Turn, field: str) -> None:
    """`learn:unsay`: the own words go."""
    await _keep(turn, words=None)


@act("fill")
async def fill(turn: Turn, field: str) -> None:
    """`learn:fill`: to the short form."""
    if turn.shelf.has_current(SHORT_FORM):
        await filling.begin(turn, SHORT_FORM)
    else:
        turn.go(OWN)


@place(THEME)
async def show_themes(turn: Turn, argument: str) -> Screen | None:
    """What to strengthen."""
    t, found = turn.texts, await gather(turn, turn.person.id)
    there = found.stored.focus if found.stored is not None else ""
    rows = [[_choice(t.plain("learn-theme", theme=name), "theme", name, chosen=name == there)] for name in THEMES]
    return _asking(turn, f"<b>{t('learn-ask-theme')}</b>\n\n{t('learn-ask-theme-how')}", rows)


@place(TRAINING)
async def show_trainings(turn: Turn, argument: str) -> Screen | None:
    """Which training is wished for."""
    t, found = turn.texts, await gather(turn, turn.person.id)
    there = found.stored.training if found.stored is not None else None
    rows = [[_choice(label, "train", name, chosen=name == there)] for name, label in trainings(turn).items()]
    rows.append([_choice(t.plain("button-learn-no-training"), "train", "", chosen=False)])
    return _asking(turn, f"<b>{t('learn-ask-training')}</b>", rows)


@place(MENTOR)
async def show_mentor(turn: Turn, argument: str) -> Screen | None:
    """A mentor or none; for who could be one, the way to say so."""
    t, found = turn.texts, await gather(turn, turn.person.id)
    lines = [f"<b>{t('learn-ask-mentor')}</b>", "", t("learn-ask-mentor-how")]
    if found.proposed.mentoring == MAY_TEACH:
        lines.append(t("learn-may-mentor"))
    rows = [
        [_choice(t.plain("button-learn-mentor-yes"), "mentor", YES, chosen=found.mentor == YES)],
        [_choice(t.plain("button-learn-mentor-no"), "mentor", NO, chosen=found.mentor == NO)],
        [button(t.plain("button-learn-mentor-more"), "men", "wish")],
    ]
    return _asking(turn, "\n".join(lines), rows)


@place(WORDS)
async def show_words(turn: Turn, argument: str) -> Screen | None:
    """Own words."""
    t, found = turn.texts, await gather(turn, turn.person.id)
    lines = [f"<b>{t('learn-ask-words')}</b>", "", t("learn-ask-words-how", most=MOST)]
    rows: list[list[Button]] = []
    if found.stored is not None and found.stored.words:
        lines += ["", f"“{escape(found.stored.words, quote=False)}”"]
        rows.append([to(t.plain("button-learn-unsay"), "unsay")])
    return _asking(turn, "\n".join(lines), rows)


def _choice(label: str, verb: str, field: str, *, chosen: bool) -> Button:
    return to((f"✓ {label}" if chosen else label)[:_LABEL], verb, field)


def _asking(turn: Turn, text: str, rows: list[list[Button]]) -> Screen:
    return Screen(text, as_rows([*rows, [to(turn.texts.plain("button-back"), "own")]]))
