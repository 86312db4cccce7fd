"""Choosing who gets an announcement: conditions are added, turned round and taken away with a thumb."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.announcing import conditions as cond
from handlers.announcing import desk
from handlers.announcing.compose import next_place
from handlers.announcing.conditions import Condition, Conditions
from handlers.announcing.counting import reach, reach_words
from handlers.announcing.dispatch import act, button_to, go, listens
from handlers.announcing.regions import region_screen, search
from handlers.announcing.segments import keep_named, segment_screen
from handlers.announcing.ticks import PLACE, paired, tick, way_back
from handlers.announcing.typed import read_day
from handlers.announcing.words import LANGUAGES, PROFILE, PROGRAMME_ITEM, ROLES, condition_words, sentence_case
from handlers.places import place
from handlers.questionnaire import FORM as QUESTIONNAIRE
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Said, Turn, as_rows
from scoring.bands import BANDS
from scoring.competency import OVERALL
from storage.announcements import Announcement

# Enough for what a person puts together; the sentence must still be read.
MOST_CONDITIONS = 40
JOINED_DAYS = (7, 30, 90)


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    first, _, rest = argument.partition(":")
    announcement = await desk.find(turn, whole_number(first))
    if announcement is None or announcement.state != "draft" or announcement.made_by != turn.person.id:
        return None
    section, _, more = rest.partition(":")
    head = reach_words(turn, announcement, await reach(turn, announcement))
    chosen = cond.from_audience(announcement.audience) or ()
    match section:
        case "role":
            codes = [f"role.{role}" for role in ROLES]
        case "programme":
            codes = [f"programme.{programme}" for programme in programmes(turn)]
        case "language":
            codes = [f"language.{tag}" for tag in LANGUAGES]
        case "gap":
            codes = [f"gap.{QUESTIONNAIRE}.{part}" for part in parts_of(turn)]
        case "band" if more in (OVERALL, *parts_of(turn)):
            codes = [f"band.{QUESTIONNAIRE}.{more}.{band.key}" for band in BANDS]
            return _list_screen(turn, announcement, head, chosen, codes, back="band")
        case "band":
            return _parts_screen(turn, announcement, head)
        case "filed":
            return _forms_screen(turn, announcement, head, chosen)
        case "joined":
            return _joined_screen(turn, announcement, head)
        case "region" | "find":
            return region_screen(turn, announcement, head, chosen, section, more)
        case "saved" | "segment" | "name":
            return await segment_screen(turn, announcement, head, section, more)
        case "one" if (one := next((c for c in chosen if c.code == more), None)) is not None:
            return _one_screen(turn, announcement, head, one)
        case _:
            return _main_screen(turn, announcement, head, chosen)
    return _list_screen(turn, announcement, head, chosen, codes)


def _main_screen(turn: Turn, announcement: Announcement, head: str, chosen: Conditions) -> Screen:
    t, number = turn.texts, announcement.id
    rows = [
        [go(f"✎ {sentence_case(condition_words(turn, c))}", f"{PLACE}:{number}:one:{c.code}")]
        for c in cond.in_order(chosen)
    ]
    sections = (
        ("role", t.plain("button-ann-role")),
        ("region", t.plain("button-ann-region")),
        ("programme", t.plain("button-ann-programme")),
        ("language", t.plain("button-ann-language")),
        ("band", t.plain("button-ann-band")),
        ("gap", t.plain("button-ann-gap")),
        ("filed", t.plain("button-ann-filed")),
        ("joined", t.plain("button-ann-joined")),
    )
    rows += paired([go(label, f"{PLACE}:{number}:{section}") for section, label in sections])
    rows.append([go(t.plain("button-ann-segments"), f"{PLACE}:{number}:saved")])
    if chosen:
        rows.append([button_to(t.plain("button-ann-everyone"), "everyone", number)])
    kept = desk.kept_of(announcement)
    rows.append(
        [
            go(t.plain("button-back"), f"announce-content:{number}"),
            go(t.plain("button-ann-on"), next_place(announcement, kept, "announce-ask")),
        ]
    )
    # Who has chosen conditions knows how; the number of people must stay in sight above the buttons.
    how = "" if chosen else f"\n\n{t('ann-audience-how')}"
    return Screen(f"<b>{t('ann-audience-title')}</b>\n\n{head}{how}", as_rows(rows))


def _list_screen(
    turn: Turn, announcement: Announcement, head: str, chosen: Conditions, codes: Sequence[str], back: str = ""
) -> Screen:
    t = turn.texts
    rows = paired([tick(turn, announcement, chosen, code) for code in codes])
    rows.append([way_back(turn, announcement, back)])
    return Screen(f"{head}\n\n{t('ann-tap-to-choose')}", as_rows(rows))


def _parts_screen(turn: Turn, announcement: Announcement, head: str) -> Screen:
    t = turn.texts
    parts = (OVERALL, *parts_of(turn))
    rows = [[go(t.plain(f"dimension-{part}"), f"{PLACE}:{announcement.id}:band:{part}")] for part in parts]
    rows.append([way_back(turn, announcement)])
    return Screen(f"{head}\n\n{t('ann-which-part')}", as_rows(rows))


def _forms_screen(turn: Turn, announcement: Announcement, head: str, chosen: Conditions) -> Screen:
    t = turn.texts
    rows = []
    for form in turn.shelf.announceable():
        code = f"filed.{form.id}"
        there = next((c for c in chosen if c.code == code), None)
        for negated, verb in ((False, "yes"), (True, "not")):
            label = sentence_case(condition_words(turn, Condition(code, negated)))
            stands = there is not None and there.negated == negated
            rows.append(
                [button_to(f"✓ {label}" if stands else label, "off" if stands else verb, announcement.id, code)]
            )
    rows.append([way_back(turn, announcement)])
    return Screen(f"{head}\n\n{t('ann-tap-to-choose')}", as_rows(rows))


def _joined_screen(turn: Turn, announcement: Announcement, head: str) -> Screen:
    t = turn.texts
    today = turn.at.date()
    days = [(t.plain("button-ann-days", count=days), today - timedelta(days=days)) for days in JOINED_DAYS]
    days.append((t.plain("button-ann-this-year"), date(today.year, 1, 1)))
    buttons = [button_to(label, "yes", announcement.id, f"joined_since.{day}") for label, day in days]
    return Screen(f"{head}\n\n{t('ann-joined-how')}", as_rows([*paired(buttons), [way_back(turn, announcement)]]))


def _one_screen(turn: Turn, announcement: Announcement, head: str, one: Condition) -> Screen:
    t, number = turn.texts, announcement.id
    turned = t.plain("button-ann-include") if one.negated else t.plain("button-ann-except")
    rows = [
        [button_to(turned, "yes" if one.negated else "not", number, one.code)],
        [button_to(t.plain("button-ann-remove"), "off", number, one.code)],
        [way_back(turn, announcement)],
    ]
    return Screen(f"{head}\n\n{t('ann-one', condition=condition_words(turn, one))}", as_rows(rows))


@act("yes")
async def include(turn: Turn, number: int, code: str) -> None:
    await _put(turn, number, Condition(code))


@act("not")
async def leave_out(turn: Turn, number: int, code: str) -> None:
    await _put(turn, number, Condition(code, negated=True))


@act("off")
async def remove(turn: Turn, number: int, code: str) -> None:
    if (announcement := await desk.own_draft(turn, number)) is not None:
        chosen = cond.from_audience(announcement.audience) or ()
        await _keep(turn, announcement, cond.without(chosen, code))


@act("everyone")
async def everyone(turn: Turn, number: int, more: str) -> None:
    if (announcement := await desk.own_draft(turn, number)) is not None:
        await _keep(turn, announcement, ())


async def _put(turn: Turn, number: int, condition: Condition) -> None:
    announcement = await desk.own_draft(turn, number)
    if announcement is None:
        return
    if not is_known(turn, condition):
        turn.toast(turn.texts.plain("toast-finished"))
        turn.go(f"{PLACE}:{number}")
        return
    # What was chosen elsewhere than in these screens begins anew.
    chosen = cond.with_condition(cond.from_audience(announcement.audience) or (), condition)
    if len(chosen) > MOST_CONDITIONS:
        turn.toast(turn.texts.plain("toast-ann-too-many", count=MOST_CONDITIONS), alert=True)
        turn.show()
    else:
        await _keep(turn, announcement, chosen)


async def _keep(turn: Turn, announcement: Announcement, chosen: Conditions) -> None:
    await desk.change(turn, announcement, audience=cond.to_audience(chosen))
    here = f"{PLACE}:{announcement.id}:"
    # On a list the person stays, to choose more of it.
    stays = turn.chat.place.startswith(here) and not turn.chat.place.startswith((f"{here}one", f"{here}joined"))
    turn.go(turn.chat.place if stays else f"{PLACE}:{announcement.id}")


def is_known(turn: Turn, condition: Condition) -> bool:
    """Whether the condition asks for something that there is: buttons of old versions may not."""
    if not cond.is_code(condition.code):
        return False
    value = condition.value
    match condition.key:
        case "role":
            return value in ROLES
        case "province" | "regency":
            return turn.shelf.region_name(value) is not None
        case "programme":
            return value in programmes(turn)
        case "language":
            return value in LANGUAGES
        case "filed":
            return any(form.id == value for form in turn.shelf.announceable())
        case "gap":
            return value in [f"{QUESTIONNAIRE}.{part}" for part in parts_of(turn)]
        case "band":
            form, part, band = value.split(".")
            known = part in (OVERALL, *parts_of(turn)) and band in [b.key for b in BANDS]
            return form == QUESTIONNAIRE and known
    return read_day(value) is not None


def parts_of(turn: Turn) -> list[str]:
    """The parts of the questionnaire that have a result of their own."""
    items = turn.shelf.current(QUESTIONNAIRE).items()
    return list(dict.fromkeys(q.columns["dimension"] for q in items if q.columns.get("dimension")))


def programmes(turn: Turn) -> list[str]:
    """The programmes that companions can name in their profile."""
    choices = turn.shelf.current(PROFILE).by_name[PROGRAMME_ITEM].choices
    return [choice.name for choice in choices.all] if choices is not None else []


@listens(PLACE)
async def heard(turn: Turn, argument: str) -> None:
    """A name to search for, a day, a segment's name; elsewhere one line."""
    first, _, rest = argument.partition(":")
    announcement = await desk.own_draft(turn, whole_number(first))
    if announcement is None:
        return
    section = rest.partition(":")[0]
    typed = turn.incoming.text.strip() if isinstance(turn.incoming, Said) else ""
    if section in ("region", "find") and typed:
        search(turn, announcement, typed)
    elif section == "name":
        await keep_named(turn, announcement, typed)
    elif section == "joined" and typed:
        await _joined_on(turn, announcement, typed)
    else:
        turn.say(turn.texts("hint-ann-tap"))


async def _joined_on(turn: Turn, announcement: Announcement, typed: str) -> None:
    day = read_day(typed)
    if day is None or day.year < 2000:
        turn.say(turn.texts("hint-ann-day"))
    elif day > turn.at.date():
        turn.say(turn.texts("hint-ann-day-to-come"))
    else:
        await _put(turn, announcement.id, Condition(f"joined_since.{day}"))
