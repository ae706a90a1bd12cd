"""`main.py keys`: whom cases are sealed to, and the server's own key."""

from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Listing, Printed, Refused
from bot.commands.checks.removed_keys import recovery_alone, still_opens, untried
from bot.commands.counts import counted
from bot.commands.family import Family
from bot.commands.offline.keys import new
from bot.settings.server_key import environment, key_path
from storage.durable import replace_file
from storage.errors import BadKeyRing, LastKey
from storage.sealing.age import identity
from storage.sealing.erasure_keys import ErasureKeys
from storage.sealing.officer_keys import RECOVERY, Key
from storage.sealing.rotation import protect_again
from storage.sealing.server_keys import load
from storage.sealing.vault import Vault
from storage.unit import Unit

TrustGrants = Annotated[
    bool,
    typer.Option("--trust-grants", help="Also where other officers have a case by a grant alone."),
]
UNSEALED = "NOT SEALED: the private key is on this server"
Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="The officer's name or id, or another owner's name. Example: Salma"),
]
Public = Annotated[
    str,
    typer.Argument(
        metavar="RECIPIENT",
        help="The public half of an age key, which begins with age1. "
        "Example: age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
    ),
]
Gone = Annotated[
    str,
    typer.Argument(metavar="NAME", help="The owner, or the fingerprint that the list shows. Example: Salma"),
]


def sealing(base: Base) -> tuple[bool, str]:
    """Whether cases are sealed, and the line that says so in `doctor`, at the start and in `keys list`."""
    with base.storage.read() as unit:
        keys, here = unit.keys.present(), unit.keys.local_identity()
        files = unit.keys.local_files()
    if here:
        where = ", ".join(str(path) for path in files)
        return False, f"{UNSEALED} ({where}): move it to the officers and delete it here"
    officers = [key for key in keys if key.owner != RECOVERY]
    if not officers:
        return False, "nobody has a key yet: the first start makes one"
    whom = _sealed_to(base, officers)
    if len(officers) == len(keys):
        return True, f"{whom}; no recovery key: main.py keys recovery RECIPIENT"
    return True, f"{whom} and the recovery key"


def _sealed_to(base: Base, keys: list[Key]) -> str:
    """The owners of these keys, as a line begins; the server's own first key is no officer's."""
    others = len(keys) - bool(first_key_elsewhere(base))
    owners = [counted(others, "officer")] if others else []
    if others < len(keys):
        owners.append("this server's own first key")
    return f"sealed to {' and '.join(owners)}"


def any_officers(base: Base) -> bool:
    """Whether there is an officer's key that cases are sealed to."""
    with base.storage.read() as unit:
        return any(key.owner != RECOVERY for key in unit.keys.present())


def without_officer(base: Base) -> list[str]:
    """The fingerprints of keys in use that belong to no present officer, without the server's first one."""
    with base.storage.read() as unit:
        people, own = _people(unit), unit.keys.first()
        return [
            key.fingerprint
            for key in unit.keys.present()
            if key.owner not in {RECOVERY, *people} and key != own
        ]


def first_key_elsewhere(base: Base) -> Key | None:
    """The server's first key, where its file is not on this server and it is no present officer's."""
    with base.storage.read() as unit:
        own = unit.keys.first()
        here = unit.keys.local_identity(in_use=True)
        mine = own and here and str(identity(here).to_public()) == own.recipient
        return None if mine or not own or own.owner in _people(unit) else own


def ending_first(base: Base, own: Key) -> str:
    """How to end the server's first key, whose file is elsewhere."""
    with base.storage.read() as unit:
        others = [key for key in unit.keys.present() if key.owner != RECOVERY and key != own]
    before = "End it" if others else "First main.py keys add NAME RECIPIENT, then"
    what = (
        f"{own.fingerprint} is this server's own first key, for which new cases open; its file is not here."
    )
    return f"{what} {before}{':' if others else ''} main.py keys remove officer"


def _people(unit: Unit) -> set[str]:
    return {name for one in unit.officers.present() for name in (one.id, one.name)}


def first(base: Base) -> tuple[str, ...]:
    """Make an officer key where nobody has one, as each start does; the lines that say so."""
    with base.storage.write() as unit:
        path = unit.keys.ensure(unit.clock())
        keys = unit.keys.present()
    if path is None:
        return ()
    prints = ", ".join(key.fingerprint for key in keys)
    return (f"Made a first officer key in {path}, fingerprint {prints}.", f"{UNSEALED}.")


def listed(base: Base) -> Listing:
    """List the keys that cases are sealed to, those removed, and the key that this server signs with."""
    with base.storage.read() as unit:
        keys, names = unit.keys.all(), unit.officers.names()
    sealed, said = sealing(base)
    signer = base.storage.signer.fingerprint
    data = {"sealed": sealed, "said": said, "signer": signer, "keys": [_facts(key) for key in keys]}
    return Listing(
        (*(_line(key, names.get(key.owner)) for key in keys), said, f"this server signs as {signer}"),
        data=data,
    )


def added(base: Base, name: Name, public: Public) -> Printed:
    """Seal new cases to this officer too."""
    return _added(base, name, public)


def recovery(base: Base, public: Public) -> Printed:
    """Seal new cases to this offline recovery key too, in place of an earlier recovery key."""
    with base.storage.read() as unit:
        before = [key for key in unit.keys.present() if key.owner == RECOVERY]
    answer = _added(base, RECOVERY, public)
    with base.storage.write() as unit:
        for key in before:
            if key.recipient != public:
                unit.keys.remove(key.fingerprint, unit.clock(), withdraw=False)
    kept = "Keep the earlier recovery key: cases filed until now open for it, and not for the new one."
    return Printed((*answer.lines, kept)) if before else answer


