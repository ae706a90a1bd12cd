"""What the peers share: where to listen and call, what to say, and where cases and photos go.

Texts and buttons are the product's own, so that every bot sends as many bytes.
"""

import json
import sqlite3
import sys
from pathlib import Path

TOKEN = "123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
API, PORT, FOLDER, SCRIPT = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
PATH, SECRET = "/hook", "a-secret-of-the-bench"
URL = f"http://127.0.0.1:{PORT}{PATH}"

_script = json.loads(SCRIPT.read_text("utf-8"))
PHOTOS = FOLDER / "photos"
PHOTOS.mkdir(parents=True, exist_ok=True)

_cases = sqlite3.connect(FOLDER / "cases.db", isolation_level=None)
_cases.execute("PRAGMA journal_mode=WAL")
_cases.execute("PRAGMA synchronous=NORMAL")
_cases.execute("CREATE TABLE cases (id INTEGER PRIMARY KEY, chat INTEGER, answers TEXT)")


def text(name: str) -> str:
    """What is said there."""
    return str(_script[name]["text"])


def rows(name: str) -> list[list[tuple[str, str]]]:
    """The buttons under it, two to a row: label and callback data."""
    buttons = [(label, data) for label, data in _script[name]["buttons"]]
    return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]


def file_case(chat: int, answers: dict[str, str]) -> int:
    """Keep the case; its number."""
    done = _cases.execute("INSERT INTO cases (chat, answers) VALUES (?, ?)", (chat, json.dumps(answers)))
    return int(done.lastrowid or 0)
