"""An officer's words to a reporter, as the custody log vouches for them: by a salted hash.

The salt is kept with the words and erased with them: whoever holds the log afterwards cannot try what was
said.
"""

import hashlib
import secrets

from flows.record import record

_MARK = "\x1e"
_SALT = 32
"""Characters."""


@record
class Words:
    """Words and their salt, which is empty for those of earlier versions: no link vouches for them."""

    text: str
    salt: str = ""

    @classmethod
    def fresh(cls, text: str) -> "Words":
        """Return words with a new salt."""
        return cls(text, secrets.token_hex(_SALT // 2))

    @classmethod
    def read(cls, kept: bytes) -> "Words":
        """Return words as they were kept."""
        text = kept.decode()
        end = len(_MARK) + _SALT
        return cls(text[end:], text[len(_MARK) : end]) if text.startswith(_MARK) else cls(text)

    def kept(self) -> bytes:
        """Return the bytes to keep, protected."""
        return f"{_MARK}{self.salt}{self.text}".encode() if self.salt else self.text.encode()

    @property
    def digest(self) -> str:
        """Return the hash in the custody log; empty where there is none."""
        return hashlib.sha256(f"{self.salt}{self.text}".encode()).hexdigest() if self.salt else ""
