"""Addresses of Bitcoin, Ethereum and Tron; one whose checksum is wrong is none.

Sources: base58check of Bitcoin, BIP-173 (bech32), BIP-350 (bech32m), EIP-55. The library `bech32` knows no
bech32m; forty lines after the standards' own code need no other.
"""

import hashlib
import re
from collections.abc import Iterator

from flows.indicators.marks import SEAM, Mark
from flows.indicators.money.keccak import keccak256

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES58 = {letter: value for value, letter in enumerate(_BASE58)}
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES32 = {letter: value for value, letter in enumerate(_BECH32)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32M = 0x2BC830A3
_SHORT = 20
_LONG = 32
_VERSIONS = {0x00: "BTC", 0x05: "BTC", 0x41: "TRON"}
_BREAK = rf"(?:\r?\n|{SEAM})?"
_WALLET = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?P<hex>0x(?:[0-9a-fA-F]{_BREAK}){{40}})"
    rf"|(?P<segwit>[bB][cC]1(?:[a-zA-Z0-9]{_BREAK}){{11,87}})"
    rf"|(?P<base58>[13T](?:[1-9A-HJ-NP-Za-km-z]{_BREAK}){{24,34}}))(?![A-Za-z0-9])"
)
_GAPS = re.compile(rf"[\r\n{SEAM}]+")


def wallets(work: str) -> Iterator[Mark]:
    """Wallets of a flat text, as `BTC …`, `ETH …` or `TRON …`; an address may go on in the next line."""
    at = 0
    while match := _WALLET.search(work, at):
        at = match.end()
        written = match[0].rstrip(f"\r\n{SEAM}")
        gap = _GAPS.search(written)
        first = written[: gap.start()] if gap else written
        for one in dict.fromkeys((written, first)):
            if coin := _coin(_GAPS.sub("", one)):
                at = match.start() + len(one)
                value = _GAPS.sub("", one)
                value = value.lower() if value[:3].lower() == "bc1" else value
                yield Mark(match.start(), at, "crypto", f"{coin} {value}")
                break


def _coin(address: str) -> str:
    if address.startswith("0x"):
        return "ETH" if _is_ethereum(address[2:]) else ""
    if address[:3].lower() == "bc1":
        return "BTC" if _is_segwit(address) else ""
    return _base58check(address)


def _is_ethereum(digits: str) -> bool:
    """True for digits of one case, or capitals as EIP-55 sets them."""
    if digits in {digits.lower(), digits.upper()}:
        return digits.strip(digits[0]) != ""
    hashed = keccak256(digits.lower().encode("ascii")).hex()
    return all(
        letter.isdecimal() or letter.isupper() == (int(nibble, 16) > 7)
        for letter, nibble in zip(digits, hashed, strict=False)
    )


def _base58check(address: str) -> str:
    """The coin of an address by its first byte; empty for a wrong checksum."""
    number = 0
    for letter in address:
        number = number * 58 + _VALUES58[letter]
    if number.bit_length() > 200:
        return ""
    data = number.to_bytes(25, "big")
    zeros = len(address) - len(address.lstrip("1"))
    if len(data) - len(data.lstrip(b"\0")) != zeros:
        return ""
    checksum = hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()[:4]
    return _VERSIONS.get(data[0], "") if checksum == data[-4:] else ""


def _polymod(values: list[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(_GENERATOR):
            checksum ^= generator if top >> at & 1 else 0
    return checksum


def _is_segwit(address: str) -> bool:
    """True for a Bitcoin address of BIP-173 (version 0) or BIP-350 (later versions)."""
    plain = address.lower()
    if address not in {plain, address.upper()} or not set(plain[3:]) <= _VALUES32.keys():
        return False
    data = [_VALUES32[letter] for letter in plain[3:]]
    version, program = data[0], data[1:-6]
    if _polymod([3, 3, 0, 2, 3, *data]) != (_BECH32M if version else 1) or version > 16:
        return False
    spare = len(program) * 5 % 8
    length = len(program) * 5 // 8
    if spare > 4 or (program and program[-1] & ((1 << spare) - 1)):
        return False
    return length in {_SHORT, _LONG} if version == 0 else 2 <= length <= 40
