"""Hostile files: kept as received, their preview marked as failed, and whoever opens the case unharmed."""

import ast
import json
import resource
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.previews import decoder
from bot.previews.decoder import MEMORY
from bot.previews.preview import DECODER, SECONDS, Claims, Previews
from storage.cases.files import media_type
from tests.bot.previews import hostile

ROOT = Path(__file__).parents[3]
HERE = ("-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); ")


def made(tmp_path, data, name="", kind=""):
    """The preview of these bytes, as they would be found at receipt."""
    path = tmp_path / "abcd-1"
    if data is not None:
        path.write_bytes(data)
    with path.open("rb") as file:
        found = media_type(file.read(8192))
    return Previews().of(path, Claims(found, name, kind))


@pytest.mark.parametrize(("kind", "mode"), hostile.harmless())
@pytest.mark.few(8)
def test_a_picture_becomes_a_small_one(tmp_path, kind, mode):
    preview = made(tmp_path, hostile.saved(Image.new(mode, (900, 600)), kind))
    assert (preview.failed, preview.size) == ("", (900, 600))
    with Image.open(BytesIO(preview.png)) as small:
        small.load()
        assert (small.format, small.mode, small.size) == ("PNG", "RGB", (320, 213))


def test_a_photo_stands_upright_and_says_where_it_was_taken(tmp_path):
    preview = made(tmp_path, hostile.jpeg(), "IMG_1.jpg", "photo")
    assert preview.facts == {"device": "Acme\x1b[31m =Phone", "place": "33.57000, -7.58361"}
    with Image.open(BytesIO(preview.png)) as small:
        assert small.size == (240, 320)


FILES = {
    "a bomb of points": (hostile.png_bomb, "", "too-large"),
    "a bomb of words": (hostile.png_of_words, "", "broken"),
    "a canvas without end": (hostile.gif_canvas, "", "too-large"),
    "a picture and an archive": (hostile.gif_and_zip, "", "more-than-a-picture"),
    "a picture and a page": (hostile.gif_and_page, "", "more-than-a-picture"),
    "a picture and a document": (
        lambda: hostile.jpeg()[:20] + b"%PDF-1.7" + bytes(99),
        "",
        "more-than-a-picture",
    ),
    "a photo cut in half": (lambda: hostile.jpeg()[:4000], "", "broken"),
    "a photo's first bytes": (lambda: hostile.jpeg()[:12], "", "broken"),
    "a photo with noise in it": (lambda: hostile.jpeg()[:300] + bytes(range(256)) * 9, "", "broken"),
    "a drawing that acts": (lambda: hostile.SVG, "dessin.svg", "wrong-type"),
    "a drawing that unfolds": (lambda: hostile.XML_BOMB, "dessin.svg", "wrong-type"),
    "a program called a photo": (lambda: hostile.PROGRAM, "photo.jpg", "wrong-type"),
    "words sent as a photo": (lambda: b"bonjour", "", "wrong-type"),
    "a photo called a document": (hostile.jpeg, "facture.pdf", "wrong-type"),
    "nothing called a photo": (lambda: b"", "photo.png", "wrong-type"),
}


@pytest.mark.parametrize(("make", "name", "failed"), FILES.values(), ids=FILES.keys())
@pytest.mark.few(4)
def test_a_hostile_file_is_marked_and_stays_as_it_was(tmp_path, make, name, failed):
    data = make()
    began = time.monotonic()
    preview = made(tmp_path, data, name, "photo" if data == b"bonjour" else "")
    assert (preview.failed, preview.png) == (failed, b"")
    assert time.monotonic() - began < 60
    assert (tmp_path / "abcd-1").read_bytes() == data


@pytest.mark.parametrize("data", [b"bonjour", b"%PDF-1.7 x", b"OggS" + bytes(60), hostile.SVG, b"\0\1\2"])
def test_what_is_no_picture_has_no_preview_and_is_not_looked_into(tmp_path, data):
    path = tmp_path / "abcd-1"
    path.write_bytes(data)
    preview = Previews(Path("/no/such/decoder")).of(path, Claims(media_type(data)))
    assert (preview.failed, preview.png) == ("", b"")


def test_a_huge_file_is_not_looked_into(tmp_path):
    hostile.huge(tmp_path / "abcd-1", hostile.jpeg())
    assert made(tmp_path, None).failed == "too-large"


