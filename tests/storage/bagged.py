"""A sealed bag of one case, made once for the tests that change copies of it."""

from pathlib import Path

from bot.bags.facts import Export, facts
from flows.core.effects import AmendCase, ChangeStatus
from storage.audit.tars import Folder
from storage.bags.layout import Label
from storage.bags.sealed import Stores, put_sealed, signed_bag
from storage.custody.links import Act
from storage.database.engine import Database
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.storage.sealed import NOW, Line

CASE = "K7M29QXA"
PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
ANSWERS = (
    ("category", "trafficking"),
    ("held", "yes"),
    ("story", "داوه ل Myawaddy 😢"),
    ("phone", "+66812345678"),
    ("link", "job-asia.example/apply?ref=9"),
    ("handle", "@jimmy.jobs (facebook)"),
    ("group", "whatsapp:GHx7Yz12AbC"),
)


def sealed_bag(line: Line, target: Path, reference: str = CASE) -> Path:
    """The bag of a case, as an export without a key makes it."""
    label = Label("Ligne", reference, line.storage.signer.fingerprint, NOW)
    with line.storage.write() as unit:
        case = unit.cases.by_reference(reference)
        assert case is not None
        unit.custody.add(reference, NOW, Act("exported", "command", "bag"))
        told = facts(unit, case, Export("Ligne", "command", NOW))
        put_sealed(unit, Stores(line.storage, line.files), reference, told, Folder(target / "sealed"))
    signed_bag(line.storage, target, label)
    return target


def case_with_a_question(line: Line) -> None:
    """File a case with a picture; an officer asks, and the reporter answers."""
    line.receive("piece-1", PHOTO, name="كابتير.png")
    line.file(CASE, "piece-1", category="trafficking", answers=ANSWERS, urgent=True)
    with line.storage.write() as unit:
        officer, _ = unit.officers.add("سلمى", NOW)
        unit.cases.change_status(ChangeStatus(CASE, "", "Combien sont-ils ?", officer.id), NOW + 1)
        unit.filing.amend(AmendCase(CASE, (("note", "كاينين 12"),)), NOW + 2)


def fresh_line(folder: Path) -> tuple[Line, Database]:
    """A line of its own in a folder, on SQLite, and the database to close."""
    database = Database("", folder / "server")
    database.migrate()
    return Line.opened(Storage(database, Vault(bytes(32))), folder / "server"), database
