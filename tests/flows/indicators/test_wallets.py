"""Wallets by their checksums, on the vectors of the standards: base58check, BIP-173, BIP-350, EIP-55."""

import pytest

from flows.indicators.find import find
from flows.indicators.money.keccak import keccak256

BITCOIN = (
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
    "1111111111111111111114oLvT2",
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
    "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
    "BC1SW50QGDZ25J",
    "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
)
ETHEREUM = (
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    "0xde709f2102306220921060314715629080e2fb77",
)
TRON = ("TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", "TLa2f6VPqDgRE67v1736s7bJ8Ray5wYjU7")
WRONG = (
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3",
    "11BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
    "3zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
    "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
    "0x0000000000000000000000000000000000000000",
    "0x52ab",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
    "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
    "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
    "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R",
    "bc1pw5dgrnzv",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
    "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
    "bc1gmk9yu",
    "bc1Qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
)


def wallets(text):
    return [one.value for one in find(text) if one.kind == "crypto"]


@pytest.mark.parametrize(
    ("coin", "address"),
    [(coin, one) for coin, all_ in (("BTC", BITCOIN), ("ETH", ETHEREUM), ("TRON", TRON)) for one in all_],
)
def test_an_address_of_the_standards(coin, address):
    kept = address.lower() if address[:3] == "BC1" else address
    assert wallets(f"envoyer à {address}.") == [f"{coin} {kept}"]
    assert wallets(f"{address[:12]}\n{address[12:]} vite") == [f"{coin} {kept}"]


@pytest.mark.parametrize("address", WRONG)
def test_a_wrong_checksum(address):
    assert wallets(f"envoyer à {address}.") == []


def test_the_next_line_may_be_another_word():
    assert wallets(f"{TRON[0]}\nMerci {TRON[1]}") == [f"TRON {one}" for one in TRON]


def test_an_address_in_a_link_is_found_with_the_link():
    kinds = {one.kind for one in find(f"https://scan.example.com/#/address/{TRON[0]}")}
    assert kinds == {"crypto", "link"}


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_keccak(data, digest):
    assert keccak256(data).hex() == digest


def test_keccak_over_a_whole_block():
    assert len({keccak256(b"a" * length) for length in (135, 136, 137, 300)}) == 4
