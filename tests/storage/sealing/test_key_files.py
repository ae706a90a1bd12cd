"""Key files as people keep them: every file that age opens a case with, this program opens it with too."""

import shutil
import subprocess
from pathlib import Path

import pytest

from storage.errors import Unopened
from storage.sealing.age import fresh_key, identities, key_text, recipient, seal, unseal
from storage.sealing.officer_keys import Keys

PLACE = ("R1", "1")
FORMS = {
    "as age-keygen writes it": lambda key, other: f"# created: 2026\n# public key: age1\n{key}\n".encode(),
    "bare": lambda key, other: key.encode(),
    "several identities": lambda key, other: f"{other}\n\n# old\n{key}\n".encode(),
    "line ends of Windows": lambda key, other: f"# a\r\n{key}\r\n".encode(),
    "a comment in UTF-8": lambda key, other: f"# clé de Salma, مفتاح\n{key}\n".encode(),
    "a comment in Latin-1": lambda key, other: f"# clé de Salma\n{key}\n".encode("latin-1"),
    "a byte order mark": lambda key, other: f"{key}\n".encode("utf-8-sig"),
    "UTF-16": lambda key, other: f"# a\r\n{key}\r\n".encode("utf-16"),
    "spaces around": lambda key, other: f"  {key} \n \n".encode(),
}
"""Files of a key, made from the key and another one."""


def lines(text: str) -> str:
    """The key of a fresh identity file."""
    return text.splitlines()[-1]


@pytest.mark.parametrize("form", FORMS)
def test_a_key_file_opens_what_is_sealed_to_its_key(form: str, tmp_path: Path) -> None:
    (text, public), (other, _) = fresh_key(), fresh_key()
    box = seal(b"{}", PLACE, [recipient(public)])
    file = tmp_path / "salma.key"
    file.write_bytes(FORMS[form](lines(text), lines(other)))
    assert unseal(box, PLACE, key_text(file)) == b"{}"
    if age := shutil.which("age"):
        done = subprocess.run([age, "-d", "-i", file], input=box, capture_output=True, check=False)
        ours_alone = form in {"a byte order mark", "UTF-16", "spaces around"}
        assert (done.returncode == 0) == (not ours_alone), done.stderr


@pytest.mark.parametrize("text", ["", "# nothing\n", "age1abc\n", "AGE-SECRET-KEY-1QQQ\n", "\0\0"])
def test_a_file_without_a_key_opens_nothing(text: str) -> None:
    with pytest.raises(ValueError, match="not an age identity"):
        identities(text)
    _, public = fresh_key()
    with pytest.raises(Unopened):
        unseal(seal(b"{}", PLACE, [recipient(public)]), PLACE, text)


def test_every_identity_of_a_file_on_the_server_counts(storage, tmp_path: Path) -> None:
    (first, _), (second, public) = fresh_key(), fresh_key()
    folder = tmp_path / "keys"
    folder.mkdir(exist_ok=True)
    (folder / "two.key").write_text(first + second)
    with storage.write() as unit:
        assert isinstance(unit.keys, Keys)
        unit.keys.add("officer", public, 1.0)
        assert not unit.keys.sealed()
        assert lines(second) == unit.keys.local_identity()
