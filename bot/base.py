"""What the server and the commands share; a command that does not serve loads no server for it."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from bot.intake.disk_space import DiskSpace
from bot.settings.config import Config, load_config
from bot.settings.environment import Settings
from flows.record import record
from locales import Catalogue
from storage.cases.files import MEGABYTE, EvidenceStore, FileLimits
from storage.database.engine import Database
from storage.errors import BadKeyRing
from storage.sealing.server_keys import VARIABLE
from storage.sealing.vault import Vault
from storage.unit import Storage

Words = Callable[[Mapping[str, str | int], str, str], Catalogue]
"""What is said, by the lines to call, the organisation's name and the time zone's."""


@record
class Base:
    """What the server and the commands share: the database and what opens and words it."""

    settings: Settings
    config: Config
    database: Database
    vault: Vault
    storage: Storage
    catalogue: Catalogue

    @property
    def case_link(self) -> str:
        """What comes before a receipt's code in a web link: a fragment, which is sent to no server."""
        public = self.settings.public_url
        return f"{public}/#start=" if public and self.config.receipts.link else ""

    def store(self, name: str) -> EvidenceStore:
        """A folder of files under the evidence folder's rules."""
        folder = Path(self.settings.evidence_url) if name == "evidence" else self.settings.data_dir / name
        cover = self.storage.seals if name == "evidence" else self.vault
        reserve = self.config.limits.free_megabytes * MEGABYTE
        return EvidenceStore(folder, cover, FileLimits(self.settings.max_file_mb * MEGABYTE, reserve))

    def disk_space(self, megabytes: int = 0) -> DiskSpace:
        """Whether this much is free on every disk that is written to; without a number, what files need."""
        folders = (self.settings.data_dir, Path(self.settings.evidence_url))
        return DiskSpace(folders, (megabytes or self.config.limits.free_megabytes) * MEGABYTE, time.monotonic)


def environment(settings: Settings) -> dict[str, str]:
    """What the server's key may come from, `.env` included."""
    given = settings.server_key
    return dict(os.environ) | ({VARIABLE: given.get_secret_value()} if given else {})


class BadKey(Exception):
    """The server's key file does not hold a key."""


def key_path(settings: Settings) -> Path:
    """Where the server's key lies."""
    return settings.server_key_file or settings.data_dir / "server.key"


def base(settings: Settings, words: Words = Catalogue.load) -> Base:
    """Open what is kept. Raises what the database raises."""
    config = load_config(settings.config_file)
    database = Database(settings.database_url.get_secret_value(), settings.data_dir)
    try:
        vault = Vault.load(key_path(settings), environment(settings))
    except BadKeyRing:
        raise BadKey from None
    zone = settings.timezone.key
    catalogue = words(asdict(config.lines), settings.organisation, zone)
    return Base(settings, config, database, vault, Storage(database, vault), catalogue)
