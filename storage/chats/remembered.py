"""What the product remembers of itself: a webhook secret, a polling offset."""

from sqlalchemy import select

from storage.database.statements import upserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.cases import SETTINGS

_SET = upserting(SETTINGS, order=0)


class Settings:
    """Settings as one transaction sees them; values are protected."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    def get(self, key: str) -> str | None:
        """The value last set."""
        for row in self._transaction.rows(select(SETTINGS.c.value).where(SETTINGS.c.key == key)):
            return self._vault.reveal(bytes(row[0]), "setting:" + key).decode()
        return None

    def set(self, key: str, value: str) -> None:
        """Remember; replaces what was there."""
        self._transaction.write(_SET, (key, self._vault.protect(value.encode(), "setting:" + key)))
