"""The ordinary bot: PTB as it comes (httpx, its own polling), one SQLAlchemy ORM session an answer, SQLite at FULL.

It is given what such a bot often lacks, since without it SQLite says "database is locked" at this rate: WAL, BEGIN
IMMEDIATE, one connection, indexes. `python -m benchmarks.bots.ordinary ADDRESS SCREENS DATABASE`
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, event, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.ext import Application, ApplicationBuilder, CallbackContext, CallbackQueryHandler

from benchmarks.bots.questions import TOKEN, Walk


class Base(DeclarativeBase):
    """The tables."""


class Person(Base):
    """Who answers, and where they are."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(unique=True)
    position: Mapped[int]


class Answer(Base):
    """One answer of a person."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("person_id", "item"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    item: Mapped[int]
    value: Mapped[int]
    at: Mapped[datetime]


def main(address: str, screens: Path, database: Path) -> None:
    """Run until told to end."""
    walk = Walk(screens)
    engine = create_async_engine(f"sqlite+aiosqlite:///{database}", pool_size=1, max_overflow=0, pool_timeout=60)

    @event.listens_for(engine.sync_engine, "connect")
    def settle(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 5000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    sessions = async_sessionmaker(engine, expire_on_commit=False)

    async def tables(_application: object) -> None:
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)

    async def tapped(update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        query = update.callback_query
        if query is None:
            return
        await query.answer()
        number, choice = walk.answered(query.data or "")
        async with sessions() as session:
            await keep(session, query.from_user.id, number, choice)
            await session.commit()
        text, rows = walk.screen(number + 1)
        keyboard = [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows]
        await query.edit_message_text(
            text,
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(keyboard),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    application: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder().token(TOKEN).base_url(f"{address}/bot").concurrent_updates(True).post_init(tables).build()
    )
    application.add_handler(CallbackQueryHandler(tapped))
    application.run_polling(allowed_updates=["message", "callback_query"])


async def keep(session: AsyncSession, telegram_id: int, number: int, choice: int) -> None:
    """The answer, and where the person is now."""
    person = await session.scalar(select(Person).where(Person.telegram_id == telegram_id))
    if person is None:
        person = Person(telegram_id=telegram_id, position=0)
        session.add(person)
        await session.flush()
    answer = await session.scalar(select(Answer).where(Answer.person_id == person.id, Answer.item == number))
    if answer is None:
        session.add(Answer(person_id=person.id, item=number, value=choice, at=datetime.now(UTC)))
    else:
        answer.value, answer.at = choice, datetime.now(UTC)
    person.position = number + 1


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
