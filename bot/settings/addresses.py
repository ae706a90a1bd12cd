"""Addresses as settings give them, checked once at the start."""

import re
from typing import Self
from urllib.parse import SplitResult, urlsplit

from flows.record import record

_MAIL = re.compile(
    r"(?=.{1,64}@)(?:[!#-'*+\-/0-9=?A-Z^-~]+\.)*[!#-'*+\-/0-9=?A-Z^-~]+"
    r"@(?=.{4,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
)
"""Addresses that every mail server takes: ASCII without quotes."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@record
class Address:
    """The address that the server listens on. `host` has no brackets; port 0 lets the system choose."""

    host: str
    port: int

    @classmethod
    def parse(cls, given: str) -> Self:
        """The address in a text such as `localhost:8080` or `[::1]:8080`. Raises ValueError."""
        found = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})", given, re.ASCII)
        if found is None or int(found[3]) > 65535:
            raise ValueError("expected host:port")
        return cls(found[1] or found[2], int(found[3]))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def base_url(given: str) -> str:
    """Checks an http or https address; returns it without its last slash. Raises ValueError."""
    parts = _split(given)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("expected an http:// or https:// address")
    if parts.query or parts.fragment or parts.username is not None:
        raise ValueError("expected an address without name, query or fragment")
    return given.rstrip("/")


def public_url(given: str) -> str:
    """As base_url, but https, except on this machine: providers send there what people wrote."""
    url = base_url(given)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ValueError("expected an https:// address")
    return url


def webhook_url(given: str) -> str:
    """Checks an https address, which may have a query; http on this machine. Raises ValueError."""
    parts = _split(given)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ValueError("expected an https:// address")
    if not parts.hostname:
        raise ValueError("expected an https:// address")
    return given


def smtp_url(given: str) -> str:
    """Checks an `smtp://` (STARTTLS) or `smtps://` address with a host. Raises ValueError."""
    parts = _split(given)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("expected an smtp:// or smtps:// address")
    if parts.port == 0 or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("expected smtp:// or smtps:// with user, password, host and port alone")
    if parts.password is not None and not parts.username:
        raise ValueError("expected a user beside the password")
    return given


def mail_address(given: str) -> str:
    """Checks a mail address that every mail server takes. Raises ValueError."""
    if not _MAIL.fullmatch(given):
        raise ValueError("expected a mail address such as ballegh@example.org")
    return given


def _split(given: str) -> SplitResult:
    """The parts of an address. The ValueError raised does not repeat it: it may hold a password."""
    if re.search(r"[\s\x00-\x1f]", given):
        raise ValueError("expected an address without spaces")
    try:
        parts = urlsplit(given)
        _ = parts.port
    except ValueError:
        raise ValueError("is not an address") from None
    return parts
