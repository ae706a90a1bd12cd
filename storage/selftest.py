"""Whether what is filed now could be sealed: the self-test of the seals and the officers' keys."""

from sqlalchemy.exc import SQLAlchemyError

from storage.errors import StorageFailed, Unopened, Unsealable
from storage.sealing import case_keys
from storage.sealing.age import seal
from storage.sealing.officer_keys import RECOVERY
from storage.sealing.seals import SealTo
from storage.unit import Storage

PLACE = ("SELFTEST", "0")


def sealable(storage: Storage, *, tried: bool = False) -> bool:
    """Return whether a case filed now could be sealed.

    `tried`: seal and open something; else only look whether the officers' keys can be used.
    """
    try:
        return selftest(storage) if tried else _has_usable_keys(storage)
    except (Unsealable, Unopened, StorageFailed, SQLAlchemyError, OSError):
        return False


def _has_usable_keys(storage: Storage) -> bool:
    with storage.read() as unit:
        # If no officer has a key yet, the first filing makes one.
        if unit.keys.known() or any(key.owner != RECOVERY for key in unit.keys.present()):
            seal(b"0", PLACE, unit.keys.recipients(unit.clock()))
    return True


def selftest(storage: Storage) -> bool:
    """Seal something to the present keys, and return whether it opens again. Raises what fails.

    If none of their private keys is on this server, only the erasure key's wrap is opened.
    """
    with storage.write() as unit:
        to, here = unit.keys.recipients(unit.clock()), unit.keys.local_identity(in_use=True)
    seals = storage.seals
    key = seals.erasure.trial()
    try:
        own = case_keys.make(key, to)
        entry = seals.seal(b'"selftest"', PLACE, SealTo(own.recipients, own=True), key)
        age = seals.age_form(entry.box, PLACE)
        opened = seals.open(entry.box, PLACE, here, lambda _: own.wraps) if here else b'"selftest"'
        return (opened, bool(age)) == (b'"selftest"', True)
    finally:
        seals.erasure.destroy((key.number,))
