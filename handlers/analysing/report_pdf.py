"""A report on A4: the first page in words, then diagrams, tables, what it means and does not, conventions."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportlab.graphics import renderPDF
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from handlers.analysing.report_findings import Findings, Picture, Story
from handlers.analysing.report_grid import heading, table
from handlers.analysing.words import Writing
from handlers.recap import paper
from handlers.recap.paper import LINE, SHADE, WIDTH, safe, style, text
from locales.formats import day_long

_SMALLEST: Final = 0.7
"""How far a drawing may be made smaller to stay on its page."""
_CONVENTIONS_KEPT: Final = 24
_ROOM_HIGH: Final = A4[1] - paper.MARGIN - paper.BELOW - 70
_WARN, _WARN_LINE = HexColor("#FDF3E1"), HexColor("#C98A1B")


def pdf(story: Story, w: Writing) -> bytes:
    """The file."""
    paper.fonts()
    foot = f"{_without(story.title, story.origin.name)} · {story.origin.name}"
    page_words = w.plain("anr-page", page="{page}", pages="{pages}")
    canvas = type("Pages", (paper.NumberedCanvas,), {"foot": _short(foot, 110), "page_words": page_words})
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=paper.MARGIN - paper.PADDING,
        rightMargin=paper.MARGIN - paper.PADDING,
        topMargin=paper.MARGIN,
        bottomMargin=paper.BELOW,
        title=story.title,
        # No time of writing: the same analysis gives the same file.
        invariant=1,
    )
    document.build(list(_flow(story, w)), canvasmaker=canvas)
    return out.getvalue()


def _flow(story: Story, w: Writing) -> Iterator[Flowable]:
    yield from _first(story, w)
    several = len(story.findings) > 1
    for found in story.findings:
        if several:
            yield CondPageBreak(120)
            yield from heading(w.plain(found.kind), 13)
        yield from _list(w.plain("anr-part-meaning"), found.meaning)
        yield from _list(w.plain("anr-part-limits"), found.limits)
        yield from _pictures(found)
        for grid in found.grids:
            if grid.on_paper and grid.rows:
                yield from table(grid, w)
        yield from _list(w.plain("anr-part-remarks"), w.sentences(one for one in found.remarks if not one.grave))
    if story.origin.items:
        yield from table(story.legend(), w)
    yield from _conventions(story, w)


def _first(story: Story, w: Writing) -> Iterator[Flowable]:
    """What was asked of which data, the verdict, and the warnings that must not be missed."""
    origin = story.origin
    yield text(story.title, 16, bold=True, after=6)
    rows = [("anr-about-data", origin.name), ("anr-about-asked", origin.asked or _kinds(story, w))]
    rows += [("anr-about-n", _people(story, w)), ("anr-about-day", day_long(origin.day, w.language))]
    cells = [[text(w.plain(key), grey=True), text(words)] for key, words in rows]
    tight = [("LEFTPADDING", (0, 0), (0, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 1)]
    yield Table(cells, [34 * mm, WIDTH - 34 * mm], style=[*tight, ("VALIGN", (0, 0), (-1, -1), "TOP")], hAlign="LEFT")
    grave = w.sentences(one for found in story.findings for one in found.remarks if one.grave)
    for found in story.findings:
        yield Spacer(1, 8)
        verdict = w.plain("anr-part-verdict")
        if len(story.findings) > 1:
            verdict = f"{verdict}: {w.plain(found.kind)}"
        yield from _panel(verdict, found.verdict, SHADE, LINE)
    if grave:
        yield Spacer(1, 8)
        yield from _panel(w.plain("anr-part-grave"), grave, _WARN, _WARN_LINE)
    yield Spacer(1, 4)


def _kinds(story: Story, w: Writing) -> str:
    return "; ".join(dict.fromkeys(w.plain(found.kind) for found in story.findings))


def _people(story: Story, w: Writing) -> str:
    if any(found.people for found in story.findings):
        said = {w.plain(found.kind): found.people or _used(found, w) for found in story.findings}
        one = next(iter(said.values()))
        return one if len(said) == 1 else ". ".join(f"{kind}: {words}" for kind, words in said.items())
    used = max((found.n for found in story.findings), default=0)
    given = story.origin.n
    if given is None:
        given = max((found.n_given for found in story.findings), default=used)
    key = "anr-people-all" if used == given else "anr-people-some"
    return w.plain(key, n=w.count(used), given=w.count(given))


def _used(found: Findings, w: Writing) -> str:
    key = "anr-people-all" if found.n == found.n_given else "anr-people-some"
    return w.plain(key, n=w.count(found.n), given=w.count(found.n_given))


def _panel(title: str, sentences: Sequence[str], fill: Any, line: Any) -> Iterator[Flowable]:
    """Sentences in a box; a row each, so that a long one may go on over the page."""
    rows = [[text(title, 10.5, bold=True, after=2)], *([_bullet(words)] for words in sentences)]
    yield Table(
        rows,
        [WIDTH],
        style=[
            ("NOSPLIT", (0, 0), (-1, 1)),
            ("BACKGROUND", (0, 0), (-1, -1), fill),
            ("BOX", (0, 0), (-1, -1), 0.7, line),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ],
        hAlign="LEFT",
    )


def _bullet(words: str) -> Flowable:
    how = ParagraphStyle("bullet", parent=style(9.5), leftIndent=10, bulletIndent=0, spaceAfter=2)
    return Paragraph(safe(words), how, bulletText="•")


def _list(title: str, sentences: Sequence[str]) -> Iterator[Flowable]:
    if sentences:
        bullets = [_bullet(words) for words in sentences]
        yield KeepTogether([*heading(title), bullets[0]])
        yield from bullets[1:]


def _pictures(found: Findings) -> Iterator[Flowable]:
    for picture in found.pictures:
        yield from _picture(picture)


def _picture(picture: Picture) -> Iterator[Flowable]:
    if picture.new_page:
        yield PageBreak()
    above = [*heading(picture.title), *([text(picture.caption, 8, grey=True, after=4)] if picture.caption else [])]
    yield _Drawn(above, picture.draw(WIDTH, _ROOM_HIGH))


class _Drawn(Flowable):  # type: ignore[misc]  # reportlab publishes no types
    """A drawing below its heading, whole. Where a page has a little too little room it is made smaller."""

    def __init__(self, above: Sequence[Flowable], drawing: Any) -> None:
        super().__init__()
        self._above, self._drawing = above, drawing
        self._heights: list[float] = []
        self._scale = 1.0

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        """Its size in this room."""
        self._heights = [each.wrap(wide, high)[1] + each.getSpaceAfter() for each in self._above]
        room, own = high - sum(self._heights) - 4, self._drawing.height
        self._scale = room / own if _SMALLEST * own <= room < own else 1.0
        self.width, self.height = wide, sum(self._heights) + own * self._scale + 4
        return self.width, self.height

    def draw(self) -> None:
        """From above down."""
        y = self.height
        for each, high in zip(self._above, self._heights, strict=True):
            y -= high
            each.drawOn(self.canv, 0, y)
        self.canv.saveState()
        self.canv.translate((WIDTH - WIDTH * self._scale) / 2, 0)
        self.canv.scale(self._scale, self._scale)
        renderPDF.draw(self._drawing, self.canv, 0, 0)
        self.canv.restoreState()


def _conventions(story: Story, w: Writing) -> Iterator[Flowable]:
    """How it was computed, with what, and the model's text: enough to do it again elsewhere."""
    pairs: list[tuple[str, str]] = []
    for found in story.findings:
        pairs += [pair for pair in found.conventions if pair not in pairs]
    if story.seed is not None:
        pairs.append((w.plain("anr-k-seed"), str(story.seed)))
    pairs.append((w.plain("anr-k-versions"), ", ".join(f"{name} {number}" for name, number in story.versions.items())))
    cells = [[text(what, 8, grey=True), text(how, 8)] for what, how in pairs]
    rows = Table(cells, [44 * mm, WIDTH - 44 * mm], style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *_TIGHT], hAlign="LEFT")
    above = heading(w.plain("anr-part-conventions"))
    if len(pairs) <= _CONVENTIONS_KEPT:
        yield KeepTogether([*above, rows])
    else:
        yield CondPageBreak(110)
        yield from above
        yield rows
    if story.origin.model.strip():
        lines = [text(line.replace("\t", "    ") or " ", 7.5) for line in story.origin.model.strip().splitlines()]
        yield KeepTogether([*heading(w.plain("anr-part-model")), *lines])


_TIGHT: Final = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]


def _without(title: str, name: str) -> str:
    """The title, less the part with which the name of the data begins anyway."""
    parts = title.split(" · ")
    return " · ".join([parts[0], *(part for part in parts[1:] if not name.startswith(part))])


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
