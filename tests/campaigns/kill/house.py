"""A deployment on the disk: the server with its secrets apart, an officer's machine, commands, copies."""

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_bytes

from tests import databases
from tests.databases import variables

ROOT = Path(__file__).parents[3]
PATIENCE = 90.0
PLAY = """
import json, sys
from bot.commands.cli import main
for line in sys.stdin:
    status = main(json.loads(line))
    print(f"\\x1e{status}", flush=True)
"""
"""Commands given as lines of JSON, each as if `main.py` had been called with it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and its exit status."""

    text: str
    status: int


@dataclass
class House:
    """`server` is all that a thief of the server gets, `secrets` included; `officer` is another machine."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.server, self.officer = self.folder / "server", self.folder / "officer"
        self.data, self.secrets = self.server / "data", self.server / "secrets"
        self.told = self.server / "told"
        self.temporary = self.server / "tmp"
        for made in (self.data, self.secrets, self.told, self.temporary, self.officer):
            made.mkdir(parents=True, mode=0o700)
        self.key = self.secrets / "server.key"
        self.key.touch(0o600)
        self.key.write_bytes(token_bytes(32))
        self._runs = 0
        self._began = time.time()

    @property
    def environment(self) -> dict[str, str]:
        """What the server's process is started with, over what every process has."""
        own = {
            "BALLEGH_SERVER_KEY_FILE": str(self.key),
            "BALLEGH_LISTEN": "127.0.0.1:0",
            "BALLEGH_LOG_LEVEL": "DEBUG",
            "TMPDIR": str(self.temporary),
        }
        return variables(self.data) | own | self.settings

    def runs(self, *commands: Sequence[str], data: Path | None = None) -> list[Said]:
        """Commands on the server, one after the other; what they say and log is kept."""
        more = variables(data) if data else {}
        said, log = played(commands, self.server, self.environment | more)
        self._runs += 1
        self.keep(f"commands-{self._runs}.log", log)
        self.keep(f"commands-{self._runs}.out", "\n".join(each.text for each in said))
        return said

    def keep(self, name: str, text: str) -> None:
        """Something that the server said to somebody."""
        (self.told / name).write_text(text, "utf-8")

    def copy(self, name: str) -> Path:
        """The data as it lies there now, whatever the server is doing."""
        target = self.server / name
        shutil.copytree(self.data, target, ignore_dangling_symlinks=True, copy_function=_if_there)
        databases.copied_in_use(self.data, target)
        self.keep_postgres(name)
        return target

    def keep_postgres(self, name: str) -> None:
        """What the Postgres, where there is one, wrote to its own disk until now is on the server's too."""
        databases.written(self._began, self.server / "postgres" / name)

    def age_uploads(self) -> None:
        """As if what lies among the uploads had lain there for an hour."""
        for path in (self.data / "uploads").rglob("*"):
            os.utime(path, (time.time() - 3600.0,) * 2)

    def back_up(self) -> None:
        """As `docs/operations.md` says, while the server runs; the erasure keys apart."""
        backup, erasure = self.server / "backup", self.server / "backup-erasure"
        if databases.POSTGRES:
            self._done("backup", str(backup))
            return
        for made in (backup, erasure):
            made.mkdir(mode=0o700)
        shutil.copytree(self.data / "uploads", backup / "uploads")
        _vacuumed(self.data / "ballegh.db", backup)
        for name in ("uploads", "evidence"):
            shutil.copytree(self.data / name, backup / name, dirs_exist_ok=True)
        _vacuumed(self.data / "erasure.db", erasure)

    def restore(self, folder: Path) -> None:
        """Put the backup into this new data folder; on Postgres into a new database as well."""
        if databases.POSTGRES:
            self._done("restore", str(self.server / "backup"), data=folder)
            return
        shutil.copytree(self.server / "backup", folder)
        for each in (self.server / "backup-erasure").iterdir():
            shutil.copy(each, folder)

    def _done(self, *command: str, data: Path | None = None) -> None:
        (said,) = self.runs(command, data=data)
        assert said.status == 0, said.text


def _vacuumed(database: Path, folder: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("VACUUM INTO ?", (str(folder / database.name),))


def played(
    commands: Iterable[Sequence[str]], folder: Path, environment: Mapping[str, str]
) -> tuple[list[Said], str]:
    """Commands in a process of their own, in this folder; what each said, and what was logged."""
    lines = "".join(json.dumps(list(command)) + "\n" for command in commands)
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PLAY],
        input=lines.encode(),
        env=_clean() | {"PYTHONPATH": str(ROOT)} | dict(environment),
        cwd=folder,
        capture_output=True,
        check=False,
    )
    log = run.stderr.decode()
    *texts, rest = run.stdout.decode().split("\x1e")
    assert run.returncode == 0, f"a command ended in an error:\n{log[-3000:]}"
    statuses = [text.partition("\n")[0] for text in (*texts[1:], rest)]
    said = [text if at == 0 else text.partition("\n")[2] for at, text in enumerate(texts)]
    return [Said(text, int(status)) for text, status in zip(said, statuses, strict=True)], log


def _clean() -> dict[str, str]:
    """The environment without a deployment's own variables."""
    ours = ("BALLEGH", "TELEGRAM", "TWILIO", "SMTP", "DIGEST")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _if_there(source: str, target: str) -> None:
    """A file may go while its folder is copied."""
    try:
        shutil.copy2(source, target)
    except FileNotFoundError:
        return


class Server:
    """`main.py serve` in a process of its own; `url` is where it listens. `program` stands for `main.py`."""

    patience = PATIENCE

    def __init__(self, house: House, program: Sequence[str] = (str(ROOT / "main.py"),)) -> None:
        self._house = house
        self._program = program
        self._starts = 0
        self.url = ""

    async def start(self) -> None:
        """Returns when it listens."""
        self._starts += 1
        self._log = (self._house.told / f"server-{self._starts}.log").open("wb")
        self._out = (self._house.told / f"server-{self._starts}.out").open("wb")
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, *self._program, "serve"),
            env=_clean() | self._house.environment,
            cwd=self._house.server,
            stdout=asyncio.subprocess.PIPE,
            stderr=self._log,
        )
        async with asyncio.timeout(self.patience):
            await self._listening()

    async def _listening(self) -> None:
        assert self._process.stdout
        async for line in self._process.stdout:
            self._out.write(line)
            if line.startswith(b"  open  "):
                port = line.decode().strip().rpartition(":")[2]
                self.url = f"http://127.0.0.1:{port}"
                return
        raise RuntimeError("the server ended at once")

    async def kill(self) -> None:
        """End it at once, as a power cut does."""
        self._process.kill()
        await self._process.communicate()
        self._out.close()
        self._log.close()

    async def stop(self) -> int:
        """End it in order; its exit status."""
        if self._log.closed:
            return self._process.returncode or 0
        if self._process.returncode is None:
            self._process.terminate()
        rest, _ = await self._process.communicate()
        self._out.write(rest or b"")
        self._out.close()
        self._log.close()
        return self._process.returncode or 0
