"""The migrations: from nothing to the schema of the code, and not beyond what is known."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from storage.migrating import HEAD, MIGRATIONS, DatabaseTooNew, is_current, migrate
from storage.schema import metadata


def test_the_head_constant_is_alembics_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_migrated_schema_is_the_one_in_the_code(file: Path) -> None:
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_what_alembic_does_not_compare_is_the_same_too(file: Path) -> None:
    """Check constraints, foreign key actions and index conditions, in SQLite's own text of each table and index."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    listing = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'"
    with engine.connect() as connection:
        wanted = {name: clauses(sql) for name, sql in connection.exec_driver_sql(listing) if sql}
    engine.dispose()
    with closing(sqlite3.connect(file)) as connection:
        found = {name: clauses(sql) for name, sql in connection.execute(listing) if sql}
    del found["alembic_version"]
    assert found == wanted


def clauses(sql: str) -> list[str]:
    """The columns and constraints of a table, sorted: a column that was added later stands at the end of the text."""
    begins, ends = sql.index("("), sql.rindex(")")
    parts, depth = [""], 0
    for sign in sql[begins + 1 : ends]:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [" ".join(sql[:begins].split()), *sorted(" ".join(part.split()) for part in parts), sql[ends + 1 :].strip()]


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "bot.db"
    assert not is_current(path)
    migrate(path)
    assert is_current(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_migrating_again_changes_nothing(file: Path) -> None:
    before = file.read_bytes()
    migrate(file)
    assert file.read_bytes() == before


def test_two_processes_may_migrate_at_once(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from storage.migrating import migrate; migrate(Path(sys.argv[1]))"
    path = tmp_path / "bot.db"
    both = [subprocess.Popen([sys.executable, "-c", code, str(path)], stderr=subprocess.PIPE) for _ in range(2)]
    assert [(one.communicate()[1], one.returncode) for one in both] == [(b"", 0), (b"", 0)]
    assert is_current(path)


def test_a_failed_migration_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bot.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE submission_answer (in_the_way TEXT)")
    with pytest.raises(Exception, match="already exists"):
        migrate(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("submission_answer",)]


def test_a_file_from_the_future_is_refused_in_one_line(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for attempt in (is_current, migrate):
        with pytest.raises(DatabaseTooNew, match="revision 9999") as caught:
            attempt(file)
        assert "\n" not in str(caught.value)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    path.write_text("this is not a database, though it is long enough to be taken for one" * 20)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        is_current(path)


def test_asking_does_not_import_alembic() -> None:
    code = "import sys, storage.migrating as m; print('alembic' in sys.modules or 'sqlalchemy' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


def test_what_was_stored_before_field_work_stays(tmp_path: Path) -> None:
    """From 0003 on: `attachment` is made anew, its rows and the ids that were given out are kept; and back again."""
    path = tmp_path / "bot.db"
    migrate(path)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    def go(to: str) -> None:
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            (command.downgrade if to == "0003" else command.upgrade)(config, to)
        engine.dispose()

    go("0003")
    rows = [(1, "foto-1.jpg"), (2, "foto-2.jpg")]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO person (id, telegram_id, language, role, joined_at) VALUES (1, 7, 'id', 'companion', 0)"
        )
        for form in ("harian", "p2k2"):
            connection.execute(
                "INSERT INTO draft (person_id, form_id, version, step, to_review, begun_at, changed_at)"
                " VALUES (1, ?, '1', 0, 0, 0, 0)",
                (form,),
            )
        for number, name in (*rows, (3, "foto-3.jpg")):
            connection.execute(
                "INSERT INTO attachment"
                " (id, person_id, draft_id, item, file_name, kind, file_id, file_unique_id, state, at)"
                " VALUES (?, 1, 1, 'foto', ?, 'photo', 'f', 'u', 'kept', 0)",
                (number, name),
            )
        connection.execute("DELETE FROM attachment WHERE id = 3")
    go("head")
    insert = (
        "INSERT INTO attachment (person_id, item, file_name, kind, file_id, file_unique_id, state, at)"
        " VALUES (1, 'foto', 'foto-4.jpg', 'photo', 'f', 'u', 'kept', 0)"
    )
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute("SELECT id, file_name FROM attachment ORDER BY id").fetchall() == rows
        assert connection.execute(insert).lastrowid == 4
        # A second draft of the same form.
        connection.execute(
            "INSERT INTO draft (person_id, form_id, version, step, to_review, begun_at, changed_at)"
            " VALUES (1, 'p2k2', '1', 0, 0, 0, 5)"
        )
    go("0003")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT id FROM attachment ORDER BY id").fetchall() == [(1,), (2,), (4,)]
        assert connection.execute("SELECT id, form_id FROM draft ORDER BY id").fetchall() == [
            (1, "harian"),
            (3, "p2k2"),
        ]