def removed(base: Base, name: Gone) -> Printed:
    """Remove a key: new cases do not open for it, nor do earlier ones that somebody else can open.

    Says what still opens for it. Give a case to a colleague first with case rekey and case grant.
    """
    try:
        with base.storage.write() as unit:
            unit.keys.lock()  # what is counted is what is removed
            owner = owner_of(unit, name)
            names = [key.fingerprint for key in unit.keys.present() if owner in (key.owner, key.fingerprint)]
            alone = unit.wraps.unsure(names, RECOVERY).recovery
            gone = unit.keys.remove(owner, unit.clock())
            left = (*recovery_alone(alone), *still_opens(unit, names))
    except LastKey:
        raise Refused(
            "this is the last officer's key; add another one first: main.py keys add NAME RECIPIENT"
        ) from None
    if not gone:
        raise Refused("there is no such key in use: main.py keys list")
    return Printed(("Removed.", *left))


def withdrawn(base: Base, name: Gone, *, trust_grants: TrustGrants = False) -> Printed:
    """Take from a removed key the cases that a colleague got with case grant or at the desk.

    Let the colleague open them first: the server cannot tell whether what was granted opens. It says how many
    would then surely open for the recovery key alone or for nobody, and takes them with --trust-grants only.
    """
    with base.storage.write() as unit:
        unit.keys.lock()  # a removal in between would not be counted
        owner = _former(unit, name)
        unsure = unit.keys.unsure(owner)
        if (unsure.recovery or unsure.nobody) and not trust_grants:
            raise Refused(untried(unsure, name))
        names = unit.keys.withdraw(owner, unit.clock())
        left = still_opens(unit, names)
    if not names:
        raise Refused("there is no such removed key: main.py keys list")
    return Printed(left)


def _former(unit: Unit, name: str) -> str:
    """The owner of a removed key who has this name or id; else the name itself."""
    owners = [key.owner for key in unit.keys.all() if key.removed]
    return next((one for one in owners if (found := unit.officers.get(one)) and found.name == name), name)


def rotated(base: Base) -> Printed:
    """Put a fresh server key before the present one, and close everything again under it.

    Where the key does not come from a file, the new keys are printed for whoever keeps them instead.
    """
    path = key_path(base.settings)
    try:
        ring = load(path, environment(base.settings), make=False)
        if not path.is_file() or load(path, {}) != ring:
            return Printed(
                (
                    "Give the server these keys, restart it, then run main.py keys reclose:",
                    ring.rotated().text(),
                )
            )
    except BadKeyRing:
        raise Refused(f"{path} does not hold the server's keys") from None
    replace_file(path, ring.rotated().text().encode())
    return reclose(base)


def reclose(base: Base) -> Printed:
    """Close everything that is under an older server key again under the present one."""
    count = _reclosed(base)
    return Printed(
        (f"{counted(count, 'box', 'boxes')} closed again. Once servers ran for an hour: main.py keys retire",)
    )


def retired(base: Base) -> Printed:
    """Remove the older server keys, if nothing stands under them any more."""
    path = key_path(base.settings)
    if count := _reclosed(base):
        still = counted(count, "box was", "boxes were")
        raise Refused(f"{still} still under an older key; a server has not read the new key yet")
    replace_file(path, load(path, make=False).without_retired().text().encode())
    return Printed(("The older keys are gone.",))


def _reclosed(base: Base) -> int:
    """Close again under the keys as they now are, not as this process found them."""
    vault = Vault.load(key_path(base.settings), environment(base.settings))
    return protect_again(base.database, vault, ErasureKeys(base.database, vault))


def _added(base: Base, owner: str, public: str) -> Printed:
    try:
        with base.storage.write() as unit:
            name = owner_of(unit, owner)
            _refuse_anothers(unit, name, public)
            key = unit.keys.add(name, public, unit.clock())
            shown = unit.officers.names().get(key.owner, key.owner)
    except ValueError:
        raise Refused(
            "this is not an age recipient; it begins with age1. Make one with: main.py keys new FILE"
        ) from None
    return Printed((f"New cases are sealed to {shown} too, fingerprint {key.fingerprint}.",))


def owner_of(unit: Unit, name: str) -> str:
    """The officer's id, if the name is one officer's; else the name. Raises Refused if it fits several."""
    found = [officer.id for officer in unit.officers.present() if name in (officer.id, officer.name)]
    if len(found) > 1:
        raise Refused(f"several officers are called {name}: give the id that main.py officer list shows")
    return found[0] if found else name


def _refuse_anothers(unit: Unit, owner: str, public: str) -> None:
    """Raises Refused if the key was ever somebody else's."""
    others = [key.owner for key in unit.keys.all() if key.recipient == public and key.owner != owner]
    if others:
        found = unit.officers.get(others[0])
        raise Refused(f"this key is the key of {found.name if found else others[0]}: nothing was changed")


def _line(key: Key, name: str | None) -> str:
    state = "removed" if key.removed else "in use"
    return f"{key.fingerprint}  {state:<8} {name or key.owner:<12} {key.recipient}"


def _facts(key: Key) -> dict[str, object]:
    return {
        "fingerprint": key.fingerprint,
        "owner": key.owner,
        "recipient": key.recipient,
        "in_use": not key.removed,
    }


KEYS = Family(
    {
        "list": listed,
        "add": added,
        "recovery": recovery,
        "remove": removed,
        "withdraw": withdrawn,
        "new": new,
        "rotate": rotated,
        "reclose": reclose,
        "retire": retired,
    },
    default="list",
)
