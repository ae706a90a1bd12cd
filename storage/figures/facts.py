"""Keeps the facts of a case that figures count by."""

from sqlalchemy import text

from flows.core.effects import AmendCase, FileCase
from flows.figures.facts import told_in
from storage.database.statements import changing
from storage.database.transaction import Transaction

_KEEP = changing(
    text(
        "INSERT INTO case_facts (reference, country, named_group) "
        "VALUES (:reference, :country, :named_group) "
        "ON CONFLICT (reference) DO UPDATE SET "
        "country = COALESCE(NULLIF(excluded.country, ''), case_facts.country), "
        "named_group = COALESCE(NULLIF(excluded.named_group, ''), case_facts.named_group)"
    ),
    order=6,
)


def keep_facts(transaction: Transaction, effect: FileCase | AmendCase, category: str) -> None:
    """Keep the country and the group that the answers name; a later one replaces an earlier one."""
    told = told_in(effect.answers, category)
    if told.country or told.group:
        row = _KEEP.row(reference=effect.reference, country=told.country, named_group=told.group)
        transaction.write(_KEEP, row)