def test_a_picture_that_takes_for_ever_is_given_up(tmp_path):
    data = hostile.jpeg_of_scans()
    assert len(data) < 400_000
    (tmp_path / "abcd-1").write_bytes(data)
    began = time.monotonic()
    assert Previews(seconds=2.0).of(tmp_path / "abcd-1", Claims(media_type(data))).failed == "too-slow"
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("program", "failed"),
    [
        ("import time; time.sleep(600)", "too-slow"),
        ("while True: pass", "too-slow"),
        ("import sys\nwhile True: sys.stdout.buffer.write(bytes(1 << 20))", "broken"),
        ("import os; os.abort()", "broken"),
        ("print('{')", "broken"),
        ("print('[1]')", "broken"),
        ('print(\'{"failed": "<script>"}\')', "broken"),
        ('print(\'{"across": 9999, "down": 9999}\')', "broken"),
        ('print(\'{"across": -1, "down": -1}\', end="\\n...")', "broken"),
        ('print(\'{"across": 0, "down": 0}\')', "broken"),
        ("raise SystemExit(1)", "not-here"),
        ("import nothing_of_the_kind", "not-here"),
    ],
)
@pytest.mark.few(4)
def test_a_decoder_that_was_taken_over_is_not_believed(tmp_path, program, failed):
    """The server's side alone: another program in the decoder's place."""
    other, path = hostile.program(tmp_path, program), tmp_path / "abcd-1"
    path.write_bytes(hostile.jpeg())
    began = time.monotonic()
    seconds = 1.0 if failed == "too-slow" else 30.0  # a busy machine starts a program late
    assert Previews(other, seconds).of(path, Claims("image/jpeg")).failed == failed
    assert time.monotonic() - began < 25


MEASURED = """
import json, resource
from pathlib import Path
from bot.previews.preview import Claims, Previews
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = [Previews().of(Path(each), Claims(kind)).failed for each, kind in GIVEN]
parent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps([found, parent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


@pytest.mark.long
def test_memory_is_bounded_on_both_sides(tmp_path):
    """Kilobytes that the parent grows by, and that the decoder had at most."""
    files = {"bomb": hostile.png_bomb(), "words": hostile.png_of_words(), "large": _large()}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    given = [(str(tmp_path / name), "image/png") for name in files]
    program = f"GIVEN = {given!r}\n{MEASURED}"
    run = subprocess.run(
        (sys.executable, *HERE[:2], HERE[2] + "\n" + program), stdout=subprocess.PIPE, check=True
    )
    found, parent, child = json.loads(run.stdout)
    assert found == ["too-large", "broken", ""]
    assert parent < 8_000
    assert child < MEMORY >> 10


def _large() -> bytes:
    """Five thousand by five thousand points, four bytes each once they are unpacked."""
    head = b"\x00\x00\x13\x88\x00\x00\x13\x88\x08\x06\x00\x00\x00"
    body = hostile.packed(5000 * (5000 * 4 + 1))
    whole = (hostile.chunk(b"IHDR", head), hostile.chunk(b"IDAT", body), hostile.chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


def confined(action: str, also: str = "") -> str:
    """The result of this action inside the limits: `done`, or the error's name."""
    program = (
        f"import os, sys, socket, resource\n{also}\nfrom bot.previews.decoder import confine\nconfine()\n"
        f"try:\n    {action}\n    print('done')\n"
        "except BaseException as error:\n    print(type(error).__name__)\n"
    )
    command = (sys.executable, *HERE[:2], HERE[2] + "\n" + program)
    with Path("/dev/null").open("rb") as nothing:
        run = subprocess.run(
            command, stdin=nothing, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
        )
    return run.stdout.decode().strip() or f"ended {run.returncode}"


def test_inside_the_limits_memory_and_arithmetic_work():
    assert confined("assert sum(bytearray(100 << 20)) == 0") == "done"


