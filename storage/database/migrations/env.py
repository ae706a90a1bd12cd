"""Runs the migrations on the connection that `storage.database.migrate` provides."""

from alembic import context

import storage.tables.cases
import storage.tables.custody
import storage.tables.desk
import storage.tables.figures
import storage.tables.life
import storage.tables.messages
import storage.tables.whatsapp  # noqa: F401  # their tables join the metadata
from storage.tables.base import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
