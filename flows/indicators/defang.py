"""Links taken apart, so that no officer opens one by mistake. The sealed text stays as written.

`https://evil.top/a.php` is read as `hxxps://evil[.]top/a[.]php`. Every dot that may be a link's is taken
apart, a sentence's where no space follows too: chats make links of words that only look like one. What a
dot of digits alone separates (2.500, 12.05.2026) stays, unless it is four numbers as in an address.
"""

import re
import unicodedata

_WEB = re.compile(r"(?<![a-z0-9])http(s?)(?=[^\S\n]*[:：])", re.IGNORECASE)
_SCHEME = re.compile(r"(?<![a-z0-9+.-])(?!hxxps?:)([a-z][a-z0-9+.-]{1,30}):(?=//|\\\\)", re.IGNORECASE)
_CODE = re.compile(r"(?<![a-z0-9+.-])(javascript|vbscript|data|file|intent|tg):(?=\S)", re.IGNORECASE)
_DOTS = frozenset(".。．｡")
_TOKEN = re.compile(r"\S+")
_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}[.,;:!?)]?")
_NUMBERS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_COMMAND = re.compile(r"(?<!\S)/(?=[A-Za-z])")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_UNSEEN = frozenset(("Cf", "Mn", "Me"))
WORD_JOINER = "\u2060"


def defanged(text: str) -> str:
    """The text, its links taken apart; doing it twice changes nothing."""
    text = _WEB.sub(lambda found: f"hxxp{found[1].lower()}", text)
    text = _CODE.sub(r"\1[:]", _SCHEME.sub(r"\1[:]", text))
    return _TOKEN.sub(lambda found: _apart(found[0]), text)


def still(text: str) -> str:
    """For a chat: links taken apart, no word a command that a tap would send, no line one of ours."""
    return _COMMAND.sub("/" + WORD_JOINER, _BREAK.sub("\n│ ", defanged(text)))


def _apart(token: str) -> str:
    """The token with its dots in brackets, where they stand between letters or digits."""
    if _DOTS.isdisjoint(token):
        return token
    seen = [(at, letter) for at, letter in enumerate(token) if unicodedata.category(letter) not in _UNSEEN]
    between = [
        (at, before + after)
        for (_, before), (at, dot), (_, after) in zip(seen, seen[1:], seen[2:], strict=False)
        if dot in _DOTS and before.isalnum() and after.isalnum()
    ]
    if not between or _EMAIL.fullmatch(token) or _is_number(token, between):
        return token
    places = {at for at, _ in between}
    return "".join("[.]" if at in places else letter for at, letter in enumerate(token))


def _is_number(token: str, between: list[tuple[int, str]]) -> bool:
    """A sum, a date, a time: only digits beside its dots, no scheme before them, and not four numbers."""
    digits = all(beside.isdecimal() for _, beside in between)
    return digits and "//" not in token and not _NUMBERS.search(token)
