"""How Alembic runs here: on the connection and in the transaction that `migrate.py` hands over."""

from alembic import context

from app.store.all_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
