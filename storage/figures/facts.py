"""Keeps the facts of a case that figures count by, and whether its money can still be held."""

from sqlalchemy import text

from flows.core.effects import AmendCase, FileCase
from flows.figures.facts import told_in
from storage.database.statements import changing
from storage.database.transaction import Transaction

_KEEP = changing(
    text(
        "INSERT INTO case_facts (reference, country, named_group, money) "
        "VALUES (:reference, :country, :named_group, :money) "
        "ON CONFLICT (reference) DO UPDATE SET "
        "country = COALESCE(NULLIF(excluded.country, ''), case_facts.country), "
        "named_group = COALESCE(NULLIF(excluded.named_group, ''), case_facts.named_group), "
        "money = CASE WHEN NOT :asked OR (excluded.money > 0 AND case_facts.money > 0) THEN case_facts.money "
        "ELSE excluded.money END"
    ),
    order=6,
)


def keep_facts(transaction: Transaction, effect: FileCase | AmendCase, category: str, now: float) -> None:
    """Keep the country and the group that answers name, and when they first said that money just left.

    A later answer replaces an earlier one.
    """
    told = told_in(effect.answers, category)
    if told.country or told.group or told.money is not None:
        row = _KEEP.row(
            reference=effect.reference,
            country=told.country,
            named_group=told.group,
            money=now if told.money else 0.0,
            asked=told.money is not None,
        )
        transaction.write(_KEEP, row)
