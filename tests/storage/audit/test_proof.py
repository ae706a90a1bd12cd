"""The proof on a receipt: holds as long as nothing of the filing was changed, and names what was."""

import hashlib
import json
from dataclasses import dataclass

import pytest
from sqlalchemy import delete, update

from bot.commands.answer import Refused
from bot.commands.offline.bundle import opening
from bot.commands.offline.officer import no_pictures
from bot.commands.operations import verify as proof
from flows.core import receipts
from flows.core.effects import AmendCase, ChangeStatus
from storage.audit.export import Order, export
from storage.audit.proof import Proven, prove
from storage.custody.links import Act, proof_of
from storage.shredding import shred
from storage.tables.cases import StoredEntry
from storage.tables.custody import StoredHead, StoredLink
from tests.product.product import opened, settings
from tests.storage.sealed import NOW, Line

OTHER = receipts.proof("cd" * 32)
_c = StoredLink.__table__.c


@dataclass
class Filed(Line):
    """A line with the proof that its first reporter got."""

    proof: str = ""


@pytest.fixture
def line(storage, tmp_path):
    """A case with a photo, to which something came later, and another one."""
    line = Filed.opened(storage, tmp_path)
    assert isinstance(line, Filed)
    line.receive("abcd-1", b"photo")
    line.proof = receipts.proof(line.file("R1", "abcd-1").commitment)
    line.receive("abcd-2", b"later")
    with storage.write() as unit:
        unit.filing.amend(AmendCase("R1", (("story", "more"),), evidence=("abcd-2",)), NOW + 60)
        unit.cases.change_status(ChangeStatus("R1", "examined", "note", "officer1"), NOW + 90)
    line.file("R2")
    return line


def proven(line, code="", reference="R1") -> Proven:
    found = prove(line.storage, line.files, reference, code or line.proof)
    assert found is not None
    return found


def change(line, *statements):
    with line.storage.write() as unit:
        for statement in statements:
            unit.transaction.execute(statement)


def chain(line, reference="R1"):
    with line.storage.read() as unit:
        return unit.custody.of_case(reference)


def test_a_proof_tells_when_and_what_whatever_came_later(line):
    found = proven(line)
    entry, piece = found.sealed
    assert (found.time, found.erased, found.wrong) == (NOW, False, ())
    assert entry.startswith("entry:")
    assert piece == "evidence:abcd-1"
    assert proven(line, line.proof.lower().replace("-", " ")) == found


@pytest.mark.parametrize("code", [OTHER, "", "K7M29QXA", "no code at all"])
def test_a_code_of_nothing_proves_nothing(line, code):
    assert prove(line.storage, line.files, "R1", code) is None


def test_a_proof_belongs_to_its_own_case(line):
    assert prove(line.storage, line.files, "R2", line.proof) is None
    assert prove(line.storage, line.files, "R3", line.proof) is None
    assert proof_of(chain(line, "R2")) != line.proof


def test_the_proof_is_found_in_the_chain_alone(line):
    assert proof_of(chain(line)) == line.proof
    assert proof_of(chain(line)[:3]) == line.proof


def test_the_proof_covers_reference_time_and_every_digest(line):
    told = [json.dumps([*link_fields(link), link.previous]) for link in chain(line)[:3]]
    hashes = [hashlib.sha256(each.replace(", ", ",").encode()).hexdigest() for each in told]
    assert hashes == [link.hash for link in chain(line)[:3]]
    assert receipts.proof(hashes[-1]) == line.proof


def link_fields(link):
    return (link.chain, link.seq, link.time, link.event, link.actor, link.purpose, link.digest)


def test_a_file_that_was_changed_is_named(line):
    path = line.files.path("abcd-1")
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert proven(line).wrong == ("evidence:abcd-1",)
    path.unlink()
    assert proven(line).wrong == ("evidence:abcd-1",)


def test_words_that_were_changed_or_taken_out_are_named(line):
    entry, _ = proven(line).sealed
    mine = StoredEntry.__table__.c.id == int(entry.partition(":")[2])
    change(line, update(StoredEntry).where(mine).values(body=b"\x02" + bytes(80)))
    assert proven(line).wrong == (entry,)
    change(line, delete(StoredEntry).where(mine))
    assert proven(line).wrong == (entry,)


