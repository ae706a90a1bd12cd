"""The typeface of the documents: Noto Naskh Arabic, which draws Arabic and Latin letters alike.

`make desk` puts it beside the officers' page; the package for officers' computers has it at the same place.
"""

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "handlers" / "desk" / "built" / "fonts"
REGULAR, BOLD = "NotoNaskhArabic_400Regular.ttf", "NotoNaskhArabic_700Bold.ttf"


class NoFonts(Exception):
    """The typeface is not there: the page of the desk was not built."""


def found(folder: Path = FOLDER) -> tuple[Path, Path]:
    """Return the files of the regular and the bold typeface. Raises NoFonts."""
    regular, bold = folder / REGULAR, folder / BOLD
    if not (regular.is_file() and bold.is_file()):
        raise NoFonts
    return regular, bold
