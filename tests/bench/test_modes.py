"""Each measurement still runs against the product as it is today, in its smallest size."""

import subprocess
import sys
from collections.abc import Sequence

import pytest

from bench.__main__ import OTHERS
from bench.tools import ROOT, VENV

SMALL = ("--rounds", "1", "--seconds", "1", "--warmup", "0.3", "--reporters", "4", "--stored", "600")
NEEDS_PEERS = {"profile"}
"""Modes that run a program from the peers' own environment, which is not made for a test."""
ALONE = (
    ("campaigns.copies", "--copies", "1"),
    ("campaigns.lookup", "2000"),
    ("erasing", "--rounds", "1", "--chats", "16"),
    ("inbox", "--cases", "300"),
    ("inbox_http", "--cases", "300"),
    ("indicators.measure",),
    ("national", "--people", "1000"),
    ("national", "--people", "1000", "--guided"),
    ("pictures.measure", "--each", "1"),
    ("report_cost", "--reports", "2"),
)


def played(*command: str) -> str:
    """Return the output of a measurement; skip the test where a program for it is missing."""
    done = subprocess.run(
        (sys.executable, "-m", *command), cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode == 2 and "needed" in done.stdout:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


@pytest.mark.long
@pytest.mark.parametrize("mode", sorted(OTHERS))
def test_each_mode_measures(mode: str) -> None:
    if mode in NEEDS_PEERS and not VENV.exists():
        pytest.skip("the peers' environment is not made here: make bench makes it")
    assert played("bench", f"--{mode}", *SMALL)


@pytest.mark.long
@pytest.mark.parametrize("latency", ["0", "5"])
def test_the_comparison_measures_the_product(latency: str) -> None:
    assert "| product |" in played("bench", "--only", "product", "--latency-ms", latency, *SMALL)


@pytest.mark.long
@pytest.mark.parametrize("command", ALONE, ids=" ".join)
def test_each_measurement_of_its_own_measures(command: Sequence[str]) -> None:
    name, *options = command
    assert played(f"bench.{name}", *options)


def test_sizes_that_are_too_small_are_refused_in_words() -> None:
    for command in (
        ("bench", "--digest", "--stored", "599"),
        ("bench.national", "--people", "999"),
        ("bench.campaigns.lookup", "1999"),
    ):
        done = subprocess.run(
            (sys.executable, "-m", *command), cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert "at least" in done.stdout + done.stderr
