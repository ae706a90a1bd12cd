"""Run by `storage.database.migrate`, on the connection it gives."""

from alembic import context

import storage.tables.custody
import storage.tables.whatsapp  # noqa: F401  # their tables join the metadata
from storage.tables.base import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
