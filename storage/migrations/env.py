"""Run by `storage.versions`, on the connection it gives."""

from alembic import context

import storage.custody_tables
import storage.whatsapp_tables  # noqa: F401  # their tables join the metadata
from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
