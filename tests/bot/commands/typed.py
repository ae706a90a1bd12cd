"""Commands of `main.py` as they are typed: each in a process of its own, without loading Python every time.

A process that has loaded the program forks for every command: dozens of them start in the time of one.
Starts without anything loaded are tested where the server itself is started.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.databases import variables

ROOT = Path(__file__).parents[3]
OURS = ("BALLEGH", "TELEGRAM", "TWILIO", "SMTP", "DIGEST")
LOADED = """
import atexit, gc, json, os, runpy, signal, sys, threading, traceback
from sqlalchemy.orm import configure_mappers
from bot.commands.cli import COMMANDS, loaded

for name in COMMANDS:
    loaded(name)
configure_mappers()

gc.freeze()  # or each end of a process would look through all that is loaded
for line in sys.stdin:
    given = json.loads(line)
    if process := os.fork():
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
        continue
    signal.alarm(60)
    for number, name in enumerate((os.devnull, given["out"], given["errors"])):
        os.dup2(os.open(name, os.O_WRONLY if number else os.O_RDONLY), number)
    os.environ.clear()
    os.environ.update(given["environment"])
    os.chdir(given["folder"])
    sys.argv = given["command"]
    status = 0
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as ended:
        status = ended.code or 0
    except BaseException:
        traceback.print_exc()
        status = 1
    threading._shutdown()  # as at the end of an interpreter
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # what is left of such an end frees all that is loaded, and so copies it first
"""


USING = "main.py: using data folder "


@dataclass(frozen=True, slots=True)
class Said:
    """A command's two outputs and its exit status."""

    status: int
    out: str
    errors: str

    @property
    def error(self) -> str:
        """Standard error without the line that says which database is used."""
        lines = self.errors.splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith(USING))

    @property
    def json(self) -> Any:
        """The JSON that was printed."""
        return json.loads(self.out)


def clean() -> dict[str, str]:
    """The environment without a deployment's own variables."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


class Typed:
    """`said = typed(folder, "keys", "list")`, in that folder, whose data is there unless told otherwise."""

    def __init__(self, folder: Path) -> None:
        self._out, self._errors = folder / "out", folder / "errors"
        self._one_at_a_time = threading.Lock()
        self._process = subprocess.Popen(
            (sys.executable, "-X", "utf8", "-c", LOADED),
            env=clean() | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, folder: Path, *words: str, more: Mapping[str, str] | None = None) -> Said:
        """Run it to its end, which is forced after a minute. `more`: of the environment."""
        given = {
            "command": [str(ROOT / "main.py"), *words],
            "environment": clean() | variables(folder) | dict(more or {}),
            "folder": str(folder),
            "out": str(self._out),
            "errors": str(self._errors),
        }
        with self._one_at_a_time:
            self._out.write_bytes(b"")
            self._errors.write_bytes(b"")
            status = self._run(json.dumps(given))
            return Said(status, self._out.read_text("utf-8"), self._errors.read_text("utf-8"))

    def _run(self, line: str) -> int:
        assert self._process.stdin
        assert self._process.stdout
        print(line, file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the process: its input ends."""
        self._process.communicate()
