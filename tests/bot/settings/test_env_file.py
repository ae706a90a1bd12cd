"""A deployment's settings live in one file; a file that cannot be read whole stops with one line."""

import os
import re
from pathlib import Path

import pytest

from bot.settings.env_file import BadEnvFile, env_file, read_names
from bot.settings.load import BadSettings, load_settings

OURS = re.compile("(BALLEGH|TELEGRAM|TWILIO|SMTP|DIGEST)_")


@pytest.fixture
def folder(monkeypatch, tmp_path) -> Path:
    """A folder to work in, with none of our variables set."""
    monkeypatch.chdir(tmp_path)
    for name in filter(OURS.match, list(os.environ)):
        monkeypatch.delenv(name)
    return tmp_path


def test_which_file_is_read(tmp_path):
    given, system, local = (tmp_path / name for name in ("given", "system", "local"))
    assert env_file(None, system, local) is None
    local.touch()
    assert env_file(None, system, local) == local
    system.touch()
    assert env_file(None, system, local) == system
    assert env_file(given, system, local) == given


def test_one_file_is_read_and_the_environment_wins(folder, monkeypatch):
    (folder / "system.env").write_text("BALLEGH_ORGANISATION=system\nBALLEGH_MAX_FILE_MB=7\n")
    (folder / ".env").write_text("BALLEGH_ORGANISATION=local\nBALLEGH_LISTEN=127.0.0.1:9\n")
    monkeypatch.setenv("BALLEGH_MAX_FILE_MB", "8")
    settings = load_settings(system=folder / "system.env")
    assert (settings.organisation, settings.max_file_mb, settings.listen.port) == ("system", 8, 8080)
    assert load_settings(folder / ".env", system=folder / "system.env").organisation == "local"


def test_a_file_that_was_named_must_be_there(folder):
    with pytest.raises(BadSettings, match=r"^no-such\.env: cannot be read"):
        load_settings(Path("no-such.env"))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'BALLEGH_DATA_DIR="/var/lib/ballegh\nBALLEGH_MAX_FILE_MB=3\n', 1),
        (b'# the data\n\nBALLEGH_DATA_DIR="/var/lib/ballegh\nBALLEGH_LISTEN="127.0.0.1:1"\n', 3),
        (b'BALLEGH_MAX_FILE_MB=3\nBALLEGH_DATA_DIR="/x\nBALLEGH_ORGANISATION=a\nSMTP_URL="\n', 2),
        (b"BALLEGH_DATA_DIR='/x\n", 1),
        (b"BALLEGH_MAX_FILE_MB=3\n\nBALLEGH_DATA_DIR\n", 3),
        (b"BALLEGH_DATA_DIR /x\n", 1),
        ("BALLEGH_MAX_FILE_MB=3\nBALLEGH_ORGANISATION=Sûreté\n".encode("latin-1"), 2),
        ("BALLEGH_MAX_FILE_MB=3\n".encode("utf-16"), 1),
        ("BALLEGH_MAX_FILE_MB=3\n".encode("utf-16-le"), 1),
    ],
)
def test_a_file_that_cannot_be_read_whole_is_named_with_its_line(folder, content, line):
    """And nothing goes on with what little could be read."""
    (folder / ".env").write_bytes(content)
    with pytest.raises(BadSettings) as caught:
        load_settings(system=folder / "no-such-file")
    assert str(caught.value).startswith(f".env, line {line}: ")
    assert "/x" not in str(caught.value)
    assert "/var" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_editors_add_does_not_matter(folder):
    text = "\ufeffBALLEGH_ORGANISATION='Sûreté' # who reads\r\n\r\nexport BALLEGH_MAX_FILE_MB=3\r\n"
    (folder / ".env").write_text(text, "utf-8", newline="")
    settings = load_settings(system=folder / "no-such-file")
    assert (settings.organisation, settings.max_file_mb) == ("Sûreté", 3)


def test_a_folder_is_no_file_of_settings(tmp_path):
    with pytest.raises(BadEnvFile, match="cannot be read"):
        read_names(tmp_path)


def test_the_variable_that_was_really_set_is_named(folder, monkeypatch):
    (folder / "data").mkdir()
    (folder / "data" / "evidence").touch()
    monkeypatch.setenv("BALLEGH_DATA_DIR", "data")
    with pytest.raises(BadSettings, match=r"^BALLEGH_DATA_DIR: in this folder the place for evidence is not"):
        load_settings(system=folder / "no-such-file")
    monkeypatch.setenv("BALLEGH_EVIDENCE_URL", str(folder / "data" / "evidence"))
    with pytest.raises(BadSettings, match=r"^BALLEGH_EVIDENCE_URL: the place for evidence is not"):
        load_settings(system=folder / "no-such-file")
