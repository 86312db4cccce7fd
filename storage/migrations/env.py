"""Alembic's entry point: runs the scripts on the connection that ``storage.migrating`` hands over."""

from alembic import context

from storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter a column: Alembic copies the table instead.
    render_as_batch=True,
    # One transaction around all scripts: a migration that dies leaves the file as it was.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
