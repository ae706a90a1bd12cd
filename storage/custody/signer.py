"""Signs the custody log with the server's key."""

from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from storage.custody.links import fingerprint
from storage.sealing.vault import Vault

_json = msgspec.json.Encoder().encode


class Signer:
    """Signs heads and roots, with a key derived from the root of the server's key ring."""

    def __init__(self, vault: Vault) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(vault.secret("custody"))
        self.public = self._key.public_key().public_bytes_raw()
        self.fingerprint = fingerprint(self.public)

    def sign(self, *told: Any) -> bytes:
        """Return a signature on the JSON list of these values."""
        return self._key.sign(_json(told))
