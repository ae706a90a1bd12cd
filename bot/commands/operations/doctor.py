"""`main.py doctor`: the state of a deployment, line by line; a server prints the same when it starts."""

import asyncio
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.base import Base
from bot.commands.answer import Listing
from bot.commands.casework import keys
from bot.settings.environment import Settings
from bot.settings.server_key import in_a_file, key_path
from flows.languages import STAND_IN
from flows.record import record
from handlers.whatsapp.settings import PURPOSES, hosts
from locales import LANGUAGES
from storage.audit.missing_keys import missing_keys
from storage.errors import StorageFailed

ON, OFF, WARN, BAD = "on", "off", "warn", "BAD"
RETRIES = "#rc=3&rp=all&ct=2000&rt=4000"
"""Asks Twilio to try again on errors and slow answers too, which it does not do by itself."""
TWILIO = {
    "connected": (ON, "twilio", "takes the credentials"),
    "refused": (BAD, "twilio", "does not take TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"),
    "connecting": (WARN, "twilio", "cannot be reached now"),
}
DURABLE = frozenset({"FULL", "EXTRA", "ON"})


@record
class Finding:
    """One line: ON works, OFF is not set up, WARN works but should be changed, BAD does not work."""

    mark: str
    about: str
    said: str

    def __str__(self) -> str:
        return f"  {self.mark:<4} {self.about:<10} {self.said}"


def doctor(base: Base) -> Listing:
    """Say what is on, what is off and how to turn it on, what should be changed (warn) and what fails (BAD).

    Asks Twilio whether it takes the credentials, for five seconds at most. Exit status 1 if a line says BAD.
    """
    found = [*findings(base), *asked(base)]
    status = 1 if any(finding.mark == BAD for finding in found) else 0
    return Listing(tuple(map(str, found)), status, [asdict(finding) for finding in found])


def findings(base: Base) -> list[Finding]:
    """Everything that this machine can tell, the foundations first."""
    return [
        *_storage(base),
        Finding(ON, "languages", ", ".join(LANGUAGES)),
        *_channels(base),
        *_mail(base),
        *_officers(base),
        *_dead_letters(base),
        *_erasure_keys(base),
        *_sealing(base),
        _server_key(base.settings),
    ]


def _storage(base: Base) -> Iterator[Finding]:
    """Findings about the database, as the database reports itself, and about the files and the disk."""
    facts = base.database.durability()
    said = ", ".join(f"{name} {value}" for name, value in facts.items())
    kind = "SQLite" if base.database.exclusive else "Postgres"
    safe = facts.get("synchronous", facts.get("synchronous_commit", "")).upper() in DURABLE
    yield Finding(ON if safe else BAD, "database", f"{kind}: {said}")
    folder = Path(base.settings.evidence_url)
    yield Finding(ON, "evidence", f"files up to {base.settings.max_file_mb} MB in {folder}")
    if not base.disk_space():
        yield Finding(BAD, "disk", f"under {base.config.limits.free_megabytes} MB free: no files are taken")


def _channels(base: Base) -> Iterator[Finding]:
    settings = base.settings
    address = settings.public_url or f"http://{settings.listen}"
    yield Finding(ON, "web chat", address)
    if settings.telegram:
        how = f"webhook at {settings.public_url}/telegram" if settings.public_url else "polling"
        yield Finding(ON, "telegram", how)
    else:
        yield Finding(OFF, "telegram", "set TELEGRAM_BOT_TOKEN to the token that @BotFather gives")
    yield from _whatsapp(base)


def _whatsapp(base: Base) -> Iterator[Finding]:
    """The address to paste into Twilio's console, and the templates that are missing."""
    settings = base.settings
    if not settings.whatsapp:
        names = "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_WHATSAPP_FROM"
        yield Finding(OFF, "whatsapp", f"set {names}, and BALLEGH_PUBLIC_URL")
        return
    yield Finding(ON, "whatsapp", f"webhook at {settings.public_url}/whatsapp{RETRIES}")
    there = base.config.whatsapp.by_purpose()
    needed = [language for language in LANGUAGES if language not in STAND_IN]
    for purpose in PURPOSES:
        if missing := [language for language in needed if (purpose, language) not in there]:
            said = f"no {purpose} in {', '.join(missing)}: after 24 hours without a word such messages wait"
            yield Finding(OFF, "templates", said)


def asked(base: Base) -> Iterator[Finding]:
    """Findings that only a provider can give; waits for the provider a few seconds."""
    settings = base.settings
    token = settings.twilio_auth_token
    if token is None:
        return
    from handlers.whatsapp.api import accepted  # with aiohttp: 8 MB that a start does without

    account = (settings.twilio_account_sid or "", token.get_secret_value())
    state = asyncio.run(accepted(hosts(settings.twilio_api_url or ""), account))
    yield Finding(*TWILIO[state])


def _mail(base: Base) -> Iterator[Finding]:
    if base.settings.smtp_url:
        yield Finding(WARN, "e-mail", "SMTP_URL is set, but digests go to officers' chats only for now")


def _officers(base: Base) -> Iterator[Finding]:
    with base.storage.read() as unit:
        officers = unit.officers.present()
    enrolled = sum(bool(officer.chat) for officer in officers)
    if enrolled:
        digest = f"digest at {base.settings.digest_time:%H:%M} {base.settings.timezone.key}"
        yield Finding(ON, "officers", f"{enrolled} enrolled of {len(officers)}; {digest}")
    else:
        yield Finding(OFF, "officers", "nobody gets reports yet: main.py officer add NAME")


def _dead_letters(base: Base) -> Iterator[Finding]:
    with base.storage.read() as unit:
        count = unit.dead.count()
    if count:
        yield Finding(WARN, "dead", f"{count} events failed and wait for a decision: main.py dead list")


def _erasure_keys(base: Base) -> Iterator[Finding]:
    """A finding where cases lack their keys; it looks before `_sealing`, which makes a key to try."""
    try:
        missing = missing_keys(base.storage)
    except (StorageFailed, SQLAlchemyError, OSError):
        yield Finding(BAD, "erasure", "the erasure keys cannot be read, so no case opens: restore erasure.db")
        return
    if missing:
        said = f"{missing} lack their erasure keys, so nobody opens them: put the keys back from a backup"
        yield Finding(BAD, "erasure", said)


def _sealing(base: Base) -> Iterator[Finding]:
    sealed, said = keys.sealing(base)
    yield Finding(ON if sealed else WARN, "sealing", said)
    if not base.storage.sealable(tried=keys.any_officers(base)):
        yield Finding(BAD, "sealing", "does not work, so nothing is filed: look at keys and erasure.db")


def _server_key(settings: Settings) -> Finding:
    if not in_a_file(settings):
        return Finding(ON, "server key", "from the environment")
    path = key_path(settings)
    if settings.data_dir in path.absolute().parents:
        return Finding(WARN, "server key", f"lies beside the data, in {path}: set BALLEGH_SERVER_KEY_FILE")
    return Finding(ON, "server key", str(path))
