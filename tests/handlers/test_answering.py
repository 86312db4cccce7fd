"""Answering a question of a form, apart from the chat: what buttons carry and mean, and answers in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import forms
from forms import Kind
from handlers import choosing
from handlers.answering.calendar import Calendar, tapped_clock, tapped_day
from handlers.answering.sent import HINTS, fits
from handlers.answering.values import in_words, steps_of, tapped_value, written_moment, written_time
from handlers.answering.windows import PLAIN, Window, read_window, window_of
from handlers.question import question_screen, summary_screen
from handlers.tokens import MOST_BYTES, FormTap, form_button, mark
from handlers.turn import Sent, SentFile, SentPlace
from locales import texts

WIT = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 20, 8, 5, tzinfo=WIT)
LARGEST = 10**18 - 1

FORM = """
| survey |
| | type | name | label | appearance | parameters |
| | date | day | Kapan? | | |
| | time | clock | Jam berapa? | | |
| | dateTime | moment | Kapan tepatnya? | | |
| | range | few | Nilai? | | start=-1 end=1 step=0.5 |
| | date | month | Bulan? | month-year | |
| | date | year | Tahun? | year | |
| | decimal | money | Berapa? | thousands-sep | |
| | geopoint | place | Di mana? | | |
| | geotrace | path | Lewat mana? | | |
| | image | photo | Foto | | |
| | acknowledge | ok | Setuju? | | |
| | rank c | order | Urutan? | | |
| | integer | count | Jumlah? | | |

| choices |
| | list_name | name | label |
| | c | a | Satu |
| | c | b | Dua |

