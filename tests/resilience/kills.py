"""A walk through the questionnaire with a bot that is killed again and again."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

from tests.resilience.child import ChildBot
from tests.resilience.companion import ITEMS, enrol
from tests.world import START, World


def walk_with_kills(folder: Path, *, seed: int, kills: int, faults: dict[str, Any], **settings: str) -> None:
    """87 items and the result; after each kill, and at the end, what is stored is what was accepted.

    An answer that the chat has moved on from is stored; one whose tap was on its way may or may not be; and nothing
    is stored that was not tapped.
    """
    chance = random.Random(seed)
    world = World(folder / "data", chat_messages_per_second=100)
    world.start_bot()
    companion = enrol(world, "ibu_sari", START)
    world.stop_bot()
    bot = ChildBot(world.url, folder / "data", **settings)
    killed_at = set(chance.sample(range(1, len(ITEMS) + 1), kills - 1))
    model: dict[str, str] = {}
    try:
        bot.start()
        companion.begin()
        if faults:
            world.faults(seed=seed, **faults)
        for number, item in enumerate(ITEMS, 1):
            value = str(chance.randint(1, 4))
            if number in killed_at:
                companion.sees_item(number)
                companion.tap_answer(number, value)
                time.sleep(chance.uniform(0, 0.025))
                bot.kill()
                assert bot.answers() in (model, model | {item: value})
                _start_again(bot, chance)
            companion.answer(item, value)
            model[item] = value
        assert bot.answers() == model
        companion.tap_send()
        time.sleep(chance.uniform(0, 0.025))
        bot.kill()
        bot.start()
        companion.send_off() if bot.rows("SELECT 1 FROM draft") else companion.sees_result()
    finally:
        bot.kill()
        world.close()
    assert dict(bot.rows("SELECT item, value FROM submission_answer")) == model
    assert bot.rows("SELECT count(*) FROM submission") == [(1,)]
    assert bot.rows("SELECT count(*) FROM draft") == [(0,)]
    assert bot.rows("SELECT update_id, reason FROM inbox WHERE state = 'aside'") == []


def _start_again(bot: ChildBot, chance: random.Random) -> None:
    """Start it; now and then it is killed while it is starting."""
    bot.start()
    if chance.random() < 0.15:
        time.sleep(chance.uniform(0.1, 1.2))
        bot.kill()
        bot.start()
