"""Alembic's entry point: migrate over the connection that landtrack hands in."""

from alembic import context

from landtrack.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
