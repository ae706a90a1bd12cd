"""Files made to do harm: refused or read within bounds of time and memory, and never silently."""

import json
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.commands.exchange.patterns import LONGEST, compared
from bot.commands.exchange.read import LARGEST, MOST, read
from bot.commands.exchange.rows import BadFile

DEEP = 200_000
SLOW = 5.0
"""Seconds; the machine may be busy."""


def stix(*patterns: str) -> bytes:
    objects = [{"type": "indicator", "pattern": pattern} for pattern in patterns]
    return json.dumps({"type": "bundle", "objects": objects}).encode()


REFUSED: dict[str, Callable[[], bytes]] = {
    "deep list": lambda: b"[" * DEEP + b"]" * DEEP,
    "deep STIX": lambda: b'{"type": "bundle", "objects": [' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"]}",
    "deep MISP": lambda: b'{"Event": {"Attribute": [' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"]}}",
    "half a file": lambda: b'{"type": "bundle", "objects": [{"type": "indicator"',
    "no JSON": lambda: b'{"type": "bundle", objects}',
    "a bomb of rows": lambda: b"kind,value\n" + b"domain,a.top\n" * (MOST + 1),
    "one endless cell": lambda: b"kind,value\ndomain," + b"a" * 1_000_000,
    "bytes": lambda: b"\x00\xff" * 1000,
    "too large": lambda: b"kind,value\n" + b"\n" * LARGEST,
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.few(1)
def test_a_file_that_is_no_list_is_refused(name, tmp_path: Path):
    file = tmp_path / "list"
    file.write_bytes(REFUSED[name]())
    began = time.process_time()
    with pytest.raises(BadFile):
        read(file, time.time(), public=False, context=False)
    assert time.process_time() - began < SLOW * 4


def test_a_value_that_is_no_text_spoils_only_its_own_row(tmp_path: Path):
    file = tmp_path / "list"
    good = b'{"type": "domain", "value": "a.top", "to_ids": true}'
    file.write_bytes(b'{"Event": {"Attribute": [{"type": "url", "value": "\xff"}, %b]}}' % good)
    found = read(file, time.time(), public=False, context=False)
    assert found.refused == (("event 1, attribute 1", "unreadable"),)
    assert [one.pair for one in found.marked] == [("link", "a.top")]


ODD = {
    "formula": '=cmd|"/C calc"!A0',
    "slow for a careless pattern": "a" * 1900 + "!",
    "dots": "." * 1900,
    "ats": "@" * 1900,
    "slashes": "https://" + "/" * 1800,
    "digits": "+" + "1" * 1900,
    "null": "\x00",
    "right to left": "\u202e+212612345678",
    "long": "x" * 100_000,
    "query": "'; DROP TABLE listed_indicators; --",
}


@pytest.mark.parametrize(
    "kind", ["phone", "domain", "url", "email", "account", "group", "rib", "iban", "wallet"]
)
def test_a_hostile_value_is_refused_quickly_and_named(kind, tmp_path: Path):
    file = tmp_path / "list.csv"
    told = ["'" + value if value[0] in "=+@-" else value for value in ODD.values()]
    rows = "".join('{},"{}"\n'.format(kind, value.replace('"', '""')) for value in told)
    file.write_text(f"kind,value\n{rows}", "utf-8")
    began = time.process_time()
    found = read(file, time.time(), public=False, context=False)
    assert time.process_time() - began < SLOW
    assert len(found.refused) + len(found.marked) == len(ODD), found
    assert found.marked == (), found


@pytest.mark.parametrize(
    "pattern",
    [
        "[" * LONGEST,
        "'" * LONGEST,
        "'" + "\\" * (LONGEST - 1),
        "a:" * (LONGEST // 2),
        "[domain-name:value = '" + "a" * (LONGEST * 10) + "']",
        "[domain-name:value = 'a'" + " OR domain-name:value = 'a'" * 300 + "]",
        " " * (LONGEST - 1) + "x",
        "[" + " " * (LONGEST - 1),
        "[domain-name:value = 'a'" + " " * 9_000,
        "[" + " \t\n" * 3_000,
        "'\\" * (LONGEST // 2),
    ],
)
def test_a_hostile_pattern_is_read_in_linear_time(pattern):
    began = time.process_time()
    compared(pattern)
    assert time.process_time() - began < 1


A, B = "domain-name:value = 'a.top'", "domain-name:value = 'b.top'"


@pytest.mark.parametrize(
    "pattern",
    [
        f"[{A} {B}]",
        f"[{A}] [{B}]",
        f"[{A} OR OR {B}]",
        f"[{A} OR AND {B}]",
        f"[{A} OR]",
        f"[OR {A}]",
        f"[{A}] OR",
        "[OR]",
        "[]",
        "",
    ],
)
def test_comparisons_that_nothing_joins_are_no_pattern(pattern):
    assert compared(pattern) == ()


@pytest.mark.long
def test_a_large_list_is_read_in_bounded_memory(tmp_path: Path):
    file = tmp_path / "list.json"
    file.write_bytes(stix(*(f"[domain-name:value = 'evil{number}.top']" for number in range(20_000))))
    tracemalloc.start()
    found = read(file, time.time(), public=False, context=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.marked) == 20_000
    assert peak < 100 << 20
