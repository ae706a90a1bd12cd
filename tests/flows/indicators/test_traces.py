"""The traces of a text: what leads to one sender, and the bands that near-copies share."""

from hashlib import shake_128

import pytest

from flows.indicators.find import find
from flows.indicators.near import BANDS, SHARED, bands, plain
from flows.indicators.traces import NEAR, of_indicators, of_texts

COLIS = "Barid Al-Maghrib: votre colis 88213 est en attente. Payez 19 DH de frais: https://poste-ma.xyz/p"
ARABIC = "بريد المغرب: طردكم رقم 4455 في الانتظار، المرجو أداء 19 درهم عبر الرابط poste-ma.xyz/p قبل الغد"


@pytest.mark.parametrize(
    ("text", "traces"),
    [
        ("appel du 06 12 34 56 78", [("phone", "+212612345678")]),
        ("https://pay.poste-ma.xyz/a?b=1", [("link", "poste-ma.xyz")]),
        ("http://185.12.3.4/x", [("link", "185.12.3.4")]),
        ("bit.ly/3xYz", [("link", "bit.ly/3xYz")]),
        ("https://www.google.com/search?q=a", []),
        ("https://www.dgsn.gov.ma/ar", []),
        ("https://wa.me/212612345678", [("phone", "+212612345678")]),
        ("tg://resolve?domain=faux_bank", [("handle", "telegram:@faux_bank")]),
        ("https://www.instagram.com/fake.bank", [("handle", "instagram:@fake.bank")]),
        ("@fake_bank99", [("handle", ":@fake_bank99")]),
        ("a.b@poste-ma.xyz", [("email", "a.b@poste-ma.xyz")]),
        ("expéditeur: CIHBANK", [("sender", "cihbank")]),
        ("t.me/joinchat/abcdef", [("group", "telegram:abcdef")]),
        ("il veut 500 DH avant le 12/03/2026", []),
    ],
)
def test_what_leads_to_one_sender(text: str, traces: list[tuple[str, str]]) -> None:
    assert list(of_indicators(find(text))) == traces


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        (COLIS, COLIS.upper()),
        (COLIS, COLIS.replace("88213", "7 12").replace("https://poste-ma.xyz/p", "amana.top/z")),
        (COLIS, COLIS.replace("attente", "at.tente").replace("frais", "f r a i s")),
        (COLIS, COLIS.replace("colis", "c0l1s").replace("Payez", "Pаyеz")),  # zero, one; Cyrillic а and е
        (COLIS, COLIS.replace("votre", "vo\u200btre").replace("é", "e")),
        (ARABIC, ARABIC.replace("طردكم", "طـــردكم").replace("المرجو", "المَرجو")),
        (ARABIC, ARABIC.replace("4455", "٩٨٧")),
    ],
)
def test_what_a_sender_changes_from_copy_to_copy_falls_away(text: str, copy: str) -> None:
    assert plain(copy) == plain(text)
    assert bands(copy) == bands(text)
    assert len(bands(text)) == BANDS


def test_a_copy_with_other_words_shares_some_bands_and_another_text_none() -> None:
    copy = COLIS.replace("Payez", "Merci de régler").replace("votre colis", "le colis")
    assert SHARED <= len({*bands(copy)} & {*bands(COLIS)}) < BANDS
    other = "Un inconnu m'a appelé et me demande de l'argent, il dit que mon compte sera fermé ce soir"
    assert not {*bands(other)} & {*bands(COLIS)}


@pytest.mark.parametrize("text", ["", "Bonjour, appelez-moi vite", "0612345678 " * 20])
def test_a_short_text_has_no_bands(text: str) -> None:
    assert bands(text) == ()


def test_a_long_text_is_read_at_its_beginning() -> None:
    long = "".join(chr(ord("a") + at * at % 26) for at in range(2000))
    assert bands(long) == bands(long[:1000] + "z" * 1000)


def test_a_band_holds_the_least_hashes_of_the_grams_as_they_are_defined() -> None:
    """Each hash by itself; the tokens of cases that are stored were made of these."""
    letters = plain(COLIS)
    grams = {letters[at : at + 5].encode("utf-32-be") for at in range(len(letters) - 4)}
    hashes = [shake_128(gram).digest(4 * 3 * BANDS) for gram in grams]
    least = [min(int.from_bytes(each[at : at + 4]) for each in hashes) for at in range(0, 12 * BANDS, 4)]
    assert bands(COLIS) == tuple(f"{at}:{least[at : at + 3]}" for at in range(0, 3 * BANDS, 3))


def test_the_first_texts_have_bands() -> None:
    texts = [f"{COLIS} {'abcdefgh'[at] * 3} {ARABIC[at * 9 :]}" for at in range(6)]
    found = list(of_texts(["court", *texts]))
    assert {kind for kind, _ in found} == {NEAR}
    assert len(found) == 4 * BANDS
