"""Limits of a command's own process: the files it makes are its owner's alone, its memory stays here."""

import ctypes
import os
from contextlib import suppress
from importlib import import_module
from typing import Any

PR_SET_DUMPABLE = 4


def confine() -> None:
    """Make every new file readable by its owner alone, and write no core file."""
    os.umask(0o077)
    with suppress(ImportError, ValueError, OSError):  # not on Windows; or a limit that is lower already
        limits: Any = import_module("resource")
        limits.setrlimit(limits.RLIMIT_CORE, (0, 0))


def hide_memory() -> None:
    """Let the kernel give this process's memory to nobody: no core dump by a helper, no debugger.

    Linux alone; elsewhere the limit of `confine` is all there is.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
