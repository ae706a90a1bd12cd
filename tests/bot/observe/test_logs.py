"""P3 by force: canaries thrown at the logs through every door, at DEBUG, and none comes out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CANARIES = (
    "Amina-el-Fassi",
    "+212 612 345 678",
    "0612345678",
    "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ",
    "أمينة",
    "he said he would publish them",
)

DOORS = """
import asyncio, json, logging, sys, threading, warnings
import structlog
from bot.observe.logs import configure_logs

canary = json.loads(sys.argv[1])
library = logging.getLogger("httpx._client")
library.addHandler(logging.StreamHandler(sys.stderr))
library.propagate = False
write_out = configure_logs("DEBUG")
log = structlog.get_logger()


class Carrier:
    def __repr__(self):
        return canary


def fail():
    held = canary
    raise RuntimeError(canary, held)


log.info(canary)
log.info("template %s", canary)
log.info(f"formatted {canary}")
log.debug("extra fields", text=canary, name=canary, at=canary, exception=canary, logger=canary, time=canary)
log.info("fields on the list", channel=f"a {canary}", reason=Carrier(), kind=[canary], status={canary: 1})
log.bind(text=canary, exc_info=canary, stack_info=True).info("bound fields")
log.info("number", count=612345678, row=612345678)
try:
    fail()
except RuntimeError as error:
    log.exception("our own exception", reason=str(error) + " ")
    library.exception("their exception %s", canary)
    library.error(canary, exc_info=True)
    log.error("given exception", exc_info=error)
    try:
        raise ValueError(canary) from error
    except ValueError:
        log.exception("chained", stack_info=True)
library.debug("GET %s", canary)
library.info("GET %s %s" % (canary, 1))
library.warning("wrong arguments %d", canary, stack_info=True)
library.warning(Carrier())
logging.getLogger("named " + canary).error("their name")
logging.log(45, "odd level %s", canary, extra={"text": canary})
warnings.warn(canary)
warnings.warn(Warning(canary), stacklevel=2)
thread = threading.Thread(target=fail, name=canary)
thread.start()
thread.join()


class Dying:
    def __del__(self):
        fail()


Dying()


async def forgotten():
    task = asyncio.ensure_future(asyncio.sleep(0, fail), loop=None)
    asyncio.get_running_loop().call_soon(fail)
    await asyncio.sleep(0)
    await task


asyncio.run(forgotten(), debug=True)
log.info("the end", row=7, seconds=0.5, reason="window-closed", code="twilio:63016")
if sys.argv[2] == "crash":
    import atexit
    atexit.register(write_out)
    fail()
write_out()
"""


@pytest.fixture(params=CANARIES)
def canary(request):
    return request.param


def logged(canary: str, ending: str) -> str:
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", DOORS, json.dumps(canary), ending],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.stdout == ""
    assert run.returncode == (ending == "crash"), run.stderr
    return run.stderr


@pytest.mark.parametrize("ending", ["normal", "crash"])
@pytest.mark.few(3)
def test_no_canary_reaches_a_log(canary, ending):
    written = logged(canary, ending)
    assert canary not in written
    assert json.dumps(canary)[1:-1] not in written
    assert repr(canary)[1:-1] not in written


def test_what_may_be_known_is_there(canary):
    lines = [json.loads(line) for line in logged(canary, "crash").splitlines()]
    events = {line["event"]: line for line in lines}
    assert {"extra fields", "bound fields", "our own exception", "wrong arguments %d"} <= set(events)
    assert events["the end"] == {
        "event": "the end",
        "level": "info",
        "row": 7,
        "seconds": 0.5,
        "reason": "window-closed",
        "code": "twilio:63016",
        "time": events["the end"]["time"],
    }
    assert events["fields on the list"]["channel"] == "hidden"
    assert (events["number"]["count"], events["number"]["row"]) == ("hidden", 612345678)
    assert events["chained"]["exception"] == "builtins.ValueError from builtins.RuntimeError"
    assert events["our own exception"]["at"].startswith("<string>:")
    assert events["GET %s"]["logger"] == "httpx._client"
    assert events["python warning"]["kind"] in {"UserWarning", "Warning"}
    assert events["uncaught exception"]["exception"] == "builtins.RuntimeError"


QUIET = """
import logging
import structlog
from bot.observe.logs import configure_logs

write_out = configure_logs("INFO")
structlog.get_logger().debug("ours below the level")
structlog.get_logger().info("ours")
logging.getLogger("uvicorn").info("theirs below warning")
logging.getLogger("uvicorn").warning("theirs")
write_out()
"""


def test_below_debug_libraries_are_heard_from_warning_on():
    run = subprocess.run([sys.executable, "-c", QUIET], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [json.loads(line)["event"] for line in run.stderr.splitlines()] == ["ours", "theirs"]


SLOW = """
import os, sys, time
import structlog
from bot.observe.logs import configure_logs

write_out = configure_logs("INFO", os.fdopen(int(sys.argv[1]), "w"))
log = structlog.get_logger()
for row in range(30_000):
    log.info("one of many", row=row)
print("not held up")
sys.stdout.flush()
os._exit(0)
"""


def test_a_reader_that_stands_still_holds_nobody_up():
    reading, writing = os.pipe()
    try:
        run = subprocess.run(
            [sys.executable, "-c", SLOW, str(writing)],
            cwd=ROOT,
            pass_fds=[writing],
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
    finally:
        os.close(reading)
        os.close(writing)
    assert run.stdout == "not held up\n"
