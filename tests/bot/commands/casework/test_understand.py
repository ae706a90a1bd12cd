"""`main.py understand`: one line of JSON for each line, from a file or standard input, without a database."""

import io
import json
from pathlib import Path

import pytest

from bot.commands.answer import WrongUsage
from bot.commands.casework.understand import understood
from bot.settings.load import load_settings

SIFT = '{"text": "safi sift", "asked": "confirm"}\n'


@pytest.fixture
def lines(tmp_path: Path):
    """Writes a file of lines."""

    def write(text: str | bytes) -> Path:
        file = tmp_path / "lines.jsonl"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


def test_a_file_is_read_line_by_line(typed, tmp_path, lines):
    asked = lines(
        SIFT
        + "\n"
        + '{"text": "Au secours, il est devant ma porte avec un couteau, appelez le 0612345678"}\n'
    )
    said = typed(tmp_path, "understand", str(asked))
    assert said.status == 0, said.errors
    sent, danger = map(json.loads, said.out.splitlines())
    assert (sent["intent"], sent["answer"], sent["indicators"]) == ("send", "send", [])
    assert danger["language"] == "fr"
    assert danger["danger"]
    assert danger["answer"] is None
    assert danger["indicators"] == [{"kind": "phone", "value": "+212612345678", "text": "0612345678"}]
    assert not (tmp_path / "ballegh.sqlite").exists()


def test_standard_input_is_read_where_no_file_is_named(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SIFT.encode())))
    understood(load_settings())
    assert json.loads(capsys.readouterr().out)["answer"] == "send"


def test_no_line_gives_no_line(typed, tmp_path):
    said = typed(tmp_path, "understand")
    assert (said.status, said.out) == (0, "")


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("safi", "line 2: "),
        ('{"words": "safi"}', "line 2: "),
        ('{"text": 5}', "line 2: "),
        (b'{"text": "\xff"}', "line 2: "),
        ('{"text": "safi", "asked": "hat"}', "line 2: no question has the id 'hat'"),
    ],
)
@pytest.mark.few(1)
def test_a_bad_line_is_one_line_of_error(typed, tmp_path, lines, line, error):
    first = SIFT.encode()
    bad = line if isinstance(line, bytes) else line.encode()
    said = typed(tmp_path, "understand", str(lines(first + bad)))
    assert said.status == 2
    assert len(said.errors.splitlines()) == 1
    assert error in said.errors
    assert len(said.out.splitlines()) == 1


def test_a_missing_file_is_one_line_of_error(typed, tmp_path):
    said = typed(tmp_path, "understand", "nowhere.jsonl")
    assert said.status in {1, 2}
    assert len(said.errors.splitlines()) == 1


def test_every_reading_is_there(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "fr", "asked": "language"}')))
    understood(load_settings())
    read = json.loads(capsys.readouterr().out)
    assert read.keys() == {
        *("language", "intent", "answer", "despair", "danger", "minor", "category", "topic"),
        *("indicators", "complaint"),
    }
    assert (read["intent"], read["answer"]) == ("language", "fr")
    assert read["complaint"] == {"whole": False, "signature": None}


def test_a_line_that_is_no_query_is_wrong_usage(lines):
    with pytest.raises(WrongUsage, match="line 1"):
        understood(load_settings(), lines("[]"))
