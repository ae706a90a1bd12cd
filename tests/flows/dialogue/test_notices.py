"""Notices for messages that cannot be taken: short, in every language, and with a way to help."""

import pytest

from flows.dialogue import notices
from locales import LANGUAGES
from tests.dialogue import words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("said", [notices.unsealed(), notices.too_many(), notices.busy()])
def test_who_is_turned_away_is_told_whom_to_call(language, said):
    text = words().rendered(said, language).text
    assert "19" in text
    assert len(text) <= 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_days_files_are_many_and_the_rest_is_kept(language):
    assert 20 < len(words().rendered(notices.too_much(), language).text) <= 300
