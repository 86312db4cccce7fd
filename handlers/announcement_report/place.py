"""The report of an announcement, for admins: figures that add up, answers, regions, the picture, and the XLSX."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from handlers import filling
from handlers.announcement_report import export, reminding
from handlers.announcement_report.drawing import picture
from handlers.announcement_report.export import PLACE
from handlers.announcement_report.figures import STATES, answers, by_region, share, total
from handlers.announcement_report.words import (
    STATE_WORDS,
    answer_labels,
    answered_word,
    counted,
    in_percent,
    moment,
    region_name,
)
from handlers.announcing import desk
from handlers.announcing.content import CAPTION_LIMIT, utf16
from handlers.announcing.copies import QUESTION
from handlers.announcing.dispatch import ONE, button_to, go, listens
from handlers.announcing.words import audience_words, title_of
from handlers.places import place
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Tap, Turn, as_rows
from locales import Texts
from storage import announcement_report
from storage.announcement_report import RegionRow
from storage.announcements import Announcement

PREFIX = "l:annrep"
# In words the largest regions alone; the picture has more, the file has all.
MOST_REGIONS = 5
# A long audience or question would push the figures out of the caption.
MOST_AUDIENCE, MOST_QUESTION = 120, 80


@place(PLACE)
async def show(turn: Turn, argument: str) -> Screen | None:
    """`{announcement}`, with `:nudge` the question whether to remind, with `:sheet` the word that the file is there."""
    first, _, section = argument.partition(":")
    announcement = await desk.find(turn, whole_number(first))
    if announcement is None or announcement.state in ("draft", "waiting"):
        return None
    if section == reminding.NUDGE:
        return await reminding.screen(turn, announcement, PLACE)
    if section == export.SHEET:
        back = [go(turn.texts.plain("button-annrep-report"), f"{PLACE}:{announcement.id}")]
        return Screen(turn.texts("annrep-sheet-sent"), as_rows([back]))
    return await _report_screen(turn, announcement)


async def _report_screen(turn: Turn, announcement: Announcement) -> Screen:
    t, number = turn.texts, announcement.id
    rows = await announcement_report.report(await turn.work.connection(), number)
    back = [go(t.plain("button-back"), f"{ONE}:{number}")]
    if not total(rows).copies:
        return Screen("\n".join([*_head(turn, announcement), "", t("annrep-nothing-yet")]), as_rows([back]))
    reminder = await reminding.outlook(turn, announcement)
    buttons = [[button_to(t.plain("button-annrep-sheet"), export.SHEET, number)]]
    if reminder.may:
        label = t.plain("button-annrep-nudge", count=counted(t, reminder.silent))
        buttons.append([go(label, f"{PLACE}:{number}:{reminding.NUDGE}")])
    lines = [*_head(turn, announcement), "", *_sums(t, rows), *_answers(t, announcement, rows)]
    if reminder.last is not None:
        lines.append(t("annrep-last-reminder", at=moment(t, reminder.last, turn.zone)))
    text = _fitting(lines, _regions(turn, announcement, rows))
    drawn = picture(turn, announcement, rows)
    return Screen(text, as_rows([*buttons, back]), picture=drawn, receipt=_head(turn, announcement)[0])


def _head(turn: Turn, announcement: Announcement) -> list[str]:
    t = turn.texts
    title = title_of(t, desk.kept_of(announcement).content)
    lines = [
        f"<b>{t('annrep-title')}</b> · {t('ann-quoted', title=title)}",
        t("ann-to-whom", audience=_cut(audience_words(turn, announcement.audience), MOST_AUDIENCE)),
    ]
    if announcement.begun_at is not None:
        lines.append(t("annrep-begun", at=moment(t, announcement.begun_at, turn.zone)))
    return lines


def _sums(t: Texts, rows: Sequence[RegionRow]) -> list[str]:
    """The readers, and what became of their copies: the lines add up to the first."""
    whole = total(rows)
    lines = [t("annrep-readers", count=counted(t, whole.copies))]
    for state in STATES:
        count = getattr(whole, state)
        if state == "sent":
            part = in_percent(t, share(count, whole.copies))
            lines.append(t("annrep-line-share", what=t.plain(STATE_WORDS[state]), count=counted(t, count), share=part))
        elif count:
            lines.append(t("annrep-line", what=t.plain(STATE_WORDS[state]), count=counted(t, count)))
    return lines


def _answers(t: Texts, announcement: Announcement, rows: Sequence[RegionRow]) -> list[str]:
    """How many have answered, and what."""
    asked = announcement.ask
    if asked is None:
        return []
    whole = total(rows)
    said = answers(whole)
    part = in_percent(t, share(said, max(said, whole.sent)))
    word = answered_word(t, asked)
    lines = ["", t("annrep-line-of-sent", what=word, count=counted(t, said), share=part)]
    if asked["kind"] == QUESTION:
        lines.append(t("annrep-question", question=_cut(str(asked["question"]), MOST_QUESTION)))
        for answer, label in answer_labels(t, asked).items():
            count = whole.answered.get(answer, 0)
            shown = in_percent(t, share(count, said))
            lines.append("• " + t("annrep-line-share", what=label, count=counted(t, count), share=shown))
    return lines


def _regions(turn: Turn, announcement: Announcement, rows: Sequence[RegionRow]) -> list[str]:
    """The largest regions, a line each."""
    t = turn.texts
    regions = by_region(rows, len(rows) or 1).shown
    if len(regions) < 2:
        return []
    asked = announcement.ask
    if asked is None:
        lines = [t("annrep-regions-delivered")]
    else:
        lines = [t("annrep-regions-answered", answered=answered_word(t, asked).lower())]
    for row in regions[:MOST_REGIONS]:
        done, of = (row.sent, row.copies) if asked is None else (answers(row), row.sent)
        of = max(done, of)
        name = region_name(t, turn.shelf, row)
        words = t.plain("annrep-of", part=counted(t, done), whole=counted(t, of))
        lines.append(t("annrep-line-share", what=name, count=words, share=in_percent(t, share(done, of))))
    return lines


def _fitting(lines: list[str], regions: list[str]) -> str:
    """All of it, with as many regions as there is room for in the caption of a picture."""
    while True:
        text = "\n".join([*lines, *(["", *regions] if regions else [])])
        if not regions or _length(text) <= CAPTION_LIMIT:
            return text
        # The heading goes with the last of them.
        regions = regions[:-1] if len(regions) > 2 else []


def _length(html: str) -> int:
    """How Telegram counts a caption: without the tags."""
    return utf16(unescape(re.sub(r"<[^>]+>", "", html)))


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip(" .,;:·") + "…"


@listens(PLACE)
async def heard(turn: Turn, argument: str) -> None:
    """Nothing is to be written here."""
    turn.say(turn.texts("hint-ann-tap"))


async def tapped_letter(turn: Turn) -> None:
    """`l:annrep:{announcement}`: the button under the letter; the letter stays as it is."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    announcement = await desk.find(turn, whole_number(data.removeprefix(f"{PREFIX}:")))
    if announcement is None:
        turn.toast(turn.texts.plain("toast-ann-gone"))
        turn.relabel()
        return
    filling.leave(turn)
    turn.go(f"{PLACE}:{announcement.id}")
