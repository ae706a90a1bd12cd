"""A case as a BagIt bag, made on the server: sealed, or with the opened case beside the sealed one."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.bags.contents import OpenedCase
from bot.bags.facts import Export, facts
from bot.bags.opening import Wish, made, open_bag
from bot.base import Base
from bot.pdf import fonts
from flows.record import record
from storage.audit.export import leaving
from storage.audit.tars import Folder
from storage.bags import layout
from storage.bags.sealed import Stores, put_sealed, signed_bag
from storage.custody.links import Act
from storage.errors import UnknownCase


@record
class BagOrder:
    """The case to export, the folder to make, the actor, the time, and how it is opened, if it is."""

    reference: str
    target: Path
    actor: str
    now: float
    wish: Wish | None


def bag(base: Base, order: BagOrder) -> tuple[OpenedCase | None, tuple[str, ...]]:
    """Write a bag, which this server signs as a whole; return the case if it was opened.

    The lines are those on small pictures. Raises UnknownCase, Unopened, FileExistsError and NoFonts.
    """
    if order.target.exists():
        raise FileExistsError(17, "exists", str(order.target))
    if order.wish is not None:
        fonts.found()  # before the log says that the case left

    def finish(folder: Path, label: layout.Label) -> None:
        signed_bag(base.storage, folder, label)

    with TemporaryDirectory(dir=order.target.absolute().parent, prefix=f"{order.target.name}.") as work:
        sealed = Path(work) / "sealed"
        _put(base, order, sealed)
        if order.wish is not None:
            return open_bag(sealed, order.wish, order.target, finish)
        with made(order.target) as folder:
            shutil.move(sealed, folder / "sealed")
            signer = base.storage.signer.fingerprint
            finish(folder, layout.Label(base.settings.organisation, order.reference, signer, order.now))
    return None, ()


def _put(base: Base, order: BagOrder, folder: Path) -> None:
    """Write the sealed part; that it leaves, and whether opened, is in the log."""
    act = Act("exported", order.actor, "bag-opened" if order.wish else "bag")
    with leaving(base.storage, order.reference, order.now, act), base.storage.read() as unit:
        case = unit.cases.by_reference(order.reference)
        if case is None:
            raise UnknownCase
        told = facts(unit, case, Export(base.settings.organisation, order.actor, order.now))
        stores = Stores(base.storage, base.store("evidence"))
        put_sealed(unit, stores, order.reference, told, Folder(folder))
