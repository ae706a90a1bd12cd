"""Make the pictures of the README anew, from the running product.

python -m tests.campaigns.screenshots [FOLDER]
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.product.person import DESK, PHONE, chromium, visit
from tests.product.product import free_port, serving, settings
from tests.product.test_web import NOTE, reports_fraud, sets

FOLDER = Path(__file__).parents[2] / "docs" / "images"
SMALL_DESK = DESK | {"viewport": {"width": 1000, "height": 700}}
SETTLED = 500


async def pictures(folder: Path) -> None:
    """A report in Arabic on a phone, the first question in French at a desk, an officer with the case."""
    with tempfile.TemporaryDirectory() as data:
        port = free_port()
        given = settings(Path(data), public_url=f"http://127.0.0.1:{port}")
        async with serving(given, port) as product, chromium() as browser:
            reporter = await visit(product, browser, "ar", **PHONE, device_scale_factor=2)
            reference, _ = await reports_fraud(reporter)
            officer = await visit(product, browser, "fr", **SMALL_DESK)
            await officer.taps("language-fr")
            await officer.page.wait_for_timeout(SETTLED)
            await officer.shot(folder / "french-desktop.png")
            await officer.says(product.enrolment())
            await officer.taps("desk-new")
            await officer.page.wait_for_timeout(SETTLED)
            await officer.shot(folder / "officer-case.png")
            await officer.taps("action-desk")

            await sets(officer, reference, "status-referred", NOTE)
            await reporter.sees("status-referred")
            await reporter.looks_down()
            await reporter.page.locator(".qr").evaluate("node => node.scrollIntoView()")
            await reporter.page.wait_for_timeout(SETTLED)
            await reporter.shot(folder / "arabic-phone.png")


def main() -> int:
    """Where the first argument says, or where the README has them."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(pictures(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
