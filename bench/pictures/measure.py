"""Draws screenshots with Chromium, reads them as the server does, and counts what was read right and wrong.

python -m bench.pictures.measure --each 4
"""

import argparse
import time
from collections import Counter
from shutil import which

from playwright.sync_api import sync_playwright

from bench.pictures.screens import STYLES, TEXTS, Screen, screens
from bot.previews.preview import Previews
from bot.previews.words import READER
from flows.indicators.find import find

SEED = 4711


def counted(screen: Screen, text: str) -> Counter[str]:
    """Numbers and links that were read: right, wrong, or missing."""
    found: Counter[str] = Counter()
    for kind, truth in (("phone", screen.phone), ("link", screen.link)):
        read = {one.value for one in find(text) if one.kind == kind}
        found[f"{kind} right"] += truth in read
        found[f"{kind} wrong"] += len(read - {truth})
    return found


def measure(each: int, scale: float) -> None:
    """Print a table by style and by language."""
    previews, table, seconds = Previews(READER, 40.0), Counter[tuple[str, str]](), []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 320}, device_scale_factor=scale)
        for screen in screens(SEED, each):
            page.set_content(screen.page)
            picture = page.screenshot(type="jpeg", quality=85)
            began = time.perf_counter()
            text = previews.words(picture).text
            seconds.append(time.perf_counter() - began)
            for row in (screen.style, screen.language, "all"):
                table[row, "screens"] += 1
                for name, count in counted(screen, text).items():
                    table[row, name] += count
        browser.close()
    names = ("screens", "phone right", "phone wrong", "link right", "link wrong")
    print("|  |", " | ".join(names), "|")
    for row in (*STYLES, *TEXTS, "all"):
        print(f"| {row} |", " | ".join(str(table[row, name]) for name in names), "|")
    seconds.sort()
    print(f"seconds: median {seconds[len(seconds) // 2]:.2f}, longest {seconds[-1]:.2f}")


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("--each", type=int, default=4)
    given.add_argument("--scale", type=float, default=2.75)
    options = given.parse_args()
    measure(options.each, options.scale)
