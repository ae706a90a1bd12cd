"""Banks and transfer agencies by the names that people give them; a deployment adds their lines.

No number is known here: where a deployment has given none, a person is told where their own card or app shows
it. A bank that only a deployment knows is shown by its name, the others by their message `bank-<id>`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from flows.answers.read import said
from flows.answers.spelling import close
from flows.record import record


@record
class Bank:
    """The `words` by which people name a bank or an agency, and the `line` to call, empty where unknown."""

    words: tuple[str, ...]
    line: str = ""


def _row(words: str) -> Bank:
    return Bank(tuple(word.strip() for word in words.split(",")))


BANKS: Mapping[str, Bank] = {
    "attijari": _row(
        "Attijariwafa, Attijari, Attijari wafa, Attijariwafa bank, tijari, tijara, tijari wafa, awb,"
        "التجاري وفا بنك, التجاري وفابنك, التجاري, وفا بنك, التيجاري"
    ),
    "populaire": _row(
        "Banque Populaire, Populaire, Chaabi, Chaabi bank, cha3bi, banka cha3bia, bank cha3bi, bp, bcp, gbp,"
        "البنك الشعبي, الشعبي, البنكة الشعبية, بنك شعبي, البنك الشعبية"
    ),
    "africa": _row(
        "Bank of Africa, BMCE, BMCE Bank, boa, bank africa, بنك إفريقيا, البنك المغربي للتجارة الخارجية,"
        "بنك افريقيا, بي إم سي أو, بمسي"
    ),
    "cih": _row("CIH, CIH Bank, cih banque, القرض العقاري والسياحي, سي أي أش, سيأش, سي اي اش"),
    "barid": _row(
        "Al Barid Bank, Barid Bank, Barid, lbarid, poste maroc, barid banque, بريد بنك, البريد بنك, البريد,"
        "بريد البنك, لبريد"
    ),
    "cashplus": _row("Cash Plus, Cashplus, cachplus, cach plus, kach plus, kachplus, كاش بلوس, كاشبلوس"),
    "wafacash": _row("Wafacash, Wafa cash, wafakach, wafa kach, wafacach, وفا كاش, وفاكاش"),
    "agricole": _row("Crédit Agricole, Credit agricole du Maroc, cam, القرض الفلاحي, القرض الفلاحي للمغرب"),
    "bmci": _row("BMCI, البنك المغربي للتجارة والصناعة, بمسي أي"),
    "saham": _row("Saham Bank, Société Générale, Societe Generale Maroc, sgma, سهام بنك, الشركة العامة"),
    "creditmaroc": _row("Crédit du Maroc, مصرف المغرب, credit maroc, kredi maroc"),
    "cfg": _row("CFG Bank, CFG, سي إف جي"),
    "umnia": _row("Umnia Bank, Umnia, أمنية بنك, oumnia"),
    "assafa": _row("Bank Assafa, Assafa, بنك الصفاء"),
    "yousr": _row("Bank Al Yousr, Al Yousr, بنك اليسر"),
    "arab": _row("Arab Bank, Arab Bank Maroc, البنك العربي"),
    "daman": _row("Damane Cash, Damancash, Daman cash, ضمان كاش"),
    "baridcash": _row("Barid Cash, Baridcash, بريد كاش"),
    "chaabicash": _row("Chaabi Cash, Chaabicash, الشعبي كاش"),
    "orangemoney": _row("Orange Money, أورنج موني, اورنج موني"),
    "inwimoney": _row("Inwi Money, إنوي موني, انوي موني"),
    "westernunion": _row("Western Union, Western, ويسترن يونيون, وسترن يونيون, westernunion"),
    "moneygram": _row("MoneyGram, Money gram, موني غرام, مونيغرام"),
    "paypal": _row("PayPal, بايبال, باي بال"),
    "binance": _row("Binance, بينانس, باينانس"),
}

SHOWN = ("attijari", "populaire", "africa", "cih", "barid", "cashplus", "wafacash")
"""The banks and agencies with a button of their own; others are typed. WhatsApp lists ten rows."""

_THEIRS = frozenset(
    " ".join(said(word))
    for word in (
        *(
            "vers",
            "son",
            "sa",
            "leur",
            "rib",
            "iban",
            "beneficiaire",
            "destinataire",
            "lui",
            "dyalo",
            "dyalhom",
        ),
        *("لحسابه", "حسابه", "حسابهم", "ديالو", "ديالهم", "الريب", "ريب", "لحساب", "l7sabo", "7sabo", "إلى"),
    )
)
"""Before the name of a bank: the account is the one to which the money went."""
_BEFORE = 3
_ANSWER = 20
"""A text of more words is an account, in which no misspelt name is looked for."""


def _spoken(banks: Mapping[str, Bank]) -> Iterator[tuple[list[str], str]]:
    for name, bank in banks.items():
        for word in bank.words:
            yield said(word), name


_AT = ("", "ف", "ب", "ل", "من", "f", "l", "ال", "فال", "بال", "لل")
"""An Arabic preposition or a Darija one may be written with a name."""


_Name = tuple[list[str], str]
"""The words of a name, and the id of the bank."""


@lru_cache(maxsize=8)
def _by_first_word(spoken: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, list[_Name]]:
    """Names by each form of their first word, the longest first, so that a text is read once."""
    table: dict[str, list[_Name]] = {}
    names = [(said(word), name) for name, words in spoken for word in words]
    for words, name in sorted(names, key=lambda one: len(one[0]), reverse=True):
        for before in _AT if words else ():
            table.setdefault(f"{before}{words[0]}", []).append((words, name))
    return table


def named_banks(words: list[str], banks: Mapping[str, Bank] = BANKS) -> Iterator[tuple[int, str]]:
    """The place and id of each bank that the words name, the longest name first where two begin together."""
    known = _by_first_word(tuple((name, bank.words) for name, bank in banks.items()))
    at = 0
    while at < len(words):
        found = next((one for one in known.get(words[at], ()) if _goes_on(words, at, one[0])), None)
        if found:
            yield at, found[1]
        at += len(found[0]) if found else 1


def _goes_on(words: list[str], at: int, name: list[str]) -> bool:
    return words[at + 1 : at + len(name)] == name[1:]


def own_bank(text: str, banks: Mapping[str, Bank] = BANKS) -> str:
    """The id of the bank from which the money went; empty where none is named, or only the other side's."""
    words = said(text)
    own = [
        name for at, name in named_banks(words, banks) if _THEIRS.isdisjoint(words[max(0, at - _BEFORE) : at])
    ]
    return own[0] if len(set(own)) == 1 else ""


def asked_bank(text: str, banks: Mapping[str, Bank] = BANKS) -> str:
    """The id of the bank that an answer to "which bank?" names, a letter or two wrong; else empty."""
    words = said(text)
    if found := {name for _, name in named_banks(words, banks)}:
        return found.pop() if len(found) == 1 else ""
    if len(words) > _ANSWER:
        return ""
    plain = "".join(words)
    near = {
        name
        for spoken, name in _spoken(banks)
        if close(plain, "".join(spoken)) or any(close(word, "".join(spoken)) for word in words)
    }
    return near.pop() if len(near) == 1 else ""


def with_lines(given: Mapping[str, tuple[str, Iterable[str]]]) -> Mapping[str, Bank]:
    """The banks with a deployment's (line, further words) by id or name; a new name is a new bank."""
    known = dict(BANKS)
    for name, (line, words) in given.items():
        before = known.get(name)
        known[name] = Bank((*(before.words if before else (name,)), *words), line)
    return known
