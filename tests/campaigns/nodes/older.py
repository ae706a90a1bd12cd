"""An earlier release of the program, in a folder of its own, with this one's libraries."""

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

from tests.campaigns.kill.house import ROOT

BUILT = "handlers/desk/built"


def unpacked(commit: str, folder: Path) -> Path:
    """Return the folder with the program of this commit; the desk's page is this release's."""
    done = subprocess.run(
        ("git", "-C", str(ROOT), "archive", commit, "--", ":!tests"), capture_output=True, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as files:
        files.extractall(folder, filter="data")
    shutil.copytree(ROOT / BUILT, folder / BUILT, dirs_exist_ok=True)
    return folder
