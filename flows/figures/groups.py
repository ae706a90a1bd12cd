"""The terrorist groups that statements count by name, and the names that people give them."""

import re
from collections.abc import Mapping

from flows.answers.read import said
from flows.lexicon.commands import listed

NAMES: Mapping[str, tuple[str, ...]] = {
    "daesh": listed("""
        daech, daesh, da3ech, da3ich, d3ech, isis, isil, داعش, الدواعش, دواعش, داعشي, داعشية, daechi,
        état islamique, etat islamique, islamic state, الدولة الإسلامية, تنظيم الدولة, dawla islamiya
    """),
    "qaida": listed("""
        al-qaïda, al qaida, al-qaida, al qaeda, alqaeda, aqmi, تنظيم القاعدة
    """),
}
GROUPS = tuple(NAMES)
_KNOWN = {
    group: re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(' '.join(said(name))) for name in names)})(?!\w)")
    for group, names in NAMES.items()
}


def group_named(*texts: str) -> str:
    """Return the first group of the table that the texts name, or an empty text."""
    told = " ".join(" ".join(said(text)) for text in texts)
    return next((group for group, pattern in _KNOWN.items() if pattern.search(told)), "")
