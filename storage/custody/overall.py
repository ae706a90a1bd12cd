"""The head over all chains beside the heads of the chains: a look that reads no link."""

from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from flows.record import record
from storage.custody.links import LOG, signed
from storage.database.transaction import Transaction
from storage.tables.custody import StoredHead


@record
class Overall:
    """The number of chains, and of acts as their heads count them, and as the head over all counts them.

    `fault` is empty where they fit and the head is signed; else it is as `verify` names it.
    """

    chains: int
    acts: int
    counted: int
    fault: str


def overall(transaction: Transaction, public: bytes) -> Overall:
    """Compare the head over all chains with the others, as they are at one moment."""
    name, count = col(StoredHead.chain), col(StoredHead.count)

    def of_log(column: Any) -> Any:  # Any: a column of any type
        return select(column).where(name == LOG).scalar_subquery()

    others = select(func.count(), func.coalesce(func.sum(count), 0)).where(name != LOG)
    query = others.add_columns(of_log(count), of_log(col(StoredHead.hash)), of_log(col(StoredHead.signature)))
    ((chains, acts, counted, end, signature),) = transaction.rows(query)
    if counted is None:
        fault = "log-head-missing" if chains else ""
    elif not signed(public, bytes(signature), LOG, counted, end):
        fault = "log-head-signature"
    else:
        fault = f"log-has-{acts}-links-of-{counted}" if acts != counted else ""
    return Overall(chains, int(acts), counted or 0, fault)
