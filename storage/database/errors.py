"""What storage raises; no message ever holds content."""

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

# Another transaction stood in the way; the same work may well succeed when done again.
_PASSING = {"40001", "40P01", "55P03", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT"}
_LONGEST = 300
_FULL = {"53100", "SQLITE_FULL"}


class InUse(Exception):
    """Another server already serves this database."""


class Unopened(Exception):
    """A box was changed, moved to another place, or closed with a key that is not here."""


class StorageFailed(Exception):
    """The database did not take it. `reason` is the database's own code or the error's type.

    `detail` is what the driver says of a connection that could not be made; it never holds a statement.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
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
    return StorageFailed(str(code or type(error).__name__), "" if code else _of_connection(error))


def _of_connection(error: SQLAlchemyError) -> str:
    """The driver's words if no statement was under way: host, port, user and reason, never a password."""
    if not isinstance(error, OperationalError) or error.statement is not None:
        return ""
    return " ".join(str(error.orig).split())[:_LONGEST]
