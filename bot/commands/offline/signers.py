"""The servers whose bundles an officer takes, by the fingerprints of their signing keys.

They are remembered in a small file beside the officer's private key, one fingerprint a line. The first one is
never believed by itself: the officer compares it with the digest, a receipt or `main.py keys list`.
"""

from pathlib import Path

from bot.commands.answer import Refused, WrongUsage
from storage.durable import replace_file

LENGTH = 32
"""Letters of a fingerprint without its dashes."""
COMPARE = "compare it with the digest, a receipt or keys list"


def check(key: Path, signer: str, given: str) -> None:
    """Return if a bundle by this signer is to be opened; a `given` signer is remembered beside `key`.

    Raises Refused, and WrongUsage if `given` is no fingerprint.
    """
    beside = key.with_name(f"{key.name}.signer")
    known = _known(beside)
    if given:
        if plain(given) != plain(signer):
            raise Refused(f"the bundle is signed by {signer}, not by {given}: it was not opened")
        if signer not in known:
            replace_file(beside, "".join(f"{each}\n" for each in (*known, signer)).encode())
    elif not known:
        raise Refused(f"the bundle is signed by {signer}: {COMPARE}, then open it with --signer {signer}")
    elif signer not in known:
        raise Refused(
            f"the bundle is signed by {signer}, which {beside} does not name: it was not opened; "
            f"{COMPARE}, then use --signer"
        )


def _known(beside: Path) -> list[str]:
    """Return the remembered fingerprints. Raises Refused if the file cannot be read."""
    try:
        return beside.read_text("ascii").split()
    except FileNotFoundError:
        return []
    except (OSError, ValueError):
        raise Refused(f"{beside} cannot be read: it names the servers whose bundles are taken") from None


def plain(fingerprint: str) -> str:
    """Return a fingerprint without its dashes. Raises WrongUsage if it is none."""
    letters = "".join(letter for letter in fingerprint.lower() if letter in "0123456789abcdef")
    if len(letters) != LENGTH:
        raise WrongUsage("--signer: expected 32 of 0-9 a-f, in eight groups, as keys list shows them")
    return letters
