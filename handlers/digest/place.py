"""The digest of a week on the screen: the picture, ten lines, and the ways from there; the choice between several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.answering.fitting import clipped, shown_length
from handlers.casework import open_cases
from handlers.digest import alt, drawing, words
from handlers.digest.dispatch import (
    ALL,
    CHOOSE,
    IDLE,
    LEVELS,
    NUMBERS,
    PROGRAMMES,
    RHYTHM,
    TALK,
    TREND,
    WEEK,
    act,
    to,
    view,
)
from handlers.digest.figures import Digest, NeedsTalk
from handlers.digest.reading import digest_of, needs_talk
from handlers.digest.scope import NOW, Scope, names_shown, own, parent, title
from handlers.digest.words import counted
from handlers.screens import Button, Rows, Screen
from handlers.tokens import button
from handlers.turn import Turn, as_rows
from locales import Texts

# Letters of a picture's caption (https://core.telegram.org/bots/api#sendphoto), and of a message.
MOST_CAPTION, MOST_TEXT = 1024, 4000
MOST_LABEL = 38
XLSX, CASES = "xlsx", "cases"


@view(WEEK)
async def week(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """The digest; where there is nobody in it, that is said."""
    digest = await digest_of(turn, scope)
    where = title(turn, scope)
    if not digest.participation.companions:
        return Screen(nobody(turn, digest, where), as_rows([*_ways_out(turn, scope, await own(turn))]))
    talks = await talks_of(turn, scope)
    rows = rows_of(turn, scope, digest, talks)
    rows += [_other_week(turn.texts, scope), *_ways_out(turn, scope, await own(turn))]
    return Screen(
        caption(turn, digest, where, talks),
        as_rows(rows),
        picture=drawing.picture(turn, digest, where),
        receipt=_head(turn, digest, where),
    )


def nobody(turn: Turn, digest: Digest, where: str) -> str:
    """Why there are no figures: nobody is there yet, or nobody has read yet what has changed in the consent."""
    if digest.asked_anew:
        return turn.texts("digest-nobody-agreed", where=where, count=counted(turn.texts, digest.asked_anew))
    return turn.texts("digest-nobody", where=where)


async def talks_of(turn: Turn, scope: Scope) -> Sequence[NeedsTalk]:
    """Who needs a talk; nobody where people are not told by name."""
    return await needs_talk(turn, scope) if names_shown(turn, scope) else ()


def caption(turn: Turn, digest: Digest, where: str, talks: Sequence[NeedsTalk]) -> str:
    """The lines, the last ones left out where the longest names would not fit below a picture."""
    lines = [words.unbroken(line) for line in words.lines(turn, digest, where, waiting_of(talks))]
    while len(lines) > 1 and shown_length("\n".join(lines)) > MOST_CAPTION:
        lines.pop()
    return "\n".join(lines)


def waiting_of(talks: Sequence[NeedsTalk]) -> int:
    """How many of those who need a talk have asked for something, or wait."""
    return sum(one.waits for one in talks)


def rows_of(
    turn: Turn, scope: Scope, digest: Digest, talks: Sequence[NeedsTalk], *, letter: bool = False
) -> list[list[Button]]:
    """Whom to help first, then everything else; the same under the letter."""
    t, rows = turn.texts, []
    if names_shown(turn, scope):
        if digest.participation.untouched:
            label = t.plain("button-digest-idle", count=digest.participation.untouched)
            rows.append([to(label, IDLE, scope, letter=letter)])
        if talks:
            waiting = waiting_of(talks)
            key = "button-digest-talk-first" if waiting else "button-digest-talk"
            rows.append([to(t.plain(key, count=waiting or len(talks)), TALK, scope, letter=letter)])
        rows.append([to(t.plain("button-digest-all"), ALL, scope, letter=letter)])
    if digest.cases.open:
        rows.append([to(t.plain("button-digest-cases", count=digest.cases.open), CASES, scope, letter=letter)])
    if digest.children:
        rows.append([to(t.plain("button-digest-levels"), LEVELS, scope, letter=letter)])
    rows.append(
        [
            to(t.plain("button-digest-trend"), TREND, scope, letter=letter),
            to(t.plain("button-digest-numbers"), NUMBERS, scope, letter=letter),
            to(t.plain("button-digest-xlsx"), XLSX, scope, letter=letter),
        ]
    )
    last = [to(t.plain("button-digest-rhythm"), RHYTHM, scope, letter=letter)]
    if not scope.programme:
        last.insert(0, to(t.plain("button-digest-programmes"), PROGRAMMES, scope, letter=letter))
    return [*rows, last]


def _other_week(t: Texts, scope: Scope) -> list[Button]:
    if scope.week == NOW:
        return [to(t.plain("button-digest-last-week"), WEEK, replace(scope, week="-"))]
    return [to(t.plain("button-digest-this-week"), WEEK, replace(scope, week=NOW))]


def _ways_out(turn: Turn, scope: Scope, scopes: list[Scope]) -> list[list[Button]]:
    """Up a level where that is the person's too, else to the choice where there are several."""
    t = turn.texts
    row = []
    if (scope.region, scope.programme) not in [(each.region, each.programme) for each in scopes]:
        if scope.programme and any(each.programme == "" for each in scopes):
            row.append(to(t.plain("button-back"), WEEK, replace(scope, programme="")))
        elif (above := parent(scope.region)) is not None:
            row.append(to(t.plain("button-back"), WEEK, scope.of(above)))
    elif len(scopes) > 1:
        row.append(to(t.plain("button-back"), CHOOSE, Scope()))
    return [[*row, button(t.plain("button-menu"), "go", "menu")]]


