"""What the rows of announcements come to: the calls that bring a copy, correct it, take it back, or remind of it.

An announcement is read once for all rows of a handful, and composed once for each language.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.calls import Call, correction_calls, piece_call
from bot.logs import log
from handlers.announcing import kept
from handlers.announcing.content import Content
from handlers.announcing.copies import copy_of, nudge_of
from handlers.announcing.pieces import Piece
from locales import texts
from storage import announcements, people, preferences
from storage.announcement_copies import COPY, CORRECTION, DELETION, NUDGE
from storage.announcements import Announcement
from storage.outbox import LETTERS, Claimed
from storage.people import Person

_log = log("copies")


@dataclass(frozen=True, slots=True)
class _Sheet:
    announcement: Announcement
    content: Content
    author: Person | None


class Copies:
    """The announcements that are being sent, as they are now."""

    def __init__(self, institution: str | None) -> None:
        self._institution = institution
        self._sheets: dict[int, _Sheet] = {}
        self._pieces: dict[str, tuple[Piece, ...]] = {}
        self._answers: dict[int, str | None] = {}
        self._unwanted: set[int] = set()

    async def load(self, conn: AsyncConnection, rows: Collection[Claimed]) -> None:
        """Read what these rows need; what was read before is forgotten."""
        self._sheets = {}
        self._pieces = {}
        # A corrected copy goes on showing what its reader has answered.
        self._answers = {
            row.id: await announcements.answer_of(conn, row.lane, row.person_id)
            for row in rows
            if row.kind == CORRECTION
        }
        for number in sorted({row.lane for row in rows if row.lane != LETTERS}):
            announcement = await announcements.get(conn, number)
            if announcement is None:
                continue
            author = await people.person_by_id(conn, announcement.made_by)
            try:
                content = kept.from_json(announcement.content).content
            except (LookupError, TypeError, ValueError) as error:
                # Its own rows fail by that, and no others.
                _log.error("an announcement cannot be read", number=number, error=type(error).__name__)
                continue
            self._sheets[number] = _Sheet(announcement, content, author)
        news = {number for number, sheet in self._sheets.items() if not sheet.announcement.duty}
        self._unwanted = {
            row.id
            for row in rows
            if row.lane in news
            and row.kind in (COPY, NUDGE)
            and (await preferences.get(conn, row.person_id)).get(preferences.NEWS) == preferences.OFF
        }

    def needs(self, row: Claimed) -> bool:
        """Whether the row is still to be sent: a copy whose try failed may wait longer than its announcement lives.

        News is not for who has switched it off meanwhile.
        """
        sheet = self._sheets.get(row.lane)
        if sheet is None or row.kind == DELETION:
            return True
        if row.id in self._unwanted:
            return False
        state = sheet.announcement.state
        return state == "sending" if row.kind == COPY else state != "deleted"

    def revision(self, row: Claimed) -> int:
        """The revision that the row's reader will see."""
        return self._sheets[row.lane].announcement.revision

    def steps(self, row: Claimed) -> tuple[Call, ...]:
        """The calls of a row, in order; `LookupError` for a row of an announcement that is not there."""
        sheet = self._sheets.get(row.lane)
        if sheet is None:
            raise LookupError(f"announcement {row.lane}")
        match row.kind:
            case str(kind) if kind == COPY:
                return tuple(piece_call(row.chat_id, piece) for piece in self._copy(sheet, row))
            case str(kind) if kind == NUDGE:
                return (piece_call(row.chat_id, self._nudge(sheet, row)),)
            case str(kind) if kind == CORRECTION:
                return self._corrections(sheet, row)
            case str(kind) if kind == DELETION:
                return tuple(
                    ("deleteMessage", {"chat_id": row.chat_id, "message_id": number})
                    for number in _flat(row.data.get("message_ids", []))
                )
            case other:
                raise LookupError(f"rows of the kind {other!r}")

    def _copy(self, sheet: _Sheet, row: Claimed) -> tuple[Piece, ...]:
        key = f"{row.lane}:{row.language}"
        if key not in self._pieces:
            self._pieces[key] = copy_of(
                row.lane,
                sheet.content,
                sheet.announcement.ask,
                sheet.author,
                institution=self._institution,
                t=texts(row.language),
            )
        return self._pieces[key]

    def _nudge(self, sheet: _Sheet, row: Claimed) -> Piece:
        return nudge_of(
            row.lane,
            sheet.content,
            sheet.announcement.ask,
            sheet.author,
            institution=self._institution,
            t=texts(row.language),
        )

    def _corrections(self, sheet: _Sheet, row: Claimed) -> tuple[Call, ...]:
        pieces = copy_of(
            row.lane,
            sheet.content,
            sheet.announcement.ask,
            sheet.author,
            institution=self._institution,
            t=texts(row.language),
            answer=self._answers.get(row.id),
        )
        shown = [tuple(ids) for ids in row.data.get("message_ids", [])]
        return tuple(
            call
            for piece, ids in zip(pieces, shown, strict=False)
            for call in correction_calls(row.chat_id, piece, ids)
        )


def _flat(ids: list[Any]) -> list[int]:
    return [number for part in ids for number in (part if isinstance(part, list) else [part])]
