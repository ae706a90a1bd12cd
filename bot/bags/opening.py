"""Makes an opened bag of a sealed one, with a key: on the server, or on an officer's own machine."""

import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from bot.bags import indicators
from bot.bags.contents import Facts, OpenedCase, file_name, read_facts
from bot.bags.interpol import sheet
from bot.bags.statement import statement
from bot.bags.words import Words
from flows.record import record
from storage.audit import tars
from storage.audit.bundle import Bundle, Opened, open_bundle
from storage.bags import layout, signed
from storage.errors import BadBundle

Pictures = Callable[[Opened, Path], Iterator[str]]
"""Makes small pictures beside the originals in a folder, and yields lines that say so."""
Finish = Callable[[Path, layout.Label], None]
"""Makes the folder a bag and puts a signature into it."""
PREVIEW = ".preview.png"
SHEETS = ("en", "fr")
"""The languages of the cover sheet."""


@record
class Wish:
    """How a bag is opened: the private key, the language of the statement, cover sheets, who makes pictures.

    `contact` is that of the national bureau, for the cover sheets.
    """

    key: str
    language: str
    interpol: bool
    contact: str
    pictures: Pictures


def open_bag(sealed: Path, wish: Wish, target: Path, finish: Finish) -> tuple[OpenedCase, tuple[str, ...]]:
    """Write the opened bag `target`, whole or not at all; return the case, and the lines on small pictures.

    `sealed` is the folder of the bag's sealed part. Raises Unopened, BadBundle, NoFonts, and FileExistsError.
    """
    with made(target) as folder:
        _copy(sealed, folder / "sealed")
        originals = folder / "originals"
        opened = open_bundle(folder / "sealed", wish.key, originals)
        case = OpenedCase(opened, _facts(folder / "sealed", wish.key))
        told = tuple(wish.pictures(opened, originals)) if opened.files else ()
        _sort(opened, folder)
        _tell(case, wish, folder)
        finish(folder, label_of(case))
        return case, told


def compared(folder: Path, key: str) -> Iterator[str]:
    """Yield each opened file of a bag that is not what the sealed form holds. Raises Unopened, BadBundle.

    The statement and the small pictures are made from these; they are not compared.
    """
    sealed = folder.joinpath(*tars.SEALED)
    opened = open_bundle(sealed, key)
    case = OpenedCase(opened, _facts(sealed, key))
    for name, content in _jsons(case).items():
        path = folder / "data" / name
        if path.exists() and _read(path) != json.loads(json.dumps(content)):
            yield f"data/{name}"
    for trailer in opened.files:
        path = folder / "data" / "originals" / file_name(trailer)
        if path.exists() and layout.sums(path)["sha256"] != trailer.sha256:
            yield path.relative_to(folder).as_posix()
    known = {file_name(trailer) for trailer in opened.files}
    yield from (
        f"data/originals/{path.name}"
        for path in sorted((folder / "data" / "originals").glob("*"))
        if path.name not in known
    )


def kept_signature(bag: Path) -> Finish:
    """Return what finishes a bag with the signature of another one, which vouches for its sealed part."""
    signature = (bag / signed.NAME).read_bytes()

    def finish(folder: Path, label: layout.Label) -> None:
        layout.bagged(folder, label)
        layout.finished(folder, signature)

    return finish


@contextmanager
def made(target: Path) -> Iterator[Path]:
    """Yield a new folder, which becomes `target` at the end; an error leaves none. Raises FileExistsError."""
    if target.exists():
        raise FileExistsError(17, "exists", str(target))
    fresh = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    fresh.mkdir(parents=True, mode=0o700)
    try:
        yield fresh
        fresh.rename(target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def label_of(case: OpenedCase) -> layout.Label:
    """Return the words of the bag's own description."""
    facts = case.facts
    return layout.Label(facts.organisation, facts.reference, case.opened.signer, facts.exported)


def _facts(sealed: Path, key: str) -> Facts:
    try:
        with tars.opened(sealed) as held:
            return read_facts(Bundle.read(held).facts(key))
    except msgspec.DecodeError:
        raise BadBundle from None


def _copy(source: Path, target: Path) -> None:
    """Copy the files of a folder, and nothing else of them than their bytes."""
    for name, path in layout.present(source).items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("rb") as old, place.open("xb") as new:
            shutil.copyfileobj(old, new)


def _sort(opened: Opened, folder: Path) -> None:
    """Put small pictures apart, and give each original the suffix of its type."""
    originals, previews = folder / "originals", folder / "previews"
    for trailer in opened.files:
        small = originals / f"{trailer.evidence}{PREVIEW}"
        if small.exists():
            previews.mkdir(exist_ok=True, mode=0o700)
            small.rename(previews / f"{trailer.evidence}.png")
        (originals / trailer.evidence).rename(originals / file_name(trailer))


def _tell(case: OpenedCase, wish: Wish, folder: Path) -> None:
    for name, content in _jsons(case).items():
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (folder / name).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    (folder / "statement.pdf").write_bytes(statement(case, Words(wish.language)))
    for language in SHEETS if wish.interpol else ():
        (folder / f"interpol-{language}.pdf").write_bytes(sheet(case, Words(language), wish.contact))


def _jsons(case: OpenedCase) -> dict[str, Any]:
    return {
        "case.json": case.case(),
        "thread.json": case.thread(),
        "custody.json": case.custody(),
        "indicators.json": indicators.bundle(case),
    }


def _read(path: Path) -> Any:  # Any: what JSON holds
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError:
        return None
