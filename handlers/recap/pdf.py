"""The recap as PDF: a month on paper with sums, days and two signatures, then every report, then its photos."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from handlers.recap.content import Filed, Picture, Recap
from handlers.recap.figures import STATES, Figures, FormFigures, figures
from handlers.recap.pictures import Small, made_small
from handlers.recap.words import about, file_title, notes, report_heading, report_line, total_words, weekday
from locales.formats import clock_time, date_long, number
from storage.reports import RETURNED

# Of one file: Telegram takes 50 MB of a bot, a printer in a village rather less.
MOST_BYTES = 9_000_000
MOST_OF_A_PICTURE = 150_000
MOST_PICTURES = 60
A_ROW = 2
# The height of a photo in millimetres, and the space before a new part in points.
PICTURE_HIGH, BETWEEN = 62, 14
# Sums of one form in its row; all of them are in the XLSX.
MOST_TOTALS = 12
# Forms side by side in the table of days.
MOST_COLUMNS = 14
# Two at once would take twice the memory; writing holds the interpreter's lock most of the time anyway.
_ONE_AT_A_TIME = threading.Lock()


def pdf(recap: Recap) -> bytes:
    """The file, below 10 MB. Works for seconds on a full month: call it in a thread."""
    with _ONE_AT_A_TIME:
        return _Paper(recap).written()


@dataclass(frozen=True, slots=True)
class _Photo:
    filed: Filed
    picture: Picture


class _Paper:
    def __init__(self, recap: Recap) -> None:
        self.recap = recap
        self.t = recap.texts
        self.language = recap.texts.language
        self.counted: Figures = figures(recap)

    def written(self) -> bytes:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate

        from handlers.recap import paper

        canvas = type("Pages", (paper.NumberedCanvas,), {"foot": self._foot(), "page_words": self._page_words()})
        paper.fonts()
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=paper.MARGIN - paper.PADDING,
            rightMargin=paper.MARGIN - paper.PADDING,
            topMargin=paper.MARGIN,
            bottomMargin=paper.BELOW,
            title=file_title(self.recap),
            author=self.recap.name,
            # No time of writing and no name of a program: the same month gives the same file.
            invariant=1,
        )
        document.build([*self._first(), *self._reports(), *self._photos()], canvasmaker=canvas)
        return out.getvalue()

    def _foot(self) -> str:
        name = self.recap.name
        return f"{file_title(self.recap)} · {name}" if name else file_title(self.recap)

    def _page_words(self) -> str:
        return self.t.plain("recap-page", page="{page}", pages="{pages}")

    def _first(self) -> Iterator[Any]:
        """What is handed in: whose month it is, the sums, the days, and who signs for it."""
        from reportlab.lib.units import mm
        from reportlab.platypus import Spacer, Table

        from handlers.recap.paper import WIDTH, text

        yield text(file_title(self.recap), 15, bold=True, after=6)
        rows = [[text(what, grey=True), text(words)] for what, words in about(self.recap)]
        yield Table(
            rows, [36 * mm, WIDTH - 36 * mm], style=[("LEFTPADDING", (0, 0), (0, -1), 0), *_TIGHT], hAlign="LEFT"
        )
        yield Spacer(1, 4 * mm)
        yield text(self.t.plain("recap-part-forms"), 11, bold=True, after=3)
        yield self._sums()
        for note in notes(self.recap, self.counted):
            yield text(note, 7.5, grey=True)
        yield Spacer(1, 5 * mm)
        yield self._signatures()
        yield from self._days()

    def _sums(self) -> Any:
        from reportlab.lib.units import mm

        from handlers.recap.paper import WIDTH, text

        t = self.t
        heads = ["recap-column-no", "recap-column-form", "recap-column-count"]
        heads += [f"recap-state-{state}" for state in STATES]
        rows = [
            [text(t.plain(key), 7.5, bold=True, centred=key != heads[1]) for key in [*heads, "recap-column-figure"]]
        ]
        for place, form in enumerate(self.counted.forms, 1):
            words = [text(total_words(t, total), 8) for total in list(form.totals.values())[:MOST_TOTALS]]
            rows.append([*self._row(str(place), form.name, form.count, form.states), words])
        if self.recap.restricted:
            rows.append([*self._row("", t.plain("recap-restricted"), len(self.recap.restricted), {}), ""])
        states = {state: sum(form.states[state] for form in self.counted.forms) for state in STATES}
        rows.append([*self._row("", t.plain("recap-all"), self.recap.count, states, bold=True), ""])
        widths = [9 * mm, 0, 15 * mm, 17 * mm, 20 * mm, 25 * mm, 48 * mm]
        widths[1] = WIDTH - sum(widths)
        return _table(rows, widths)

    def _row(self, place: str, name: str, count: int, states: dict[str, int], *, bold: bool = False) -> list[Any]:
        from handlers.recap.paper import text

        figures_ = [count, *(states.get(state, 0) for state in STATES)]
        cells = [text(number(each, self.language) if each else "–", 8.5, bold=bold, centred=True) for each in figures_]
        return [text(place, 8.5, grey=True, centred=True), text(name, 8.5, bold=bold), *cells]

    def _days(self) -> Iterator[Any]:
        """Which days had which reports; the columns are the numbers of the table above."""
        from reportlab.platypus import PageBreak

        from handlers.recap.paper import text

        columns = [*self.counted.forms, *([None] if self.recap.restricted else [])]
        parts = [columns[at : at + MOST_COLUMNS] for at in range(0, len(columns), MOST_COLUMNS)]
        for place, part in enumerate(parts):
            yield PageBreak()
            yield text(self.t.plain("recap-part-days"), 11, bold=True, after=1)
            yield text(self.t.plain("recap-days-how"), 7.5, grey=True, after=3)
            yield self._day_table(part, 1 + place * MOST_COLUMNS, last=place == len(parts) - 1)

    def _day_table(self, part: list[FormFigures | None], first: int, *, last: bool) -> Any:
        from reportlab.lib.units import mm

        from handlers.recap.paper import SHADE, WIDTH, text

        t = self.t
        small = partial(text, size=7.5, centred=True)
        names = [
            str(first + at) if form is not None else t.plain("recap-restricted-short") for at, form in enumerate(part)
        ]
        head = [text(t.plain("recap-column-day"), 7.5, bold=True), *(small(name, bold=True) for name in names)]
        rows = [[*head, small(t.plain("recap-all"), bold=True)] if last else head]
        shaded = []
        for day in self.counted.days:
            counts = [self._count_on(form, day.day) for form in part] + ([self.counted.on(day)] if last else [])
            name = f"{day.day:>2} · {weekday(day, self.language)}"
            rows.append([text(name, 7.5, grey=not any(counts)), *(small(str(each) if each else "") for each in counts)])
            if day.weekday() >= 5:
                shaded.append(("BACKGROUND", (0, len(rows) - 1), (-1, len(rows) - 1), SHADE))
        # A few columns need not fill the page.
        each = min(16 * mm, (WIDTH - 30 * mm) / (len(part) + last))
        return _table(rows, [30 * mm, *[each] * (len(part) + last)], [*shaded, *_TIGHT])

    def _count_on(self, form: FormFigures | None, day: int) -> int:
        return form.days.get(day, 0) if form is not None else self.counted.restricted.get(day, 0)

    def _signatures(self) -> Any:
        """A place for two: who files, and who has checked."""
        from reportlab.lib.units import mm
        from reportlab.platypus import KeepTogether, Table

        from handlers.recap.paper import WIDTH, text

        t, gap = self.t, ""
        dots = "." * 38
        rows = [
            [gap, text(t.plain("recap-sign-place"), centred=True)],
            [
                text(t.plain("recap-sign-coordinator"), centred=True),
                text(t.plain("recap-sign-companion"), centred=True),
            ],
            [gap, gap],
            [text(dots, centred=True), text(self.recap.name or dots, bold=bool(self.recap.name), centred=True)],
        ]
        return KeepTogether(Table(rows, [WIDTH / 2] * 2, rowHeights=[None, None, 18 * mm, None]))

    def _reports(self) -> Iterator[Any]:
        """Each report as a short block, in the order of days."""
        from reportlab.platypus import CondPageBreak, HRFlowable, Spacer

        from handlers.recap.paper import LINE, labelled, text

        if not self.recap.filed:
            return
        # On the page of the days, where the first one still fits there.
        yield Spacer(1, BETWEEN)
        yield CondPageBreak(120)
        yield text(self.t.plain("recap-part-reports"), 11, bold=True, after=3)
        for filed in self.recap.filed:
            # A heading is never the last of its page.
            yield CondPageBreak(60)
            yield HRFlowable(width="100%", thickness=0.5, color=LINE, spaceBefore=4, spaceAfter=3)
            yield text(report_heading(filed), 9.5, bold=True)
            yield text(report_line(self.recap, filed), 7.5, grey=True, after=2)
            if filed.report.state == RETURNED and filed.report.remark:
                yield labelled(self.t.plain("recap-remark"), filed.report.remark)
            for heading, given in groupby((one for one in filed.told if not one.is_media), lambda one: one.heading):
                if heading:
                    yield labelled(heading, "; ".join(f"{one.label}: {one.words}" for one in given))
                else:
                    yield from (labelled(one.label, one.words) for one in given)
            if filed.pictures:
                yield labelled(self.t.plain("recap-photos"), number(len(filed.pictures), self.language))

    def _photos(self) -> Iterator[Any]:
        """A grid of photos, each with its report's number and time."""
        from reportlab.lib.units import mm
        from reportlab.platypus import CondPageBreak, Spacer

        from handlers.recap.paper import WIDTH, text

        found = [_Photo(filed, picture) for filed in self.recap.filed for picture in filed.pictures]
        shown = found[:MOST_PICTURES]
        if not shown:
            return
        most = min(MOST_OF_A_PICTURE, MOST_BYTES // len(shown))
        cells: list[Any] = [self._photo(photo, most) for photo in shown]
        cells += [""] * (-len(cells) % A_ROW)
        rows = [cells[n : n + A_ROW] for n in range(0, len(cells), A_ROW)]
        yield Spacer(1, BETWEEN)
        # The heading stands above the first row; three rows fill a page.
        yield CondPageBreak(PICTURE_HIGH * mm + 60)
        yield text(self.t.plain("recap-part-photos"), 11, bold=True, after=3)
        yield _table(rows, [WIDTH / A_ROW] * A_ROW, [("ALIGN", (0, 0), (-1, -1), "CENTER"), *_ROOMY], head=False)
        if len(found) > len(shown):
            yield text(self.t.plain("recap-more-photos", count=len(found) - len(shown)), 8, grey=True)

    def _photo(self, photo: _Photo, most: int) -> list[Any]:
        from reportlab.lib.units import mm
        from reportlab.platypus import Spacer

        from handlers.recap.paper import WIDTH, Photo, text

        filed = photo.filed
        zone = self.recap.zone
        sent = filed.report.sent_at
        caption = self.t.plain(
            "recap-photo",
            number=str(filed.report.id),
            date=date_long(sent, self.language, zone),
            time=clock_time(sent, self.language, zone),
        )
        what = " · ".join(part for part in (filed.form_name, filed.label_of(photo.picture)) if part)
        words = [text(caption, 7.5, bold=True), text(what, 7.5, grey=True)]
        small = self._small(photo.picture, most)
        if isinstance(small, str):
            return [
                Spacer(1, 26 * mm),
                text(self.t.plain(small), 8, grey=True, centred=True),
                Spacer(1, 26 * mm),
                *words,
            ]
        wide, high = WIDTH / A_ROW - 6 * mm, PICTURE_HIGH * mm
        scale = min(wide / small.width, high / small.height)
        return [Photo(small.jpeg, small.width * scale, small.height * scale), Spacer(1, 1.5 * mm), *words]

    def _small(self, picture: Picture, most: int) -> Small | str:
        """The photo, or the text that says why it is not there."""
        if picture.sha256 is None:
            return "recap-photo-waiting"
        try:
            content = self.recap.files.read(picture.sha256)
        except OSError:
            return "recap-photo-away"
        return made_small(content, most) or "recap-photo-strange"


_TIGHT = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
_ROOMY = [("TOPPADDING", (0, 0), (-1, -1), 6), ("BOTTOMPADDING", (0, 0), (-1, -1), 6)]


def _table(rows: list[list[Any]], widths: list[float], more: Any = (), *, head: bool = True) -> Any:
    """A table with thin lines whose head, if it has one, comes again on each page."""
    from reportlab.platypus import Table

    from handlers.recap.paper import LINE, SHADE

    looks = [("GRID", (0, 0), (-1, -1), 0.4, LINE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *_TIGHT]
    looks += [("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3)]
    looks += [("BACKGROUND", (0, 0), (-1, 0), SHADE)] if head else []
    return Table(rows, widths, style=[*looks, *more], repeatRows=int(head), hAlign="LEFT")
