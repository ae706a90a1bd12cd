"""The catalogue as a deployment with the default lines has it, and the three files as they are written."""

from dataclasses import asdict

import pytest

from bot.settings.config import Lines
from locales import LANGUAGES, Catalogue
from locales.language import FOLDER, read


@pytest.fixture(scope="session")
def catalogue():
    return Catalogue.load(asdict(Lines()), "Ballegh", "Africa/Casablanca")


@pytest.fixture(scope="session")
def written():
    """The messages of each language as parsed."""
    return {language: read(FOLDER / f"{language}.ftl") for language in LANGUAGES}
