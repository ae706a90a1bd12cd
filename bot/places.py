"""The places of a deployment's files: folders of this machine, or a bucket that every node shares."""

from bot.settings.environment import Settings
from bot.settings.shared.objects import CAUSES
from storage.database.clock import Clock
from storage.errors import BadPlace, PlaceAway
from storage.places.folder import Folder
from storage.places.place import Place
from storage.sealing.vault import Vault

KINDS = ("evidence", "uploads")


def place(settings: Settings, kind: str, vault: Vault, clock: Clock) -> Place:
    """The place of the files of this kind; a folder is made if there is none."""
    folder = settings.evidence_folder
    if folder is not None:
        return Folder(folder if kind == "evidence" else settings.data_dir / kind)
    from storage.places.bucket import Bucket  # obstore and botocore, which others do without

    owner = vault.token("place of files")
    return Bucket(settings.address(settings.evidence_url, owner), kind, settings.data_dir, clock)


def wrong(error: BadPlace) -> str:
    """The line, with its variable, for a place that cannot be used."""
    return f"{CAUSES.get(error.cause, 'BALLEGH_EVIDENCE_URL')}: {error}"


def away(settings: Settings, error: PlaceAway) -> str:
    """The line, with its variable, for a store that does not answer."""
    variable = "BALLEGH_S3_ENDPOINT" if settings.s3_endpoint else "BALLEGH_EVIDENCE_URL"
    hint = ": is it https:// or http://?" if error.reason == "SSLError" else ""
    return f"{variable}: {error}{hint}"
