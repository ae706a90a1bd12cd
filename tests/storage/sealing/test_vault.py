"""The vault: a box opens with its key, in its place, unchanged; and not otherwise."""

from functools import partial

import pytest

from storage.errors import Unopened
from storage.sealing.file_cipher import Plain
from storage.sealing.stream import CHUNK
from storage.sealing.vault import Vault

KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture(params=["body", "file"])
def doors(request):
    """Protects and reveals: a body at once, a file as a stream."""
    if request.param == "body":
        return lambda vault: vault.protect, lambda vault: vault.reveal
    return lambda vault: partial(close_file, vault), lambda vault: partial(open_file, vault)


def close_file(vault, data, piece):
    out = bytearray()
    cover = vault.encrypt_file(piece, out.extend)
    for place in range(0, len(data), 3):
        cover.write(data[place : place + 3])
    cover.finish(Plain("", len(data), ""))
    return bytes(out)


def open_file(vault, box, piece):
    return b"".join(vault.decrypt_file((box[place : place + 7] for place in range(0, len(box), 7)), piece))


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


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_files_of_every_length_come_back_and_none_loses_its_end(size):
    vault, data = Vault(KEY), b"x" * size
    box = close_file(vault, data, "e1")
    assert open_file(vault, box, "e1") == data
    whole = 5 + 16 + (CHUNK + 16) * (size // CHUNK)
    for shorter in {box[:-1], box[:whole]} - {box}:
        with pytest.raises(Unopened):
            open_file(vault, shorter, "e1")


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
