"""Bringing a database file to the schema of this code, and telling whether it is there already."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

MIGRATIONS = Path(__file__).parent / "migrations"

# What ``is_current`` compares with, because importing Alembic only to ask takes 0.35 s of a start.
HEAD = "0006"


class DatabaseTooNew(Exception):  # noqa: N818 (the name is part of the agreed interface)
    """The file was written by a newer version of this program: it must not be touched by this one."""

    def __init__(self, path: Path, revision: str) -> None:
        super().__init__(
            f"The database {path} has schema revision {revision}, which this version does not know "
            f"(it knows up to {HEAD}). Install the newer version of the program, or restore an older backup."
        )
        self.path = path
        self.revision = revision


def is_current(path: Path) -> bool:
    """Whether the file exists and has the newest schema.

    Raises DatabaseTooNew if its revision is unknown here, sqlite3.DatabaseError if it is no database.
    """
    revision = _revision(path)
    if revision is not None and not list((MIGRATIONS / "versions").glob(f"{revision}_*.py")):
        raise DatabaseTooNew(path, revision)
    return revision == HEAD


def migrate(path: Path) -> None:
    """Create the file if need be (readable by its owner alone) and run the missing migrations, all or none.

    Two processes may call it at once: the second waits for the first. Errors as for ``is_current``; also
    sqlite3.IntegrityError if a migration left a foreign key that points nowhere.
    """
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import NullPool, create_engine, event

    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    is_current(path)
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 30000")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # Off while tables are copied by a batch migration; checked as a whole before the commit.
        connection.execute("PRAGMA foreign_keys = OFF")

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if dangling := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.IntegrityError(f"the migration left foreign keys that point nowhere: {dangling[:5]}")
        connection.commit()
    engine.dispose()


def _revision(path: Path) -> str | None:
    if not path.exists() or path.stat().st_size == 0:
        return None
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return None
            raise
        return row[0] if row else None
