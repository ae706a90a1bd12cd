"""The sealed part of a bag, as the server makes it: the files of the bundle, and facts sealed to the case."""

from pathlib import Path

from flows.record import record
from storage.audit import tars
from storage.audit.bundle import FACTS
from storage.audit.export import pack_into
from storage.bags import layout, signed
from storage.cases.files import EvidenceStore
from storage.errors import UnknownCase
from storage.sealing import age
from storage.unit import Storage, Unit


@record
class Stores:
    """The stores from which cases are exported."""

    storage: Storage
    files: EvidenceStore


def put_sealed(unit: Unit, stores: Stores, reference: str, facts: bytes, to: tars.Held) -> None:
    """Add the sealed part of a bag to a tar or a folder; `facts` is JSON.

    Raises UnknownCase, Unopened and FileNotFoundError.
    """
    if unit.cases.by_reference(reference) is None:
        raise UnknownCase
    own = unit.desk.contents.recipient(reference)
    # A case of versions before 0.3 is sealed to each officer's key.
    keys = [own] if own else [each.recipient for each in unit.keys.present()]
    pack_into(unit, stores.storage, stores.files, reference, to)
    tars.put(to, FACTS, age.seal(facts, (reference, "facts"), [age.recipient(key) for key in keys]))


def signed_bag(storage: Storage, folder: Path, label: layout.Label) -> None:
    """Make a folder a bag that this server signs as a whole."""
    layout.bagged(folder, label)
    files = layout.listed(folder, "manifest-sha256.txt")
    layout.finished(folder, signed.sign(storage.signer, label.reference, label.now, files))
