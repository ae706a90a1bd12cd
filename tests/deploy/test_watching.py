"""Alert rules and the board name only metrics that are exported; each rule has its line in the runbook."""

import json
import re
import subprocess
from pathlib import Path
from shutil import which

import httpx
import pytest

from tests.product.product import serving, settings

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy/prometheus/ballegh.rules.yaml"
BOARD = ROOT / "deploy/grafana/ballegh.json"
METRIC = re.compile(r"\bballegh_[a-z_]+")


def expressions() -> list[str]:
    """Every query of the rules and of the board."""
    board = json.loads(BOARD.read_text("utf-8"))
    rules = re.findall(r"^ +expr: '(.+)'$", RULES.read_text("utf-8"), re.M)
    return [*rules, *(query["expr"] for panel in board["panels"] for query in panel["targets"])]


async def test_only_exported_metrics_are_named(tmp_path: Path) -> None:
    async with serving(settings(tmp_path)) as product, httpx.AsyncClient(base_url=product.url) as client:
        text = (await client.get("/metrics")).text
    families = dict(re.findall(r"^# TYPE (ballegh_\w+) (\w+)$", text, re.M))
    parts = {f"{name}_bucket" for name, kind in families.items() if kind == "histogram"}
    named = {metric for each in expressions() for metric in METRIC.findall(each)}
    assert len(named) > 15
    assert named - set(families) - parts == set()


def test_each_rule_has_its_line_in_the_runbook() -> None:
    rules = RULES.read_text("utf-8")
    anchors = re.findall(r"runbook: docs/operations\.md#([\w-]+)$", rules, re.M)
    titles = re.findall(r"^#### (.+)$", (ROOT / "docs/operations.md").read_text("utf-8"), re.M)
    assert len(anchors) == rules.count("- alert: ") == rules.count("expr: ") == rules.count("severity: ")
    assert anchors == [title.lower().replace(" ", "-") for title in titles]


def test_each_panel_has_a_number_and_a_place_of_its_own() -> None:
    panels = json.loads(BOARD.read_text("utf-8"))["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    assert len({(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}) == len(panels)


def test_prometheus_accepts_the_rules() -> None:
    if not which("promtool"):
        pytest.skip("not installed: promtool; .ci/packages installs it")
    done = subprocess.run(["promtool", "check", "rules", RULES], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
