"""What is not needed is not loaded: each deployment, started and stopped in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STARTED = """
import asyncio, os, sys, threading
from bot.app import App
from bot.base import base
from bot.commands.operations.serve import work_in_batches
from bot.settings.load import load_settings

def policy():
    print("policy", os.sched_getscheduler(0) == os.SCHED_BATCH if hasattr(os, "SCHED_BATCH") else True)

work_in_batches()
thread = threading.Thread(target=policy)
thread.start()
thread.join()

async def start():
    made = base(load_settings())
    made.database.migrate()
    app = App(made)
    assert app.site
    await app.start()
    await app.stop()

asyncio.run(start())
print(*sys.modules)
"""
COMMANDS = """
import sys
from bot.commands.cli import COMMANDS, loaded

for name in COMMANDS.keys() - {"serve"}:
    loaded(name)
print(*sys.modules)
"""
NOWHERE = "http://127.0.0.1:9"
TELEGRAM = {"TELEGRAM_BOT_TOKEN": "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "TELEGRAM_API_URL": NOWHERE}
PUBLIC = {"BALLEGH_PUBLIC_URL": "https://ballegh.example"}
TWILIO = {
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "0" * 32,
    "TWILIO_WHATSAPP_FROM": "whatsapp:+14155238886",
    "TWILIO_API_URL": NOWHERE,
}
HEAVY = {"aiohttp", "botocore", "httpx", "obstore", "pyreqwest", "telegram", "tenacity", "twilio", "webauthn"}
BOT_API = {"httpx", "pyreqwest", "telegram", "tenacity"}
BUCKET = {
    "BALLEGH_EVIDENCE_URL": "s3://bucket/prefix",
    "BALLEGH_S3_ENDPOINT": NOWHERE,
    "BALLEGH_S3_ACCESS_KEY": "name",
    "BALLEGH_S3_SECRET_KEY": "secret",
}
LOADED = [
    pytest.param({}, set(), id="web chat alone"),
    pytest.param(TELEGRAM | PUBLIC, BOT_API, id="telegram by webhook"),
    pytest.param(TELEGRAM, BOT_API, id="telegram by polling"),
    pytest.param(BUCKET, {"obstore"}, id="evidence in a bucket"),
    pytest.param(TWILIO | PUBLIC, {"aiohttp", "tenacity", "twilio"}, id="whatsapp"),
]


def modules(code: str, folder: Path, given: dict[str, str] | None = None) -> set[str]:
    """What a fresh process has loaded once it ran this, away from any `.env`."""
    foreign = ("BALLEGH_", "TELEGRAM_", "TWILIO_")
    own = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    own |= {"PYTHONPATH": str(ROOT), "BALLEGH_DATA_DIR": str(folder)} | (given or {})
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(("given", "loaded"), LOADED)
@pytest.mark.few(1)
def test_a_channel_that_is_off_loads_nothing_and_threads_work_in_batches(tmp_path, given, loaded):
    """A thread has the policy for working in batches, if this system has one."""
    found = modules(STARTED, tmp_path, given)
    assert {"policy", "True"} <= found
    assert "handlers.webchat.channel" in found
    assert found & HEAVY == loaded


def test_a_command_loads_no_server(tmp_path):
    found = modules(COMMANDS, tmp_path)
    assert "bot.commands.casework.bundle" in found
    assert found & {*HEAVY, "uvicorn", "apscheduler", "pyreqwest", "bot.app"} == set()
