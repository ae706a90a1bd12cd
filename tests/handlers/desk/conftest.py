"""One Chromium for all tests of the desk in a worker; each officer has a context of their own in it."""

import inspect
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.handlers.desk import officer
from tests.product.person import chromium


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(name: str, obj: object) -> None:
    """Run these tests in the event loop of the browser."""
    if name.startswith("test") and inspect.iscoroutinefunction(obj):
        pytest.mark.asyncio(loop_scope="session")(obj)


@pytest_asyncio.fixture(scope="session", loop_scope="session", autouse=True)
async def one_browser() -> AsyncIterator[None]:
    """Where there is a browser, keep one for `officer.house`."""
    if officer.skipped():
        yield
        return
    async with chromium() as browser:
        officer.BROWSERS.append(browser)
        yield
        officer.BROWSERS.clear()
