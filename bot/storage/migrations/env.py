"""How Alembic reaches the database: by the address that `migrate` hands over."""

import sqlite3

from alembic import context
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from bot.storage.database.tables import metadata

engine = create_engine(context.config.attributes["url"], poolclass=NullPool, hide_parameters=True)
if engine.dialect.name == "sqlite":
    # Python would commit before every change of a table; a migration is kept whole or not at all.
    @event.listens_for(engine, "connect")
    def _leave_transactions_alone(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
