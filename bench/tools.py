"""What a measurement needs beside the product: the load generator built, the peers installed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
VENV = ROOT / ".venv-bench"
LOCK = HERE / "requirements.lock"
BOT_CORE, LOAD_CORE = "0", "1"


class Missing(Exception):
    """Something that the machine must have; the message says what."""


def built(folder: Path) -> tuple[Path, Path]:
    """The load generator and the echo bot. Raises Missing."""
    compiler = shutil.which(os.environ.get("CC", "cc")) or shutil.which("gcc")
    if compiler is None:
        raise Missing("a C compiler is needed (cc or gcc): the load generator is written in C")
    load, echo = folder / "load", folder / "echo"
    _compile(compiler, load, *sorted((HERE / "load").glob("*.c")))
    _compile(compiler, echo, HERE / "echo" / "echo.c", HERE / "load" / "net.c")
    return load, echo


GO_PACKAGES = "golang-go golang-github-mattn-go-sqlite3-dev golang-gopkg-telebot.v3-dev"
GO_LIBRARIES = ("github.com/mattn/go-sqlite3", "gopkg.in/telebot.v3")
GO_PATH = Path("/usr/share/gocode")


def without_go() -> str:
    """The line that says how to get Go and its libraries; empty where they are."""
    there = shutil.which("go") and all((GO_PATH / "src" / name).is_dir() for name in GO_LIBRARIES)
    return "" if there else f"the peer in Go is left out: apt-get install {GO_PACKAGES}"


def go_peer(target: Path) -> Path:
    """The peer in Go, compiled anew where its sources are newer: from packages of Debian.

    Raises Missing.
    """
    if lacking := without_go():
        raise Missing(lacking)
    sources = sorted((HERE / "peers" / "go").glob("*.go"))
    if not target.exists() or target.stat().st_mtime < max(each.stat().st_mtime for each in sources):
        print("compiling bench/peers/go", flush=True)
        target.parent.mkdir(exist_ok=True)
        old_way = os.environ | {"GO111MODULE": "off", "GOPATH": str(GO_PATH)}
        subprocess.run(["go", "build", "-o", target, *sources], env=old_way, check=True)
    return target


def _compile(compiler: str, target: Path, *sources: Path) -> None:
    subprocess.run([compiler, "-O2", "-Wall", "-Wextra", "-o", str(target), *map(str, sources)], check=True)


def peers_python() -> Path:
    """The interpreter of the peers' own environment, made at the first call and when the lock changes."""
    stamp = VENV / ".lock"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print("installing what bench/requirements.lock names", flush=True)
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        pip = (str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet")
        subprocess.run([*pip, "install", "--require-hashes", "-r", str(LOCK)], check=True)
        stamp.write_text(wanted)
    return VENV / "bin" / "python"


def pinned(core: str, *command: str | Path) -> list[str]:
    """The command on one core."""
    if shutil.which("taskset") is None:
        raise Missing("taskset is needed (util-linux): bots are measured on one core")
    return ["taskset", "-c", core, *map(str, command)]
