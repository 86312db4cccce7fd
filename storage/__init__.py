"""Everything that is kept: the schema, its migrations, and the queries, over SQLAlchemy Core and SQLite.

Each query is a function that takes an open connection (of ``Database.writing`` or ``Database.reading``) and never
commits by itself: what belongs together is made durable together, by the caller's one transaction. Nothing here
reads a clock; times are handed in as aware datetimes and come back in UTC.
"""
