"""Mail servers as they answer: TLS, login, refusals for now and for good."""

from dataclasses import replace
from typing import Any

import pytest

from handlers.channel import SendError
from handlers.mail.server import SmtpServer, tried
from handlers.mail.settings import MailSettings
from tests.fakes.mail import FakeMail, certificate

TO = "salma@example.org"
LETTER = b"Subject: hello\r\n\r\nhello\r\n"


def given(mail: FakeMail, user: bool = True, **more) -> MailSettings:
    made = MailSettings.of(mail.url(user), "ballegh@example.org")
    usual: dict[str, Any] = {"security": "starttls", "context": certificate()[1], "timeout": 5.0}
    return replace(made, **usual | more)


async def refusal(settings: MailSettings) -> tuple[str, bool, str]:
    """The reason, whether the row is tried again, and the state that operators see."""
    server = SmtpServer(settings)
    with pytest.raises(SendError) as raised:
        await server.send(TO, LETTER)
    return raised.value.reason, raised.value.retryable, server.health.state


async def test_a_letter_goes_over_tls_with_a_login():
    async with FakeMail() as mail:
        server = SmtpServer(given(mail))
        await server.send(TO, LETTER)
        (taken,) = mail.taken
        assert (taken.address, taken.tls, taken.user) == (TO, True, "ballegh")
        assert server.health.up
        await server.look()
        assert await tried(given(mail)) == ""


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("451 later", ("451", True, "connecting")),
        ("421 closing", ("421", True, "connecting")),
        ("550 no such mailbox", ("550", False, "connecting")),
        ("552 full", ("552", False, "connecting")),
    ],
)
@pytest.mark.parametrize("step", ["DATA", "RCPT"])
async def test_answers_to_a_letter_are_for_now_or_for_good(answer, expected, step):
    async with FakeMail(starttls=False, login=False) as mail:
        if step == "DATA":
            mail.answers.append(answer)
        else:
            mail.refused[TO] = answer
        assert await refusal(given(mail, user=False, security="offered")) == expected


async def test_refusals_of_us_wait_for_the_operator():
    async with FakeMail() as mail:
        assert await refusal(given(mail, password="wrong")) == ("credentials", True, "refused")
        assert await refusal(given(mail, context=None)) == ("certificate", True, "refused")
        mail.senders = "550 not from there"
        assert await refusal(given(mail)) == ("sender", True, "refused")
        server = SmtpServer(given(mail, password="wrong"))
        await server.look()
        assert (server.health.state, server.health.reason) == ("refused", "credentials")
    assert await refusal(given(mail)) == ("unreachable", True, "connecting")


async def test_without_starttls_no_letter_and_no_password_leaves():
    async with FakeMail(starttls=False, clear=True) as mail:
        assert await refusal(given(mail)) == ("tls", True, "refused")
        assert mail.taken == []
        # On this machine the same server is taken as it is.
        await SmtpServer(MailSettings.of(mail.url(), "ballegh@example.org")).send(TO, LETTER)
    async with FakeMail(starttls=False, login=False) as mail:
        assert await refusal(given(mail, security="offered")) == ("login", True, "refused")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtps://mail.example.org", ("mail.example.org", 465, "tls", "", "")),
        ("smtp://mail.example.org", ("mail.example.org", 587, "starttls", "", "")),
        ("smtp://me%40x:p%3Aw@mail.example.org:2525", ("mail.example.org", 2525, "starttls", "me@x", "p:w")),
        ("smtp://localhost", ("localhost", 25, "offered", "", "")),
        ("smtps://127.0.0.1", ("127.0.0.1", 465, "tls", "", "")),
    ],
)
def test_what_an_address_says(url, expected):
    made = MailSettings.of(url, "a@example.org")
    assert (made.host, made.port, made.security, made.user, made.password) == expected
    assert made.password == "" or made.password not in repr(made)
