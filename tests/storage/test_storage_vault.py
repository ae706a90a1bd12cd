"""The vault: a box opens with its key, in its place, unchanged; and not otherwise."""

import pytest

from storage.vault import Unopened, Vault

KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture(params=[("protect", "reveal"), ("seal", "open")])
def doors(request):
    close, opening = request.param
    return lambda vault: getattr(vault, close), lambda vault: getattr(vault, opening)


def test_what_was_closed_opens_in_its_place(doors):
    close, opening = doors
    vault = Vault(KEY)
    box = close(vault)("قصة".encode(), "web:1")
    assert opening(vault)(box, "web:1").decode() == "قصة"
    assert "قصة".encode() not in box


def test_a_box_does_not_open_elsewhere(doors):
    close, opening = doors
    vault = Vault(KEY)
    with pytest.raises(Unopened):
        opening(vault)(close(vault)(b"x", "web:1"), "web:2")


def test_a_box_does_not_open_with_another_key(doors):
    close, opening = doors
    with pytest.raises(Unopened):
        opening(Vault(OTHER))(close(Vault(KEY))(b"x", "web:1"), "web:1")


def test_no_changed_byte_goes_unseen(doors):
    close, opening = doors
    vault = Vault(KEY)
    box = close(vault)(b"salam", "web:1")
    for place in range(len(box)):
        changed = box[:place] + bytes([box[place] ^ 1]) + box[place + 1 :]
        with pytest.raises(Unopened):
            opening(vault)(changed, "web:1")
    for length in range(len(box)):
        with pytest.raises(Unopened):
            opening(vault)(box[:length], "web:1")


def test_the_doors_are_two(doors):
    vault = Vault(KEY)
    with pytest.raises(Unopened):
        vault.reveal(vault.seal(b"x", "web:1"), "web:1")


def test_a_retired_key_opens_and_never_closes(doors):
    close, opening = doors
    old, both, new = Vault(KEY), Vault(OTHER, KEY), Vault(OTHER)
    assert opening(both)(close(old)(b"x", "web:1"), "web:1") == b"x"
    assert opening(new)(close(both)(b"x", "web:1"), "web:1") == b"x"


def test_equal_bodies_look_different(doors):
    close, _ = doors
    vault = Vault(KEY)
    assert close(vault)(b"x", "web:1") != close(vault)(b"x", "web:1")


def test_tokens_are_equal_for_equal_data_under_one_key():
    vault = Vault(KEY)
    assert vault.token("+212600000000") == vault.token("+212600000000")
    assert vault.token("+212600000000") != vault.token("+212600000001")
    assert vault.token("x") != Vault(OTHER).token("x")


def test_files_come_back_as_they_went(tmp_path):
    seal = Vault(KEY).seal_file("e1")
    sealed = [seal.update(b"one"), seal.update(b"two"), seal.finish()]
    assert b"".join(Vault(KEY).open_file(sealed, "e1")) == b"onetwo"


def test_the_server_key_is_made_once_and_is_the_owners_alone(tmp_path):
    path = tmp_path / "keys" / "server.key"
    key = Vault.server_key(path)
    assert len(key) == 32
    assert Vault.server_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["server.key"]


@pytest.mark.parametrize("key", [b"", b"k" * 31, b"k" * 33])
def test_a_key_of_another_length_is_refused(key):
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(key)
