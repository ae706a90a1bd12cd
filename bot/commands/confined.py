"""Limits of a command's own process: the files it makes are its owner's alone, its memory stays here."""

import ctypes
import os
import resource
from contextlib import suppress

PR_SET_DUMPABLE = 4


def confine() -> None:
    """Make every new file readable by its owner alone, and write no core file."""
    os.umask(0o077)
    with suppress(ValueError, OSError):  # a limit that is lower already
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def hide_memory() -> None:
    """Let the kernel give this process's memory to nobody: no core dump by a helper, no debugger.

    Linux alone; elsewhere the limit of `confine` is all there is.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
