"""The page that the proxies of `deploy/` show while this server is away or they hold somebody back."""

import asyncio
import re
import shutil
import ssl
import subprocess

import httpx
import pytest

from bot.commands import away
from tests.campaigns.floods.proxy import HOST, listening, missing, proxied
from tests.campaigns.kill.process import ROOT
from tests.product.product import free_port

NUMBERS = ("tel:19", "tel:112", "tel:177", "tel:2511")
needs_nginx = pytest.mark.skipif(
    bool(missing()), reason=f"not installed: {missing()}; .ci/packages installs them"
)


def shown(page: str) -> None:
    """Every language says what the page does, and whom to call."""
    sections = re.findall(r'<section lang="(\w+)".*?</section>', page)
    assert sorted(sections) == ["ar", "ary", "fr"]
    assert all(page.count(number) == len(sections) for number in NUMBERS)
    assert 'http-equiv="refresh"' in page


def client(port: int) -> httpx.AsyncClient:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    headers = {"Host": HOST}
    return httpx.AsyncClient(base_url=f"https://127.0.0.1:{port}", verify=trusting, headers=headers)


def test_the_page_is_the_one_that_the_words_make():
    """If this fails: make away."""
    assert away.PAGE.read_text("utf-8") == away.page()


def test_a_deployment_makes_a_page_with_its_own_lines(tmp_path):
    config = tmp_path / "ballegh.toml"
    config.write_text('[lines]\npolice = "0522 00 00 00"\n')
    page = away.page(config)
    assert "tel:0522000000" in page
    assert "tel:19" not in page


@needs_nginx
async def test_nginx_has_our_words_where_the_server_is_away(tmp_path):
    async with proxied(tmp_path / "nginx", free_port()) as port, client(port) as http:
        page = await http.get("/")
        assert (page.status_code, page.headers["cache-control"]) == (502, "no-store")
        assert "strict-transport-security" in page.headers
        shown(page.text)
        for path in ("/web/messages", "/telegram", "/whatsapp"):
            assert (await http.post(path, json={"id": "x"})).status_code == 502, path
        assert (await http.get("/metrics")).status_code == 404
        large = await http.post("/web/files", content=b"x" * (22 << 20))
        assert large.status_code == 413


@needs_nginx
async def test_nginx_has_our_words_for_whoever_is_held_back(tmp_path):
    def few(site: str) -> str:
        return site.replace("rate=30r/s", "rate=1r/m").replace("burst=300", "burst=1")

    async with proxied(tmp_path / "nginx", free_port(), few) as port, client(port) as http:
        answers = [await http.get("/") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [502, 502, 429]
        shown(answers[-1].text)


@pytest.mark.skipif(not shutil.which("caddy"), reason="not installed: caddy; .ci/packages installs it")
async def test_caddy_has_our_words_where_the_server_is_away(tmp_path):
    port, site = free_port(), (ROOT / "deploy/caddy/Caddyfile").read_text("utf-8")
    site = site.replace("/opt/ballegh/deploy", str(ROOT / "deploy"))
    site = site.replace("127.0.0.1:8080", f"127.0.0.1:{free_port()}")
    site = site.replace(HOST, f"http://{HOST}:{port}")
    path = tmp_path / "Caddyfile"
    path.write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{site}")
    command = ("caddy", "run", "--adapter", "caddyfile", "--config", str(path))
    folders = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    process = await asyncio.create_subprocess_exec(*command, env=folders, stderr=subprocess.DEVNULL)
    try:
        await listening(port)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers={"Host": HOST}) as http:
            page = await http.get("/")
            assert (page.status_code, page.headers["cache-control"]) == (502, "no-store")
            shown(page.text)
            assert (await http.post("/web/messages", json={"id": "x"})).status_code == 502
    finally:
        process.terminate()
        await process.wait()
