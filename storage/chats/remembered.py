"""Values that the server remembers for itself: a webhook secret, a polling offset."""

from sqlmodel import select

from storage.database.statements import upserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.messages import StoredSetting

_SET = upserting(StoredSetting, order=0)


class Remembered:
    """Reads and changes remembered values in one transaction. They are stored protected."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    def get(self, key: str) -> str | None:
        """Return the value set last, or None."""
        found = self._transaction.values(select(StoredSetting.value).where(StoredSetting.key == key))
        return self._vault.reveal(bytes(found[0]), "setting:" + key).decode() if found else None

    def set(self, key: str, value: str) -> None:
        """Remember a value, in place of the one before."""
        self._transaction.write(
            _SET, _SET.row(key=key, value=self._vault.protect(value.encode(), "setting:" + key))
        )
