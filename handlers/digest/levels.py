"""The regions within a region, by name, each with a way to its own digest; and the programmes."""

from __future__ import annotations

from dataclasses import replace

from handlers.answering.fitting import clipped
from handlers.digest import words
from handlers.digest.alt import bands
from handlers.digest.dispatch import LEVELS, PROGRAMMES, WEEK, to, view
from handlers.digest.figures import Child, Digest
from handlers.digest.place import MOST_LABEL, back_rows
from handlers.digest.reading import by_programme, digest_of
from handlers.digest.scope import Scope, programmes, title
from handlers.digest.words import counted
from handlers.screens import Screen
from handlers.tokens import whole_number
from handlers.turn import Turn
from scoring.smallgroups import SHOWN_FROM

A_PAGE = 8


@view(LEVELS)
async def levels(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """A page of regions in the order of the alphabet; those without a region last. Counts add up to the whole."""
    t = turn.texts
    digest = await digest_of(turn, scope)
    if not digest.children:
        return None
    ordered = in_order(turn, digest)
    page = min(whole_number(more), (len(ordered) - 1) // A_PAGE)
    shown = ordered[page * A_PAGE : (page + 1) * A_PAGE]
    when = words.span(t, digest.start, digest.end)
    lines = [t("digest-levels-title", where=title(turn, scope), when=when), t("digest-levels-how"), ""]
    lines += [_line(turn, child) for child in shown]
    if page == (len(ordered) - 1) // A_PAGE:
        lines += _together(turn, digest)
    rows = [
        [to(clipped(region_name(turn, child.code), MOST_LABEL), WEEK, scope.of(child.code))]
        for child in shown
        if child.code
    ]
    turning = [to(f"◂ {page}", LEVELS, scope, page - 1)] if page else []
    if (page + 1) * A_PAGE < len(ordered):
        turning.append(to(f"{page + 2} ▸", LEVELS, scope, page + 1))
    return Screen("\n".join(lines), back_rows(turn, scope, *rows, turning))


def in_order(turn: Turn, digest: Digest) -> list[Child]:
    """By name, without rank; whose region is not known come last."""
    return sorted(digest.children, key=lambda one: (not one.code, region_name(turn, one.code)))


def region_name(turn: Turn, code: str) -> str:
    """The name of a region below; plain."""
    return (turn.shelf.region_name(code) or code) if code else turn.texts.plain("digest-nowhere")


def _line(turn: Turn, child: Child) -> str:
    t = turn.texts
    if not child.code and child.companions < SHOWN_FROM:
        # Who is on the way through the profile just now.
        return t("digest-levels-few", name=region_name(turn, child.code), fewest=SHOWN_FROM)
    line = t(
        "digest-levels-line",
        name=region_name(turn, child.code),
        people=counted(t, child.companions),
        finished=counted(t, child.finished),
        on_time=counted(t, child.on_time),
        due=counted(t, child.due),
        over=counted(t, child.over),
        cases=counted(t, child.open_cases),
    )
    if child.bands is None or not child.results:
        return line
    return f"{line}\n{t('digest-levels-bands', bands=bands(t, child.bands))}"


def _together(turn: Turn, digest: Digest) -> list[str]:
    """The results of small regions, told as one; those of too few are not."""
    t, lines = turn.texts, []
    for group in digest.merged:
        if group.bands is not None:
            names = ", ".join(sorted(region_name(turn, code) for code in group.codes if _has_results(digest, code)))
            lines += ["", t("digest-levels-together", names=names, bands=bands(t, group.bands))]
    return lines


def _has_results(digest: Digest, code: str) -> bool:
    return any(child.code == code and child.results for child in digest.children)


@view(PROGRAMMES)
async def choose_programme(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """The programmes in which there is anybody, each with its own digest of the same region."""
    t = turn.texts
    if scope.programme:
        return None
    counts = await by_programme(turn, scope)
    buttons = []
    for code in programmes(turn):
        if count := counts.get(code, 0):
            name = clipped(title(turn, Scope("", code)).rpartition(" · ")[2], MOST_LABEL)
            label = t.plain("button-digest-programme", name=name, count=counted(t, count))
            buttons.append(to(label, WEEK, replace(scope, programme=code)))
    rows = [buttons[n : n + 2] for n in range(0, len(buttons), 2)]
    return Screen(t("digest-programmes", where=title(turn, scope)), back_rows(turn, scope, *rows))
