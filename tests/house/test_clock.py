"""The time of day and chance are passed in: a file that asks a machine or Python for them is found."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.test_house import name, product

MOMENTS = {
    "time": {"time", "time_ns", "clock_gettime", "clock_gettime_ns"},
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
}
"""By module or class, the functions that tell the time of day."""
OF_NO_MOMENT = {"gmtime": 1, "localtime": 1, "ctime": 1, "asctime": 1, "strftime": 2}
"""Functions of `time` that tell the time of day when they are called with fewer arguments."""
MAY = {
    "storage/database/clock.py": ("time.time", "the installation's clock begins with this machine's"),
    "storage/database/ids.py": ("time.time", "ids of no database are made by this machine's clock"),
    "bot/base.py": ("random.SystemRandom", "the composition root makes the one source of chance"),
}
"""By file, the only thing that it may name, and why."""


def names(tree: ast.AST) -> dict[str, str]:
    """By the name in a file, the name by which the library knows an imported module, class or function."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.asname or each.name: each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
    return found


def asked(source: str) -> Iterator[str]:
    """Yield each function of the time of day or of chance that a file names."""
    tree = ast.parse(source)
    known = names(tree)
    calls = {id(node.func): len(node.args) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            whole = ast.unparse(node)
            head, _, rest = whole.partition(".")
            whole = f"{known[head]}.{rest}" if head in known else whole
        elif isinstance(node, ast.Name):
            whole = known.get(node.id, "")
        else:
            continue
        *_, owner, function = ["", *whole.split(".")] if whole else ["", ""]
        if (
            owner == "random"
            or function in MOMENTS.get(owner, ())
            or (owner == "time" and calls.get(id(node), 9) < OF_NO_MOMENT.get(function, 0))
        ):
            yield whole


def forbidden(path: Path) -> list[str]:
    """Return the functions that a file names without leave."""
    may, _ = MAY.get(name(path), ("", ""))
    return [f"{name(path)}: {each}" for each in asked(path.read_text("utf-8")) if each != may]


def test_the_time_of_day_and_chance_are_passed_in() -> None:
    assert [each for path in product() for each in forbidden(path)] == []


def test_each_leave_is_needed() -> None:
    used = {name(path): set(asked(path.read_text("utf-8"))) for path in product() if name(path) in MAY}
    assert used == {path: {may} for path, (may, _) in MAY.items()}


@pytest.mark.parametrize(
    "source",
    [
        "import time\nnow = time.time()",
        "import time as t\nclock = t.time_ns",
        "from time import time\nnow = time()",
        "from time import time as moment\nclock = moment",
        "from datetime import datetime, UTC\nnow = datetime.now(UTC)",
        "import datetime\nnow = datetime.datetime.now()",
        "import datetime as d\nday = d.date.today()",
        "from datetime import date\nday = date.today()",
        "import random\nwait = random.uniform(1, 2)",
        "from random import choice\none = choice([1])",
        "from random import SystemRandom\nroll = SystemRandom().random",
        "import time\nday = time.strftime('%d')",
        "import time\nday = time.gmtime()",
    ],
)
def test_every_way_to_ask_is_found(source: str) -> None:
    assert len(list(asked(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "import time\nbegan = time.monotonic()",
        "import time\nday = time.strftime('%d', time.gmtime(5))",
        "from datetime import datetime, UTC\nday = datetime.fromtimestamp(5, UTC)",
        "import secrets\ncode = secrets.token_bytes(4)",
        "def wait(unit):\n    return unit.clock()",
    ],
)
def test_what_is_passed_in_is_left_alone(source: str) -> None:
    assert list(asked(source)) == []
