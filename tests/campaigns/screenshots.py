"""Make the pictures of the README anew, from the running product.

python -m tests.campaigns.screenshots [FOLDER]
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.handlers.desk.officer import enters, house
from tests.handlers.desk.reports import STORY, files
from tests.product.person import DESK, PHONE, chromium, visit
from tests.product.product import free_port, serving, settings
from tests.product.test_web import NOTE, reports_fraud, sets

FOLDER = Path(__file__).parents[2] / "docs" / "images"
SMALL_DESK = DESK | {"viewport": {"width": 1000, "height": 700}}
SETTLED = 500
STORIES = (
    "Il menace de publier mes photos si je ne paie pas 2000 dirhams",
    "Un vendeur sur Instagram m'a pris 900 dirhams et ne répond plus",
    "On a piraté mon compte WhatsApp ce matin",
    "كيهددني بالقتل فالفايسبوك حيت شهدت عليه",
    STORY,
)


async def desk_pictures(folder: Path) -> None:
    """The officers' page: the inbox in French at a desk, a case in Arabic on a phone."""
    with tempfile.TemporaryDirectory() as data:
        async with (
            house(Path(data)) as here,
            here.officer("fr", **SMALL_DESK) as salma,
            here.officer("ar", **PHONE, device_scale_factor=2) as nadia,
        ):
            await enters(salma)
            await enters(nadia)
            for number, story in enumerate(STORIES):
                reference = await files(here.telegram.chat(20 + number, language="ar"), story)
            await here.telegram.settled()
            await salma.reloads()
            await salma.page.keyboard.press("j")
            await salma.page.wait_for_timeout(SETTLED)
            await salma.page.screenshot(path=folder / "desk-inbox.png", animations="disabled")
            await nadia.opens(f"/desk#/case/{reference}")
            await nadia.page.locator("[data-verdict]").wait_for()
            await nadia.page.wait_for_timeout(SETTLED)
            await nadia.page.screenshot(path=folder / "desk-case.png", animations="disabled")


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
    asyncio.run(desk_pictures(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
