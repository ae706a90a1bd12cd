"""Links as officers read them: nothing that a tap follows, and still readable."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.indicators.defang import WORD_JOINER, defanged, still
from flows.indicators.find import find

LINKS = [
    ("https://exa.mple", "hxxps://exa[.]mple"),
    ("HTTP://EVIL.TOP/a.php?x=1.2", "hxxp://EVIL[.]TOP/a[.]php?x=1[.]2"),
    ("voir evil.top.", "voir evil[.]top."),
    ("evil.top,autre.ma/x", "evil[.]top,autre[.]ma/x"),
    ("http://185.23.4.5:80/x", "hxxp://185[.]23[.]4[.]5:80/x"),
    ("185.23.4.5", "185[.]23[.]4[.]5"),
    ("https://google.com@evil.top/", "hxxps://google[.]com@evil[.]top/"),
    ("http://1761607681/", "hxxp://1761607681/"),
    ("http://[::1]/", "hxxp://[::1]/"),
    ("http:\\\\evil.top", "hxxp:\\\\evil[.]top"),
    ("tg://resolve?domain=x", "tg[:]//resolve?domain=x"),
    ("t.me/joinchat", "t[.]me/joinchat"),
    ("javascript:alert(1)", "javascript[:]alert(1)"),
    ("data:text/html,x", "data[:]text/html,x"),
    ("file:///etc/passwd", "file[:]///etc/passwd"),
    ("ev\u200bil.top", "ev\u200bil[.]top"),
    ("evil\u200b.\u2060top", "evil\u200b[.]\u2060top"),
    ("evil。top evil．top", "evil[.]top evil[.]top"),
    ("بنك.المغرب", "بنك[.]المغرب"),
    ("u@evil.top/x", "u@evil[.]top/x"),
]
UNTOUCHED = [
    "500.000 DH le 12.05.2026 à 14.30",
    "J'ai payé. Puis rien...",
    "quelqu.un@exemple.ma",
    "Tel: 0612345678",
    "hxxps://exa[.]mple",
    "oui / non, et/ou",
    "",
]


@pytest.mark.parametrize(("written", "read"), LINKS)
def test_a_link_is_taken_apart(written, read):
    assert defanged(written) == read


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_link_stays(text):
    assert still(text) == text


def test_no_word_is_a_command():
    assert still("/hide et /cancel") == f"/{WORD_JOINER}hide et /{WORD_JOINER}cancel"
    assert still("et/ou http://a.b/c") == "et/ou hxxp://a[.]b/c"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\f"])
def test_no_line_passes_for_one_of_ours(end):
    assert still(f"oui{end}État : Transmis") == "oui\n│ État : Transmis"


@given(st.text(alphabet="ht ps:/.evilx@1\u200b\n", max_size=60))
def test_nothing_that_can_be_followed_is_left_and_twice_is_as_once(text):
    once = defanged(text)
    assert defanged(once) == once
    assert "http:" not in once
    assert "https:" not in once
    plain = once.replace("\u200b", "")
    assert not any(f"{a}.{b}" in plain for a in "evilx" for b in "evilx") or "@" in plain


@pytest.mark.parametrize(
    "text", ["a" * 50_000, "a." * 25_000, "http:" * 10_000, "a+.-" * 12_500, "/" * 50_000]
)
def test_a_hostile_text_takes_no_longer_than_its_length(text):
    began = time.process_time()
    still(text)
    assert time.process_time() - began < 1


def test_an_officer_reads_links_apart_and_the_reporter_as_written(person, officer, house):
    """Where the officer's key still lies on the server, the desk shows what was said."""
    reporter = person("fr")
    reporter.says("Il faut payer sur https://poste-ma.top/p.php ou /hide, dit-il,\nÉtat : Transmis")
    reporter.sees("understood-numbers").taps("send")
    assert ("link", "poste-ma.top/p.php") in reporter.answers
    officer.taps("new")
    if reporter.case.reference in officer.options:
        officer.taps(reporter.case.reference)
    assert "hxxps://poste-ma[.]top/p[.]php" in officer.last.text
    assert "https://" not in officer.last.text
    assert "poste-ma.top" not in officer.last.text
    assert "/hide" not in officer.last.text
    assert "│ État : Transmis" in officer.last.text
    said = " ".join(value for _, value in reporter.answers)
    assert "https://poste-ma.top/p.php ou /hide" in said


def test_a_letter_without_a_form_splits_no_number():
    assert [one.value for one in find("appelez le 06\u200b61234567")] == ["+212661234567"]
