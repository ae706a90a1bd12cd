"""Takes from a rekeyed bundle the wraps that let further officers open its case here."""

import hashlib
from pathlib import Path

from storage.audit import tars
from storage.audit.bundle import Bundle
from storage.custody.links import Act
from storage.errors import BadBundle, UnknownCase, UnknownSigner
from storage.sealing.bare_wraps import is_wrap
from storage.sealing.case_keys import encrypted
from storage.unit import Storage


def grant(storage: Storage, path: Path, actor: str, now: float) -> tuple[str, int]:
    """Store the wraps of a rekeyed bundle for officers whose keys are in use; return case and their number.

    Each is an act in the custody log. A key that has a wrap keeps it. Raises UnknownCase, BadBundle,
    UnknownSigner if this server did not sign the bundle, and Unopened if an erasure key is gone.
    """
    with tars.opened(path) as tar:
        bundle = Bundle.read(tar)
        if bundle.public != storage.signer.public or not bundle.signed():
            raise UnknownSigner
        reference = bundle.about.reference
        brought = [
            (content, name, bundle.wrap(content, name))
            for content, names in bundle.about.keys.items()
            for name in names
        ]
    if not all(is_wrap(age) for _, _, age in brought):
        raise BadBundle
    with storage.write() as unit:
        unit.custody.lock()
        numbers = unit.cases.key_numbers(reference)
        if not numbers:
            raise UnknownCase
        in_use = {key.fingerprint for key in unit.keys.present()}
        granted = set[str]()
        for content, name, age in brought:
            number = numbers.get(content)
            if number is None or name not in in_use or unit.wraps.has(number, name):
                continue
            key = storage.seals.erasure.get(number)
            unit.wraps.keep((encrypted(key, name, age, granted=True),))
            act = Act("granted", actor, f"{content}:{name}", hashlib.sha256(age).hexdigest())
            unit.custody.add(reference, now, act)
            granted.add(name)
        return reference, len(granted)
