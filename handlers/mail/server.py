"""Giving messages to a mail server, and what its answers mean: the one place that knows."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiosmtplib
import structlog

from handlers.channel import Health, SendError
from handlers.mail.settings import MailSettings

AT_ONCE = 2
"""Connections at the same time: mail servers count them by client."""
WAITING = 240.0
"""Seconds that a message may take, with waiting for a connection: less than the lease of its row."""
OURS = 900.0
"""Seconds until the next try where the server refuses us, which only the operator can change."""
REFUSALS = frozenset({"credentials", "login", "tls", "certificate", "sender"})
"""Reasons that only the operator can change."""

log = structlog.get_logger()


class SmtpServer:
    """Sends messages, a connection for each. `health` is how the last exchange went."""

    name = "mail"

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._connections = asyncio.Semaphore(AT_ONCE)
        self.health = Health("connecting")

    async def send(self, address: str, message: bytes) -> None:
        """Give a message to the server for one address. Raises SendError."""
        try:
            async with asyncio.timeout(WAITING), self._connections, self._connected() as client:
                await _given(client, self._settings.sender, address, message)
        except TimeoutError:
            self.health = Health("connecting")
            raise SendError("timeout") from None
        except SendError as error:
            refused = Health("refused", error.reason) if error.reason in REFUSALS else None
            lost = Health("connecting") if error.reason in LOST else None
            self.health = refused or lost or self.health
            raise
        self.health = Health("connected")

    async def look(self) -> None:
        """Connect once and log in, unless the last exchange went well; `health` says how it went."""
        if self.health.up:
            return
        reason = await tried(self._settings)
        if reason in REFUSALS and self.health.reason != reason:
            log.warning("mail server refuses", reason=reason)
        self.health = Health("refused", reason) if reason in REFUSALS else Health("connecting")
        if not reason:
            self.health = Health("connected")

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[aiosmtplib.SMTP]:
        client = await connected(self._settings)
        try:
            yield client
        finally:
            await _ended(client)


LOST = frozenset({"unreachable", "disconnected", "timeout"})


async def tried(settings: MailSettings) -> str:
    """Connect, secure the connection and log in; empty where that works, else the reason of `SendError`."""
    try:
        client = await connected(settings)
    except SendError as error:
        return error.reason
    await _ended(client)
    return ""


async def _ended(client: aiosmtplib.SMTP) -> None:
    """Take leave, and close the connection at once: a short command's event loop ends right after."""
    transport = client.transport
    with suppress(aiosmtplib.SMTPException, OSError):
        await client.quit(timeout=2.0)
    client.close()
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()


async def connected(settings: MailSettings) -> aiosmtplib.SMTP:
    """A connection on which messages may be sent. Raises SendError."""
    context = settings.context or _context(settings)
    client = aiosmtplib.SMTP(
        hostname=settings.host,
        port=settings.port,
        use_tls=settings.security == "tls",
        start_tls=False,  # done below, so that a refusal is known for what it is
        tls_context=context,
        local_hostname=settings.domain,
        timeout=settings.timeout,
    )
    try:
        await _opened(client)
        await _secured(client, settings)
        await _logged_in(client, settings)
    except SendError:
        await _ended(client)
        raise
    return client


def _context(settings: MailSettings) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if settings.security == "offered":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


async def _opened(client: aiosmtplib.SMTP) -> None:
    try:
        await client.connect()
    except aiosmtplib.SMTPConnectResponseError as error:
        raise SendError(str(error.code), retryable=True) from None
    except (aiosmtplib.SMTPException, OSError) as error:
        if isinstance(error.__cause__, ssl.SSLError):
            raise _broken_tls(error.__cause__) from None
        raise SendError("unreachable") from None


def _broken_tls(error: BaseException) -> SendError:
    named = "certificate" if isinstance(error, ssl.SSLCertVerificationError) else "tls"
    return SendError(named, after=OURS)


async def _secured(client: aiosmtplib.SMTP, settings: MailSettings) -> None:
    """Begin STARTTLS where the settings ask for it. A connection in clear is never logged in on."""
    if settings.security == "tls":
        return
    try:
        await client.ehlo()
        if settings.security == "starttls" or client.supports_extension("starttls"):
            await client.starttls()
    except ssl.SSLError as error:
        raise _broken_tls(error) from None
    except (aiosmtplib.SMTPServerDisconnected, aiosmtplib.SMTPTimeoutError) as error:
        if isinstance(error.__cause__, ssl.SSLError):
            raise _broken_tls(error.__cause__) from None
        raise SendError("disconnected") from None
    except aiosmtplib.SMTPResponseException as error:
        raise _answered(error, "tls") from None
    except (aiosmtplib.SMTPException, OSError):
        raise SendError("tls", after=OURS) from None


async def _logged_in(client: aiosmtplib.SMTP, settings: MailSettings) -> None:
    if not settings.user:
        return
    try:
        await client.login(settings.user, settings.password)
    except aiosmtplib.SMTPResponseException as error:
        raise _answered(error, "credentials") from None
    except (aiosmtplib.SMTPServerDisconnected, aiosmtplib.SMTPTimeoutError, OSError):
        raise SendError("disconnected") from None
    except aiosmtplib.SMTPException:
        raise SendError("login", after=OURS) from None


async def _given(client: aiosmtplib.SMTP, sender: str, address: str, message: bytes) -> None:
    try:
        await client.sendmail(sender, [address], message)
    except aiosmtplib.SMTPSenderRefused as error:
        raise _answered(error, "sender") from None
    except aiosmtplib.SMTPRecipientsRefused as error:
        raise _final(error.recipients[0].code) from None
    except aiosmtplib.SMTPResponseException as error:
        raise _final(error.code) from None
    except (aiosmtplib.SMTPException, OSError):
        raise SendError("disconnected") from None


def _answered(error: aiosmtplib.SMTPResponseException, named: str) -> SendError:
    """For an answer to ourselves: a refusal for good waits for the operator."""
    return SendError(named, after=OURS) if error.code >= 500 else SendError(str(error.code))


def _final(code: int) -> SendError:
    """For an answer to a message or its address: 4xx is tried again, 5xx never. `reason` is the code."""
    return SendError(str(code), retryable=code < 500)
