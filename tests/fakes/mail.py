"""A mail server on this machine (aiosmtpd), with TLS of its own, that keeps what it takes."""

import asyncio
import datetime
import ssl
import tempfile
from collections import deque
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "ballegh", "s3cret@word"


@cache
def certificate() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The server's side of a certificate for 127.0.0.1, and a client's that believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - datetime.timedelta(1)).not_valid_after(now + datetime.timedelta(1))
    made = made.add_extension(names, critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pem"
        file.write_bytes(pem + private)
        server.load_cert_chain(file)
    return server, ssl.create_default_context(cadata=pem.decode())


@dataclass
class Taken:
    """A message that was taken: for whom, and whether over TLS, with a name that was logged in."""

    address: str
    message: EmailMessage
    tls: bool
    user: str


@dataclass
class FakeMail:
    """`answers` are given to the next messages in place of taking them, such as `451 later`.

    `refused` are answers for addresses, `starttls` whether it is offered, `clear` whether login is without.
    """

    starttls: bool = True
    login: bool = True
    clear: bool = False
    answers: deque[str] = field(default_factory=deque)
    refused: dict[str, str] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    senders: str = ""
    port: int = 0

    async def __aenter__(self) -> "FakeMail":
        loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        self._server = await loop.create_server(self._made, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    def _made(self) -> SMTP:
        return SMTP(
            self,
            hostname="mail.test",
            tls_context=certificate()[0] if self.starttls else None,
            authenticator=self._let_in if self.login else None,
            auth_required=self.login and not self.clear,
            auth_require_tls=not self.clear,
            loop=asyncio.get_running_loop(),
        )

    def url(self, user: bool = True) -> str:
        who = f"{USER}:{PASSWORD.replace('@', '%40')}@" if user else ""
        return f"smtp://{who}127.0.0.1:{self.port}"

    @staticmethod
    def _let_in(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        if (given.login, given.password) == (USER.encode(), PASSWORD.encode()):
            return AuthResult(success=True, auth_data=USER)
        return AuthResult(success=False, handled=False)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.senders:
            return self.senders
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := self.refused.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answers:
            return self.answers.popleft()
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.taken += [
            Taken(to, message, bool(session.ssl), session.auth_data or "") for to in envelope.rcpt_tos
        ]
        self._changed.set()
        return "250 taken"

    async def until(self, count: int) -> list[Taken]:
        """So many messages, once they are here."""
        async with asyncio.timeout(30):
            while len(self.taken) < count:
                self._changed.clear()
                await self._changed.wait()
        return self.taken
