"""The configurations in `deploy/` are accepted by the programs that they are for."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.settings.load import load_settings

DEPLOY = Path(__file__).parents[2] / "deploy"


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """The finished command; the test is skipped where its program is not installed."""
    if not shutil.which(str(command[0])):
        pytest.skip(f"not installed: {command[0]}; .ci/packages installs it")
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A folder with the self-signed certificate `report.pem` and its key `report.key`."""
    done = run(
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
        *("-subj", "/CN=report.example.org", "-days", "2"),
        *("-keyout", str(tmp_path / "report.key"), "-out", str(tmp_path / "report.pem")),
    )
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_nginx_accepts_its_configuration(certificate):
    site = (DEPLOY / "nginx/ballegh.conf").read_text("utf-8").replace("/etc/ssl", str(certificate))
    (certificate / "site.conf").write_text(site)
    main = f"pid {certificate}/pid;\nevents {{}}\nhttp {{ include {certificate}/site.conf; }}\n"
    (certificate / "nginx.conf").write_text(main)
    done = run("nginx", "-t", "-e", "stderr", "-c", certificate / "nginx.conf")
    assert done.returncode == 0, done.stderr


def test_caddy_accepts_its_configuration():
    done = run("caddy", "validate", "--adapter", "caddyfile", "--config", DEPLOY / "caddy/Caddyfile")
    assert done.returncode == 0, done.stderr


def test_the_service_is_confined():
    """The exposure that systemd computes is under 2.5 of 10 (it counts in tenths)."""
    service = DEPLOY / "systemd/ballegh.service"
    done = run("systemd-analyze", "security", "--offline=yes", "--threshold=24", "--no-pager", service)
    assert done.returncode == 0, done.stdout[-300:]


@pytest.mark.parametrize("role", ["serve", "work"])
def test_the_settings_of_several_machines_are_settings(role, monkeypatch, tmp_path):
    if role == "work":  # systemd puts this file into the environment
        for name, value in dotenv_values(DEPLOY / "servers/work.env").items():
            monkeypatch.setenv(name, value or "")
    given = (DEPLOY / "servers/serve.env").read_text("utf-8").replace("/etc/ballegh", str(tmp_path))
    (tmp_path / "ballegh.env").write_text(given)
    settings = load_settings(tmp_path / "ballegh.env")
    assert (settings.role, settings.workers > 1) == (role, role == "serve")
    assert settings.s3_endpoint == "https://objects.example.org"


def test_no_proxy_logs_who_called():
    nginx = (DEPLOY / "nginx" / "ballegh.conf").read_text("utf-8")
    logs = re.findall(r"^\s*(access_log|error_log)\s+(.+?);", nginx, re.MULTILINE)
    assert {what for name, what in logs if name == "access_log"} == {"off"}
    assert all(what == "/dev/null" or what.endswith(" crit") for name, what in logs if name == "error_log")
    assert nginx.count("access_log off;") == len(re.findall(r"^server \{", nginx, re.MULTILINE))
    caddy = (DEPLOY / "caddy" / "Caddyfile").read_text("utf-8")
    assert re.findall(r"log \{\s+output (\w+)", caddy) == ["discard"]
