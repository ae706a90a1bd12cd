"""Reads the rows of many tokens at once, by one prepared statement for each database."""

from collections.abc import Collection, Sequence
from typing import Any

from storage.database.transaction import Transaction
from storage.tables.campaigns import Role

_SQLITE = (
    "SELECT each.value AS token, found.case_id AS case_id FROM json_each(?) AS each "
    "CROSS JOIN json_each(?) AS roles CROSS JOIN case_tokens AS found "
    "ON found.token = each.value AND found.role = roles.value AND found.case_id >= coalesce("
    "(SELECT case_id FROM case_tokens WHERE token = each.value AND role = roles.value "
    "ORDER BY case_id DESC LIMIT 1 OFFSET ? - 1), 0)"
)
_POSTGRES = (
    "SELECT each.token, found.case_id FROM unnest(%s::bigint[]) AS each(token) "
    "CROSS JOIN unnest(%s::smallint[]) AS roles(role) CROSS JOIN LATERAL (SELECT case_id FROM case_tokens "
    "WHERE token = each.token AND role = roles.role ORDER BY case_id DESC LIMIT %s) AS found"
)
_GROUPED = "SELECT case_id, count(*) FROM ({}) AS found GROUP BY case_id"
_RULED_SQLITE = "SELECT token, ruling FROM rulings WHERE token IN (SELECT value FROM json_each(?))"
_RULED_POSTGRES = "SELECT token, ruling FROM rulings WHERE token = ANY(%s)"
_NAMING = (
    "SELECT DISTINCT cases.reference FROM case_tokens JOIN cases ON cases.id = case_tokens.case_id "
    "WHERE case_tokens.token"
)
_NAMING_SQLITE = f"{_NAMING} IN (SELECT value FROM json_each(?))"  # noqa: S608  # a constant
_NAMING_POSTGRES = f"{_NAMING} = ANY(%s)"
REPORTER = {
    False: "CASE WHEN cases.channel = 'web' THEN '' ELSE coalesce(cases.chat, '') END",
    True: "coalesce(cases.chat, '')",
}
"""The reporter of a case as the public or partners hear of it, by whether the line has the web chat alone.

Anybody can open three web chats, or leave no trace three times: all these cases count as one reporter. But
where there is no other channel each web chat counts, or nothing would ever be called reported."""

_CHATS = "SELECT DISTINCT {} FROM cases WHERE id"
_CHATS_SQLITE = f"{_CHATS} IN (SELECT value FROM json_each(?)) LIMIT ?"  # noqa: S608  # constants
_CHATS_POSTGRES = f"{_CHATS} = ANY(%s) LIMIT %s"

TokenRow = tuple[int, int]
"""A token, and the case that has it or the ruling on it."""


def newest(
    transaction: Transaction, tokens: Collection[int], roles: Collection[Role], limit: int
) -> Sequence[TokenRow]:
    """Return the newest cases of each token that plays one of these roles, so many at most for each role.

    Rows of this job in memory are not looked at.
    """
    return _newest(transaction, "{}", tokens, roles, limit)


def sharing(
    transaction: Transaction, tokens: Collection[int], roles: Collection[Role], limit: int
) -> Sequence[tuple[int, int]]:
    """Return the cases that `newest` finds, each with the number of tokens that it shares."""
    return _newest(transaction, _GROUPED, tokens, roles, limit)


def _newest(
    transaction: Transaction, form: str, tokens: Collection[int], roles: Collection[Role], limit: int
) -> Sequence[tuple[int, int]]:
    played = [int(role) for role in roles]
    if transaction.connection.dialect.name == "postgresql":
        return transaction.peek(form.format(_POSTGRES), (list(tokens), played, limit))
    return transaction.peek(form.format(_SQLITE), (_array(tokens), _array(played), limit))


def ruled(transaction: Transaction, tokens: Collection[int]) -> Sequence[TokenRow]:
    """Return the rulings on each of these tokens. Rows of this job in memory are not looked at."""
    if transaction.connection.dialect.name == "postgresql":
        return transaction.peek(_RULED_POSTGRES, (list(tokens),))
    return transaction.peek(_RULED_SQLITE, (_array(tokens),))


def cases_of(transaction: Transaction, tokens: Collection[int]) -> list[str]:
    """Return the references of all cases that have one of these tokens, whatever its role.

    Rows of this job in memory are not looked at.
    """
    if transaction.connection.dialect.name == "postgresql":
        return sorted(row[0] for row in transaction.peek(_NAMING_POSTGRES, (list(tokens),)))
    return sorted(row[0] for row in transaction.peek(_NAMING_SQLITE, (_array(tokens),)))


def reporters(
    transaction: Transaction, cases: Collection[int], most: int, *, web_only: bool
) -> Sequence[Any]:  # Any: a driver's row
    """Return one row for each reporter of these cases, and no more than `most`.

    See `REPORTER`. Rows of this job in memory are not looked at.
    """
    if not cases:
        return ()
    if transaction.connection.dialect.name == "postgresql":
        return transaction.peek(_CHATS_POSTGRES.format(REPORTER[web_only]), (list(cases), most))
    return transaction.peek(_CHATS_SQLITE.format(REPORTER[web_only]), (_array(cases), most))


def _array(tokens: Collection[int]) -> str:
    return f"[{','.join(map(str, tokens))}]"
