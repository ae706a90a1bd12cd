"""`doctor` about the providers: the address to paste, missing templates, are the credentials taken."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.base import base
from bot.commands.checks.finding import BAD, OFF, ON, WARN
from bot.commands.operations.doctor import asked, findings
from bot.commands.operations.serve import banner
from tests.databases import cluster
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import configured, opened, settings
from tests.product.whatsapp import deployment
from tests.storage.cluster import LACKING, programs

SERVICES = """
[[services]]
id = "central"
name = { fr = "Unité centrale", ar = "الوحدة المركزية" }
city = { fr = "Rabat", ar = "الرباط" }
central = true
[[services]]
id = "fes"
name = { fr = "Police judiciaire", ar = "الشرطة القضائية" }
city = { fr = "Fès", ar = "فاس" }
regions = ["fes"]
officers = ["Salma", "Karim"]
"""
WRONG = "9:" + "w" * 35


def said(folder: Path, twilio: FakeTwilio, toml: str = "") -> list[tuple[str, str, str]]:
    made = base(deployment(folder, twilio, toml))
    made.database.migrate()
    found = [(each.mark, each.about, each.said) for each in findings(made)]
    return [each for each in found if each[1] in {"whatsapp", "templates"}]


async def told(folder: Path, twilio: FakeTwilio, **more: Any) -> list[tuple[str, str]]:
    """Asked beside the server that it asks."""
    made = base(deployment(folder, twilio, **more))
    return [(each.mark, each.about) for each in await asyncio.to_thread(lambda: [*asked(made)])]


def test_off_it_says_what_to_set(tmp_path):
    made = base(settings(tmp_path))
    made.database.migrate()
    (line,) = [each for each in findings(made) if each.about == "whatsapp"]
    assert line.mark == OFF
    assert "TWILIO_WHATSAPP_FROM" in line.said
    assert list(asked(made)) == []


@pytest.mark.parametrize("public", ["", "https://ballegh.example"])
def test_a_process_says_its_role_and_what_it_answers(tmp_path, public):
    """A process that only works answers no page: it gives no address of its own for one."""
    if programs() is None:
        pytest.skip(LACKING)
    given: dict[str, Any] = {"database_url": cluster().prepared(), "listen": "127.0.0.1:8123"}
    given |= {"public_url": public} if public else {}
    elsewhere = "answered by the processes that serve"
    for role in ("all", "serve", "work"):
        made = opened(settings(tmp_path, role=role, **given))
        lines, said = banner(made, 8123), {one.about: one.said for one in findings(made)}
        made.database.close()
        assert said.get("role", "all").startswith(role)
        if role != "work":
            assert said["web chat"] == (public or "http://127.0.0.1:8123")
            assert said["desk"].startswith(f"{public or 'http://localhost:8123'}/desk, 0 officers")
            assert lines[-1] == "  open  http://localhost:8123"
            continue
        assert said["web chat"] == (f"{public}, {elsewhere}" if public else elsewhere)
        assert said["desk"].startswith(f"{public}/desk, {elsewhere}, " if public else f"{elsewhere}, 0 ")
        assert "answers /health, /ready and /metrics alone" in said["role"]
        assert [line for line in lines if "localhost" in line] == ["  watch http://localhost:8123/ready"]


def test_services_are_told_with_officers_who_are_not_here(tmp_path):
    made = base(settings(tmp_path, config_file=configured(tmp_path, SERVICES)))
    made.database.migrate()
    with made.storage.write() as unit:
        unit.officers.add("Salma", 1.0)
    lines = [(each.mark, each.said) for each in findings(made) if each.about == "services"]
    assert lines == [
        (ON, "2 services; central takes what no other does"),
        (WARN, "central has no key and no officers: nothing is wrapped for it"),
        (WARN, "fes names nobody who works here: Karim"),
    ]


def test_on_it_gives_the_address_and_names_missing_templates(tmp_path):
    sid = "HX" + "0a" * 16
    lines = said(tmp_path, FakeTwilio(), f'[whatsapp.templates.status]\nar = "{sid}"\nfr = "{sid}"\n')
    lines += said(tmp_path, FakeTwilio(), f'[whatsapp.templates.status]\nary = "{sid}"\nfr = "{sid}"\n')
    address = (ON, "whatsapp", "webhook at https://ballegh.example/whatsapp#rc=3&rp=all&ct=2000&rt=4000")
    assert lines[0] == lines[3] == address
    assert [(mark, about, said.partition(":")[0]) for mark, about, said in lines[1:3]] == [
        (OFF, "templates", "no alert in ar, fr"),
        (OFF, "templates", "no digest in ar, fr"),
    ]
    assert lines[4][2].startswith("no status in ar:")


async def test_twilio_is_asked_about_the_credentials(tmp_path):
    async with FakeTwilio() as twilio:
        assert await told(tmp_path, twilio) == [(ON, "twilio")]
        assert await told(tmp_path, twilio, twilio_auth_token="x" * 32) == [(BAD, "twilio")]
        assert await told(tmp_path, twilio, twilio_account_sid="AC" + "0b" * 16) == [(BAD, "twilio")]
        assert await told(tmp_path, twilio, twilio_api_url="http://127.0.0.1:9") == [(WARN, "twilio")]


async def test_telegram_is_asked_about_the_token(tmp_path):
    async with FakeTelegram() as telegram:
        for token, url, mark in (
            (telegram.token, telegram.url, ON),
            (WRONG, telegram.url, BAD),
            (telegram.token, "http://127.0.0.1:9", WARN),
        ):
            made = base(settings(tmp_path, telegram_bot_token=token, telegram_api_url=url))
            (found,) = await asyncio.to_thread(list, asked(made))
            assert (found.mark, found.about) == (mark, "telegram")
            assert token not in found.said


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_store_that_does_not_answer_names_its_variable(tmp_path, scheme):
    """Nothing of HTTP answers there, and no TLS."""

    async def hangs_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 500 no\r\n\r\n" if scheme == "https" else b"")
        writer.close()

    server = await asyncio.start_server(hangs_up, "127.0.0.1")
    host, port = server.sockets[0].getsockname()
    given: dict[str, Any] = {"evidence_url": "s3://bucket/x", "s3_endpoint": f"{scheme}://{host}:{port}"}
    made = base(settings(tmp_path, **given, s3_access_key="name", s3_secret_key="key"))
    made.database.migrate()
    (found,) = await asyncio.to_thread(lambda: [each for each in findings(made) if each.about == "evidence"])
    made.database.close()
    server.close()
    assert found.mark == BAD
    assert found.said.startswith("BALLEGH_S3_ENDPOINT: the store of evidence does not answer (")
    assert found.said.endswith("(SSLError): is it https:// or http://?") == (scheme == "https")
