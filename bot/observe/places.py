"""Names the code that an exception came through."""

import traceback
from pathlib import Path

NEAREST = 4


def places(error: BaseException) -> list[str]:
    """The code that an exception came through, `folder/file.py:line`, the nearest to its cause first."""
    steps = [
        f"{short(frame.f_code.co_filename)}:{line}" for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return steps[: -NEAREST - 1 : -1]


def short(path: str) -> str:
    """The last folder and the name of a file."""
    return "/".join(Path(path).parts[-2:])