def test_what_came_later_may_go_without_touching_the_proof(line):
    change(line, delete(StoredEntry).where(StoredEntry.__table__.c.kind == "added"))
    assert proven(line).wrong == ()


def test_a_chain_made_up_anew_has_another_proof(line):
    """As someone would who has the server's key: another digest, every hash and the head made to fit."""
    with line.storage.write() as unit:
        unit.transaction.execute(delete(StoredLink).where(_c.chain == "R1"))
        unit.transaction.execute(delete(StoredHead).where(StoredHead.__table__.c.chain == "R1"))
        acts = Act("received", "reporter", "filed", "ab"), Act("sealed", "server", "entry:1", "cd")
        unit.custody.add("R1", NOW, *acts, new=True)
    assert prove(line.storage, line.files, "R1", line.proof) is None


@pytest.mark.parametrize(("column", "value"), [("digest", "ab"), ("time", 5.0), ("actor", "ab")])
def test_an_edited_link_is_named(line, column, value):
    change(line, update(StoredLink).where(_c.chain == "R1", _c.seq == 1).values({column: value}))
    assert "link-changed:1" in proven(line).wrong


def test_a_hash_that_is_none_proves_nothing(line):
    change(line, update(StoredLink).where(_c.chain == "R1", _c.seq == 3).values(hash="not a hash"))
    assert prove(line.storage, line.files, "R1", line.proof) is None


def test_a_chain_cut_off_or_signed_by_nobody_is_named(line):
    change(line, delete(StoredLink).where(_c.chain == "R1", _c.seq > 3))
    assert proven(line).wrong == ("chain-cut-or-longer-than-signed",)
    change(
        line,
        update(StoredHead).where(StoredHead.__table__.c.chain == "R1").values(signature=bytes(64)),
    )
    assert proven(line).wrong == ("head-signature",)
    change(line, delete(StoredHead).where(StoredHead.__table__.c.chain == "R1"))
    assert proven(line).wrong == ("head-signature",)


def test_an_erased_case_was_filed_all_the_same(line):
    with line.storage.write() as unit:
        unit.retention.erase("R1", Act("erasure", "reporter", "forget"), NOW + 99)
    shred(line.storage, line.files)
    found = proven(line)
    assert (found.time, found.erased, found.wrong) == (NOW, True, ())


def test_an_officer_reads_the_same_proof_from_a_bundle(line, tmp_path):
    export(line.storage, line.files, Order("R1", tmp_path / "R1.tar", "officer1", NOW))
    key = tmp_path / "officer.key"
    key.write_text(line.officer)
    answer = opening(no_pictures)(tmp_path / "R1.tar", key=key, signer=line.storage.signer.fingerprint)
    assert answer.status == 0
    assert f"proof of filing on its receipt {line.proof}" in answer.lines


def test_the_command_says_it_in_plain_words(tmp_path):
    made = opened(settings(tmp_path))
    line = Line.opened(made.storage, tmp_path)
    code = receipts.proof(line.file("AB23CD45").commitment)
    right = proof.proven(made, code.lower(), "ab23-cd45")
    with pytest.raises(Refused):
        proof.proven(made, OTHER, "AB23CD45")
    with made.storage.write() as unit:
        unit.transaction.execute(delete(StoredEntry))
    changed = proof.proven(made, code, "AB23CD45")
    with made.storage.write() as unit:
        unit.retention.erase("AB23CD45", Act("erasure"), NOW)
    erased = proof.proven(made, code, "AB23CD45")
    made.database.close()
    assert right.lines[0].startswith("case AB23CD45 was filed at 1970-01-12 13:46:40Z, with entry:")
    assert "unchanged" in right.lines[1]
    assert [answer.status for answer in (right, changed, erased)] == [0, 1, 0]
    assert changed.lines[1].startswith("DOES NOT FIT  entry:")
    assert "erased" in erased.lines[1]
