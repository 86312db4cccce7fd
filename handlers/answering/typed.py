"""What typed words mean for each kind of question: an event for the engine, or a kind word about what was not read."""

from __future__ import annotations

from datetime import date, datetime
from html import escape

import forms
from forms import Kind
from handlers import choosing
from handlers.answering.calendar import tapped_day
from handlers.answering.fitting import clipped
from handlers.answering.sent import hint
from handlers.answering.values import ONLY_MONTH, ONLY_YEAR, PLACES, written_moment, written_time
from handlers.answering.windows import Window, open_window
from handlers.tokens import mark
from handlers.turn import Turn
from locales.reading import folded, number_as_xform, read_number
from locales.reading_days import read_clock, read_day, read_moment, read_month, read_year
from locales.reading_places import is_map_link, read_place

WORDS_SHOWN = 60
# So much of the question's own hint goes with a word about what was not read; all of it stands in the question.
MOST_HINT = 1000


def event_of(
    turn: Turn, draft_id: int, q: forms.QuestionView, words: str, now: datetime, window: Window
) -> forms.Event | None:
    """What the words come to; `None` where something has been said or shown instead."""
    typed = words.strip()
    match q.kind:
        case Kind.SELECT_ONE | Kind.SELECT_MULTIPLE | Kind.RANK:
            return _choice(turn, draft_id, q, typed)
        case Kind.INTEGER | Kind.DECIMAL | Kind.RANGE:
            return _number(turn, q, typed)
        case Kind.DATE:
            return forms.Answer(q.step, _date(q, typed, now.date()))
        case Kind.TIME:
            clock = read_clock(typed, now)
            return forms.Answer(q.step, written_time(clock, now) if clock else typed)
        case Kind.DATETIME:
            return _moment(turn, q, typed, now, window)
        case Kind.GEOPOINT | Kind.GEOTRACE | Kind.GEOSHAPE:
            return _place(turn, q, typed)
        case Kind.REPEAT:
            return _yes_or_no(turn, q, typed)
        case Kind.TEXT | Kind.BARCODE:
            return forms.Answer(q.step, typed)
    turn.say(hint(turn, q))
    return None


def _choice(turn: Turn, draft_id: int, q: forms.QuestionView, typed: str) -> forms.Event | None:
    # The form may invite typing (appearance "minimal") also where the list happens to be short.
    searchable = q.minimal or choosing.is_long(q.choices)
    found = choosing.find(q.choices, typed, searchable=searchable)
    several = q.kind is not Kind.SELECT_ONE
    if found.exact is not None:
        name = found.exact.name
        return forms.Toggle(q.step, name) if several else forms.Answer(q.step, name)
    if searchable and found.near:
        screen = choosing.found_screen(
            turn.texts, draft_id, q.step, found.near, ticks_of=mark(q.name) if several else None
        )
        turn.replies.notes.append(screen)
    elif searchable:
        turn.say(turn.texts("hint-not-in-list", words=typed[:WORDS_SHOWN]))
    else:
        turn.say(hint(turn, q))
    return None


def _number(turn: Turn, q: forms.QuestionView, typed: str) -> forms.Event | None:
    value = read_number(typed)
    if value is not None:
        return forms.Answer(q.step, number_as_xform(value))
    whole = q.kind is Kind.INTEGER or (q.range is not None and q.range.whole)
    text = turn.texts("refused-not-a-whole-number" if whole else "refused-not-a-number")
    turn.say(f"{text} {escape(clipped(q.hint, MOST_HINT), quote=False)}".strip())
    return None


def _date(q: forms.QuestionView, typed: str, today: date) -> str:
    """The day as it is written; words that are none stay as they are, and the form refuses them."""
    if ONLY_YEAR in q.appearance:
        day = read_year(typed, today)
    elif ONLY_MONTH in q.appearance:
        day = read_month(typed, today)
    else:
        day = read_day(typed, today)
    return day.isoformat() if day else typed


def _moment(turn: Turn, q: forms.QuestionView, typed: str, now: datetime, window: Window) -> forms.Event | None:
    """Both in one line; only a day leads on to its hours, only a time belongs to the day that was tapped before."""
    both = read_moment(typed, now)
    chosen = tapped_day(window.digits[:8]) if window.letter in ("h", "n") else None
    if both is None and chosen is not None and (clock := read_clock(typed, now)) is not None:
        both = chosen, clock
    if both is not None:
        return forms.Answer(q.step, written_moment(*both, now))
    day = read_day(typed, now.date())
    if day is not None:
        open_window(turn, q.step, Window("h", f"{day:%Y%m%d}"))
        return None
    return forms.Answer(q.step, typed)


def _place(turn: Turn, q: forms.QuestionView, typed: str) -> forms.Event | None:
    place = read_place(typed)
    if place is None:
        turn.say(turn.texts("refused-map-link" if is_map_link(typed) else "refused-not-a-place"))
        return None
    if q.kind in PLACES - {Kind.GEOPOINT}:
        return forms.Toggle(q.step, place.written())
    return forms.Answer(q.step, place.written())


def _yes_or_no(turn: Turn, q: forms.QuestionView, typed: str) -> forms.Event | None:
    words = folded(typed)
    if words in _list(turn, "words-yes"):
        return forms.AddInstance(q.step)
    if words in _list(turn, "words-no"):
        return forms.Done(q.step)
    turn.say(hint(turn, q))
    return None


def _list(turn: Turn, key: str) -> set[str]:
    return {folded(word) for word in turn.texts.plain(key).split(",")}
