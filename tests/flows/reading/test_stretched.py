"""Stretched letters are the word."""

import pytest

from flows.reading import answers as words


@pytest.mark.parametrize(("text", "read"), [("ouiiii", "yes"), ("nooon", "no"), ("annulerrrr", "cancel")])
def test_a_stretched_command_is_the_command(text: str, read: str) -> None:
    assert words.command(text) == read
