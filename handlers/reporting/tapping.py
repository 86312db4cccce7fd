"""`rep:…`: what the buttons of reports do."""

from __future__ import annotations

from handlers import filling
from handlers.reporting import beginning, catalogue, filing, own, starting
from handlers.reporting.beginning import PREFIX, is_stale
from handlers.tokens import whole_number
from handlers.turn import Tap, Turn
from storage import reports


async def tapped(turn: Turn) -> None:
    """A button of a report's screen; what is no longer there is said softly."""
    data = turn.incoming.data if isinstance(turn.incoming, Tap) else ""
    verb, _, argument = data.removeprefix(f"{PREFIX}:").partition(":")
    first, _, rest = argument.partition(":")
    match verb:
        case "start":
            await starting.open_lapor(turn)
        case "all" | "drafts":
            filling.leave(turn)
            place = starting.ALL if verb == "all" else starting.DRAFTS_PLACE
            turn.go(f"{place}:{whole_number(first)}")
        case "b" | "n" | "o" | "k":
            await _begin(turn, verb, first, rest)
        case "series":
            turn.go(f"{beginning.PLACE}:{rest}:{beginning.FRESH}:{whole_number(first)}")
        case "c" | "d" | "drop":
            await _draft(turn, verb, whole_number(first))
        case "mine":
            filling.leave(turn)
            turn.go(f"{own.PLACE}:{argument}" if argument else own.PLACE)
        case "one" | "vers" | "files" | "fix":
            await _report(turn, verb, whole_number(first), rest)
        case _:
            _gone(turn)


async def _begin(turn: Turn, verb: str, newest: str, what: str) -> None:
    """`{newest}:{form}`, or with `k` `{newest}:{report}`: the series of that report."""
    if await is_stale(turn, newest):
        # The first tap has begun it; this one only shows again what is there.
        turn.toast(turn.texts.plain("toast-report-begun"))
        turn.show()
        return
    if verb == "k":
        found = await beginning.series_of(turn, whole_number(what))
        if found is None:
            await _not_now(turn)
        else:
            await beginning.start(turn, *found)
        return
    if verb == "b":
        await beginning.begin(turn, what)
        return
    form = (await catalogue.current(turn)).get(what)
    if form is None:
        await _not_now(turn)
    elif verb == "n":
        await beginning.begin_fresh(turn, form)
    else:
        await beginning.start(turn, form)


async def _draft(turn: Turn, verb: str, number: int) -> None:
    draft = await beginning.own_draft(turn, number)
    if draft is None:
        _gone(turn)
    elif verb == "c":
        await filling.resume(turn, draft)
    elif verb == "d":
        filling.leave(turn)
        turn.go(f"{beginning.DROP}:{draft.id}")
    else:
        await beginning.drop(turn, draft)
        await starting.open_lapor(turn)


async def _report(turn: Turn, verb: str, number: int, rest: str) -> None:
    report = await own.own_report(turn, number)
    if report is None:
        _gone(turn)
    elif verb == "fix":
        await filing.correct(turn, report)
    elif verb == "files":
        versions = await reports.versions(await turn.work.connection(), turn.viewer, report.id)
        if whole_number(rest) in {submission for _, submission, _ in versions}:
            await own.show_files(turn, report, whole_number(rest))
        else:
            _gone(turn)
    else:
        filling.leave(turn)
        place = own.ONE if verb == "one" else own.VERSIONS
        turn.go(f"{place}:{report.id}:{rest}" if rest else f"{place}:{report.id}")


def _gone(turn: Turn) -> None:
    turn.toast(turn.texts.plain("toast-report-gone"))
    turn.show()


async def _not_now(turn: Turn) -> None:
    turn.toast(turn.texts.plain("toast-report-not-now"))
    await starting.open_lapor(turn)