@pytest.mark.parametrize(
    "action",
    [
        "open('/etc/passwd')",
        "open('THERE', 'w')",
        "os.open('.', os.O_RDONLY)",
        "os.listdir('/')",
        "os.stat('/')",
        "os.unlink('THERE')",
        "os.mkdir('THERE')",
        "socket.socket()",
        "socket.socketpair()",
        "os.pipe()",
        "os.dup(1)",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))",
        "bytearray(1 << 30)",
        "import wave",
    ],
)
@pytest.mark.few(6)
def test_inside_the_limits_nothing_else_does(tmp_path, action):
    there = tmp_path / "there"
    refused = {"PermissionError", "OSError", "MemoryError", "ModuleNotFoundError", "ValueError"}
    assert confined(action.replace("THERE", str(there))) in refused
    assert not there.exists()


@pytest.mark.parametrize(
    "action", ["open('/etc/passwd')", "socket.socket()", "os.pipe()", "bytearray(1 << 30)"]
)
def test_the_limits_hold_where_no_system_call_is_filtered(action):
    """As on a machine whose system calls we have no numbers of."""
    also = "import platform, bot.previews.decoder; bot.previews.decoder.CALLS = {}"
    assert confined(action, also) in {"OSError", "MemoryError"}


def test_time_ends_inside_the_limits():
    """Of the processor; before the time that its parent gives it is up, on an idle machine."""
    assert decoder.SECONDS < SECONDS
    began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert confined(
        "while True: pass", "import bot.previews.decoder; bot.previews.decoder.SECONDS = 1"
    ).startswith("ended -")
    assert 0.5 < resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began < 4


PARSERS = {
    *(
        "PIL",
        "zxingcpp",
        "zipfile",
        "gzip",
        "bz2",
        "lzma",
        "xml",
        "html.parser",
        "wave",
        "email",
        "mailbox",
        "pickle",
    ),
    *("cv2", "numpy", "fitz", "pypdf", "docx", "lxml", "magic", "imghdr", "sndhdr", "ffmpeg", "av"),
}


MAKES = {
    *("PIL.Image.new", "PIL.ImageDraw.Draw", "PIL.ImageFont.load_default"),
    *("email.headerregistry.Address", "email.message.EmailMessage", "email.policy.SMTP"),
    "email.utils.format_datetime",
}
"""What of these modules draws or writes something new, and opens nothing."""


def used(source: str) -> set[str]:
    """What a file uses of the parsers, apart from MAKES; where it hands on a whole module, that module."""
    tree = ast.parse(source)
    found: set[str] = set()
    taken: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names if _parses(each.name)}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
            taken |= {name: whole for name, whole in names.items() if _parses(whole) or _parses(node.module)}
    attributes = {
        id(node.value): f"{taken[node.value.id]}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in taken
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in taken:
            whole = taken[node.id]
            found.add(whole if whole in MAKES else attributes.get(id(node), whole))
    unused = taken.keys() - {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return (found | {taken[name] for name in unused}) - MAKES


def _parses(name: str) -> bool:
    return bool({name, name.partition(".")[0]} & PARSERS)


def test_nothing_else_of_ours_can_read_a_file_of_a_reporters():
    """Those that are named read no file: the pages pack their own parts, a header's date is no letter."""
    readers = {
        path.relative_to(ROOT).as_posix()
        for layer in ("bot", "handlers", "flows", "storage", "locales")
        for path in (ROOT / layer).rglob("*.py")
        if used(path.read_text("utf-8"))
    }
    ours = {"handlers/browser.py", "handlers/webchat/static.py", "handlers/whatsapp/decode.py"}
    assert readers - ours == {DECODER.relative_to(ROOT).as_posix(), "bot/previews/reader.py"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from PIL import Image, ImageDraw\nImageDraw.Draw(Image.new('L', (1, 1)))", set()),
        ("from PIL import Image\nImage.new('L', (1, 1))\nImage.open('x')", {"PIL.Image.open"}),
        ("from PIL import Image as other\nother.open('x')", {"PIL.Image.open"}),
        ("from PIL import Image\ngetattr(Image, 'open')('x')", {"PIL.Image"}),
        ("from PIL.Image import open\nopen('x')", {"PIL.Image.open"}),
        ("from PIL import *", {"PIL.*"}),
        ("import PIL.Image\nPIL.Image.new('L', (1, 1))", {"PIL.Image"}),
        ("from html import parser", {"html.parser"}),
        ("from email.message import EmailMessage\nEmailMessage()", set()),
        ("from email import message_from_bytes as read\nread(b'')", {"email.message_from_bytes"}),
    ],
)
def test_opening_is_told_from_drawing(source, found):
    assert used(source) == found
