"""Reads from a person's own words that money left them, when, and the four facts that a bank needs.

A text that was passed on is never read here: a scam that names a sum is no loss. Money that was only asked
for, that came back, or that something costs is no loss either.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from flows.answers.banks import BANKS, Bank, own_bank
from flows.answers.facts import time_told, time_words
from flows.answers.read import said
from flows.first_letters import WordPatterns
from flows.indicators.find import Indicator, find, find_all
from flows.indicators.own import own_details
from flows.money import sums, words
from flows.remembered import remembered

BANK, AMOUNT, WHEN, TO = FACTS = ("lost_bank", "lost_amount", "lost_when", "lost_to")
"""The questions of the four facts, in the order in which they are asked."""

_SURE = WordPatterns(words.SURE)
_WITH_MONEY = WordPatterns(words.WITH_MONEY)
_UNIT = "(?:dhs?|mad|euros?|dollars?|درهم|ريال)"
_MONEY = re.compile(rf"(?<!\w)(?:{sums.MONEY})(?!\w)|(?<![\w+])[1-9]\d{{1,6}}{_UNIT}?(?!\w)")
_JUST = re.compile(rf"(?<!\w)(?:{words.JUST})(?!\w)")
_BACK = re.compile(rf"(?<!\w)(?:{words.BACK})(?!\w)")
_DENIES = re.compile(rf"(?<!\w)(?:{words.DENIES})")
_TOLD_TO = re.compile(rf"(?<!\w){words.TOLD_TO}")
_AND_MONEY = rf"\w*(?: ديالي)? و ?(?:{sums.MONEY}|{sums.SUM})(?!\w)"
_THING = re.compile(rf" (?:{words.THING})(?!{_AND_MONEY})")
_HONEST = re.compile(rf" (?:{words.HONEST})(?!\w)")
_CLAUSES = re.compile(r"[;!?؟\n]+|[.,،](?!\d)|\b(?:mais|puis|ensuite|walakin|mn be3d)\b|ولكن|لكن|ثم|ومن بعد")
_CLOCK = re.compile(
    r"(?<![\d/:.])(?:(?:à|a|vers|m3a|مع|على|الساعة|sa3a) ?)?([01]?\d|2[0-3])"
    r" ?(?:h ?([0-5]\d)?|:([0-5]\d))(?![\w:/])",
    re.IGNORECASE,
)
_SOME_DAY = re.compile(
    r"(?<!\w)(?:le \d{1,2}|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:يوم|نهار) \w+)"
)
_BARE_SUM = re.compile(r"(?<![\w+/:.,])([1-9]\d{1,6}|[1-9]\d{0,2}(?:[ .]\d{3})+)(?![\w/:]|[.,]\d)")
_LEADS = ("rib", "iban", "crypto", "phone", "handle", "email")
_PAID_TO = frozenset(_LEADS)
_LIKE_RIB = re.compile(r"(?<![\d+])(?:\d[ .-]?){20,26}(?!\d)")
"""An account with a digit wrong, too, is read out to the bank as it was written."""
_SOON = 1
"""Days between a day that is named and the message, below which the money may still be held."""
_NEAR = 30


@remembered()
def _clause(text: str) -> str | None:
    """The part of a text that tells of money that left; None where no part does."""
    plain = " ".join(said(text))
    if not (_SURE.search(plain) or _WITH_MONEY.search(plain)):
        return None
    if _BACK.search(plain) or _DENIES.search(plain):
        return None
    for clause in filter(None, map(str.strip, _CLAUSES.split(text))):
        if _left(" ".join(said(clause)), plain):
            return clause
    return text if _left(plain, plain) else None


def _left(clause: str, whole: str) -> bool:
    if any(not _HONEST.match(clause, found.end()) for found in _SURE.finditer(clause)):
        return True
    sums = [found.start() for found in _MONEY.finditer(clause)]
    for found in _WITH_MONEY.finditer(clause) if sums else ():
        near = clause == whole or sums[-1] >= found.start() - _NEAR
        ordered = _TOLD_TO.search(clause[max(0, found.start() - _NEAR) : found.start()].rstrip())
        if near and not (ordered or _THING.match(clause, found.end())):
            return True
    return False


def tells_loss(text: str) -> bool:
    """Whether the writer says that money left them, at whatever time."""
    return _clause(text) is not None


def when_left(text: str, at: float) -> str | None:
    """`recent` or `earlier` for money that left; None where none did, or the time is not told."""
    clause = _clause(text)
    if clause is None:
        return None
    for part in (clause, text):
        if when := _time_in(part, at):
            return when
    return None


def _time_in(text: str, at: float) -> str | None:
    plain = " ".join(said(text))
    days = [date.fromisoformat(one.value) for one in find_all(text) if one.kind == "date"]
    if days:
        day = datetime.fromtimestamp(at, UTC).date()
        return "recent" if abs((day - max(days)).days) <= _SOON else "earlier"
    if told := time_told(plain):
        return told
    if _JUST.search(plain):
        return "recent"
    return "recent" if _CLOCK.search(text) and not _SOME_DAY.search(plain) else None


def facts_told(text: str, banks: Mapping[str, Bank] = BANKS) -> Iterator[tuple[str, str]]:
    """The facts that a text about a loss tells, by their questions."""
    if bank := own_bank(text, banks):
        yield BANK, bank
    if amount := _amount(text):
        yield AMOUNT, amount
    if when := _moment(text):
        yield WHEN, when
    if to := _receivers(text):
        yield TO, to


def _amount(text: str) -> str:
    """The sum that left: the first one of the part that tells the loss, else the only one."""
    clause = _clause(text) or text
    for part in (clause, text):
        if sums := [one.text.strip() for one in find(part) if one.kind == "amount"]:
            return sums[0]
    plain = " ".join(said(clause))
    found = _WITH_MONEY.search(plain) or _SURE.search(plain)
    for one in find(clause):  # the groups of a telephone number are no sums
        clause = clause.replace(one.text, " ")
    bare = _BARE_SUM.search(clause) if found and not _CLOCK.search(clause) else None
    return bare[1] if bare else ""


def bare_sum(text: str) -> str:
    """The sum that an answer of a few words is, with or without its unit; else empty."""
    sums = [one.text.strip() for one in find(text) if one.kind == "amount"]
    if sums:
        return sums[0]
    bare = _BARE_SUM.search(text)
    return bare[1] if bare and not _receivers(text) else ""


def _moment(text: str) -> str:
    """The words that say when, as written, with the time of day."""
    clause = _clause(text) or ""
    for part in filter(None, (clause, text)):
        clock = _CLOCK.search(part)
        parts = (time_words(part), clock[0].strip() if clock else "")
        if any(parts):
            return " ".join(filter(None, parts))
    return ""


def _receivers(text: str) -> str:
    """The accounts, numbers and wallets to which the money may have gone; none of the writer's own."""
    mine = {(one.kind, one.value) for one in own_details(text)}
    found = [one for one in find(text) if one.kind in _PAID_TO and (one.kind, one.value) not in mine]
    found.sort(key=lambda one: _LEADS.index(one.kind))
    mistyped = None if found else _LIKE_RIB.search(text)
    return mistyped[0].strip() if mistyped else " · ".join(_written(one) for one in found[:2])


def _written(one: Indicator) -> str:
    return f"RIB {one.value}" if one.kind == "rib" else one.told
