"""Where the product's time goes: py-spy on the running product while reporters keep it busy."""

import subprocess
import threading
from collections import Counter
from pathlib import Path

from bench.bots import PRODUCT, Running
from bench.measure import Course, Load, api_of, play
from bench.tools import LOAD_CORE, peers_python, pinned

SHOWN = 60


def profile(course: Course, load: Load) -> bool:
    """The functions that take most time, by their own and with all that they call."""
    stacks = course.folder / "stacks.txt"
    with course.reporters(load, PRODUCT.path) as reporters:
        place = course.place(api_of(reporters))
        running = Running(PRODUCT, place)
        try:
            running.wait()
            spy = threading.Timer(load.warmup, _record, (running.pid, load.seconds - 1, stacks))
            spy.start()
            seen = play(reporters, (place.port, running.pid))
            spy.join()
        finally:
            running.stop()
    print(f"{seen['updates'] / seen['seconds']:,.0f} updates/s while watched")
    _print(stacks.read_text("utf-8"))
    return not seen["errors"]


def _record(pid: int, seconds: float, target: Path) -> None:
    spy = peers_python().with_name("py-spy")
    options = ["record", "--rate", "300", "--format", "raw", "--threads", "--function", "--gil"]
    command = pinned(
        LOAD_CORE, spy, *options, "--duration", str(int(seconds)), "--pid", str(pid), "--output", target
    )
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _print(stacks: str) -> None:
    own: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    threads: Counter[str] = Counter()
    for line in stacks.splitlines():
        stack, _, count = line.rpartition(" ")
        frames = stack.split(";")
        threads[frames[0]] += int(count)
        own[frames[-1]] += int(count)
        whole.update(dict.fromkeys(frames, int(count)))
    total = threads.total()
    for title, counted in (("thread", threads), ("self", own), ("with all it calls", whole)):
        print(f"\n{title}")
        for name, samples in counted.most_common(SHOWN):
            print(f"  {samples / total:6.1%}  {name}")
