"""Opens a deployment for the server and the commands: settings, database, keys and texts."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache, partial
from random import SystemRandom

from sqlalchemy import make_url

from bot.intake.disk_space import DiskSpace
from bot.places import KINDS, place, wrong
from bot.settings.config import Config, load_config
from bot.settings.environment import Settings, variable
from bot.settings.server_key import environment, key_exists, key_path, key_source
from flows.record import record
from handlers.waits import Chance
from locales import Catalogue
from storage import key_check
from storage.cases.files import MEGABYTE, EvidenceStore, FileLimits
from storage.custody.adoption import for_older
from storage.database.clock import Clock
from storage.database.engine import Database
from storage.database.migrate import newest
from storage.errors import BadKeyRing, BadPlace
from storage.sealing.vault import Vault
from storage.unit import Storage

Words = Callable[[Mapping[str, str | int], str, str], Catalogue]
"""Makes the texts from the lines to call, the organisation's name and the name of the time zone."""


HINT = "main.py init makes one, --env-file names another file of settings"


class Unusable(Exception):
    """A deployment cannot be used as it is; the message is one line for the operator, without secrets."""


class WrongSetting(Unusable):
    """A setting leads to something that cannot be used; the line names its variable."""


class NoDatabase(Unusable):
    """There is no database, and this command makes none."""


@record
class Base:
    """A deployment: its settings, its open database, and the keys and texts that go with the database.

    `chance` spreads what would else happen at the same moment.
    """

    settings: Settings
    config: Config
    database: Database
    vault: Vault
    storage: Storage
    texts: Callable[[], Catalogue]
    chance: Chance = SystemRandom().uniform

    @property
    def catalogue(self) -> Catalogue:
        """The texts. They are read at the first use: most commands need none and are done much sooner."""
        return self.texts()

    @property
    def clock(self) -> Clock:
        """The time, in seconds since the epoch, as every node of the installation has it."""
        return self.database.clock

    @property
    def sends(self) -> bool:
        """Whether this process sends messages; where it does not, another does."""
        return self.settings.role != "serve"

    @property
    def answers(self) -> bool:
        """Whether this process answers people and providers; where it does not, another does."""
        return self.settings.role != "work"

    @property
    def case_link(self) -> str:
        """The beginning of a receipt's web link; empty if there is none. A fragment is sent to no server."""
        public = self.settings.public_url
        return f"{public}/#start=" if public and self.config.receipts.link else ""

    @property
    def site(self) -> str:
        """The address of the server, as officers open it."""
        settings = self.settings
        return (settings.public_url or f"http://localhost:{settings.listen.port}").rstrip("/")

    def store(self, name: str) -> EvidenceStore:
        """The files `evidence` or `uploads`, with the deployment's limits of size and of free space."""
        cover = self.storage.seals if name == "evidence" else self.vault
        reserve = self.config.limits.free_megabytes * MEGABYTE
        kept = place(self.settings, name, self.vault, self.clock)
        return EvidenceStore(kept, cover, FileLimits(self.settings.max_file_mb * MEGABYTE, reserve))

    def disk_space(self, megabytes: int = 0) -> DiskSpace:
        """True while every disk has so many megabytes free; without a number, as many as files need."""
        folders = filter(None, (self.settings.data_dir, self.settings.evidence_folder))
        return DiskSpace(folders, (megabytes or self.config.limits.free_megabytes) * MEGABYTE, time.monotonic)


def base(settings: Settings, words: Words = Catalogue.load) -> Base:
    """Open a deployment; makes the data folder, the database's file and the server key if there are none.

    Raises Unusable if the key is bad, or is missing although the database holds rows; StorageFailed, OSError.
    """
    may_hold_rows = _has_file(settings)
    database = _database(settings)
    if may_hold_rows and not key_exists(settings) and key_check.holds_rows(database):
        raise _missing_key(settings)
    return _opened(settings, database, words)


