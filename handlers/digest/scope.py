"""What a digest is of: a region and a programme, and a week; as buttons and places carry it, and for whom it is there.

`{region}:{programme}:{week}`, "-" for all, the week by its Monday (`20261109`), "-" for the last full one, "now" for
the one that is not over yet.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from handlers.invites import scope_words
from handlers.turn import Turn
from storage import invites

ALL, NOW = "-", "now"
ROLES = ("coordinator", "admin")
_REGION, _PROGRAMME = re.compile(r"[0-9]{2}(\.[0-9]{2})?"), re.compile(r"[a-z0-9_]{1,20}")
# Older weeks than that are not asked for from the chat.
MOST_WEEKS = 60


@dataclass(frozen=True, slots=True)
class Scope:
    """`region` "", "13", "13.76"; `programme` "" for all; `week` as in the module."""

    region: str = ""
    programme: str = ""
    week: str = ALL

    def __str__(self) -> str:
        return f"{self.region or ALL}:{self.programme or ALL}:{self.week}"

    @classmethod
    def read(cls, fields: Sequence[str]) -> Scope | None:
        """The scope of three fields; `None` for what no button of ours has carried."""
        if len(fields) < 3:
            return None
        region, programme, week = ("" if field == ALL else field for field in fields[:3])
        if (region and not _REGION.fullmatch(region)) or (programme and not _PROGRAMME.fullmatch(programme)):
            return None
        if week not in ("", NOW) and _day(week) is None:
            return None
        return cls(region, programme, week or ALL)

    def monday(self, turn: Turn) -> date:
        """The Monday of the week, where the reader is."""
        today = turn.at.astimezone(ZoneInfo(turn.zone)).date()
        this = today - timedelta(days=today.weekday())
        if self.week == NOW:
            return this
        chosen = _day(self.week)
        if chosen is None or not this - timedelta(weeks=MOST_WEEKS) <= chosen <= this:
            return this - timedelta(weeks=1)
        return chosen - timedelta(days=chosen.weekday())

    def of(self, region: str) -> Scope:
        """The same of another region."""
        return replace(self, region=region)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{8}", text) else None
    except ValueError:
        return None


def of_week(region: str, programme: str, monday: date) -> Scope:
    """The scope of one certain week, for letters: what it opens stays what it was about."""
    return Scope(region, programme, f"{monday:%Y%m%d}")


def may(turn: Turn) -> bool:
    """Whether digests are the person's business at all."""
    return turn.known is not None and turn.person.role in ROLES


async def own(turn: Turn) -> list[Scope]:
    """The scopes that the person answers for: a coordinator's duties, the whole country for an admin."""
    if turn.person.role == "admin":
        return [Scope()]
    duties = await invites.duties(await turn.work.connection(), turn.person.id)
    return [Scope(duty.region, duty.programme) for duty in duties] if turn.person.role == "coordinator" else []


async def is_open(turn: Turn, scope: Scope) -> bool:
    """Whether the person may see this scope: one of the own, or one within it (a regency, one programme of all)."""
    if not may(turn):
        return False
    if scope.region and turn.shelf.region_name(scope.region) is None:
        return False
    if scope.programme and scope.programme not in programmes(turn):
        return False
    return any(holds(each.region, scope.region) and each.programme in ("", scope.programme) for each in await own(turn))


def holds(region: str, inner: str) -> bool:
    """Whether a region ("" the country) holds another, or is the same. Whole parts of a code only."""
    return not region or region == inner or inner.startswith(region + ".")


def parent(region: str) -> str | None:
    """The region above; `None` above the country."""
    return None if not region else region.rpartition(".")[0]


def names_shown(turn: Turn, scope: Scope) -> bool:
    """Whether people are listed by name: to a coordinator, except for the whole country; to an admin, within one
    regency."""
    return "." in scope.region or (turn.person.role == "coordinator" and scope.region != "")


def programmes(turn: Turn) -> list[str]:
    """The codes of all programmes, in the order of the profile's list."""
    rows = csv.DictReader(io.StringIO(turn.shelf.files["program.csv"].decode("utf-8-sig")))
    return [row["name"] for row in rows]


def title(turn: Turn, scope: Scope) -> str:
    """`Kota Payakumbuh · PKH`, plain."""
    return scope_words(turn, scope.region, scope.programme)