| settings |
| | form_id | version | form_title | default_language |
| | trial | 1 | Kunjungan | Indonesia (id) |
"""


@pytest.fixture(scope="module")
def form() -> forms.Form:
    return forms.compile_form(FORM)


def at(form: forms.Form, key: str, **answers: str) -> forms.QuestionView:
    state = forms.State.restore(form, position=key, step=3, answers=answers, returning=False, at=NOW)
    return forms.question_view(form, state, "id")


@pytest.mark.parametrize(
    ("key", "digits", "value"),
    [
        ("day", "20261107", "2026-11-07"),
        ("day", "20261131", None),
        ("day", "2026117", None),
        ("clock", "0730", "07:30:00.000+09:00"),
        ("clock", "2460", None),
        ("clock", "730", None),
        ("moment", "202611070730", "2026-11-07T07:30:00.000+09:00"),
        ("moment", "20261107", None),
        ("moment", "202613070730", None),
        ("few", "0", "-1"),
        ("few", "3", "0.5"),
        ("few", "4", "1"),
        ("few", "5", None),
        ("few", "123456789012", None),
        ("money", "5", None),
    ],
)
def test_the_value_of_a_button(form: forms.Form, key: str, digits: str, value: str | None) -> None:
    q = at(form, key)
    assert tapped_value(q, digits, NOW) == value
    if value is not None:
        state = forms.State.restore(form, position=key, step=3, answers={}, returning=False, at=NOW)
        new = forms.step(form, state, forms.Answer(3, value), NOW).state
        assert new.answers[key] == value


@pytest.mark.parametrize(
    ("key", "value", "indonesian", "english"),
    [
        ("day", "2025-11-07", "Jumat, 7 November 2025", "Friday, 7 November 2025"),
        ("month", "2025-11-01", "November 2025", "November 2025"),
        ("year", "2025-01-01", "2025", "2025"),
        ("clock", "19:05:00.000+07:00", "19.05", "19:05"),
        (
            "moment",
            "2025-11-07T19:05:00.000+07:00",
            "Jumat, 7 November 2025, pukul 19.05",
            "Friday, 7 November 2025, 19:05",
        ),
        ("few", "0.5", "0,5", "0.5"),
        ("money", "1250000", "1.250.000", "1,250,000"),
        ("money", "2.5", "2,5", "2.5"),
        ("count", "1985", "1985", "1985"),
        ("place", "-6.2087634 106.8 0 0", "-6,20876; 106,8", "-6.20876, 106.8"),
        ("place", "-6.2 106.8 0 12.4", "-6,2; 106,8 (±12 m)", "-6.2, 106.8 (±12 m)"),
        ("path", "1 2 0 0;3 4 0 0", "2 titik", "2 points"),
        ("photo", "foto-1.jpg", "foto", "photo"),
        ("ok", "OK", "ya", "yes"),
        ("order", "b a", "Dua, Satu", "Dua, Satu"),
        ("day", "", "belum diisi", "not answered"),
        # What an older version of the form may have left.
        ("day", "entah", "entah", "entah"),
        ("clock", "entah", "entah", "entah"),
        ("money", "entah", "entah", "entah"),
        ("place", "entah", "entah", "entah"),
        ("order", "x", "x", "x"),
    ],
)
def test_an_answer_in_words(form: forms.Form, key: str, value: str, indonesian: str, english: str) -> None:
    question = form.by_name[key]
    said = [in_words(texts(tag), form, key, question.kind, question.appearance, value) for tag in ("id", "en")]
    assert said[0] == indonesian
    if value:
        assert said[1] == english


def test_windows() -> None:
    assert window_of("draft:12.m202611", 12) == Window("m", "202611")
    assert window_of("draft:12.i", 12) == Window("i")
    for other in ("draft", "draft:", "draft:11.m202611", "menu:12.m1", "draft:12.M1", "draft:12.m-1", "draft:x.m1"):
        assert window_of(other, 12) == PLAIN
    assert read_window("h20261107") == Window("h", "20261107")
    assert not PLAIN
    assert Window("i")


@given(st.text(max_size=40))
def test_any_place_of_the_chat(place: str) -> None:
    assert isinstance(window_of(place, 1), Window)
    assert isinstance(window_of(f"draft:{place}", 1), Window)


@given(st.text(max_size=70) | st.from_regex(r"f:\d{1,20}:\d{1,20}:[a-z][\d.]{0,20}", fullmatch=True))
def test_anything_may_be_on_a_button(data: str) -> None:
    tap = FormTap.read(data)
    if tap is not None:
        assert tap.number >= 0
        assert tap.second is None or tap.second >= 0
        assert form_button("x", tap.draft_id, tap.step, tap.verb, tap.argument).data.encode() <= data.encode() + b"0"


def buttons_of(rows: list[list[Any]]) -> list[Any]:
    return [button for row in rows for button in row]


@given(
    st.datetimes(datetime(1901, 1, 1), datetime(2099, 12, 31)),
    st.none() | st.dates(),
    st.sampled_from(["", "m", "y", "z", "h", "n", "p", "i"]),
    st.text("0123456789", max_size=12),
    st.booleans(),
)
def test_every_calendar_can_be_shown(
    now: datetime, chosen: date | None, letter: str, digits: str, with_time: bool
) -> None:
    """Whatever window a button names: the rows fit, and each button is one that the chat reads."""
    calendar = Calendar(texts("id"), LARGEST, LARGEST, now.replace(tzinfo=UTC), chosen, with_time=with_time)
    window = Window(letter, digits)
    for rows in (
        calendar.day_rows(window),
        calendar.month_rows(window),
        calendar.year_rows(window),
        calendar.time_rows(window),
    ):
        assert all(1 <= len(row) <= 8 for row in rows)
        for button in buttons_of(rows):
            assert button.label.strip()
            assert len(button.data.encode()) <= MOST_BYTES
            assert FormTap.read(button.data) is not None


@given(st.dates(date(1901, 1, 1), date(2100, 12, 31)))
def test_each_day_of_a_month_is_there_once(day: date) -> None:
    calendar = Calendar(texts("id"), 1, 1, NOW, None)
    rows = calendar.day_rows(Window("m", f"{day:%Y%m}"))
    values = [FormTap.read(button.data) for row in rows[2:-1] for button in row]
    days = [tapped_day(tap.argument) for tap in values if tap is not None and tap.verb == "v"]
    assert day in days
    assert len(days) == len(set(days)) >= 28
    column = next(
        index for row in rows[2:-1] for index, button in enumerate(row) if button.data.endswith(f"v{day:%Y%m%d}")
    )
    assert column == day.weekday()


@given(st.times())
def test_a_time_on_a_button(moment: time) -> None:
    assert tapped_clock(f"{moment:%H%M}") == time(moment.hour, moment.minute)
    assert written_time(moment, NOW).endswith("+09:00")
    assert written_moment(date(2026, 11, 7), moment, NOW).startswith("2026-11-07T")


@pytest.mark.parametrize(
    ("start", "end", "step", "count"),
    [("1", "5", "1", 5), ("0", "1", "0.3", 4), ("5", "1", "-1", 5), ("1", "5", "-1", 0), ("1", "5", "0", 0),
     ("1", "1", "1", 1), ("0", "1000000000", "0.001", 10_000)],
)  # fmt: skip
def test_the_steps_of_a_range(start: str, end: str, step: str, count: int) -> None:
    assert steps_of(forms.Range(Decimal(start), Decimal(end), Decimal(step), False)) == count


FILE = SentFile("id", "unique", 10)


@pytest.mark.parametrize(
    ("kind", "sent", "taken"),
    [
        (Kind.IMAGE, Sent("photo", FILE), True),
        (Kind.IMAGE, Sent("document", SentFile("i", "u", 1, "image/png", "a")), True),
        (Kind.IMAGE, Sent("document", SentFile("i", "u", 1, "", "A.JPG")), True),
        (Kind.IMAGE, Sent("document", SentFile("i", "u", 1, "application/pdf", "a.pdf")), False),
        (Kind.IMAGE, Sent("video", FILE), False),
        (Kind.IMAGE, Sent("sticker", FILE), False),
        (Kind.IMAGE, Sent("photo"), False),
        (Kind.AUDIO, Sent("voice", FILE), True),
        (Kind.AUDIO, Sent("audio", FILE), True),
        (Kind.AUDIO, Sent("document", SentFile("i", "u", 1, "audio/mpeg", "a")), True),
        (Kind.AUDIO, Sent("video_note", FILE), False),
        (Kind.VIDEO, Sent("video_note", FILE), True),
        (Kind.VIDEO, Sent("document", SentFile("i", "u", 1, "", "a.mp4")), True),
        (Kind.VIDEO, Sent("voice", FILE), False),
        (Kind.FILE, Sent("document", FILE), True),
        (Kind.FILE, Sent("photo", FILE), True),
        (Kind.FILE, Sent("contact"), False),
        (Kind.FILE, Sent("location", place=SentPlace(1, 2)), False),
        (Kind.TEXT, Sent("photo", FILE), False),
    ],
)
def test_what_a_question_takes(kind: Kind, sent: Sent, taken: bool) -> None:
    assert fits(kind, sent) is taken


def test_every_kind_has_a_hint() -> None:
    assert set(HINTS) == set(Kind)
    for key in HINTS.values():
        assert texts("id")(key, before=0, example="17/11/2026")
        assert texts("en")(key, before=1, example="17/11/2026")


def choice(index: int, label: str, *, chosen: bool = False, rank: int = 0) -> forms.ChoiceView:
    return forms.ChoiceView(f"c{index}", label, index, chosen, {}, rank)


@given(
    st.lists(st.text(max_size=80), min_size=1, max_size=60),
    st.sampled_from(["", "likert", "columns", "columns-pack", "columns-3", "columns-99", "horizontal", "minimal"]),
    st.none() | st.integers(0, 10**6),
    st.booleans(),
)
def test_any_list_can_be_shown(labels: list[str], word: str, page: int | None, several: bool) -> None:
    choices = [choice(index, label) for index, label in enumerate(labels)]
    rows = choosing.choice_rows(
        choices,
        frozenset({word}),
        draft_id=LARGEST,
        step=LARGEST,
        page=page,
        ticks_of=mark("some/key") if several else None,
    )
    flat = buttons_of(rows)
    assert all(1 <= len(row) <= 8 for row in rows if row)
    assert len(flat) <= 100
    for button in flat:
        assert button.label.strip()
        assert FormTap.read(button.data) is not None
    if not choosing.is_long(choices):
        assert len(flat) == len(choices)


def test_a_word_that_is_a_number() -> None:
    """Of choices that are written out with numbers, the number means that one; otherwise only the label does."""
    long = [choice(0, "x" * 60), choice(1, "y" * 60)]
    assert choosing.find(long, "2", searchable=False).exact is long[1]
    assert choosing.find(long, "3", searchable=False).exact is None
    short = [choice(0, "Satu"), choice(1, "Dua")]
    assert choosing.find(short, "2", searchable=False).exact is None


HUGE = """
| survey |
| | type | name | label | hint |
""" + "".join(
    f"| | text | q{n} | {'Pertanyaan yang panjang sekali ' * 40}{n} | {'petunjuk ' * 100} |\n" for n in range(20)
)


def test_no_screen_is_longer_than_a_message() -> None:
    form = forms.compile_form(HUGE + FORM[FORM.index("| settings |") :])
    answers = {f"q{n}": "jawaban " * 200 for n in range(20)}
    for position in ("q0", None):
        state = forms.State.restore(form, position=position, step=3, answers=answers, returning=False, at=NOW)
        show = summary_screen if position is None else question_screen
        assert len(show(texts("id"), form, state, 1).text) <= 4096
