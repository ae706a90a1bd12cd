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
