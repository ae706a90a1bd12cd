"""The product with WhatsApp on, served to a fake Twilio."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from bot.channels.whatsapp import WhatsAppMemory
from bot.settings.environment import Settings
from handlers.whatsapp.channel import WhatsApp
from storage.delivery.messages import FAILED
from storage.tables.messages import Outbox
from storage.tables.whatsapp import StoredIdentity, StoredWhatsAppChat
from tests.fakes.twilio.person import Person, Seen
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import Product, configured, serving, settings

SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(4000)


def deployment(folder: Path, twilio: FakeTwilio, toml: str = "", **more: Any) -> Settings:
    """Settings with WhatsApp on; `toml` is the configuration file's text."""
    given: dict[str, Any] = {
        "twilio_account_sid": twilio.account_sid,
        "twilio_auth_token": twilio.auth_token,
        "twilio_whatsapp_from": twilio.sender,
        "twilio_api_url": twilio.url,
        "public_url": twilio.delivery.public,
        "config_file": configured(folder, toml),
    }
    return settings(folder, **(given | more))


@asynccontextmanager
async def line(folder: Path, twilio: FakeTwilio, toml: str = "", **more: Any) -> AsyncIterator[Product]:
    """The product behind its webhook, from start to stop."""
    async with serving(deployment(folder, twilio, toml, **more)) as product:
        twilio.serves(product.url, twilio.delivery.public)
        yield product


def channel(product: Product) -> WhatsApp:
    """The channel of a running product."""
    found = product.app.channels["whatsapp"]
    assert isinstance(found, WhatsApp)
    return found


def tap(person: Person, option: str) -> None:
    """Tap the newest button of this option."""
    for seen in reversed(person.messages):
        for _, button, _ in seen.buttons:
            if button.rpartition(":")[2] == option:
                person.taps(button, seen)
                return
    raise AssertionError(f"no button {option}")


async def answer(person: Person, option: str) -> Seen:
    """Tap, and see what comes."""
    tap(person, option)
    return await person.sees()


async def files(person: Person) -> tuple[str, str]:
    """Forward a scam, send it; the reference and the receipt's code."""
    person.forwards(SMS)
    await person.sees()
    filed = await answer(person, "send")
    await person.sees()
    lines = filed.text.splitlines()
    receipt = next(each for each in lines if each.count("-") == 4)
    return receipt.partition("-")[0], receipt


async def enrolled(product: Product, person: Person) -> None:
    """This person is an officer, at the desk."""
    person.says(product.enrolment())
    await person.sees()


async def refers(officer: Person, note: str = "") -> None:
    """The officer opens the one new case, sets it to referred, and writes a note."""
    officer.says("menu")
    await officer.sees()
    await answer(officer, "desk")
    await answer(officer, "new")
    await answer(officer, "status")
    await answer(officer, "referred")
    officer.says(note or "passer")
    await officer.sees()


def rows(product: Product, table: Table = Outbox.__table__) -> list[Any]:
    """Everything in a table, oldest first."""
    with product.made.storage.read() as unit:
        return list(unit.transaction.rows(select(table).order_by(*table.primary_key.columns)))


def missed(product: Product) -> list[Any]:
    """The outbox rows of messages that did not arrive and are kept."""
    return [row for row in rows(product) if row.state in FAILED and row.body is not None]


def keeping(product: Product) -> WhatsAppMemory:
    """What the channel keeps; its clockwork."""
    assert product.app.keeping is not None
    return product.app.keeping


def silent(product: Product, person: Person, seconds: float) -> None:
    """As if this person had last written so long ago."""
    chat = product.made.vault.chat(f"whatsapp:{person.number}")
    then = time.time() - seconds
    with product.made.storage.write() as unit:
        change = unit.transaction.execute
        change(
            StoredWhatsAppChat.__table__.update()
            .where(StoredWhatsAppChat.__table__.c.chat == chat)
            .values(inbound=then)
        )
        change(
            StoredIdentity.__table__.update().where(StoredIdentity.__table__.c.chat == chat).values(seen=then)
        )


def change(product: Product, table: Table, **values: Any) -> None:
    """Set columns of every row."""
    with product.made.storage.write() as unit:
        unit.transaction.execute(table.update().values(**values))
