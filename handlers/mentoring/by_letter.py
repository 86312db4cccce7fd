"""What the buttons under letters about pairs do: `l:men:{verb}:{pair}[:{week}]`, however old the letter is.

- `yes`, `no`: willing to learn together, or not now;
- `talked`, `later`: whether the two have talked in a week;
- `on`, `enough`, `unfit`: what three months were good for, and whether they go on; then the mentee is offered the
  short form;
- `form`: the short form once more; `open`: the pair, below.
"""

from __future__ import annotations

from handlers import filling
from handlers.mentoring import letters, words
from handlers.mentoring.dispatch import ONE, home, is_at_desk, is_of_pair
from handlers.mentoring.letter_words import is_mentor, talk_rows
from handlers.mentoring.matching import SHORT_FORM
from handlers.screens import Screen
from handlers.tokens import button, whole_number
from handlers.turn import Tap, Turn, as_rows
from storage import mentor_pairs
from storage.mentor_pairs import ACTIVE, ASKED, ENDED, NO, YES, Pair

GO_ON, ENOUGH, UNFIT = "on", "enough", "unfit"
TALKS = "talks"


async def tapped(turn: Turn) -> None:
    """A button of a letter."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, rest = data.removeprefix(f"{letters.PREFIX}:").partition(":")
    number, _, week = rest.partition(":")
    connection = await turn.work.connection()
    pair = await mentor_pairs.get(connection, turn.viewer, whole_number(number)) if whole_number(number) else None
    if pair is None or not (is_of_pair(turn, pair) or is_at_desk(turn, pair)):
        turn.relabel()
        turn.toast(turn.texts.plain("toast-mentor-gone"))
    elif verb == "open":
        filling.leave(turn)
        turn.go(f"{ONE}:{pair.id}" if is_at_desk(turn, pair) else home(turn))
    elif not is_of_pair(turn, pair):
        turn.relabel()
    elif verb in (YES, NO):
        await _answer(turn, pair, verb)
    elif verb in ("talked", "later"):
        await _talked(turn, pair, verb, week)
    elif verb in (GO_ON, ENOUGH, UNFIT):
        await _looked_back(turn, pair, verb)
    elif verb == "form" and not is_mentor(turn, pair):
        await filling.begin(turn, SHORT_FORM)
    else:
        turn.toast(turn.texts.plain("toast-finished"))


async def _answer(turn: Turn, pair: Pair, said: str) -> None:
    t = turn.texts
    if pair.state != ASKED or not await letters.answer(turn, pair, said):
        turn.relabel()
        turn.toast(t.plain("toast-mentor-answered"))
        return
    key = "mentor-said-yes" if said == YES else "mentor-said-no"
    turn.rewrite(Screen(f"<b>{t('mentor-letter-title')}</b>\n{t(key, address=turn.address)}"))


async def _talked(turn: Turn, pair: Pair, said: str, week: str) -> None:
    """Kept by week and by who says it; the last word counts."""
    if pair.state != ACTIVE or not week:
        turn.relabel()
        turn.toast(turn.texts.plain("toast-mentor-over"))
        return
    role = "mentor" if is_mentor(turn, pair) else "mentee"
    talks = dict(pair.outcome.get(TALKS, {}))
    talks[week] = {**talks.get(week, {}), role: said == "talked"}
    await mentor_pairs.note(await turn.work.connection(), pair.id, {**pair.outcome, TALKS: talks})
    turn.toast(turn.texts.plain("toast-mentor-talked" if said == "talked" else "toast-mentor-not-yet"))
    turn.relabel(as_rows(talk_rows(turn, pair, week, said)))


async def _looked_back(turn: Turn, pair: Pair, said: str) -> None:
    """Once each; who has enough ends it for both, and nobody learns what the other has said."""
    role = "mentor" if is_mentor(turn, pair) else "mentee"
    t = turn.texts
    if pair.looked_back_at is None or role in pair.outcome or pair.state not in (ACTIVE, ENDED):
        turn.relabel()
        turn.toast(t.plain("toast-mentor-answered"))
        return
    await mentor_pairs.note(await turn.work.connection(), pair.id, {**pair.outcome, role: said})
    if said != GO_ON:
        await letters.end(turn, pair)
    key = "mentor-back-on" if said == GO_ON and pair.state == ACTIVE else "mentor-back-over"
    lines = [f"<b>{t('mentor-letter-title')}</b>", t(key, other=await words.name(turn, pair.other(turn.person.id)))]
    rows = []
    if role == "mentee" and turn.shelf.has_current(SHORT_FORM):
        lines += ["", t("mentor-back-form")]
        rows.append([button(t.plain("button-mentor-form"), letters.PREFIX, "form", pair.id)])
    turn.rewrite(Screen("\n".join(lines), as_rows(rows)))
