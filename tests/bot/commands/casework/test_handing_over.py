"""The chapter `Officers come and go` of docs/operations.md, command by command, all in one folder."""

import re
import shlex
from pathlib import Path

import pytest

from storage.cases.files import EvidenceStore
from storage.sealing.age import fingerprint, fresh_key, recipient
from storage.sealing.bare_wraps import wrap
from storage.sealing.case_keys import encrypted
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.bot.commands.typed import ROOT, Typed
from tests.databases import prepared
from tests.storage.sealed import Line

STORY = "Il me demande 2000 dirhams"


def chapter() -> list[str]:
    """The commands of the chapter."""
    page = (ROOT / "docs/operations.md").read_text("utf-8").split("\n## Officers come and go\n")[1]
    blocks = re.findall(r"^```\n(.*?)^```$", page.split("\n## ")[0], re.MULTILINE | re.DOTALL)
    return "".join(blocks).splitlines()


def opened(folder: Path) -> Storage:
    return Storage(prepared(folder), Vault.load(folder / "server.key", {}))


def test_an_officer_joins_gets_a_case_and_another_leaves(tmp_path: Path, typed: Typed) -> None:
    of_salma, public = fresh_key()
    (tmp_path / "salma.key").write_text(of_salma)
    storage = opened(tmp_path)
    storage.database.close()
    assert typed(tmp_path, "officer", "add", "Salma").status == 0
    assert typed(tmp_path, "keys", "add", "Salma", public).status == 0
    storage = opened(tmp_path)
    Line(storage, EvidenceStore(tmp_path / "evidence", storage.seals)).file(
        "K7M29QXA", answers=(("story", STORY),)
    )
    storage.database.close()
    real: dict[str, str] = {}
    said: list[str] = []
    for command in chapter():
        words = [real.get(word, word) for word in shlex.split(command, comments=True)[1:]]
        done = typed(tmp_path, *words)
        assert (done.status, done.error) == (0, ""), command
        said.append(done.out)
        if "keys new" in command:
            real["age1yassine"] = done.out.split("Recipient: ")[1].strip()
    assert "case K7M29QXA opens for 1 more key\n" in said
    assert "No case on this server opens for it any more" in said[-1]
    signer = storage.signer.fingerprint
    for key, opens in (("yassine.key", True), ("salma.key", False)):
        typed(tmp_path, "export", "K7M29QXA", "last.tar", "--force")
        found = typed(tmp_path, "case", "open", "last.tar", "--key", key, "--signer", signer)
        assert (found.status == 0, STORY in found.out, "DOES NOT FIT" in found.out) == (opens, opens, False)


@pytest.mark.long
def test_a_case_that_is_handed_over_late_opens_no_more_for_who_left(tmp_path: Path, typed: Typed) -> None:
    """Salma was the only one who had the case, and is removed before she hands it over."""
    of_salma, public = fresh_key()
    (tmp_path / "salma.key").write_text(of_salma)
    storage = opened(tmp_path)
    storage.database.close()
    salma = typed(tmp_path, "officer", "add", "Salma").out.split("is officer ")[1].split(".")[0]
    typed(tmp_path, "keys", "add", "Salma", public)
    storage = opened(tmp_path)
    Line(storage, EvidenceStore(tmp_path / "evidence", storage.seals)).file(
        "K7M29QXA", answers=(("story", STORY),)
    )
    storage.database.close()
    recipient = typed(tmp_path, "keys", "new", "yassine.key").out.split("Recipient: ")[1].strip()
    typed(tmp_path, "officer", "add", "Yassine")
    typed(tmp_path, "keys", "add", "Yassine", recipient)
    assert "still opens for it" in typed(tmp_path, "keys", "remove", "Salma").out
    assert "still opens for it" in typed(tmp_path, "officer", "remove", salma).out
    typed(tmp_path, "export", "K7M29QXA", "first.tar")
    typed(tmp_path, "case", "rekey", "first.tar", "--key", "salma.key", "--to", recipient, "--out", "his.tar")
    assert typed(tmp_path, "case", "grant", "his.tar").status == 0
    twice = typed(tmp_path, "case", "grant", "his.tar")
    assert (twice.status, "1 more key" in twice.out) == (1, False), "the key has it already"
    untried = typed(tmp_path, "keys", "withdraw", "Salma")
    assert untried.status == 1
    assert "0 would then open for the recovery key alone and 1 for nobody" in untried.error
    assert "opens for it any more" in typed(tmp_path, "keys", "withdraw", "Salma", "--trust-grants").out
    typed(tmp_path, "export", "K7M29QXA", "last.tar")
    for key, opens in (("yassine.key", True), ("salma.key", False)):
        signer = storage.signer.fingerprint
        found = typed(tmp_path, "case", "open", "last.tar", "--key", key, "--signer", signer)
        assert (found.status == 0, STORY in found.out) == (opens, opens), key
    assert typed(tmp_path, "verify").status == 0


def test_withdrawing_tells_before_how_much_nobody_surely_has(tmp_path: Path, typed: Typed) -> None:
    """The recovery key has the case surely, Yassine by a grant that opens nothing."""
    recipients = {name: fresh_key()[1] for name in ("Salma", "Yassine", "recovery")}
    storage = opened(tmp_path)
    with storage.write() as unit:
        unit.keys.add("Salma", recipients["Salma"], 1.0)
        unit.keys.add("recovery", recipients["recovery"], 1.0)
    Line(storage, EvidenceStore(tmp_path / "evidence", storage.seals)).file(
        "K7M29QXA", answers=(("story", STORY),)
    )
    with storage.write() as unit:
        unit.keys.add("Yassine", recipients["Yassine"], 2.0)
        assert unit.keys.remove("Salma", 3.0, withdraw=False)
        (number,) = unit.cases.key_numbers("K7M29QXA").values()
        useless = wrap(fresh_key()[0].split()[-1], recipient(recipients["Yassine"]))
        key = storage.seals.erasure.get(number)
        unit.wraps.keep((encrypted(key, fingerprint(recipients["Yassine"]), useless, granted=True),))
    salma = [fingerprint(recipients["Salma"])]
    storage.database.close()
    refused = typed(tmp_path, "keys", "withdraw", "Salma")
    assert (refused.status, "1 case or file is with other officers by a grant" in refused.error) == (1, True)
    assert "1 would then open for the recovery key alone and 0 for nobody" in refused.error
    storage = opened(tmp_path)
    with storage.read() as unit:
        assert unit.wraps.of_keys(salma) == 1
    storage.database.close()
    assert typed(tmp_path, "keys", "withdraw", "Salma", "--trust-grants").status == 0
    storage = opened(tmp_path)
    with storage.read() as unit:
        assert unit.wraps.of_keys(salma) == 0
    storage.database.close()


def test_removing_a_key_tells_what_opens_for_the_recovery_key_alone_then(
    tmp_path: Path, typed: Typed
) -> None:
    storage = opened(tmp_path)
    with storage.write() as unit:
        for owner in ("Salma", "recovery"):
            unit.keys.add(owner, fresh_key()[1], 1.0)
    line = Line(storage, EvidenceStore(tmp_path / "evidence", storage.seals))
    line.file("K7M29QXA", answers=(("story", STORY),))
    with storage.write() as unit:
        unit.keys.add("Yassine", fresh_key()[1], 2.0)
    line.file("K7M29QXC", answers=(("story", STORY),))
    storage.database.close()
    said = typed(tmp_path, "keys", "remove", "Salma").out
    assert "1 case or file opens surely for the recovery key alone now.\n" in said
