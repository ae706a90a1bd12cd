"""`main.py desk`: the officers' page, so that anybody can compare what a server sends with what it should."""

from bot.commands.answer import Listing, Refused
from bot.commands.family import Family
from handlers.desk.page import hashes
from handlers.desk.settings import BUILT

UNBUILT = "the officers' page is not built: make desk"


def hashed() -> Listing:
    """Print the SHA-256 of each file of the officers' page, as the server sends it, and one of all of them.

    Compare with: curl -s https://HOST/desk | sha256sum
    """
    found = hashes(BUILT)
    if not found:
        raise Refused(UNBUILT)
    return Listing(tuple(f"{digest}  {name}" for name, digest in found.items()), data=found)


DESK = Family({"hash": hashed}, default="hash")
