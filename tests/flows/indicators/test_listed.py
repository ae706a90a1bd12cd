"""Values of lists are read by the rules that read texts; whatever is doubtful is refused with a reason."""

import pytest

from flows.indicators.find import find
from flows.indicators.listed import LISTED_KINDS, LONGEST, Refused, as_listed, on_lists

BITCOIN = "BTC 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"


@pytest.mark.parametrize(
    ("kind", "value", "pair"),
    [
        ("phone", "+212612345678", ("phone", "+212612345678")),
        ("phone", "tel:+212-612-345-678", ("phone", "+212612345678")),
        ("phone", "0033 6 12 34 56 78", ("phone", "+33612345678")),
        ("domain", "Evil[.]top", ("link", "evil.top")),
        ("domain", "login.evil.top", ("link", "login.evil.top")),
        ("domain", "203.0.113.7", ("link", "203.0.113.7")),
        ("link", "https://bit.ly/Ab1", ("link", "bit.ly/Ab1")),
        ("link", "hxxps://evil[.]top/a/b?c=1", ("link", "evil.top/a/b?c=1")),
        ("link", "evil.top/a", ("link", "evil.top/a")),
        ("link", "https://evil.top/", ("link", "evil.top")),
        ("link", "https://instagram.com/abc.d", ("handle", "instagram:@abc.d")),
        ("link", "https://wa.me/212612345678", ("phone", "+212612345678")),
        ("link", "https://t.me/+AbCdEfGhIjKlMnOp", ("group", "telegram:AbCdEfGhIjKlMnOp")),
        ("link", "https://sites.google.com/view/x", ("link", "sites.google.com/view/x")),
        ("email", "mailto:A@evil.top", ("email", "a@evil.top")),
        ("handle", "Instagram:@Abc", ("handle", "instagram:@abc")),
        ("handle", ":@abc", ("handle", ":@abc")),
        ("handle", "https://www.instagram.com/abc", ("handle", "instagram:@abc")),
        ("group", "whatsapp:AbCdEfGhIj", ("group", "whatsapp:AbCdEfGhIj")),
        ("group", "https://chat.whatsapp.com/AbCdEfGhIj", ("group", "whatsapp:AbCdEfGhIj")),
        ("rib", "rib:011 519 0000012050005349 21", ("rib", "011519000001205000534921")),
        ("iban", "MA64 0115 1900 0001 2050 0053 4921", ("iban", "MA64011519000001205000534921")),
        ("crypto", BITCOIN, ("crypto", BITCOIN)),
        ("crypto", BITCOIN.removeprefix("BTC "), ("crypto", BITCOIN)),
    ],
)
def test_a_value_is_kept_as_a_text_would_name_it(kind, value, pair):
    assert as_listed(kind, value) == pair


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("phone", "0612345678", "country"),
        ("phone", "appelez le +212612345678", "unreadable"),
        ("phone", "+212612345678 +212612345679", "unreadable"),
        ("domain", "facebook.com", "public"),
        ("domain", "dgi.gov.ma", "public"),
        ("domain", "bit.ly", "public"),
        ("domain", "a b", "unreadable"),
        ("domain", "evil.top/a", "unreadable"),
        ("link", "https://www.facebook.com/", "public"),
        ("link", "rien", "unreadable"),
        ("link", "+212612345678", "unreadable"),
        ("link", "https://evil.top/a https://evil.top/b", "unreadable"),
        ("email", "personne", "unreadable"),
        ("handle", "https://evil.top/a", "unreadable"),
        ("handle", "https://www.facebook.com/", "public"),
        ("handle", "a b", "unreadable"),
        ("group", "https://evil.top/a", "unreadable"),
        ("group", "https://www.facebook.com/", "public"),
        ("rib", "011519000001205000534922", "unreadable"),
        ("rib", "x", "unreadable"),
        ("iban", "MA65011519000001205000534921", "unreadable"),
        ("crypto", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "unreadable"),
    ],
)
def test_a_doubtful_value_is_refused(kind, value, reason):
    assert as_listed(kind, value) == Refused(reason)


