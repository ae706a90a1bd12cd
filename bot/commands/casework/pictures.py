"""Small pictures beside the evidence of an opened case, as `main.py case open` makes them."""

from collections.abc import Iterator
from pathlib import Path

from bot.previews.preview import Claims, Preview, Previews
from flows.indicators.defang import defanged
from storage.audit.bundle import Opened
from storage.cases.entries import Item
from storage.sealing.age import Trailer


def small_pictures(found: Opened, folder: Path) -> Iterator[str]:
    """Write a small picture beside each picture; a line for each file with what it shows. Raises OSError."""
    items, previews = found.items(), Previews()
    for file in found.files:
        path = folder / Path(file.evidence).name
        made = previews.of(path, _claims(file, items.get(file.evidence)))
        if made.png:
            with path.with_name(f"{path.name}.preview.png").open("xb") as small:
                small.write(made.png)
        yield f"preview {file.evidence}  {_told(made)}"


def _claims(file: Trailer, item: Item | None) -> Claims:
    return Claims(file.media_type, item.name, item.kind) if item else Claims(file.media_type)


def _told(made: Preview) -> str:
    if made.failed:
        return f"FAILED ({made.failed}); the file itself is as it was received"
    if not made.png:
        return "none for this kind of file"
    across, down = made.size
    facts = [f"{name} {value}" for name, value in made.facts.items()]
    codes = [f"code {defanged(code)}" for code in made.codes]
    return "  ".join((f"{across} x {down}", *facts, *codes))
