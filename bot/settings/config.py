"""Settings with structure, from one TOML file: numbers to call, times, limits, how long data is kept."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, field
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from bot.settings.others import BankLine, Embed
from bot.settings.pace import Pace
from bot.settings.services import Interpol, ServiceEntry, wrong
from bot.settings.values import (
    STRICT,
    Contact,
    ContentSid,
    Count,
    Country,
    Language,
    Pause,
    Seconds,
    Status,
    StatusText,
)
from bot.settings.waiting import DeadlineSettings, Desk, DutySettings
from flows.core.statuses import ENDED, outcome
from flows.languages import STAND_IN
from flows.places.services import Service
from flows.record import record
from locales import LANGUAGES


class BadConfig(Exception):
    """The configuration file is wrong: one line with the file, the key and the reason."""


@record
class Lines:
    """Numbers and sites to call, by default Morocco's as published; a deployment checks them again."""

    __pydantic_config__ = STRICT

    police: Contact = "19"
    police_mobile: Contact = "112"
    gendarmerie: Contact = "177"
    ambulance: Contact = "15"
    children: Contact = "2511"
    women: Contact = "8350"
    trafficking: Contact = "0800004747"
    platform: Contact = "www.e-blagh.ma"
    images_adults: Contact = "StopNCII.org"
    images_minors: Contact = "Take It Down"
    consulate: Contact = "www.consulat.ma"
    """The site on which a reporter abroad finds the consulates."""
    listening: Annotated[str, Field(max_length=80)] = ""
    """A line that listens to anyone, men too: said to a person in despair. Left out where there is none."""
    abroad: dict[Country, Contact] = field(default_factory=dict)
    """Numbers for help in other countries, in place of those of `flows/lexicon/emergency.py`."""


@record
class Reminders:
    """Times after the last message of an unfinished report: of a reminder, and of the end of the draft."""

    __pydantic_config__ = STRICT

    remind_after: Seconds = 3600
    expire_after: Seconds = 24 * 3600
    money_after: Annotated[Seconds, Field(le=1800)] = 180
    """Of a report that money left within a day: until the report is sent with what was told."""
    burst_quiet: Pause = 2
    """After files and forwarded messages, which come many at a time, until all of them get one answer."""


@record
class Alerts:
    """When officers are told again of an urgent case that nobody takes. Each reminder waits twice as long."""

    __pydantic_config__ = STRICT

    repeat_after: Seconds = 600
    """After the alert until the first reminder."""
    escalate_after: Seconds = 1800
    """After the filing, until supervisors are asked to give the case to somebody and operators are told."""


@record
class Limits:
    """Limits of one chat and of all chats together. Reports are never refused for their number."""

    __pydantic_config__ = STRICT

    guesses_per_chat: Count = 5
    """Wrong receipt codes from one chat in an hour. A right one always opens."""
    guesses_per_network: Count = 50
    """Wrong receipt codes from one network of web visitors in an hour."""
    checks_per_chat: Count = 10
    """Answers to *Is this a scam?* for one chat in a day."""
    checks_per_network: Count = 100
    """Answers to *Is this a scam?* for one network of web visitors in a day."""
    reporters_for_check: Count = 3
    """So many people must have reported something before anyone who asks is told that it was reported."""
    reporters_for_alert: Count = 5
    """So many people must have reported a campaign before officers are told; again whenever they double."""
    guesses_overall: Count = 500
    """Without effect; read so that configuration files of earlier versions stay valid."""
    events_at_once: Count = 120
    """Messages that one chat may send without a pause: more than a whole conversation forwarded in one go."""
    events_per_minute: Count = 60
    """Messages that one chat may send after these. The web chat has limits of its own."""
    events_overall: Count = 10_000
    """Messages taken from all chats in a second."""
    events_waiting: Count = 5_000
    """Messages that may wait for the database before further ones are sent back to their providers."""
    web_streams: Count = 4000
    """Open pages of the web chat; fewer where the process may not open so many files."""
    web_streams_per_network: Count = 200
    web_sessions_per_minute: Count = 120
    """New sessions of the web chat; beyond, each has to show work, unseen."""
    web_sessions_per_network: Count = 20
    web_filings_per_minute: Count = 60
    """Reports from the web chat; beyond, new sessions have to show work."""
    web_filings_per_network: Count = 10
    web_proofs_per_minute: Count = 1800
    """New sessions that have shown work; beyond, they wait."""
    web_proofs_per_network: Count = 60
    unfiled_megabytes: Count = 4000
    """Files uploaded in the web chat that belong to no report yet."""
    unfiled_megabytes_per_network: Count = 1000
    pieces_per_report: Count = 40
    megabytes_per_report: Count = 400
    pieces_per_day: Count = 200
    """Files taken from one chat in a day."""
    megabytes_per_day: Count = 1000
    free_megabytes: Count = 256
    """With less free space on a disk, no file is taken."""
    least_megabytes: Count = 128
    """With less free space on a disk, no message is taken."""


@record
class Outcomes:
    """How long a case is kept after its last change, by its outcome. A legal hold comes before all of them.

    For an outcome that is left out and ends the case, `closed` holds, or else `Retention.closed_cases`. A
    case with another one (examined to identified, wanted) is then kept until its outcome changes.
    """

    __pydantic_config__ = STRICT

    withdrawn: Seconds | None = 90 * 86400
    """By its reporter, before it was referred."""
    dismissed: Seconds | None = 365 * 86400
    """Closed without having been referred."""
    closed: Seconds | None = None
    """Withdrawn, or closed before 0.3, after it was referred; and the closures below without a time."""
    insufficient: Seconds | None = None
    """Closed for want of elements after it was referred."""
    no_offence: Seconds | None = None
    duplicate: Seconds | None = None
    justice: Seconds | None = None
    identified: Seconds | None = None
    wanted: Seconds | None = None
    examined: Seconds | None = None
    referred: Seconds | None = None
    informed: Seconds | None = None
    investigated: Seconds | None = None


