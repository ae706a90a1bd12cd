"""What is on, what is off, and how to turn it on, in plain lines; for `doctor` and for the start."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

from bot.base import Base, key_path
from bot.commands import keys
from flows.record import record
from handlers.whatsapp.settings import PURPOSES, STAND_IN, hosts
from locales import LANGUAGES

ON, OFF, BAD = "on ", "off", "BAD"
RETRIES = "#rc=3&rp=all&ct=2000&rt=4000"
"""Asks Twilio to try again on errors and slow answers too, which it does not do by itself."""
TWILIO = {
    "connected": (ON, "twilio", "takes the credentials"),
    "refused": (BAD, "twilio", "does not take TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"),
    "connecting": (OFF, "twilio", "cannot be reached now"),
}


@record
class Finding:
    """One line: `mark` is ON, OFF or BAD."""

    mark: str
    about: str
    said: str

    def __str__(self) -> str:
        return f"  {self.mark}  {self.about:<10} {self.said}"


def findings(made: Base) -> list[Finding]:
    """Everything worth knowing, the foundations first."""
    return [*_storage(made), *_languages(), *_channels(made), *_mail(made), *_officers(made), *_keys(made)]


def _storage(made: Base) -> Iterator[Finding]:
    """Durability as the database itself reports it, not as we asked for it."""
    facts = made.database.durability()
    said = ", ".join(f"{name} {value}" for name, value in facts.items())
    kind = "SQLite" if made.database.exclusive else "Postgres"
    safe = facts.get("synchronous", facts.get("synchronous_commit", "")).upper() in {"FULL", "EXTRA", "ON"}
    yield Finding(ON if safe else BAD, "database", f"{kind}: {said}")
    folder = Path(made.settings.evidence_url)
    yield Finding(ON, "evidence", f"files up to {made.settings.max_file_mb} MB in {folder}")
    if not made.disk_space():
        yield Finding(BAD, "disk", f"under {made.config.limits.free_megabytes} MB free: no files are taken")


def _languages() -> Iterator[Finding]:
    yield Finding(ON, "languages", ", ".join(LANGUAGES))


def _channels(made: Base) -> Iterator[Finding]:
    settings = made.settings
    address = settings.public_url or f"http://{settings.listen}"
    yield Finding(ON, "web chat", address)
    if settings.telegram:
        how = f"webhook at {settings.public_url}/telegram" if settings.public_url else "polling"
        yield Finding(ON, "telegram", how)
    else:
        yield Finding(OFF, "telegram", "set TELEGRAM_BOT_TOKEN to the token that @BotFather gives")

    yield from _whatsapp(made)


def _whatsapp(made: Base) -> Iterator[Finding]:
    """The address to paste into Twilio's console, and what cannot be said outside the 24 hours."""
    settings = made.settings
    if not settings.whatsapp:
        names = "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_WHATSAPP_FROM"
        yield Finding(OFF, "whatsapp", f"set {names}, and BALLEGH_PUBLIC_URL")
        return
    yield Finding(ON, "whatsapp", f"webhook at {settings.public_url}/whatsapp{RETRIES}")
    there = made.config.whatsapp.by_purpose()
    needed = [language for language in LANGUAGES if language not in STAND_IN]
    for purpose in PURPOSES:
        if missing := [language for language in needed if (purpose, language) not in there]:
            said = f"no {purpose} in {', '.join(missing)}: after 24 hours without a word such messages wait"
            yield Finding(OFF, "templates", said)


def asked(made: Base) -> Iterator[Finding]:
    """What only a provider can say; waits for it a few seconds."""
    settings = made.settings
    token = settings.twilio_auth_token
    if token is None:
        return
    from handlers.whatsapp.api import accepted  # with aiohttp: 8 MB that a start does without

    account = (settings.twilio_account_sid or "", token.get_secret_value())
    state = asyncio.run(accepted(hosts(settings.twilio_api_url or ""), account))
    yield Finding(*TWILIO[state])


def _mail(made: Base) -> Iterator[Finding]:
    if made.settings.smtp_url:
        yield Finding(BAD, "e-mail", "SMTP_URL is set, but digests go to officers' chats only for now")


def _officers(made: Base) -> Iterator[Finding]:
    with made.storage.read() as unit:
        officers = unit.officers.present()
    enrolled = sum(bool(officer.chat) for officer in officers)
    if enrolled:
        digest = f"digest at {made.settings.digest_time:%H:%M} {made.settings.timezone.key}"
        yield Finding(ON, "officers", f"{enrolled} enrolled of {len(officers)}; {digest}")
    else:
        yield Finding(OFF, "officers", "nobody gets reports yet: main.py officer add NAME")


def _keys(made: Base) -> Iterator[Finding]:
    sealed, said = keys.sealing(made)
    yield Finding(ON if sealed else BAD, "sealing", said)
    if not made.storage.sealable(tried=keys.any_officers(made)):
        yield Finding(BAD, "sealing", "does not work, so nothing is filed: look at keys and erasure.db")
    where = key_path(made.settings)
    if made.settings.server_key or os.environ.get("CREDENTIALS_DIRECTORY"):
        yield Finding(ON, "server key", "from the environment")
    elif made.settings.server_key_file is None:
        yield Finding(BAD, "server key", f"lies beside the data, in {where}: set BALLEGH_SERVER_KEY_FILE")
    else:
        yield Finding(ON, "server key", str(where))