@pytest.mark.parametrize("kind", LISTED_KINDS)
def test_a_value_that_is_too_long_is_not_read(kind):
    assert as_listed(kind, "9" * (LONGEST + 1)) == Refused("too-long")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BARID-MA: SMS reçu de BARID-MA", ()),
        ("bit.ly/abc", ((("link", "bit.ly/abc"), ("link", "bit.ly/abc")),)),
        ("sites.google.com/view/x", ((("link", "sites.google.com/view/x"),),)),
        (
            "https://a.evil.top:8080/x",
            ((("link", "evil.top"), ("link", "a.evil.top:8080/x"), ("link", "a.evil.top")),),
        ),
        ("https://evil.top", ((("link", "evil.top"), ("link", "evil.top")),)),
        ("06 12 34 56 78", ((("phone", "+212612345678"),),)),
    ],
)
def test_a_text_is_looked_up_under_every_name_that_a_list_may_have(text, names):
    assert on_lists(find(text)) == names


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("phone", "+212612345678", "06.12.34.56.78"),
        ("domain", "evil.top", "https://www.login.evil.top/x"),
        ("link", "https://evil.top/a/", "http://evil.top/a"),
        ("handle", "instagram:@abc", "instagram: @Abc"),
        ("group", "whatsapp:AbCdEfGhIj", "https://chat.whatsapp.com/AbCdEfGhIj"),
        ("rib", "011519000001205000534921", "RIB 011 519 0000012050005349 21"),
        ("crypto", BITCOIN, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ],
)
def test_what_a_list_names_is_met_again_in_a_text(kind, value, text):
    assert any(as_listed(kind, value) in names for names in on_lists(find(text)))


BARE = BITCOIN.removeprefix("BTC ")
WHOLE = {
    "email": "brien@corp.ma",
    "domain": "corp.top",
    "link": "https://corp.top/a",
    "phone": "+212612345678",
    "rib": "011519000001205000534921",
    "iban": "MA64011519000001205000534921",
    "crypto": BARE,
    "group": "https://chat.whatsapp.com/AbCdEfGhIj",
    "handle": "https://www.instagram.com/abc",
}


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("form", ["o'{}", "é'{}", "x!{}", "{} x", "{}»", "<{}>", "{}, x", "x, {}", "voir {}"])
def test_no_part_of_a_value_is_taken_for_it(kind, form):
    assert as_listed(kind, WHOLE[kind]) not in {Refused("unreadable"), Refused("public")}
    assert isinstance(as_listed(kind, form.format(WHOLE[kind])), Refused)


@pytest.mark.parametrize(
    ("kind", "value", "pair"),
    [
        ("crypto", f"bitcoin:{BARE}", ("crypto", BITCOIN)),
        ("crypto", f"BTC: {BARE}", ("crypto", BITCOIN)),
        ("rib", "011 519 0000012050005349 21", ("rib", "011519000001205000534921")),
        ("link", "https://bit.ly/a'b", ("link", "bit.ly/a'b")),
        ("link", "https://user@evil.top/a", ("link", "evil.top/a")),
        ("domain", "x.blogspot.com", ("link", "x.blogspot.com")),
        ("link", "https://x.blogspot.com/", ("link", "x.blogspot.com")),
    ],
)
def test_what_is_whole_is_taken_however_it_is_written(kind, value, pair):
    assert as_listed(kind, value) == pair


def test_the_host_of_an_address_is_no_domain_of_a_list():
    assert as_listed("domain", "brien@corp.ma") == Refused("unreadable")


@pytest.mark.parametrize("name", ["co.ma", "press.ma", "co.uk", "blogspot.com", "github.io", "CO[.]MA"])
@pytest.mark.parametrize(("kind", "form"), [("domain", "{}"), ("link", "https://{}/"), ("link", "{}")])
def test_what_others_register_names_under_is_everybodys(kind, form, name):
    assert as_listed(kind, form.format(name)) == Refused("public")
