"""The services of the configuration file: what is taken, and the one line that names what is wrong."""

import pytest

from bot.settings.config import BadConfig, load_config

GOOD = """
[[services]]
id = "central"
name = { fr = "Unité centrale", ar = "الوحدة المركزية" }
city = { fr = "Rabat", ar = "الرباط" }
central = true

[[services]]
id = "fes"
name = { fr = "Police judiciaire", ar = "الشرطة القضائية" }
city = { fr = "Fès", ar = "فاس" }
contact = "05 35 00 00 00"
provinces = ["Fès", "صفرو", "03.591"]
categories = ["fraud"]
officers = ["Salma"]
key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
shown = true
"""


def loaded(tmp_path, text: str):
    path = tmp_path / "ballegh.toml"
    path.write_text(text, "utf-8")
    return load_config(path).offered


def test_a_service_is_read_with_its_provinces_by_any_of_their_names(tmp_path):
    central, fes = loaded(tmp_path, GOOD.replace("05 35 00 00 00", "05 35 00 00 00 (pj@example.org)"))
    assert (central.central, central.everywhere) == (True, True)
    assert fes.provinces == ("03.231", "03.451", "03.591")
    assert (fes.name.latin, fes.city.arabic, fes.shown) == ("Police judiciaire", "فاس", True)


@pytest.mark.parametrize(
    ("given", "instead", "line"),
    [
        ('"Fès",', '"Fees",', "services.1.provinces.0: no such province, did you mean Fès?"),
        ("provinces = [", 'regions = ["fez"]\nprovinces = [', "services.1.regions.0: no such region"),
        ('["fraud"]', '["fraude"]', "services.1.categories.0: no such category, did you mean fraud?"),
        ('key = "age1ql3', 'key = "age1xx3', "services.1.key: expected an age public key"),
        ('id = "fes"', 'id = "central"', "services.1.id: central stands twice"),
        ('id = "fes"', 'id = "Fès"', "services.1.id: "),
        ("central = true", 'regions = ["fes"]', "services: one of them must have central = true, 0 have"),
        ("shown = true", "shown = true\ncentral = true", "services: one of them must have central"),
        ("central = true", "", "services.0: needs regions, provinces or categories, or central = true"),
        ('city = { fr = "Fès", ar = "فاس" }', 'city = { fr = "Fès" }', "services.1.city.ar: "),
        ("05 35 00 00 00", "05 35 00 00 00, pj@fes", "services.1.contact: expected a mail address"),
        ("shown = true", 'shown = "yes"', "services.1.shown: "),
        ("shown = true", "hidden = true", "services.1.hidden: unknown key"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path, given, instead, line):
    assert given in GOOD
    with pytest.raises(BadConfig) as refused:
        loaded(tmp_path, GOOD.replace(given, instead))
    assert line in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_national_bureau_is_read_and_may_be_left_out(tmp_path):
    path = tmp_path / "ballegh.toml"
    assert load_config(None).interpol.bureau == ""
    path.write_text('[interpol]\nbureau = "BCN Rabat, bcn@example.org"\n', "utf-8")
    assert load_config(path).interpol.bureau == "BCN Rabat, bcn@example.org"
    path.write_text("[interpol]\nbureau = 5\n", "utf-8")
    with pytest.raises(BadConfig, match=r"interpol\.bureau"):
        load_config(path)
