"""Links by the rules that browsers follow, however they are disguised or cut."""

import pytest

from flows.indicators.find import find
from flows.indicators.web.hosts import suffix_length


@pytest.mark.parametrize(("name", "labels"), [("x.co.uk", 2), ("x.gov.ma", 2), ("x.top", 1), ("x", 1)])
def test_a_public_suffix_has_so_many_labels(name, labels):
    assert suffix_length(name) == labels


def links(text):
    return [one.value for one in find(text) if one.kind == "link"]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("www.attijari.ma.confirm.login.client.top", "attijari.ma.confirm.login.client.top"),
        ("Https://www.MyBank.Org_@is.gd/q", "is.gd/q"),
        ("https://user:word@fraude.top:80/x", "fraude.top:80/x"),
        ("bаnque-poste.ma", "xn--bnque-poste-yij.ma"),
        ("http://بريد.com/a", "xn--ngbof4h.com/a"),
        ("https://amana-ma.t\nop/x", "amana-ma.top/x"),
        ("https://amana-\nma.top/x", "amana-ma.top/x"),
        ("amana-\nma.top/x", "amana-ma.top/x"),
        ("https://amana-ma.top/colis?\nid=22", "amana-ma.top/colis?id=22"),
        ("amana-ma.top/col\r\nis?id=22", "amana-ma.top/colis?id=22"),
        ("https://amana-ma.top/a\nb3kd82", "amana-ma.top/ab3kd82"),
        ("https://amana.top/a\nMerci", "amana.top/a"),
        ("https://amana.top/a\nhttps://amana.top/a", "amana.top/a"),
        ("https://amana.top/a=\n", "amana.top/a="),
        ("https://amana.top\nb.c", "amana.top"),
        ("hxxps://fraude[dot]top/a", "fraude.top/a"),
        ("h**p://fraude.top", "fraude.top"),
        ("https[:]//fraude[.]top", "fraude.top"),
        ("fraude dot com", "fraude.com"),
        ("fraude point com", "fraude.com"),
        ("http:\\\\fraude.top\\a", "fraude.top/a"),
        ("https:// fraude.top/x", "fraude.top/x"),
        ("fra\u200bude.top/x", "fraude.top/x"),
        ("fraude。top/x", "fraude.top/x"),
        ("Bit.Ly/3abC", "bit.ly/3abC"),
        ("My-Bank.Ma", "my-bank.ma"),
        ("MyBank.Org", "mybank.org"),
        ("fraude[.]top[/]a", "fraude.top/a"),
        ("fraude.top?x=Ab", "fraude.top?x=Ab"),
        ("https://fraude.top/?q", "fraude.top/?q"),
        ("whatsapp://send?phone=212671029314.", "send?phone=212671029314"),
        ("http://1761607681/", "105.0.0.1"),
        ("http://0x69000001/a", "105.0.0.1/a"),
        ("http://[2001:db8::1]:80/a", "[2001:db8::1]:80/a"),
        ("http://[2001:db8::1]/a", "[2001:db8::1]/a"),
        ("10.1.2.3/login", "10.1.2.3/login"),
        ("cliquez: colis.page", "colis.page"),
        ("poste-suivi.support", "poste-suivi.support"),
        ("poste2.support", "poste2.support"),
        ("poste.co.nz", "poste.co.nz"),
        ("a.b.poste.support", "a.b.poste.support"),
        ("_fraude.top_", "fraude.top"),
        ("الرابطbarid-x.top", "barid-x.top"),
        ("http://barid-x.topهنا", "barid-x.top"),
        ("https://fraude.top/صفحة/1", "fraude.top/صفحة/1"),
        ("https://fraude.top,merci", "fraude.top"),
        ("voir fraude.com.Merci", "fraude.com"),
        ("(https://fraude.top/a_(b))", "fraude.top/a_(b)"),
        ("[https://fraude.top/a].", "fraude.top/a"),
        ("https://éé-.top https://ok.top", "ok.top"),
    ],
)
def test_a_link(text, link):
    assert links(text) == [link]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "paye.Merci",
            "fini.Je pars",
            "Merci.Ma soeur",
            "je t'aime.ma vie",
            "j'arrive.fr",
            "etc.et la suite",
            "notes.zip",
            "script.py",
            "M.Karim",
            "12.50dh",
        ),
        *(
            "colis.support",
            "a.b.c.d",
            "v2.0.1",
            "10.30.et",
            "1.2.3.4",
            "12.ma",
            "x.ma",
            "http://fraude",
            "a.ma@b",
        ),
        *(
            "http://com",
            "http://;;;",
            "http://a..b",
            f"http://{'a.' * 40}top",
            "peut-\nêtre",
            "www.\n.",
            "x-\n-y",
        ),
        *("http://" + "é" * 60 + ".top", "http://é_*é.top"),
    ],
)
def test_no_link(text):
    assert links(text) == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("https://a.b.fraude.co.uk/x", {"domain": "fraude.co.uk"}),
        ("https://page.app-ma.web.app/x", {"domain": "app-ma.web.app"}),
        ("http://10.20.30.40/entrer", {"domain": "10.20.30.40"}),
        ("bаnque.ma", {"domain": "xn--bnque-4ve.ma", "imitates": "banque.ma"}),
        ("https://xn--bnque-4ve.ma", {"domain": "xn--bnque-4ve.ma", "imitates": "banque.ma"}),
        ("https://bánque.ma", {"domain": "xn--bnque-xqa.ma", "imitates": "banque.ma"}),
        ("https://xn--ngbof4h.com", {"domain": "xn--ngbof4h.com"}),
        ("https://xn--99999999.com", {"domain": "xn--99999999.com"}),
        ("tg://resolve?domain=xyz", {}),
    ],
)
def test_the_domain_as_registered_and_the_name_it_imitates(text, about):
    (link,) = (one for one in find(text) if one.kind == "link")
    assert dict(link.about) == about
    assert link.told == (f"{link.value} ≈ banque.ma" if "imitates" in about else link.value)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("https://chat.whatsapp.com/KbCdEfGhIjKlMnOpQrStUv", "group", "whatsapp:KbCdEfGhIjKlMnOpQrStUv"),
        ("chat.whatsapp.com/invite/KbCdEfGhIjKl?mode=x", "group", "whatsapp:KbCdEfGhIjKl"),
        ("https://whatsapp.com/channel/0029VaKbCdEf", "group", "whatsapp:0029VaKbCdEf"),
        ("whatsapp://chat?code=KbCdEfGhIjKl", "group", "whatsapp:KbCdEfGhIjKl"),
        ("https://t.me/+KbCdEf12345", "group", "telegram:KbCdEf12345"),
        ("telegram.me/joinchat/KbCdEf-_12", "group", "telegram:KbCdEf-_12"),
        ("tg://join?invite=KbCdEf12345", "group", "telegram:KbCdEf12345"),
        ("tg://resolve?domain=gains_ma", "handle", "@gains_ma"),
        ("https://instagram.com/sara_99?igsh=x", "handle", "@sara_99"),
        ("facebook.com/sara.faux", "handle", "@sara.faux"),
        ("facebook.com/profile.php?id=10001234", "handle", "@10001234"),
        ("https://www.tiktok.com/@sara99/video/1", "handle", "@sara99"),
        ("snapchat.com/add/sarao", "handle", "@sarao"),
        ("instagram.com/p/Abc", "handle", None),
        ("https://instagram.com", "handle", None),
        ("youtube.com/tolearn", "handle", None),
        ("t.me/+212671029314", "group", None),
        ("t.me/joinchat", "group", None),
        ("chat.whatsapp.com", "group", None),
        ("https://wa.me/message/ABCDEFG", "phone", None),
    ],
)
def test_what_a_link_leads_to(text, kind, value):
    assert [one.value for one in find(text) if one.kind == kind] == ([value] if value else [])


def test_an_account_is_told_with_its_platform():
    (account,) = (one for one in find("insta : @sara.99") if one.kind == "handle")
    assert account.told == "@sara.99 (instagram)"
