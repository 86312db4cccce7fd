"""The picture of a report, put together from its figures."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.announcement_report.figures import answers, by_region, share, total
from handlers.announcement_report.words import (
    answer_labels,
    answered_word,
    counted,
    in_percent,
    moment,
    region_name,
    silent_word,
)
from handlers.announcing import desk
from handlers.announcing.copies import QUESTION
from handlers.announcing.words import title_of
from handlers.pictures.announcement import AnnouncementPicture, Section, ShareBar
from handlers.turn import Turn
from storage.announcement_report import RegionRow
from storage.announcements import Announcement

# Choices and regions together, besides the bar of all: more would be too small on a phone.
MOST_BARS = 12


def picture(turn: Turn, announcement: Announcement, rows: Sequence[RegionRow]) -> AnnouncementPicture:
    """What was delivered and answered: in all, by choice where there are some, and by region."""
    t, ask = turn.texts, announcement.ask
    whole = total(rows)
    legend: tuple[str, ...]
    if ask is None:
        legend = (t.plain("annrep-state-sent"), t.plain("annrep-not-delivered"))
        measure = t.plain("annrep-percent-of-readers")
    else:
        legend = (answered_word(t, ask), silent_word(t, ask), t.plain("annrep-not-delivered"))
        measure = t.plain("annrep-percent-of-delivered", answered=answered_word(t, ask).lower())
    sections = [Section("", (_bar(turn, announcement, whole, t.plain("annrep-all-regions"), whole_=True),), legend)]
    if ask is not None and ask["kind"] == QUESTION:
        sections.append(_choices(turn, announcement, whole))
    regions = by_region(rows, MOST_BARS - sum(len(s.bars) for s in sections[1:]))
    bars = [_bar(turn, announcement, row, region_name(t, turn.shelf, row)) for row in regions.shown]
    if regions.rest is not None:
        bars.append(_bar(turn, announcement, regions.rest, t.plain("annrep-other-regions", count=regions.others)))
    # One region alone would say the same twice.
    if len(bars) > 1:
        sections.append(Section(t.plain("annrep-by-region"), tuple(bars)))
    elif bars:
        sections[0] = Section("", (_bar(turn, announcement, whole, bars[0].label, whole_=True),), legend)
    return AnnouncementPicture(
        title=title_of(t, desk.kept_of(announcement).content),
        notes=(t.plain("annrep-as-of", at=moment(t, turn.at, turn.zone)), measure),
        sections=tuple(sections),
        alt="; ".join(f"{bar.label}: {bar.value} ({bar.note})" for section in sections for bar in section.bars),
    )


def _bar(turn: Turn, announcement: Announcement, row: RegionRow, label: str, *, whole_: bool = False) -> ShareBar:
    t = turn.texts
    delivered = share(row.sent, row.copies)
    parts: tuple[float, ...] = (delivered,)
    done, of = row.sent, row.copies
    if announcement.ask is not None:
        # Somebody whose copy is uncertain may have answered all the same.
        done, of = answers(row), max(row.sent, answers(row))
        answered = share(done, row.copies)
        parts = (answered, max(0.0, delivered - answered))
    words = t.plain("annrep-of", part=counted(t, done), whole=counted(t, of))
    return ShareBar(label, parts, in_percent(t, share(done, of)), words, total=whole_)


def _choices(turn: Turn, announcement: Announcement, whole: RegionRow) -> Section:
    t = turn.texts
    said = answers(whole)
    bars = []
    for answer, label in answer_labels(t, announcement.ask).items():
        count = whole.answered.get(answer, 0)
        part = share(count, said)
        people = t.plain("annrep-people", count=counted(t, count))
        bars.append(ShareBar(label, (part,), in_percent(t, part), people))
    return Section(t.plain("annrep-answers-of", count=counted(t, said)), tuple(bars))
