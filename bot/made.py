"""What a deployment has made before its channels, as those who set them up see it."""

from typing import Protocol

from bot.settings.config import Config
from bot.settings.environment import Settings
from locales import Catalogue
from storage.unit import Storage


class Made(Protocol):
    """What a deployment has made before its channels."""

    @property
    def settings(self) -> Settings:
        """The variables."""

    @property
    def config(self) -> Config:
        """The file."""

    @property
    def catalogue(self) -> Catalogue:
        """The words."""

    @property
    def storage(self) -> Storage:
        """What is kept."""

    @property
    def case_link(self) -> str:
        """What comes before a receipt's code in a web link."""
