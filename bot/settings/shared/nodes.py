"""How many processes serve, and which part of the work they do."""

from typing import Literal

from pydantic import Field

from bot.settings.shared.objects import ObjectStore

Role = Literal["all", "serve", "work"]


class Nodes(ObjectStore):
    """The part of the settings by which several processes share the work; they need PostgreSQL.

    `serve` answers people and providers; `work` sends messages and does what is due; `all` does both.
    """

    workers: int = Field(1, ge=1, le=64, validation_alias="BALLEGH_WORKERS", examples=["4"])
    role: Role = Field("all", validation_alias="BALLEGH_ROLE", examples=["serve"])

    def misfits(self, evidence_url: str, *, alone: bool) -> str:
        """The line about a variable that does not fit the others; empty where all do.

        `alone`: the database is SQLite, on which one process works.
        """
        if alone and self.workers > 1:
            return "BALLEGH_WORKERS: more than one process needs PostgreSQL (BALLEGH_DATABASE_URL)"
        if alone and self.role != "all":
            return "BALLEGH_ROLE: a process for a part of the work needs PostgreSQL (BALLEGH_DATABASE_URL)"
        return self.misfit(evidence_url)