@record
class Retention:
    """How long data is kept; drafts end with `Reminders.expire_after`."""

    __pydantic_config__ = STRICT

    delivered: Seconds = 7 * 86400
    """Outgoing messages, after they were sent or given up."""
    undelivered: Seconds = 30 * 86400
    """Messages that did not arrive, kept in case the person comes back."""
    dead_letters: Seconds = 30 * 86400
    conversations: Seconds = 180 * 86400
    """Address and language of a chat that is silent and has no case to answer."""
    closed_cases: Seconds = 5 * 365 * 86400
    outcomes: Outcomes = field(default_factory=Outcomes)

    def by_outcome(self) -> dict[str, float]:
        """Seconds by outcome, for every outcome after which a case is erased."""
        least = float(self.outcomes.closed or self.closed_cases)
        ending = {outcome(status, referred=each): least for status in ENDED for each in (True, False)}
        return ending | {name: float(given) for name, given in asdict(self.outcomes).items() if given}


@record
class Receipts:
    """The parts of a receipt beside its text."""

    __pydantic_config__ = STRICT

    link: bool = True
    """A link that opens the case: as a picture (QR code) on Telegram and in the web chat, else as text."""


@record
class Templates:
    """The ContentSid of an approved template by language; without one, messages wait."""

    __pydantic_config__ = STRICT

    status: Mapping[Language, ContentSid] = field(default_factory=dict)
    alert: Mapping[Language, ContentSid] = field(default_factory=dict)
    digest: Mapping[Language, ContentSid] = field(default_factory=dict)


@record
class WhatsApp:
    """Daily limits of WhatsApp messages to reporters (those to officers do not count), and the templates."""

    __pydantic_config__ = STRICT

    daily_ceiling: Count = 20_000
    """Messages to all reporters in a day, which begins at eight; after these, no message is sent."""
    daily_per_chat: Count = 300
    redact: Annotated[bool, Field(strict=True)] = False
    """Whether the texts of messages are deleted at Twilio too."""
    templates: Templates = field(default_factory=Templates)

    def languages(self, purpose: str) -> frozenset[str]:
        """The languages whose people get a template of this purpose: their own, or the one in its place."""
        named = {language for own, language in self.by_purpose() if own == purpose}
        return frozenset(each for each in LANGUAGES if named & {each, STAND_IN.get(each, each)})

    def by_purpose(self) -> dict[tuple[str, str], str]:
        """The templates by (purpose, language)."""
        named = {"status": self.templates.status, "alert": self.templates.alert}
        every = named | {"digest": self.templates.digest}
        return {(purpose, lang): sid for purpose, sids in every.items() for lang, sid in sids.items()}


@record
class Config:
    """The whole file; every key may be left out."""

    __pydantic_config__ = STRICT

    lines: Lines = field(default_factory=Lines)
    reminders: Reminders = field(default_factory=Reminders)
    alerts: Alerts = field(default_factory=Alerts)
    desk: Desk = field(default_factory=Desk)
    deadlines: DeadlineSettings = field(default_factory=DeadlineSettings)
    duty: DutySettings = field(default_factory=DutySettings)
    banks: dict[Annotated[str, Field(min_length=2, max_length=40)], BankLine] = field(default_factory=dict)
    """By an id of `flows/answers/banks.py`, else by the name to show."""
    embed: Embed = field(default_factory=Embed)
    limits: Limits = field(default_factory=Limits)
    receipts: Receipts = field(default_factory=Receipts)
    retention: Retention = field(default_factory=Retention)
    whatsapp: WhatsApp = field(default_factory=WhatsApp)
    pace: Pace = field(default_factory=Pace)
    statuses: Mapping[Language, Mapping[Status, StatusText]] = field(default_factory=dict)
    """By language and status: what the status means and what comes next, in place of our own words."""
    services: tuple[ServiceEntry, ...] = ()
    interpol: Interpol = field(default_factory=Interpol)

    @property
    def offered(self) -> tuple[Service, ...]:
        """The services as the rest of the program knows them."""
        return tuple(one.service for one in self.services)


@cache
def _checks() -> TypeAdapter[Config]:
    return TypeAdapter(Config)


def load_config(path: Path | None) -> Config:
    """The defaults, replaced by the values of the file if there is one. Raises BadConfig."""
    if path is None:
        return Config()
    try:
        config = _checks().validate_python(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise BadConfig(f"{path}: cannot be read ({type(error).__name__})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: is not TOML: {error}") from None
    except ValidationError as error:
        raise BadConfig(f"{path}: {_first(error)}") from None
    return _ordered(config, path)


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(str(part) for part in first["loc"] if part != "[key]")
    if first["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        return f"{key}: unknown key"
    return f"{key}: {first['msg'].removeprefix('Value error, ')}"


def _ordered(config: Config, path: Path) -> Config:
    """Checks what values must be to one another: times, limits, services."""
    if config.reminders.remind_after >= config.reminders.expire_after:
        raise BadConfig(f"{path}: reminders.remind_after: must be shorter than reminders.expire_after")
    if config.limits.least_megabytes > config.limits.free_megabytes:
        raise BadConfig(f"{path}: limits.least_megabytes: must not be more than limits.free_megabytes")
    for reason in wrong(config.services):
        raise BadConfig(f"{path}: {reason}")
    if config.desk.overdue_after:
        raise BadConfig(f"{path}: desk.overdue_after: was replaced by first_look under [deadlines]")
    if misset := config.deadlines.wrong():
        raise BadConfig(f"{path}: {misset}")
    return config
