"""`main.py keys`: whom cases are sealed to, and the server's own key, as an operator types it."""

from pathlib import Path

import pytest

from storage.sealing.age import fresh_key
from storage.sealing.server_keys import load
from tests.bot.commands.typed import Said, Typed


@pytest.fixture
def keys(tmp_path: Path, typed: Typed):
    """`said = keys("add", "Salma", recipient)` on a server of this test's own."""

    def run(*words: str) -> Said:
        said = typed(tmp_path, "keys", *words)
        assert (said.errors, "AGE-SECRET-KEY" in said.out) == ("", False)
        return said

    return run


def in_use(keys) -> dict[str, str]:
    """Whose keys cases are sealed to now, by recipient."""
    lines = [line.split() for line in keys("list").out.splitlines()]
    return {line[-1]: line[3] for line in lines if line[1:3] == ["in", "use"]}


def test_a_pair_is_made_apart_and_only_its_recipient_goes_to_the_server(tmp_path, keys):
    path = tmp_path / "officer.key"
    made = keys("new", str(path))
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
    assert (refused.status, "last officer's key" in refused.out) == (1, True)
    keys("add", "Yassine", second)
    assert keys("remove", "Salma").status == 0
    assert in_use(keys) == {second: "Yassine"}
    assert first in keys("list").out, "what was sealed to it still is"
    assert keys("remove", "Nobody").status == 1
    assert keys("add", "Salma", "age1nothing").status == 1
    assert in_use(keys) == {second: "Yassine"}


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
    path = tmp_path / "server.key"
    before = load(path, {})
    rotated = keys("rotate")
    assert (rotated.status, "boxes closed again" in rotated.out) == (0, True)
    both = load(path, {})
    assert (both.root, both.keys[1:]) == (before.root, before.keys), "what the older key closed opens still"
    assert keys("reclose").out.startswith("0 boxes")
    assert keys("retire").status == 0
    assert load(path, {}) == both.without_retired()
    assert keys("list").status == 0
