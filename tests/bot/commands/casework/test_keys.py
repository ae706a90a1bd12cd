"""`main.py keys`: whom cases are sealed to, and the server's own key, as an operator types it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.commands.casework.keys import first
from storage.sealing.age import fresh_key
from storage.sealing.server_keys import load
from tests.bot.commands.typed import Said, Typed
from tests.product.product import opened, settings


@pytest.fixture
def keys(tmp_path: Path, typed: Typed, deploy: Callable[[Path], Path]):
    """`said = keys("add", "Salma", recipient)` on a server of this test's own."""
    folder = deploy(tmp_path / "server")

    def run(*words: str) -> Said:
        said = typed(folder, "keys", *words)
        assert (said.status == 1) == bool(said.error), said.error
        assert "AGE-SECRET-KEY" not in said.out + said.errors
        return said

    return run


def in_use(keys) -> dict[str, str]:
    """The owners of the keys in use, by recipient."""
    return {key["recipient"]: key["owner"] for key in keys("list", "--json").json["keys"] if key["in_use"]}


def test_a_pair_is_made_apart_and_only_its_recipient_goes_to_the_server(tmp_path, keys, typed):
    path = tmp_path / "officer.key"
    made = typed(tmp_path, "keys", "new", str(path))
    public = made.out.split("Recipient: ")[1].strip()
    assert made.status == 0
    assert path.stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "ballegh.db").exists(), "no server is needed for it"
    before = path.read_bytes()
    assert keys("new", str(path)).status == 1
    assert path.read_bytes() == before
    assert keys("new", str(tmp_path / "nowhere" / "officer.key")).status == 1

    added = keys("add", "Salma", public)
    assert (added.status, "sealed to Salma too" in added.out) == (0, True)
    assert in_use(keys) == {public: "Salma"}


def test_keys_come_and_go_but_never_the_last(keys):
    (_, first), (_, second) = fresh_key(), fresh_key()
    keys("add", "Salma", first)
    refused = keys("remove", "Salma")
    assert (refused.status, "last officer's key" in refused.errors) == (1, True)
    keys("add", "Yassine", second)
    assert keys("remove", "Salma").status == 0
    assert in_use(keys) == {second: "Yassine"}
    assert first in keys("list").out, "what was sealed to it still is"
    assert keys("remove", "Nobody").status == 1
    assert keys("add", "Salma", "age1nothing").status == 1
    assert in_use(keys) == {second: "Yassine"}


@pytest.mark.long
def test_one_recovery_key_at_a_time(keys):
    (_, officer), (_, first), (_, second) = (fresh_key() for _ in range(3))
    keys("add", "Salma", officer)
    assert "no recovery key" in keys("list").out
    keys("recovery", first)
    assert keys("recovery", "age1nothing").status == 1
    assert in_use(keys) == {officer: "Salma", first: "recovery"}
    keys("recovery", second)
    assert in_use(keys) == {officer: "Salma", second: "recovery"}
    keys("recovery", second)
    assert in_use(keys) == {officer: "Salma", second: "recovery"}


def test_the_servers_key_is_turned_and_the_older_one_let_go(tmp_path, keys):
    keys("add", "Salma", fresh_key()[1])
    path = tmp_path / "server" / "server.key"
    before = load(path, {})
    rotated = keys("rotate")
    assert (rotated.status, "closed again" in rotated.out) == (0, True)
    both = load(path, {})
    assert (both.root, both.keys[1:]) == (before.root, before.keys), "what the older key closed opens still"
    assert keys("reclose").out.startswith("0 boxes")
    assert keys("retire").status == 0
    assert load(path, {}) == both.without_retired()
    assert keys("list").status == 0


