"""The chapter on backups in `docs/operations.md`, command by command: the server is lost in the middle.

The folders that the chapter names lie below a fresh folder: that is all that differs from what stands there.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.base import base
from bot.settings.load import load_settings
from tests.bot.commands.typed import ROOT, clean
from tests.product.product import free_port
from tests.storage.sealed import NOW, Line

PAGE = ROOT / "docs" / "operations.md"
PLACES = re.compile(r"(?<![\w.*])/(?=(etc|var|media)/)")
MAIN = '#!/bin/sh\nexec "{python}" "{root}/main.py" --env-file "{etc}/ballegh.env" "$@"\n'
SYSTEMCTL = """#!/bin/sh
[ "$1 $2" = "start ballegh" ] || exit 9
main.py >"{folder}/log" 2>&1 &
echo $! >"{folder}/pid"
for _ in $(seq 100); do grep -q "  open  http" "{folder}/log" && exit 0; sleep 0.1; done
exit 1
"""
PHOTO = b"%PDF-1.4 " * 5000


def chapter() -> dict[str, str]:
    """The commands of the chapter, by the heading they stand under; a heading of words alone has none."""
    page = PAGE.read_text("utf-8").split("\n## Backup and restore\n")[1].split("\n## ")[0]
    parts = re.split(r"^### (.+)$", page, flags=re.MULTILINE)
    found = {
        title: "".join(re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
        for title, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    return {title: commands for title, commands in found.items() if commands}


class Machine:
    """A folder that stands for a machine's root, with the two programs that the chapter takes as given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        programs = folder / "bin"
        for place in ("bin", "etc/ballegh", "var/backups/ballegh", "media/safe", "media/data", "media/keys"):
            (folder / place).mkdir(parents=True)
        (folder / "media/officer").mkdir()
        main = MAIN.format(python=sys.executable, root=ROOT, etc=folder / "etc/ballegh")
        for name, text in (("main.py", main), ("systemctl", SYSTEMCTL.format(folder=folder))):
            (programs / name).write_text(text)
            (programs / name).chmod(0o755)
        self._environment = clean() | {"PATH": f"{programs}:{os.environ['PATH']}"}
        self.configure()

    def configure(self) -> None:
        """Write the settings of the server."""
        lines = (
            f"BALLEGH_DATA_DIR={self.folder}/var/lib/ballegh",
            f"BALLEGH_SERVER_KEY_FILE={self.folder}/etc/ballegh/server.key",
            f"BALLEGH_LISTEN=127.0.0.1:{free_port()}",
        )
        (self.folder / "etc/ballegh/ballegh.env").write_text("\n".join(lines) + "\n")

    def types(self, commands: str) -> str:
        """Run commands, the folders below this one; what they printed. The first that fails ends the test."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", PLACES.sub(f"{self.folder}/", commands)],
            env=self._environment,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def file_cases(self) -> None:
        """Two cases, sealed to an officer whose key goes to her medium."""
        made = base(load_settings(self.folder / "etc/ballegh/ballegh.env"))
        made.database.migrate()
        line = Line.opened(made.storage, self.folder / "var/lib/ballegh")
        with made.storage.write() as unit:
            unit.officers.add("officer1", NOW)
        line.receive("piece-one", PHOTO)
        line.file("AB23CD45", "piece-one")
        line.file("ZX98WV76")
        (self.folder / "media/officer/salma.key").write_text(line.officer)
        made.database.close()

    def dies(self) -> None:
        """The server is killed."""
        pid = self.folder / "pid"
        if pid.exists():
            os.kill(int(pid.read_text()), signal.SIGKILL)
            pid.unlink()

    def is_lost(self) -> None:
        """Only the media are left."""
        self.dies()
        for place in ("etc", "var"):
            shutil.rmtree(self.folder / place)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    for program in ("age", "sqlite3"):
        if shutil.which(program) is None:
            pytest.skip(f"no {program} program here: apt-get install {program}")
    machine = Machine(tmp_path / "machine")
    yield machine
    machine.dies()


@pytest.mark.long
@pytest.mark.sqlite("a chapter on its file")
def test_the_chapter_is_followed_and_a_case_opens(machine: Machine) -> None:
    commands = chapter()
    machine.types("main.py init")
    machine.file_cases()
    machine.types("systemctl start ballegh")
    machine.types(commands.pop("Once"))
    nightly = commands.pop("Every night")
    machine.types(nightly)
    assert list((machine.folder / "var/backups/ballegh").iterdir()) == []
    assert [len(list((machine.folder / "media" / part).iterdir())) for part in ("data", "keys")] == [1, 1]

    machine.is_lost()
    said = machine.types(commands.pop("After the server was lost"))
    assert re.search(
        r"^a case +(AB23CD45|ZX98WV76) opens: 1 entry, (0 files|1 file) of evidence$", said, re.M
    )
    assert "BAD" not in said

    said = machine.types(commands.pop("Try it before it is needed"))
    assert "قصة" in said
    assert "DOES NOT FIT" not in said

    lost = machine.folder / "var/lib/ballegh/erasure.db"
    lost.unlink()
    assert "no erasure key for" in machine.types("main.py doctor || true")
    said = machine.types(commands.pop("If only the erasure keys were lost"))
    assert "BAD" not in said
    assert "every chain, file and row" in machine.types("main.py verify")
    assert commands == {}
