"""Makes an error of storage of each error that the database or its driver raises."""

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from storage.errors import StorageFailed

_LONGEST = 300


def failed(error: SQLAlchemyError) -> StorageFailed:
    """Return the error as StorageFailed, without the values that the driver may have quoted."""
    origin = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(origin, "sqlstate", None) or getattr(origin, "sqlite_errorname", None)
    return StorageFailed(str(code or type(error).__name__), "" if code else _of_connection(error))


def _of_connection(error: SQLAlchemyError) -> str:
    """Return the text of the driver if no statement was under way; it never holds a password."""
    if not isinstance(error, OperationalError) or error.statement is not None:
        return ""
    return " ".join(str(error.orig).split())[:_LONGEST]