def test_an_officer_goes_with_chat_and_key(tmp_path, keys, typed):
    server = tmp_path / "server"
    (_, first), (_, second) = fresh_key(), fresh_key()

    def added(name: str) -> str:
        return typed(server, "officer", "add", name).out.split("is officer ")[1].split(".")[0]

    salma, _ = added("Salma"), added("Yassine")
    assert "sealed to Salma too" in keys("add", "Salma", first).out
    keys("add", "Yassine", second)
    assert f"Salma        {first}" in keys("list").out, "by their name, and not by an id"
    taken = keys("add", "Yassine", first)
    assert (taken.status, "the key of Salma" in taken.errors) == (1, True)
    said = typed(server, "officer", "remove", salma)
    assert (said.status, "No case on this server opens for it" in said.out) == (0, True)
    assert list(in_use(keys)) == [second]
    yassine = next(one["id"] for one in typed(server, "officer", "list", "--json").json)
    last = typed(server, "officer", "remove", yassine)
    assert (last.status, "last officer's key" in last.errors) == (1, True)
    assert list(in_use(keys)) == [second]


@pytest.mark.long
def test_a_name_that_fits_two_is_refused_and_a_name_removes(tmp_path, keys, typed):
    server = tmp_path / "server"
    (_, first), (_, second) = fresh_key(), fresh_key()
    typed(server, "officer", "add", "Salma")
    keys("add", "Salma", first)
    keys("add", "Lost", second)
    assert "BAD  keys" in typed(server, "doctor").out
    assert keys("remove", "Salma").status == 0
    assert list(in_use(keys)) == [second]
    typed(server, "officer", "add", "Salma")
    both = keys("add", "Salma", first)
    assert (both.status, "several officers are called Salma" in both.errors) == (1, True)
    either = typed(server, "officer", "remove", "Salma")
    assert (either.status, "several officers are called Salma" in either.errors) == (1, True)
    assert typed(server, "verify").status == 0


@pytest.fixture
def first_key(tmp_path: Path, keys) -> Path:
    """The file of the key that the server's first start makes."""
    made = opened(settings(tmp_path / "server"))
    first(made)
    made.database.close()
    return tmp_path / "server" / "keys" / "officer.key"


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize("order", ["key first", "file first"])
def test_the_servers_first_key_ends_and_everything_goes_on(tmp_path, keys, first_key, typed, order):
    """As the README says it, and in the opposite order, while the file lies on the server and after that."""
    server = tmp_path / "server"
    keys("add", "Salma", fresh_key()[1])
    typed(server, "officer", "add", "Salma")
    steps = [lambda: keys("remove", "officer"), first_key.unlink]
    for step in steps if order == "key first" else reversed(steps):
        step()
        said = typed(server, "doctor", "--json")
        bad = [(found["about"], found["said"]) for found in said.json if found["mark"] == "BAD"]
        assert (said.status, bad) == (0, [])
    assert "sealed to 1 officer;" in keys("list").out


@pytest.mark.usefixtures("healthy")
def test_the_servers_first_key_is_known_as_such_where_its_file_is_not(tmp_path, keys, first_key, typed):
    """As on the machine that a backup was restored to: officers are counted, and the key is no stranger's."""
    server = tmp_path / "server"
    print_ = next(line.split()[0] for line in keys("list").out.splitlines() if " officer " in line)
    first_key.unlink()

    def warned() -> list[str]:
        said = typed(server, "doctor", "--json")
        assert said.status == 0
        found = {one["about"]: one for one in said.json}
        assert found["keys"]["mark"] == "warn"
        return [found["keys"]["said"], found["sealing"]["said"]]

    about, sealed = warned()
    assert about == (
        f"{print_} is this server's own first key, for which new cases open; its file is not here. "
        "First main.py keys add NAME RECIPIENT, then main.py keys remove officer"
    )
    assert sealed.startswith("sealed to this server's own first key; no recovery key")
    for name in ("Salma", "Yassine"):
        keys("add", name, fresh_key()[1])
        typed(server, "officer", "add", name)
    about, sealed = warned()
    assert about.endswith("its file is not here. End it: main.py keys remove officer")
    assert sealed.startswith("sealed to 2 officers and this server's own first key; no recovery key")
    keys("add", "officer", fresh_key()[1])
    said = typed(server, "doctor")
    assert (said.status, "has no officer" in said.out) == (1, True), "another key is not that one"
