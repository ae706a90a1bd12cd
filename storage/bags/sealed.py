"""The sealed part of a bag, as the server makes it: the files of the bundle, and facts sealed to the case."""

import tarfile
from pathlib import Path
from typing import IO

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


def put_sealed(  # a case with its facts in a store, where to, and how much of it
    unit: Unit, stores: Stores, reference: str, facts: bytes, to: tars.Held, *, naming: bool = True
) -> None:
    """Add the sealed part of a bag to a tar or a folder; `facts` is JSON.

    Raises UnknownCase, Unopened and FileNotFoundError.
    """
    if unit.cases.by_reference(reference) is None:
        raise UnknownCase
    own = unit.desk.contents.recipient(reference)
    # A case of versions before 0.3 is sealed to each officer's key.
    keys = [own] if own else [each.recipient for each in unit.keys.present()]
    pack_into(unit, stores.storage, stores.files, reference, to, naming=naming)
    tars.put(to, FACTS, age.seal(facts, (reference, "facts"), [age.recipient(key) for key in keys]))


@record
class Sealed:
    """A case whose sealed part leaves: facts as JSON, time, and whether it says who the reporter is."""

    reference: str
    facts: bytes
    now: float
    naming: bool = True


def pack_sealed(unit: Unit, stores: Stores, case: Sealed, out: IO[bytes]) -> None:
    """Write the sealed part of a bag as a tar, then the server's signature on it; `out` can be read too.

    Raises as `put_sealed` does.
    """
    with tarfile.open(fileobj=out, mode="w") as tar:
        put_sealed(unit, stores, case.reference, case.facts, tar, naming=case.naming)
    out.seek(0)
    with tarfile.open(fileobj=out, mode="r:") as tar:
        files = {f"{layout.SEALED}{name}": _digest(tar, name) for name in tar.getnames()}
    out.seek(0)
    with tarfile.open(fileobj=out, mode="a") as tar:
        tars.put(tar, signed.NAME, signed.sign(stores.storage.signer, case.reference, case.now, files))


def _digest(tar: tarfile.TarFile, name: str) -> str:
    with tars.member(tar, name) as file:
        return tars.digest(file)


def signed_bag(storage: Storage, folder: Path, label: layout.Label) -> None:
    """Make a folder a bag that this server signs as a whole."""
    layout.bagged(folder, label)
    files = layout.listed(folder, "manifest-sha256.txt")
    layout.finished(folder, signed.sign(storage.signer, label.reference, label.now, files))