def existing(settings: Settings, words: Words = Catalogue.load) -> Base:
    """Open a deployment that was made before, with tables of the newest version; makes nothing.

    Raises Unusable and StorageFailed.
    """
    opened = found(settings, words)
    version = opened.database.version()
    if version != newest():
        raise Unusable(
            f"the database {name(settings)} has version {version}, this program needs {newest()}: "
            "stop the server, back up, run main.py migrate"
        )
    opened.database.migrate(for_older(opened.vault, opened.clock))
    if key_check.checked(opened.database, opened.vault) == "changed":
        raise _changed_key(settings)
    return opened


def found(settings: Settings, words: Words = Catalogue.load) -> Base:
    """Open a deployment that was made before, whatever older version its tables have; makes nothing.

    Raises Unusable and StorageFailed.
    """
    if not exists(settings):
        source = variable(settings, "database_url", "data_dir")
        where = f"{name(settings)} (data folder {settings.data_dir})"
        raise NoDatabase(f"{source}: there is no Ballegh database {where}; {HINT}")
    if not key_exists(settings):
        raise _missing_key(settings)
    return _opened(settings, _database(settings), words)


def exists(settings: Settings) -> bool:
    """Whether there is a database with Ballegh's tables. Makes nothing.

    PostgreSQL is asked, whether there is a data folder or not: no answer is no empty database. Raises
    Unusable if a newer program wrote the database; StorageFailed.
    """
    if not _has_file(settings):
        return False
    database = _database(settings, makes=False)
    try:
        version = database.version()
    finally:
        database.close()
    refuse_newer(version)
    return version is not None


def bring_up(opened: Base, first: Callable[[Base], object] = lambda _: None) -> None:
    """Bring tables and files to the newest version, and check the server key or remember it there.

    `first` is called before anything is written to the places of files, and may raise.

    Raises Unusable if a newer program wrote the database, or with another key; WrongSetting if the store of
    evidence is not to be used; StorageFailed, OSError.
    """
    refuse_newer(opened.database.version())
    opened.database.migrate(for_older(opened.vault, opened.clock))
    if key_check.checked(opened.database, opened.vault) == "changed":
        raise _changed_key(opened.settings)
    key_check.remember(opened.database, opened.vault)
    first(opened)
    try:
        for kind in KINDS:
            opened.store(kind).prepare()
    except BadPlace as error:
        raise WrongSetting(wrong(error)) from None


def refuse_newer(version: str | None) -> None:
    """Raises Unusable for a version of the tables that this program does not know."""
    if version is not None and version > newest():
        raise Unusable(
            f"the database has version {version}, this program knows versions up to {newest()}: "
            "use the newer program, or restore the backup that was made before the upgrade"
        )


def name(settings: Settings) -> str:
    """The database as people may see it: SQLite's file, or the address without its password."""
    url = make_url(settings.database_url.get_secret_value())
    return str(url.database) if settings.database_file else url.render_as_string(hide_password=True)


def _has_file(settings: Settings) -> bool:
    """Whether SQLite's file exists; true for PostgreSQL, which has none."""
    return settings.database_file is None or settings.database_file.is_file()


def _database(settings: Settings, *, makes: bool = True) -> Database:
    return Database(settings.database_url.get_secret_value(), settings.data_dir, makes=makes)


def _opened(settings: Settings, database: Database, words: Words) -> Base:
    config = load_config(settings.config_file)
    try:
        vault = Vault.load(key_path(settings), environment(settings))
    except BadKeyRing:
        raise Unusable(f"{key_source(settings)}: does not hold a server key") from None
    lines = {name: line for name, line in asdict(config.lines).items() if isinstance(line, str)}
    given = partial(words, lines, settings.organisation, settings.timezone.key)
    texts = cache(lambda: given().with_statuses(config.statuses))
    web_only = not (settings.telegram_bot_token or settings.whatsapp)
    deadlines, sends = config.deadlines.rules(), settings.role != "serve"
    storage = Storage(database, vault, web_only=web_only, deadlines=deadlines, sends=sends)
    return Base(settings, config, database, vault, storage, texts)


def _missing_key(settings: Settings) -> Unusable:
    return Unusable(
        f"{key_source(settings)}: the server key is missing, and the database {name(settings)} was written "
        "with one: put it back from its copy; no new key was made"
    )


def _changed_key(settings: Settings) -> Unusable:
    return Unusable(
        f"{key_source(settings)}: is not the server key that the database {name(settings)} was written with"
    )
