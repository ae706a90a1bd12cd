"""`main.py doctor`: the state of a deployment, line by line; a server prints the same when it starts."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from sqlalchemy.exc import SQLAlchemyError

from bot.base import Base
from bot.commands.answer import Listing
from bot.commands.casework import keys
from bot.commands.checks.evidence import evidence, evidence_asked
from bot.commands.checks.finding import BAD, OFF, ON, WARN, Finding
from bot.commands.checks.key_files import key_modes, server_key
from bot.commands.checks.log import custody_log
from bot.commands.checks.role import answered, role
from bot.commands.checks.servers import servers
from bot.commands.checks.zones import time_zone
from bot.commands.counts import counted
from bot.commands.digests.trial import answer
from bot.commands.operations.desk import UNBUILT
from bot.digests.posting import MAIL
from bot.digests.work import mail_settings
from bot.previews.words import languages
from bot.settings.environment import Settings
from flows.languages import STAND_IN
from handlers.desk.settings import BUILT
from handlers.mail.settings import MailSettings
from handlers.whatsapp.settings import PURPOSES, hosts
from locales import LANGUAGES
from storage.audit.missing_keys import missing_keys
from storage.delivery.messages import FAILED
from storage.errors import StorageFailed
from storage.selftest import sealable

UNTOLD = "nobody has a chat, so nobody is told of urgent cases: main.py officer chat NAME"
RETRIES = "#rc=3&rp=all&ct=2000&rt=4000"
"""Asks Twilio to try again on errors and slow answers too, which it does not do by itself."""
TWILIO = {
    "connected": (ON, "twilio", "takes the credentials"),
    "refused": (BAD, "twilio", "does not take TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"),
    "connecting": (WARN, "twilio", "cannot be reached now"),
}
TELEGRAM = {
    "connected": (ON, "telegram", "takes the token"),
    "refused": (BAD, "telegram", "does not take TELEGRAM_BOT_TOKEN: ask @BotFather for the present one"),
    "connecting": (WARN, "telegram", "cannot be reached now"),
}
SYNCS = frozenset({"synchronous", "synchronous_commit", "fsync", "full_page_writes"})
"""Settings that decide whether a power cut loses what was acknowledged, as the database tells them."""
DURABLE = frozenset({"FULL", "EXTRA", "ON", "REMOTE_APPLY"})


def doctor(base: Base) -> Listing:
    """Say what is on, what is off and how to turn it on, what should be changed (warn) and what fails (BAD).

    Asks Telegram, Twilio and the mail server whether they take the credentials, for five seconds each at
    most. Exit status 1 if a line says BAD.
    """
    found = [*findings(base), *servers(base), *asked(base)]
    bad = [finding.about for finding in found if finding.mark == BAD]
    warned = [finding.about for finding in found if finding.mark == WARN]
    last = f"failures: {_counted(bad)}; warnings: {_counted(warned)}"
    return Listing((*map(str, found), last), 1 if bad else 0, [asdict(finding) for finding in found])


def _pictures(base: Base) -> Finding:
    if base.settings.read_pictures == "off":
        return Finding(
            OFF, "pictures", "no QR code and no number in a picture is read: BALLEGH_READ_PICTURES=off"
        )
    found = languages()
    if not found:
        return Finding(OFF, "pictures", "numbers in screenshots are not read: make ocr installs Tesseract")
    return Finding(ON, "pictures", f"numbers in screenshots are read ({', '.join(found)}) and asked about")


def _counted(about: Sequence[str]) -> str:
    return f"{len(about)} ({', '.join(about)})" if about else "none"


def findings(base: Base) -> list[Finding]:
    """Everything that this machine can tell, the foundations first."""
    return [
        *role(base),
        *_storage(base),
        time_zone(base),
        Finding(ON, "languages", ", ".join(LANGUAGES)),
        _pictures(base),
        *_channels(base),
        *_mail(base),
        *_officers(base),
        _desk(base),
        *_services(base),
        _alerts(base.settings),
        *_dead_letters(base),
        *_erasure_keys(base),
        *_sealing(base),
        *_owners(base),
        *custody_log(base),
        server_key(base.settings),
        *key_modes(base),
    ]


def _storage(base: Base) -> Iterator[Finding]:
    """Findings about the database, as the database reports itself, and about the files and the disk."""
    facts = base.database.durability()
    said = ", ".join(f"{name} {value}" for name, value in facts.items())
    kind = "SQLite" if base.database.exclusive else "Postgres"
    safe = all(facts[name].upper() in DURABLE for name in SYNCS & facts.keys())
    safe = safe and facts.get("server_encoding", "UTF8") == "UTF8"
    yield Finding(ON if safe else BAD, "database", f"{kind}: {said}")
    yield evidence(base)
    if not base.disk_space():
        yield Finding(BAD, "disk", f"under {base.config.limits.free_megabytes} MB free: no files are taken")


def _channels(base: Base) -> Iterator[Finding]:
    settings = base.settings
    address = settings.public_url or f"http://{settings.listen}"
    yield Finding(ON, "web chat", answered(base, address))
    if settings.telegram:
        webhook = answered(base, f"{settings.public_url}/telegram")
        how = f"webhook at {webhook}" if settings.public_url else "polling"
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
    webhook = answered(base, f"{settings.public_url}/whatsapp{RETRIES}")
    yield Finding(ON, "whatsapp", f"webhook at {webhook}")
    there = base.config.whatsapp.by_purpose()
    needed = [language for language in LANGUAGES if language not in STAND_IN]
    for purpose in PURPOSES:
        if missing := [language for language in needed if (purpose, language) not in there]:
            said = f"no {purpose} in {', '.join(missing)}: after 24 hours without a word such messages wait"
            yield Finding(OFF, "templates", said)


def asked(base: Base) -> Iterator[Finding]:
    """Findings that only a provider can give; waits for each provider a few seconds."""
    settings = base.settings
    yield from evidence_asked(base)
    if settings.telegram_bot_token is not None:
        yield _telegram_asked(settings.telegram_api_url, settings.telegram_bot_token.get_secret_value())
    if settings.twilio_auth_token is not None:
        account = (settings.twilio_account_sid or "", settings.twilio_auth_token.get_secret_value())
        yield _twilio_asked(settings.twilio_api_url or "", account)
    if mail := mail_settings(settings):
        yield _mail_asked(mail)


def _mail_asked(mail: MailSettings) -> Finding:
    from handlers.mail.server import tried  # with aiosmtplib, which a start may do without

    reason = asyncio.run(tried(replace(mail, timeout=5.0)))
    return Finding(BAD if reason else ON, "smtp", f"{mail.host}:{mail.port} {answer(reason)}")


def _telegram_asked(api_url: str, token: str) -> Finding:
    from handlers.telegram.bot import accepted  # with python-telegram-bot, which a start may do without

    return Finding(*TELEGRAM[asyncio.run(accepted(api_url, token))])


def _twilio_asked(api_url: str, account: tuple[str, str]) -> Finding:
    from handlers.whatsapp.api import accepted  # with aiohttp: 8 MB that a start does without

    return Finding(*TWILIO[asyncio.run(accepted(hosts(api_url), account))])


def _mail(base: Base) -> Iterator[Finding]:
    """The mail server and how many officers it serves; letters that it refused for good."""
    mail = mail_settings(base.settings)
    if mail is None:
        yield Finding(OFF, "e-mail", "digests go to chats only: set SMTP_URL and DIGEST_FROM")
        return
    with base.storage.read() as unit:
        asked_for = sum(bool(choice.email) for choice in unit.digests.all().values())
        lost = sum(
            pile.count for pile in unit.undelivered.piles() if pile.channel == MAIL and pile.state in FAILED
        )
    yield Finding(
        ON, "e-mail", f"{mail.host}:{mail.port} from {mail.sender}, for {counted(asked_for, 'officer')}"
    )
    if lost:
        yield Finding(WARN, "e-mail", f"{counted(lost, 'letter')} not delivered: main.py outbox list")


def _officers(base: Base) -> Iterator[Finding]:
    with base.storage.read() as unit:
        officers, keys = unit.officers.present(), unit.desk.access.keys()
    enrolled = sum(bool(officer.chat) for officer in officers)
    if enrolled:
        digest = f"digest at {base.settings.digest_time:%H:%M} {base.settings.timezone.key}"
        yield Finding(ON, "officers", f"{enrolled} enrolled of {len(officers)}; {digest}")
    elif any(one.works and one.id in keys and keys[one.id].state == "ready" for one in officers):
        yield Finding(OFF, "officers", UNTOLD)
    else:
        yield Finding(OFF, "officers", "nobody gets reports yet: main.py officer add NAME")


def _desk(base: Base) -> Finding:
    """Whether officers can work in a browser, and how many have a key that was confirmed."""
    if not (BUILT / "index.html").is_file():
        return Finding(WARN, "desk", UNBUILT)
    with base.storage.read() as unit:
        keys = unit.desk.access.keys().values()
    ready = sum(key.state == "ready" for key in keys)
    said = f"{answered(base, f'{base.site}/desk')}, {counted(ready, 'officer')} with a confirmed key"
    return Finding(ON, "desk", said if ready else f"{said}: main.py officer invite NAME")


def _services(base: Base) -> Iterator[Finding]:
    """Whether cases can be referred by place, and services whose officers are not here."""
    services = base.config.offered
    if not services:
        yield Finding(
            OFF, "services", "a referral names no service: [[services]] in the file of BALLEGH_CONFIG"
        )
        return
    central = next(one.id for one in services if one.central)
    yield Finding(ON, "services", f"{counted(len(services), 'service')}; {central} takes what no other does")
    with base.storage.read() as unit:
        known = {one.name for one in unit.officers.present() if one.works}
    for one in services:
        if strange := [name for name in one.officers if name not in known]:
            yield Finding(WARN, "services", f"{one.id} names nobody who works here: {', '.join(strange)}")
        if not (one.officers or one.key):
            yield Finding(WARN, "services", f"{one.id} has no key and no officers: nothing is wrapped for it")


def _alerts(settings: Settings) -> Finding:
    places = [*([settings.alert_chat] if settings.alert_chat else ()), *_webhook(settings)]
    if places:
        return Finding(ON, "alerts", f"to {' and '.join(places)}")
    return Finding(OFF, "alerts", "troubles are told nobody: set BALLEGH_ALERT_CHAT or BALLEGH_ALERT_WEBHOOK")


def _webhook(settings: Settings) -> Iterator[str]:
    if settings.alert_webhook:
        yield "a webhook"


def _dead_letters(base: Base) -> Iterator[Finding]:
    with base.storage.read() as unit:
        count = unit.dead.count()
    if count:
        failed = counted(count, "event failed and waits", "events failed and wait")
        yield Finding(WARN, "dead", f"{failed} for a decision: main.py dead list")


def _erasure_keys(base: Base) -> Iterator[Finding]:
    """A finding where cases lack their keys; it looks before `_sealing`, which makes a key to try."""
    try:
        missing = missing_keys(base.storage)
    except (StorageFailed, SQLAlchemyError, OSError):
        yield Finding(BAD, "erasure", "the erasure keys cannot be read, so no case opens: restore erasure.db")
        return
    if missing:
        said = f"no erasure key for {missing}, which nobody opens: put the keys back from a backup"
        yield Finding(BAD, "erasure", said)


def _sealing(base: Base) -> Iterator[Finding]:
    sealed, said = keys.sealing(base)
    yield Finding(ON if sealed else WARN, "sealing", said)
    if not sealable(base.storage, tried=keys.any_officers(base)):
        yield Finding(BAD, "sealing", "does not work, so nothing is filed: look at keys and erasure.db")


def _owners(base: Base) -> Iterator[Finding]:
    """Keys that open every new case although their officer is gone or was never added."""
    for name in keys.without_officer(base):
        yield Finding(BAD, "keys", f"{name} has no officer: main.py keys remove {name}, or officer add")
    if own := keys.first_key_elsewhere(base):
        yield Finding(WARN, "keys", keys.ending_first(base, own))
