"""What storage raises; no message ever holds content."""

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

# Another transaction stood in the way; the same work may well succeed when done again.
_PASSING = {"40001", "40P01", "55P03", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT"}
_FULL = {"53100", "SQLITE_FULL"}


class InUse(Exception):
    """Another server already serves this database."""


class Unopened(Exception):
    """A box was changed, moved to another place, or closed with a key that is not here."""


class StorageFailed(Exception):
    """The database did not take it. `reason` is the database's own code or the error's type."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def passing(self) -> bool:
        """Doing it again may help."""
        return self.reason in _PASSING

    @property
    def full(self) -> bool:
        """The disk is full."""
        return self.reason in _FULL


def failed(error: SQLAlchemyError) -> StorageFailed:
    """The error without what the driver may have quoted in it."""
    origin = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(origin, "sqlstate", None) or getattr(origin, "sqlite_errorname", None)
    return StorageFailed(str(code or type(error).__name__))