def _head(turn: Turn, digest: Digest, where: str) -> str:
    return words.unbroken(words.lines(turn, digest, where)[0])


@view(CHOOSE)
async def choose(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """Which of the own duties; none has been given to somebody whose invitation was for an admin's."""
    t = turn.texts
    scopes = await own(turn)
    rows = [[to(clipped(title(turn, each), MOST_LABEL), WEEK, each)] for each in scopes]
    text = f"<b>{t('digest-choose')}</b>" if scopes else t("region-none")
    return Screen(text, as_rows([*rows, [button(t.plain("button-menu"), "go", "menu")]]))


@view(TREND)
async def trend(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """Twelve months as a picture, and in words as far as there is room below it."""
    t = turn.texts
    digest = await digest_of(turn, scope, trend=True)
    where = title(turn, scope)
    picture = drawing.trend(turn, digest, where)
    head = t("digest-trend-title", where=where)
    lines = [t("digest-line", line=words.unbroken(line)) for line in alt.trend_lines(t, digest.trend)]
    while shown_length("\n".join([head, *lines])) > MOST_CAPTION:
        # The picture has them all.
        lines = lines[1:]
    return Screen("\n".join([head, *lines]), back_rows(turn, scope), picture=picture, receipt=head)


@view(NUMBERS)
async def numbers(turn: Turn, scope: Scope, more: str) -> Screen | None:
    """Every number in words."""
    t = turn.texts
    digest = await digest_of(turn, scope)
    where = title(turn, scope)
    told = [t("digest-numbers-title", where=where, when=words.span(t, digest.start, digest.end))]
    told += ["\n".join(t("digest-line", line=line) for line in lines) for lines in alt.paragraphs(turn, digest)]
    while shown_length("\n\n".join(told)) > MOST_TEXT:
        told.pop()
    return Screen(words.unbroken("\n\n".join(told)), back_rows(turn, scope))


@act(CASES)
async def open_inbox(turn: Turn, scope: Scope, more: str) -> None:
    """The box of cases, which shows whoever looks what is theirs."""
    await open_cases(turn)


def back_rows(turn: Turn, scope: Scope, *rows: list[Button]) -> Rows:
    """Rows, and below them the way back to the digest."""
    return as_rows([*rows, [to(turn.texts.plain("button-back"), WEEK, scope)]])
