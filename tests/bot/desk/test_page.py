"""The page of the desk as it is sent, and the hashes that are published of it."""

import base64
import hashlib

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from handlers.desk.calls import guarded
from handlers.desk.page import Page, hashes, manifest


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "index.html").write_text('<script src="/desk/files/{{version}}/desk.js"></script>')
    (tmp_path / "desk.js").write_text("1 + 1")
    (tmp_path / "desk.css").write_text("p { margin: 0 }")
    return tmp_path


@pytest.fixture
async def client(folder):
    page = Page(folder)
    files = Route("/desk/files/{version}/{name}", guarded(page.file))
    site = Starlette(routes=[Route("/desk", guarded(page.index)), files])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://desk") as client:
        yield client


async def test_the_hashes_are_of_what_is_sent(folder, client):
    page = await client.get("/desk")
    address = page.text.partition('src="')[2].partition('"')[0]
    script = await client.get(address)
    style = await client.get(address.replace("desk.js", "desk.css"))
    found = hashes(folder)
    sent = {"desk": page, "desk.js": script, "desk.css": style}
    assert {name: found[name] for name in sent} == {
        name: hashlib.sha256(answer.content).hexdigest() for name, answer in sent.items()
    }
    assert "immutable" in script.headers["cache-control"]
    assert "immutable" not in page.headers["cache-control"]


async def test_the_manifest_names_every_address_with_its_hash_and_the_policy_that_is_sent(folder, client):
    told = manifest(folder, "https://code.example.org/ballegh", "1.0")["manifest"]
    assert {path.rpartition("/")[2] for path in told["files"]} == {"desk", "desk.js", "desk.css"}
    for path, digest in told["files"].items():
        answer = await client.get(path)
        assert base64.urlsafe_b64decode(digest + "=") == hashlib.sha256(answer.content).digest()
        assert answer.headers["content-security-policy"] == told["default_csp"]
    assert {told["default_index"], told["default_fallback"]} <= told["files"].keys()
    assert manifest(folder / "unbuilt", "", "") == {}


def test_any_change_of_a_file_changes_the_hash_of_all(folder):
    before = hashes(folder)
    (folder / "desk.css").write_text("p { margin: 1px }")
    after = hashes(folder)
    assert before["all"] != after["all"]
    assert before["desk.js"] == after["desk.js"]


async def test_a_file_that_is_none_of_the_page_is_not_there(client):
    for name in ("index.html", "..%2f..%2fpage.py", "other.js"):
        answer = await client.get(f"/desk/files/0/{name}")
        assert answer.status_code == 404, name


async def test_a_page_that_is_not_built_says_how_it_is_built(tmp_path):
    assert hashes(tmp_path) == {}
    answer = await Page(tmp_path).index(Request({"type": "http"}))
    assert (answer.status_code, b"make desk" in answer.body) == (503, True)
