"""Wishes about one's own details: what a few words name, and nothing else."""

import pytest

from flows.answers.own import claim, removal


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("enlève mon numéro", {"phone"}),
        ("enlève mon numéro de carte", {"cardnumber"}),
        ("supprime mon numéro de compte", {"rib"}),
        ("enlève mon adresse mail", {"email"}),
        ("حيد رقم حسابي", {"rib"}),
        ("حيد رقم بطاقتي الوطنية", {"idcard"}),
    ],
)
def test_the_longer_name_counts(text, kinds):
    wish = removal(text)
    assert wish is not None
    assert wish.kinds == kinds


def test_of_what_stands_in_a_link_the_link_counts():
    wish = removal("retire wa.me/212612345678")
    assert wish is not None
    assert not wish.kinds
    assert wish.indicators == {("link", "wa.me/212612345678")}


def test_a_place_among_several_is_no_kind():
    wish = claim("le deuxième numéro est à moi")
    assert wish is not None
    assert wish.ranked
