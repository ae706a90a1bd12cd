"""The settings of e-mail, from the address of a mail server."""

import ssl
from dataclasses import field
from typing import Literal, Self
from urllib.parse import unquote, urlsplit

from flows.record import record

Security = Literal["tls", "starttls", "offered"]
"""TLS from the first byte; STARTTLS or nothing; STARTTLS where it is offered, without a certificate."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS: dict[Security, int] = {"tls": 465, "starttls": 587, "offered": 25}


@record
class MailSettings:
    """A mail server and the address that letters come from. Times are in seconds.

    `context`, where it is given, decides which certificates are believed.
    """

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 20.0
    context: ssl.SSLContext | None = None

    @classmethod
    def of(cls, url: str, sender: str) -> Self:
        """The server of an `smtp://` or `smtps://` address, which was checked before.

        On this machine no certificate is asked for: the address itself says who answers.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        security: Security = "offered" if host in LOOPBACK else "starttls"
        if parts.scheme == "smtps":
            security = "tls"
        return cls(
            host=host,
            port=parts.port or PORTS[security],
            security=security,
            sender=sender,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    @property
    def domain(self) -> str:
        """The domain of the sender, by which we greet servers and name messages."""
        return self.sender.rpartition("@")[2]
