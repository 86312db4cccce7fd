"""For whom a form is: role, programme and region, put together with a thumb (as the audience of an announcement is)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.announcing import conditions as cond
from handlers.announcing.audience import programmes
from handlers.announcing.conditions import Condition, Conditions
from handlers.announcing.ticks import paired
from handlers.announcing.words import ROLES, audience_words, sentence_case, value_words
from handlers.places import place
from handlers.publishing import targets
from handlers.publishing.dispatch import WHO, act, button_to, go, listens
from handlers.publishing.targets import Target
from handlers.screens import Button, Screen
from handlers.tokens import whole_number
from handlers.turn import Said, Turn, as_rows
from locales.reading import folded
from storage import audience

PAGE = 10
MOST_FOUND = 12
MOST_TYPED = 40
MOST_CONDITIONS = 40


@place(WHO)
async def show(turn: Turn, argument: str) -> Screen | None:
    code, _, rest = argument.partition(":")
    target = await targets.find(turn, code)
    if target is None:
        return None
    section, _, more = rest.partition(":")
    t = turn.texts
    count = await audience.count(await turn.work.connection(), target.audience)
    who = audience_words(turn, target.audience)
    head = f"<b>{t('pub-who-title')}</b>\n\n{t('pub-line-who', who=who, count=count)}"
    chosen = cond.from_audience(target.audience) or ()
    match section:
        case "role":
            rows = paired([_tick(turn, target, chosen, f"role.{role}") for role in ROLES])
        case "programme":
            rows = paired([_tick(turn, target, chosen, f"programme.{one}") for one in programmes(turn)])
        case "region":
            first, _, page = more.partition(":")
            rows = _regions(turn, target, chosen, first, whole_number(page))
        case "find":
            rows = [[_tick(turn, target, chosen, found)] for found in _found(turn, more)[:MOST_FOUND]]
        case _:
            return _main(turn, target, head, chosen)
    rows.append([go(t.plain("button-back"), f"{WHO}:{code}")])
    how = "pub-region-how" if section in ("region", "find") else "pub-tap-to-choose"
    return Screen(f"{head}\n\n{t(how)}", as_rows(rows))


def _main(turn: Turn, target: Target, head: str, chosen: Conditions) -> Screen:
    t = turn.texts
    rows = paired(
        [
            go(t.plain("button-pub-role"), f"{WHO}:{target.code}:role"),
            go(t.plain("button-pub-programme"), f"{WHO}:{target.code}:programme"),
            go(t.plain("button-pub-region"), f"{WHO}:{target.code}:region"),
        ]
    )
    rows += [[_tick(turn, target, chosen, one.code)] for one in cond.in_order(chosen)]
    if chosen:
        rows.append([button_to(t.plain("button-pub-everyone"), "all", target.code)])
    rows.append([go(t.plain("button-pub-done"), target.place)])
    return Screen(head, as_rows(rows))


def _tick(turn: Turn, target: Target, chosen: Conditions, code: str) -> Button:
    """A tap says plainly whether it shall be there, so that a double tap is one."""
    there = any(one.code == code and not one.negated for one in chosen)
    label = sentence_case(value_words(turn, Condition(code)))
    return button_to(f"✓ {label}" if there else label, "off" if there else "on", target.code, code)


def _regions(turn: Turn, target: Target, chosen: Conditions, province: str, page: int) -> list[list[Button]]:
    """The provinces, or one of them and its regencies, by pages."""
    t, here = turn.texts, f"{WHO}:{target.code}:region"
    if province in turn.shelf.provinces():
        codes = turn.shelf.regencies(province)
        rows = [[_tick(turn, target, chosen, f"province.{province}")]]
        rows += [[_tick(turn, target, chosen, f"regency.{code}")] for code in _page(codes, page)]
    else:
        codes = turn.shelf.provinces()
        rows = [[go(turn.shelf.region_name(code) or code, f"{here}:{code}")] for code in _page(codes, page)]
        province = ""
    turning = []
    if page:
        turning.append(go(f"◂ {page}", f"{here}:{province}:{page - 1}"))
    if (page + 1) * PAGE < len(codes):
        turning.append(go(f"{page + 2} ▸", f"{here}:{province}:{page + 1}"))
    rows.append(turning)
    if province:
        rows.append([go(t.plain("button-ann-provinces"), here)])
    return rows


def _page(codes: Sequence[str], page: int) -> Sequence[str]:
    return codes[page * PAGE : (page + 1) * PAGE]


def _found(turn: Turn, words: str) -> list[str]:
    """Conditions for the provinces and regencies that have all these words in their names."""
    wanted = folded(words).split()
    provinces = turn.shelf.provinces()
    codes = [f"province.{code}" for code in provinces]
    codes += [f"regency.{code}" for province in provinces for code in turn.shelf.regencies(province)]

    def fits(code: str) -> bool:
        name = folded(turn.shelf.region_name(code.partition(".")[2]) or "")
        return all(word in name for word in wanted)

    return [code for code in codes if wanted and fits(code)]


def _is_known(turn: Turn, code: str) -> bool:
    """Whether the condition asks for something that there is, and that can be chosen here."""
    if not cond.is_code(code):
        return False
    condition = Condition(code)
    match condition.key:
        case "role":
            return condition.value in ROLES
        case "programme":
            return condition.value in programmes(turn)
        case "province" | "regency":
            return turn.shelf.region_name(condition.value) is not None
    return False


@act("on")
async def include(turn: Turn, code: str, more: str) -> None:
    await _change(turn, code, more, there=True)


@act("off")
async def leave_out(turn: Turn, code: str, more: str) -> None:
    await _change(turn, code, more, there=False)


@act("all")
async def everyone(turn: Turn, code: str, more: str) -> None:
    if (target := await targets.find(turn, code)) is None:
        turn.toast(turn.texts.plain("toast-pub-gone"))
        turn.show()
        return
    await targets.change(turn, target, audience=cond.to_audience(()))
    turn.go(f"{WHO}:{code}")


async def _change(turn: Turn, code: str, condition: str, *, there: bool) -> None:
    target = await targets.find(turn, code)
    if target is None or not _is_known(turn, condition):
        turn.toast(turn.texts.plain("toast-pub-gone"))
        turn.show()
        return
    chosen = cond.from_audience(target.audience) or ()
    chosen = cond.with_condition(chosen, Condition(condition)) if there else cond.without(chosen, condition)
    if len(chosen) > MOST_CONDITIONS:
        turn.toast(turn.texts.plain("toast-ann-too-many", count=MOST_CONDITIONS), alert=True)
    else:
        await targets.change(turn, target, audience=cond.to_audience(chosen))
    if not turn.chat.place.startswith(f"{WHO}:{code}"):
        turn.go(f"{WHO}:{code}")
    turn.show()


@listens(WHO)
async def heard(turn: Turn, argument: str) -> None:
    """Part of a region's name; elsewhere one line."""
    code, _, rest = argument.partition(":")
    typed = folded(turn.incoming.text)[:MOST_TYPED].strip() if isinstance(turn.incoming, Said) else ""
    if rest.partition(":")[0] not in ("region", "find") or not typed:
        turn.say(turn.texts("hint-pub-tap"))
    elif not _found(turn, typed):
        turn.say(turn.texts("hint-not-in-list", words=typed))
    else:
        turn.go(f"{WHO}:{code}:find:{typed}")
