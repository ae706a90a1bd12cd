"""`main.py keys`: whom cases are sealed to, and the server's own key. Each answers with lines to print."""

import time
from argparse import Namespace
from pathlib import Path

from bot.base import Base, environment, key_path
from flows.record import record
from storage.durable import replace_file
from storage.errors import BadKeyRing, LastKey
from storage.sealing.erasure_keys import ErasureKeys
from storage.sealing.officer_keys import RECOVERY, Key, new_key
from storage.sealing.rotation import protect_again
from storage.sealing.server_keys import load
from storage.sealing.vault import Vault
from storage.unit import Unit

UNSEALED = "NOT SEALED: the private key is on this server"


@record
class Answer:
    """What a command says, and its exit status."""

    lines: tuple[str, ...]
    status: int = 0


def sealing(made: Base) -> tuple[bool, str]:
    """For `doctor`, the banner and the digest: whether cases are sealed, and the line to say."""
    with made.storage.read() as unit:
        keys, here = unit.keys.present(), unit.keys.local_identity()
        files = unit.keys.local_files()
    if here:
        where = ", ".join(str(path) for path in files)
        return False, f"{UNSEALED} ({where}): move it to the officers and delete it here"
    officers = sum(key.owner != RECOVERY for key in keys)
    if not officers:
        return False, "nobody has a key yet: the first start makes one"
    if officers == len(keys):
        return True, f"sealed to {officers} officers; no recovery key: main.py keys recovery RECIPIENT"
    return True, f"sealed to {officers} officers and the recovery key"


def any_officers(made: Base) -> bool:
    """Whether there is a key that cases are sealed to."""
    with made.storage.read() as unit:
        return any(key.owner != RECOVERY for key in unit.keys.present())


def first(made: Base) -> tuple[str, ...]:
    """At each start: where nobody has a key one is made, and said where it lies."""
    with made.storage.write() as unit:
        path = unit.keys.ensure(time.time())
        keys = unit.keys.present()
    if path is None:
        return ()
    prints = ", ".join(key.fingerprint for key in keys)
    return (f"Made a first officer key in {path}, fingerprint {prints}.", f"{UNSEALED}.")


def listed(made: Base, _: Namespace) -> Answer:
    """`keys list`."""
    with made.storage.read() as unit:
        keys = unit.keys.all()
    return Answer((*(_line(key) for key in keys), sealing(made)[1]))


def added(made: Base, given: Namespace) -> Answer:
    """`keys add NAME RECIPIENT`: new cases open for this officer too."""
    return _added(made, given.name, given.recipient)


def recovery(made: Base, given: Namespace) -> Answer:
    """`keys recovery RECIPIENT`: the one key that is kept offline; another one takes its place."""
    with made.storage.read() as unit:
        before = [key for key in unit.keys.present() if key.owner == RECOVERY]
    answer = _added(made, RECOVERY, given.recipient)
    if answer.status == 0:
        with made.storage.write() as unit:
            for key in before:
                if key.recipient != given.recipient:
                    unit.keys.remove(key.fingerprint, time.time())
    return answer


def removed(made: Base, given: Namespace) -> Answer:
    """`keys remove NAME|FINGERPRINT`: new cases no longer open for it."""
    try:
        with made.storage.write() as unit:
            gone = unit.keys.remove(given.name, time.time())
    except LastKey:
        return Answer(
            ("This is the last officer's key; add another one first: main.py keys add NAME RECIPIENT",), 1
        )
    if not gone:
        return Answer(("There is no such key in use: main.py keys list",), 1)
    return Answer(("Removed. Cases filed until now still open for it.",))


def new(given: Namespace) -> Answer:
    """`keys new FILE`, on an officer's own machine: a key pair; the recipient is for the server."""
    path = Path(given.file)
    try:
        public = new_key(path)
    except FileExistsError:
        return Answer((f"{path} exists already; nothing was changed",), 1)
    except OSError as error:
        return Answer((f"{path} cannot be written ({error.strerror})",), 1)
    return Answer((f"The private key is in {path}. Keep it off the server.", f"Recipient: {public}"))


def rotated(made: Base, _: Namespace) -> Answer:
    """`keys rotate`: a fresh server key in front of the ring, then everything closed again under it.

    Where the ring does not come from the file, the new ring is printed for whoever keeps it instead.
    """
    path = key_path(made.settings)
    try:
        ring = load(path, environment(made.settings))
        if not path.is_file() or load(path, {}) != ring:
            return Answer(
                (
                    "Give the server this ring, restart it, then run main.py keys reclose:",
                    ring.rotated().text(),
                )
            )
    except BadKeyRing:
        return Answer((f"{path} does not hold the server's keys",), 2)
    replace_file(path, ring.rotated().text().encode())
    return reclose(made, _)


def reclose(made: Base, _: Namespace) -> Answer:
    """`keys reclose`: everything under an older server key is closed again under the present one."""
    count = _reclosed(made)
    return Answer((f"{count} boxes closed again. Once servers ran for an hour: main.py keys retire",))


def retired(made: Base, _: Namespace) -> Answer:
    """`keys retire`: the older server keys go, once nothing stands under them any more."""
    path = key_path(made.settings)
    if count := _reclosed(made):
        return Answer(
            (f"{count} boxes were still under an older key; a server has not read the ring yet",), 1
        )
    replace_file(path, load(path).without_retired().text().encode())
    return Answer(("The older keys are gone.",))


def _reclosed(made: Base) -> int:
    """With the ring as it now is, whatever this process began with."""
    vault = Vault.load(key_path(made.settings), environment(made.settings))
    return protect_again(made.database, vault, ErasureKeys(made.database, vault))


def _added(made: Base, owner: str, public: str) -> Answer:
    try:
        with made.storage.write() as unit:
            key = unit.keys.add(_owner(unit, owner), public, time.time())
    except ValueError:
        return Answer(
            ("This is not an age recipient; it begins with age1. Make one with: main.py keys new FILE",), 1
        )
    return Answer((f"New cases are sealed to {key.owner} too, fingerprint {key.fingerprint}.",))


def _owner(unit: Unit, name: str) -> str:
    """An officer's id where the name is one officer's."""
    found = [officer.id for officer in unit.officers.present() if name in (officer.id, officer.name)]
    return found[0] if len(found) == 1 else name


def _line(key: Key) -> str:
    state = "removed" if key.removed else "in use"
    return f"{key.fingerprint}  {state:<8} {key.owner:<12} {key.recipient}"
