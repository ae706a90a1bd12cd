"""QR codes read with somebody else's reader: Debian's zbarimg."""

import shutil
import subprocess
from pathlib import Path

import pytest

ZBARIMG = shutil.which("zbarimg")


def scanned(picture: bytes, folder: Path) -> str:
    """What a phone's camera would find in this picture; skips the test where there is no reader."""
    if ZBARIMG is None:
        pytest.skip("no QR reader here: apt-get install zbar-tools")
    path = folder / "scanned.png"
    path.write_bytes(picture)
    found = subprocess.run(
        [ZBARIMG, "--quiet", "--raw", path], capture_output=True, text=True, check=True, timeout=30
    )
    return found.stdout.strip()
